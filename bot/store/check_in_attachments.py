"""Photos and voice notes that belong to a check-in: Telegram keeps the file, we keep its id.

One that is taken back with its check-in is no longer shown, and comes back with it.
"""

from datetime import date

from bot.domain.attachment import CheckInAttachment, Kind
from bot.store.database import Row, Tx

_SELECT = (
    "SELECT x.id, x.kind, x.file_id, x.at, a.client_id, k.assignment_id, k.on_date, "
    "k.person_id, p.name "
    "FROM check_in_attachments x JOIN check_ins k ON k.id = x.check_in_id "
    "JOIN people p ON p.id = k.person_id JOIN assignments a ON a.id = k.assignment_id "
    "WHERE k.withdrawn_at IS NULL "
)


def add(
    tx: Tx,
    *,
    assignment_id: int,
    person_id: int,
    on: date,
    kind: Kind,
    file_id: str,
    now: int,
    origin: int,
) -> bool:
    """Keep a photo or voice note with somebody's check-in, once for each update it came with.

    Returns:
        False when there is no such check-in, or it was taken back.
    """
    check_in = tx.value(
        "SELECT id FROM check_ins WHERE assignment_id = :a AND person_id = :p AND on_date = :on "
        "AND withdrawn_at IS NULL",
        a=assignment_id,
        p=person_id,
        on=on.isoformat(),
    )
    if check_in is None:
        return False
    tx.run(
        "INSERT INTO check_in_attachments (check_in_id, kind, file_id, at, origin) "
        "VALUES (:k, :kind, :file, :now, :origin) ON CONFLICT (origin) DO NOTHING",
        k=check_in,
        kind=kind,
        file=file_id,
        now=now,
        origin=origin,
    )
    return True


def of_check_in(tx: Tx, assignment_id: int, person_id: int, on: date) -> list[CheckInAttachment]:
    """Return what one person added to one check-in, oldest first."""
    rows = tx.all(
        _SELECT + "AND k.assignment_id = :a AND k.person_id = :p AND k.on_date = :on ORDER BY x.id",
        a=assignment_id,
        p=person_id,
        on=on.isoformat(),
    )
    return [_read(row) for row in rows]


def of_client(tx: Tx, client_id: int, since: date, until: date) -> list[CheckInAttachment]:
    """Return what everybody added between two local dates, both included, newest date first."""
    rows = tx.all(
        _SELECT
        + "AND a.client_id = :c AND k.on_date BETWEEN :since AND :until "
        + "ORDER BY k.on_date DESC, x.id DESC",
        c=client_id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return [_read(row) for row in rows]


def by_id(tx: Tx, attachment_id: int) -> CheckInAttachment | None:
    """Return one, unless its check-in was taken back."""
    row = tx.one(_SELECT + "AND x.id = :id", id=attachment_id)
    return None if row is None else _read(row)


def _read(row: Row) -> CheckInAttachment:
    return CheckInAttachment(
        id=row["id"],
        kind=Kind(row["kind"]),
        file_id=row["file_id"],
        at=row["at"],
        client_id=row["client_id"],
        assignment_id=row["assignment_id"],
        on=date.fromisoformat(row["on_date"]),
        person_id=row["person_id"],
        name=row["name"],
    )
