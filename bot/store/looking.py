"""What the signs are read from, for a whole caseload in a few questions: therapists alone ask.

Each question is about a set of clients, so that sixty cost hardly more than one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.patterns import Answered
from bot.domain.weekly_load import Load
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Running:
    """An assignment that is active; local dates."""

    id: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Joined:
    """A caregiver's link: since when (UTC epoch ms), and until when it rests, and why."""

    started_at: int
    paused_until: date | None
    paused_why: str | None


def _among(clients: Collection[int]) -> str:
    """Return a list for SQL; these are numbers of ours, never anybody's text."""
    return "(" + ", ".join(str(int(one)) for one in sorted(clients)) + ")"


def running(tx: Tx, clients: Collection[int], today: date) -> dict[int, list[Running]]:
    """Return the active assignments of each client; a rest that ends today or before is over."""
    rows = tx.all(
        "SELECT client_id, id, starts_on, ends_on FROM assignments "  # noqa: S608
        f"WHERE client_id IN {_among(clients)} "
        "AND (status = 'active' OR (status = 'paused' AND paused_until <= :today))",
        today=today.isoformat(),
    )
    found: dict[int, list[Running]] = {}
    for row in rows:
        ends = date.fromisoformat(row["ends_on"]) if row["ends_on"] else None
        one = Running(row["id"], date.fromisoformat(row["starts_on"]), ends)
        found.setdefault(row["client_id"], []).append(one)
    return found


def telling_answers(
    tx: Tx, clients: Collection[int], since: date
) -> dict[int, dict[int, list[Answered]]]:
    """Return, by client and assignment that has not ended, the answers that say more than one tap.

    Those are: how much help fitted, comfort, and "not for us".
    """
    rows = tx.all(
        "SELECT a.client_id, a.id, k.on_date, k.help_level, k.before_comfort, k.after_comfort, "  # noqa: S608
        "CASE WHEN k.enjoyed = 'not_for_us' OR k.reason = 'not_for_us' THEN 1 ELSE 0 END AS not_us "
        "FROM assignments a JOIN check_ins k ON k.assignment_id = a.id "
        f"WHERE a.client_id IN {_among(clients)} AND a.status <> 'ended' AND k.on_date >= :since "
        "AND k.withdrawn_at IS NULL AND (k.help_level IS NOT NULL OR k.after_comfort IS NOT NULL "
        "OR k.enjoyed = 'not_for_us' OR k.reason = 'not_for_us') ORDER BY k.on_date, k.id",
        since=since.isoformat(),
    )
    found: dict[int, dict[int, list[Answered]]] = {}
    dates: dict[str, date] = {}  # few dates, many answers
    for client, card, on, level, before, after, not_us in rows:
        day = dates.get(on) or dates.setdefault(on, date.fromisoformat(on))
        one = Answered(day, level, before, after, not_for_us=bool(not_us))
        found.setdefault(client, {}).setdefault(card, []).append(one)
    return found


def answered_since(tx: Tx, clients: Collection[int], since: date) -> dict[int, date]:
    """Return the latest local date with an answer, for each client who has one since a date."""
    rows = tx.all(
        "SELECT a.client_id, max(k.on_date) AS latest FROM assignments a "  # noqa: S608
        f"JOIN check_ins k ON k.assignment_id = a.id WHERE a.client_id IN {_among(clients)} "
        "AND k.on_date >= :since AND k.withdrawn_at IS NULL GROUP BY a.client_id",
        since=since.isoformat(),
    )
    return {row["client_id"]: date.fromisoformat(row["latest"]) for row in rows}


def joined(tx: Tx, clients: Collection[int], now: int) -> dict[int, list[Joined]]:
    """Return the links of each client's caregivers."""
    rows = tx.all(
        "SELECT client_id, started_at, paused_until, paused_why FROM care_links "  # noqa: S608
        f"WHERE client_id IN {_among(clients)} AND role <> 'therapist' AND ended_at IS NULL "
        "AND (ends_at IS NULL OR ends_at > :now)",
        now=now,
    )
    found: dict[int, list[Joined]] = {}
    for row in rows:
        until = date.fromisoformat(row["paused_until"]) if row["paused_until"] else None
        one = Joined(row["started_at"], until, row["paused_why"])
        found.setdefault(row["client_id"], []).append(one)
    return found


def loads(
    tx: Tx, clients: Collection[int], since: date
) -> Mapping[int, dict[int, list[tuple[date, Load]]]]:
    """Return, by client and caregiver, how heavy the weeks were, newest first."""
    rows = tx.all(
        "SELECT client_id, person_id, on_date, value FROM load_answers "  # noqa: S608
        f"WHERE client_id IN {_among(clients)} AND on_date >= :since "
        "ORDER BY on_date DESC, id DESC",
        since=since.isoformat(),
    )
    found: dict[int, dict[int, list[tuple[date, Load]]]] = {}
    for row in rows:
        one = date.fromisoformat(row["on_date"]), Load(row["value"])
        found.setdefault(row["client_id"], {}).setdefault(row["person_id"], []).append(one)
    return found


def looks(tx: Tx, clients: Collection[int]) -> dict[int, date]:
    """Return when somebody last looked at each client."""
    rows = tx.all(
        "SELECT client_id, looked_on FROM client_looks "  # noqa: S608
        f"WHERE client_id IN {_among(clients)}"
    )
    return {row["client_id"]: date.fromisoformat(row["looked_on"]) for row in rows}


def look(tx: Tx, client_id: int, person_id: int, on: date, now: int) -> None:
    """Record that a therapist has looked, on their own local date."""
    tx.run(
        "INSERT INTO client_looks (client_id, person_id, looked_on, looked_at) "
        "VALUES (:c, :p, :on, :now) ON CONFLICT (client_id) DO UPDATE SET "
        "person_id = excluded.person_id, looked_on = excluded.looked_on, "
        "looked_at = excluded.looked_at",
        c=client_id,
        p=person_id,
        on=on.isoformat(),
        now=now,
    )


def reviews(tx: Tx, clients: Collection[int]) -> dict[int, date]:
    """Return the day of the next review of each running program that has one."""
    rows = tx.all(
        "SELECT client_id, review_on FROM programs "  # noqa: S608
        f"WHERE client_id IN {_among(clients)} AND ended_at IS NULL AND review_on IS NOT NULL"
    )
    return {row["client_id"]: date.fromisoformat(row["review_on"]) for row in rows}


def set_review(tx: Tx, client_id: int, on: date) -> bool:
    """Set the day of the next review; False when there is no program."""
    return bool(
        tx.run(
            "UPDATE programs SET review_on = :on WHERE client_id = :c AND ended_at IS NULL",
            on=on.isoformat(),
            c=client_id,
        )
    )
