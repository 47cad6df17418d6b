"""People, and the links of care that say who may see which client.

A link that ends by itself is over at its instant, whether or not anything has run since.
"""

from bot.domain.kindness import DEFAULT_QUIET
from bot.domain.people import CareLink, Person, Relation, Role
from bot.domain.weekly_load import DEFAULT_LOAD_DAY
from bot.store.clients import CLIENT_COLUMNS, client_of
from bot.store.database import Row, Tx

_PERSON = (
    "id, telegram_id, name, language, zone, therapist_since IS NOT NULL AND suspended_at IS NULL "
    "AS is_therapist, suspended_at IS NOT NULL AS is_suspended, "
    "unreachable_at IS NULL AS is_reachable, quiet_from, quiet_to, load_day, plain_thanks"
)
_LINK = (
    "SELECT l.person_id, l.role, l.relation, l.paused_until, l.paused_why, l.quiet_told_on, "
    "l.started_at, l.ends_at, l.ends_on, l.opened_at, "
    + ", ".join(f"c.{one}" for one in CLIENT_COLUMNS)
    + " "
    "FROM care_links l JOIN clients c ON c.id = l.client_id "
    "WHERE l.ended_at IS NULL AND (l.ends_at IS NULL OR l.ends_at > :now) "
    "AND (l.begins_at IS NULL OR l.begins_at <= :now) "
    "AND c.discharged_at IS NULL "
)


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        telegram_id=row["telegram_id"],
        name=row["name"],
        language=row["language"],
        zone=row["zone"],
        is_therapist=bool(row["is_therapist"]),
        is_admin=False,
        is_reachable=bool(row["is_reachable"]),
        is_suspended=bool(row["is_suspended"]),
        quiet=_quiet(row),
        load_day=DEFAULT_LOAD_DAY if row["load_day"] is None else row["load_day"],
        plain_thanks=None if row["plain_thanks"] is None else bool(row["plain_thanks"]),
    )


def _quiet(row: Row) -> tuple[int, int]:
    if row["quiet_from"] is None or row["quiet_to"] is None:
        return DEFAULT_QUIET
    return row["quiet_from"], row["quiet_to"]


def _link(row: Row) -> CareLink:
    return CareLink(
        client=client_of(row),
        person_id=row["person_id"],
        role=Role(row["role"]),
        relation=Relation(row["relation"]) if row["relation"] else None,
        paused_until=row["paused_until"],
        paused_why=row["paused_why"],
        quiet_told_on=row["quiet_told_on"],
        started_at=row["started_at"],
        ends_at=row["ends_at"],
        ends_on=row["ends_on"],
        is_opened=row["opened_at"] is not None,
    )


def by_telegram_id(tx: Tx, telegram_id: int) -> Person | None:
    """Return the person with that Telegram id, if we know them."""
    row = tx.one(f"SELECT {_PERSON} FROM people WHERE telegram_id = :t", t=telegram_id)  # noqa: S608
    return None if row is None else _person(row)


def by_id(tx: Tx, person_id: int) -> Person:
    """Return a person we know to exist."""
    row = tx.one(f"SELECT {_PERSON} FROM people WHERE id = :id", id=person_id)  # noqa: S608
    if row is None:
        raise LookupError(f"no person {person_id}")
    return _person(row)


def everybody(tx: Tx) -> list[Person]:
    """Return all the people we know, first come first."""
    return [_person(row) for row in tx.all(f"SELECT {_PERSON} FROM people ORDER BY id")]  # noqa: S608


def add(tx: Tx, telegram_id: int, name: str, language: str, zone: str, now: int) -> Person:
    """Add a person, or return the one who is there."""
    tx.run(
        "INSERT INTO people (telegram_id, name, language, zone, created_at) "
        "VALUES (:t, :name, :language, :zone, :now) ON CONFLICT (telegram_id) DO NOTHING",
        t=telegram_id,
        name=name,
        language=language,
        zone=zone,
        now=now,
    )
    if (found := by_telegram_id(tx, telegram_id)) is None:
        raise LookupError("a person vanished within a transaction")
    return found


def make_therapist(tx: Tx, person_id: int, now: int) -> None:
    """Give a person the therapist's role."""
    tx.run(
        "UPDATE people SET therapist_since = coalesce(therapist_since, :now) WHERE id = :id",
        now=now,
        id=person_id,
    )


def set_name(tx: Tx, person_id: int, name: str) -> None:
    """Keep the name that Telegram shows for them."""
    tx.run("UPDATE people SET name = :name WHERE id = :id", name=name, id=person_id)


def set_language(tx: Tx, person_id: int, language: str) -> None:
    """Set the language a person reads."""
    tx.run("UPDATE people SET language = :language WHERE id = :id", language=language, id=person_id)


