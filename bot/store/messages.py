"""Messages between therapists and caregivers: what was written, in parts, and who may read it."""

from bot.domain.message import Form, Message, Part
from bot.store.database import Row, Tx

_SELECT = (
    "SELECT m.id, m.client_id, m.from_person, m.from_practice, coalesce(m.head_id, m.id) AS head, "
    "m.kind, m.body, m.file_id, m.part, m.parts, m.created_at, m.edited_at FROM messages m "
)
#: What somebody wrote, or what was for them; a therapist of the client reads it all.
_READABLE = (
    "WHERE m.client_id = :c AND (:all = 1 OR m.from_person = :p "
    "OR EXISTS (SELECT 1 FROM message_copies x WHERE x.message_id = m.id AND x.person_id = :p)) "
)


def _message(row: Row) -> Message:
    return Message(
        id=row["id"],
        client_id=row["client_id"],
        from_person=row["from_person"],
        from_practice=bool(row["from_practice"]),
        head_id=row["head"],
        form=Form(row["kind"]),
        body=row["body"],
        file_id=row["file_id"],
        part=row["part"],
        parts=row["parts"],
        created_at=row["created_at"],
        edited_at=row["edited_at"],
    )


def add(
    tx: Tx,
    part: Part,
    *,
    client_id: int,
    from_person: int,
    from_practice: bool,
    head_id: int | None,
    album: str | None,
    source_id: int | None,
    number: int,
    parts: int,
    now: int,
    origin: int,
) -> int:
    """Keep one part, counted from 1; return its id."""
    return tx.new_id(
        "INSERT INTO messages (client_id, from_person, from_practice, head_id, kind, body, "
        "file_id, album, source_id, part, parts, created_at, origin) "
        "VALUES (:c, :p, :practice, :head, :kind, :body, :file, :album, :source, :part, :parts, "
        ":now, :origin) RETURNING id",
        c=client_id,
        p=from_person,
        practice=int(from_practice),
        head=head_id,
        kind=part.form,
        body=part.body,
        file=part.file_id,
        album=album,
        source=source_id,
        part=number,
        parts=parts,
        now=now,
        origin=origin,
    )


def by_id(tx: Tx, message_id: int) -> Message | None:
    """Return one part."""
    row = tx.one(_SELECT + "WHERE m.id = :id", id=message_id)
    return None if row is None else _message(row)


def by_origin(tx: Tx, origin: int) -> Message | None:
    """Return the first part that an update has brought already."""
    row = tx.one(_SELECT + "WHERE m.origin = :o ORDER BY m.part LIMIT 1", o=origin)
    return None if row is None else _message(row)


def of_album(tx: Tx, from_person: int, client_id: int, album: str, since: int) -> Message | None:
    """Return the first of an album that somebody is sending."""
    row = tx.one(
        _SELECT + "WHERE m.from_person = :p AND m.client_id = :c AND m.album = :album "
        "AND m.created_at >= :since ORDER BY m.id LIMIT 1",
        p=from_person,
        c=client_id,
        album=album,
        since=since,
    )
    return None if row is None else _message(row)


def by_source(tx: Tx, from_person: int, source_id: int, since: int) -> list[Message]:
    """Return what a message in the writer's own chat became, in order."""
    rows = tx.all(
        _SELECT + "WHERE m.from_person = :p AND m.source_id = :s AND m.created_at >= :since "
        "ORDER BY m.id",
        p=from_person,
        s=source_id,
        since=since,
    )
    return [_message(row) for row in rows]


def sent_at_once(tx: Tx, head_id: int) -> list[Message]:
    """Return all parts that were sent at once, in order."""
    rows = tx.all(
        _SELECT + "WHERE m.id = :h UNION ALL " + _SELECT + "WHERE m.head_id = :h ORDER BY 1",
        h=head_id,
    )
    return [_message(row) for row in rows]


def count_since(tx: Tx, from_person: int, client_id: int, since: int) -> int:
    """Return how many parts somebody has sent about a client since an instant."""
    return int(
        tx.value(
            "SELECT count(*) FROM messages WHERE from_person = :p AND created_at >= :since "
            "AND client_id = :c",
            p=from_person,
            c=client_id,
            since=since,
        )
    )


def set_words(tx: Tx, message_id: int, body: str, now: int) -> None:
    """Change the words of a part, because their writer has."""
    tx.run(
        "UPDATE messages SET body = :body, edited_at = :now WHERE id = :id",
        body=body,
        now=now,
        id=message_id,
    )


def last_of_family(tx: Tx, client_id: int) -> int | None:
    """Return when a caregiver last wrote about a client (UTC epoch ms)."""
    found = tx.value(
        "SELECT max(created_at) FROM messages WHERE client_id = :c AND from_practice = 0",
        c=client_id,
    )
    return None if found is None else int(found)


def conversation(
    tx: Tx, client_id: int, person_id: int, *, reads_all: bool, skip: int, most: int
) -> list[Message]:
    """Return what somebody may read of a client's messages, the newest first."""
    rows = tx.all(
        _SELECT + _READABLE + "ORDER BY m.id DESC LIMIT :most OFFSET :skip",
        c=client_id,
        p=person_id,
        all=int(reads_all),
        most=most,
        skip=skip,
    )
    return [_message(row) for row in rows]


def may_read(tx: Tx, message_id: int, client_id: int, person_id: int, *, reads_all: bool) -> bool:
    """Say whether somebody may read one part."""
    return bool(
        tx.value(
            "SELECT 1 FROM messages m " + _READABLE + "AND m.id = :m",  # noqa: S608
            m=message_id,
            c=client_id,
            p=person_id,
            all=int(reads_all),
        )
    )
