"""The therapists of a client: also those whose time has not come yet."""

from bot.domain.people import Role
from bot.domain.team import Membership
from bot.store import people
from bot.store.database import Tx


def members_of(tx: Tx, client_id: int, now: int) -> list[Membership]:
    """Return a client's therapists, first come first; a suspended one is among them."""
    rows = tx.all(
        "SELECT person_id, ends_on, CASE WHEN begins_at > :now THEN begins_on END AS begins_on "
        "FROM care_links WHERE client_id = :c AND role = 'therapist' AND ended_at IS NULL "
        "AND (ends_at IS NULL OR ends_at > :now) ORDER BY started_at, id",
        c=client_id,
        now=now,
    )
    return [
        Membership(people.by_id(tx, row["person_id"]), row["begins_on"], row["ends_on"])
        for row in rows
    ]


def is_linked(tx: Tx, client_id: int, person_id: int, now: int) -> bool:
    """Say whether somebody has any link to a client that is not over, or is still to begin."""
    found = tx.value(
        "SELECT 1 FROM care_links WHERE client_id = :c AND person_id = :p AND ended_at IS NULL "
        "AND (ends_at IS NULL OR ends_at > :now)",
        c=client_id,
        p=person_id,
        now=now,
    )
    return bool(found)


def begin_cover(
    tx: Tx,
    client_id: int,
    person_id: int,
    now: int,
    *,
    begins: tuple[int, str] | None,
    ends: tuple[int, str],
) -> None:
    """Let somebody cover: `begins` (None: now) and `ends` are an instant and a local date."""
    people.add_link(tx, client_id, person_id, Role.THERAPIST, now, ends_at=ends[0], ends_on=ends[1])
    if begins is not None:
        tx.run(
            "UPDATE care_links SET begins_at = :at, begins_on = :on "
            "WHERE client_id = :c AND person_id = :p",
            at=begins[0],
            on=begins[1],
            c=client_id,
            p=person_id,
        )


def let_stay(tx: Tx, client_id: int, person_id: int) -> None:
    """A therapist's place with a client has no end any more, and begins at once."""
    tx.run(
        "UPDATE care_links SET begins_at = NULL, begins_on = NULL, ends_at = NULL, ends_on = NULL "
        "WHERE client_id = :c AND person_id = :p AND role = 'therapist' AND ended_at IS NULL",
        c=client_id,
        p=person_id,
    )


def mark_opened(tx: Tx, client_id: int, person_id: int, now: int) -> bool:
    """Note that a therapist has looked at a client; say whether for the first time."""
    changed = tx.run(
        "UPDATE care_links SET opened_at = :now "
        "WHERE client_id = :c AND person_id = :p AND opened_at IS NULL",
        now=now,
        c=client_id,
        p=person_id,
    )
    return changed == 1


def brought_in(tx: Tx, client_id: int, person_id: int) -> bool:
    """Say whether it was this therapist who added the client."""
    found = tx.value(
        "SELECT 1 FROM clients WHERE id = :c AND created_by = :p", c=client_id, p=person_id
    )
    return bool(found)