def set_zone(tx: Tx, person_id: int, zone: str) -> None:
    """Set a person's IANA zone."""
    tx.run("UPDATE people SET zone = :zone WHERE id = :id", zone=zone, id=person_id)


def set_reachable(tx: Tx, telegram_id: int, *, why_not: str | None, now: int) -> Person | None:
    """Record that a chat can be written to, or why it cannot; return whose it is."""
    tx.run(
        "UPDATE people SET unreachable_why = :why, "
        "unreachable_at = CASE WHEN :why IS NULL THEN NULL ELSE coalesce(unreachable_at, :now) END "
        "WHERE telegram_id = :t",
        why=why_not,
        now=now,
        t=telegram_id,
    )
    return by_telegram_id(tx, telegram_id)


def links_of(tx: Tx, person_id: int, now: int) -> list[CareLink]:
    """Return a person's standing links, by the client's nickname."""
    rows = tx.all(
        _LINK + "AND l.person_id = :p ORDER BY lower(c.nickname), c.id", p=person_id, now=now
    )
    return [_link(row) for row in rows]


def link(tx: Tx, person_id: int, client_id: int, now: int) -> CareLink | None:
    """Return the standing link between a person and a client."""
    row = tx.one(_LINK + "AND l.person_id = :p AND c.id = :c", p=person_id, c=client_id, now=now)
    return None if row is None else _link(row)


def caregivers_of(tx: Tx, client_id: int, now: int) -> list[tuple[Person, CareLink]]:
    """Return those who care for a client at home or at school, first come first."""
    rows = tx.all(
        _LINK + "AND c.id = :c AND l.role <> 'therapist' ORDER BY l.started_at, l.id",
        c=client_id,
        now=now,
    )
    return [(by_id(tx, row["person_id"]), _link(row)) for row in rows]


def therapists_of(tx: Tx, client_id: int, now: int) -> list[Person]:
    """Return the therapists whose caseload a client is on; a suspended one is none."""
    rows = tx.all(
        _LINK + "AND c.id = :c AND l.role = 'therapist' ORDER BY l.id", c=client_id, now=now
    )
    return [one for one in (by_id(tx, row["person_id"]) for row in rows) if one.is_therapist]


def add_link(
    tx: Tx,
    client_id: int,
    person_id: int,
    role: Role,
    now: int,
    *,
    ends_at: int | None = None,
    ends_on: str | None = None,
) -> None:
    """Link a person to a client, perhaps until an instant; a link that had ended begins anew."""
    tx.run(
        "INSERT INTO care_links (client_id, person_id, role, started_at, ends_at, ends_on) "
        "VALUES (:c, :p, :role, :now, :ends_at, :ends_on) "
        "ON CONFLICT (client_id, person_id) DO UPDATE SET role = excluded.role, "
        "started_at = excluded.started_at, ended_at = NULL, paused_until = NULL, "
        "ends_at = excluded.ends_at, ends_on = excluded.ends_on, "
        "begins_at = NULL, begins_on = NULL, opened_at = NULL "
        "WHERE care_links.ended_at IS NOT NULL OR care_links.ends_at <= :now",
        c=client_id,
        p=person_id,
        role=role,
        now=now,
        ends_at=ends_at,
        ends_on=ends_on,
    )


def end_link(tx: Tx, client_id: int, person_id: int, now: int) -> None:
    """End a person's link to a client; the records stay."""
    tx.run(
        "UPDATE care_links SET ended_at = :now "
        "WHERE client_id = :c AND person_id = :p AND ended_at IS NULL",
        now=now,
        c=client_id,
        p=person_id,
    )


def set_relation(tx: Tx, client_id: int, person_id: int, relation: Relation) -> None:
    """Record what a caregiver is to the client."""
    tx.run(
        "UPDATE care_links SET relation = :r WHERE client_id = :c AND person_id = :p",
        r=relation,
        c=client_id,
        p=person_id,
    )


def set_pause(
    tx: Tx, client_id: int, person_id: int, until: str | None, why: str | None = None
) -> None:
    """Rest a caregiver's reminders until a local date; None lets them come again."""
    tx.run(
        "UPDATE care_links SET paused_until = :until, paused_why = :why "
        "WHERE client_id = :c AND person_id = :p",
        until=until,
        why=why,
        c=client_id,
        p=person_id,
    )


def set_quiet_told(tx: Tx, client_id: int, person_id: int, on: str) -> None:
    """Record the local date of the one gentle line in a silence."""
    tx.run(
        "UPDATE care_links SET quiet_told_on = :on WHERE client_id = :c AND person_id = :p",
        on=on,
        c=client_id,
        p=person_id,
    )
