"""A therapist's whole caseload in one question, however long it is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.caseload import QUIET_DAYS, Signs
from bot.domain.people import Client
from bot.domain.rhythm import local_date
from bot.store.clients import CLIENT_COLUMNS, client_of
from bot.store.database import Tx

_CARES: Final = (
    "FROM care_links k WHERE k.client_id = c.id AND k.role <> 'therapist' "
    "AND k.ended_at IS NULL AND (k.ends_at IS NULL OR k.ends_at > :now)"
)
_RUNS: Final = (
    "FROM assignments a WHERE a.client_id = c.id "
    "AND (a.status = 'active' OR (a.status = 'paused' AND a.paused_until <= :today)) "
    "AND (a.ends_on IS NULL OR a.ends_on >= :today)"
)
_STANDINGS: Final = (
    "SELECT "  # noqa: S608
    + ", ".join(f"c.{one}" for one in CLIENT_COLUMNS)
    + f", (SELECT min(k.started_at) {_CARES}) AS joined_at"
    + f", EXISTS (SELECT 1 {_CARES} "  # noqa: S608
    "AND (k.paused_until IS NULL OR k.paused_until <= :today)) "
    "AS is_reminded, "
    "EXISTS (SELECT 1 FROM assignments a WHERE a.client_id = c.id AND a.status <> 'ended') "
    "AS has_cards, "
    f"(SELECT min(a.starts_on) {_RUNS}) AS running_since, "
    "EXISTS (SELECT 1 FROM assignments a JOIN check_ins i ON i.assignment_id = a.id "
    "WHERE a.client_id = c.id AND i.on_date > :since AND i.withdrawn_at IS NULL) AS was_answered, "
    "(SELECT count(*) FROM worries w WHERE w.client_id = c.id AND w.seen_at IS NULL) AS worries "
    "FROM care_links l JOIN clients c ON c.id = l.client_id "
    "WHERE l.person_id = :p AND l.role = 'therapist' AND l.ended_at IS NULL "
    "AND (l.ends_at IS NULL OR l.ends_at > :now) "
    "AND (l.begins_at IS NULL OR l.begins_at <= :now) AND c.discharged_at IS NULL "
    "ORDER BY lower(c.nickname), c.id"
)


def signs(
    tx: Tx, therapist_id: int, *, now: int, today: date, zone: str
) -> list[tuple[Client, Signs]]:
    """Return every client of a therapist, by nickname, with what the records say.

    Args:
        tx: the transaction.
        therapist_id: whose caseload.
        now: UTC epoch milliseconds.
        today: the therapist's local date.
        zone: the therapist's, for the dates of instants.
    """
    rows = tx.all(
        _STANDINGS,
        p=therapist_id,
        now=now,
        today=today.isoformat(),
        since=(today - timedelta(days=QUIET_DAYS)).isoformat(),
    )
    return [
        (
            client_of(row),
            Signs(
                None if row["joined_at"] is None else _date(row["joined_at"], zone),
                bool(row["is_reminded"]),
                bool(row["has_cards"]),
                date.fromisoformat(row["running_since"]) if row["running_since"] else None,
                bool(row["was_answered"]),
                int(row["worries"]),
            ),
        )
        for row in rows
    ]


def carers(tx: Tx, client_ids: Sequence[int], now: int) -> dict[int, list[str]]:
    """Return the names of those who care, by client: what tells two of one name apart."""
    found: dict[int, list[str]] = {}
    for client_id in client_ids:
        rows = tx.all(
            "SELECT p.name FROM care_links k JOIN people p ON p.id = k.person_id "
            "WHERE k.client_id = :c AND k.role <> 'therapist' AND k.ended_at IS NULL "
            "AND (k.ends_at IS NULL OR k.ends_at > :now) ORDER BY k.started_at, k.id",
            c=client_id,
            now=now,
        )
        found[client_id] = [row["name"] for row in rows]
    return found


def _date(instant: int, zone: str) -> date:
    return local_date(from_epoch_ms(instant), zone)
