"""Invitations and consents: how somebody comes in, and what they agreed to."""

from dataclasses import dataclass
from typing import Final

from bot.domain.people import Role
from bot.store.database import Row, Tx

_COLUMNS: Final = (
    "id, client_id, role, created_by, created_at, expires_at, used_by, revoked_at, ends_on"
)


@dataclass(frozen=True, slots=True)
class Invite:
    """One invitation; instants are UTC epoch milliseconds."""

    id: int
    client_id: int
    role: Role
    created_by: int
    created_at: int
    expires_at: int
    used_by: int | None
    revoked_at: int | None
    ends_on: str | None = None


def add(
    tx: Tx,
    token_hash: str,
    client_id: int,
    role: Role,
    *,
    by: int,
    now: int,
    expires_at: int,
    origin: int,
    ends_on: str | None = None,
) -> bool:
    """Keep an invitation; the same `origin` (update) keeps one, with the newest token.

    Returns:
        Whether it is a new one.
    """
    before = tx.value("SELECT 1 FROM invites WHERE origin = :origin", origin=origin)
    tx.run(
        "INSERT INTO invites "
        "(token_hash, client_id, role, created_by, created_at, expires_at, ends_on, origin) "
        "VALUES (:hash, :c, :role, :by, :now, :expires, :ends_on, :origin) "
        "ON CONFLICT (origin) DO UPDATE SET token_hash = excluded.token_hash",
        hash=token_hash,
        c=client_id,
        role=role,
        by=by,
        now=now,
        expires=expires_at,
        ends_on=ends_on,
        origin=origin,
    )
    return before is None


def _find(tx: Tx, where: str, key: object) -> Invite | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM invites WHERE {where} = :key", key=key)  # noqa: S608
    return None if row is None else _invite(row)


def _invite(row: Row) -> Invite:
    return Invite(
        id=row["id"],
        client_id=row["client_id"],
        role=Role(row["role"]),
        created_by=row["created_by"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        used_by=row["used_by"],
        revoked_at=row["revoked_at"],
        ends_on=row["ends_on"],
    )


def by_hash(tx: Tx, token_hash: str) -> Invite | None:
    """Return the invitation whose token has that hash."""
    return _find(tx, "token_hash", token_hash)


def by_id(tx: Tx, invite_id: int) -> Invite | None:
    """Return an invitation."""
    return _find(tx, "id", invite_id)


def open_of(tx: Tx, client_id: int, now: int) -> list[Invite]:
    """Return a client's invitations that somebody could still use, the newest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM invites WHERE client_id = :c AND used_by IS NULL "  # noqa: S608
        "AND revoked_at IS NULL AND expires_at > :now ORDER BY id DESC",
        c=client_id,
        now=now,
    )
    return [_invite(row) for row in rows]


def revoke(tx: Tx, invite_id: int, now: int) -> bool:
    """Take an invitation back that nobody has used; say whether that changed anything."""
    changed = tx.run(
        "UPDATE invites SET revoked_at = :now "
        "WHERE id = :id AND used_by IS NULL AND revoked_at IS NULL",
        now=now,
        id=invite_id,
    )
    return changed == 1


def use(tx: Tx, invite_id: int, person_id: int, now: int) -> bool:
    """Use an invitation up; say whether it was this person's to use."""
    return (
        tx.run(
            "UPDATE invites SET used_by = :p, used_at = coalesce(used_at, :now) "
            "WHERE id = :id AND (used_by IS NULL OR used_by = :p) AND revoked_at IS NULL",
            p=person_id,
            now=now,
            id=invite_id,
        )
        == 1
    )


def add_consent(
    tx: Tx, person_id: int, client_id: int, version: str, language: str, now: int
) -> None:
    """Record a consent, once for each version that is in force."""
    if not has_consent(tx, person_id, client_id):
        renew_consent(tx, person_id, client_id, version, language, now)


def has_consent(tx: Tx, person_id: int, client_id: int) -> bool:
    """Say whether a consent is in force."""
    return bool(
        tx.value(
            "SELECT 1 FROM consents "
            "WHERE person_id = :p AND client_id = :c AND withdrawn_at IS NULL",
            p=person_id,
            c=client_id,
        )
    )


def withdraw_consent(tx: Tx, person_id: int, client_id: int, now: int) -> None:
    """Record that a consent was withdrawn."""
    tx.run(
        "UPDATE consents SET withdrawn_at = :now "
        "WHERE person_id = :p AND client_id = :c AND withdrawn_at IS NULL",
        now=now,
        p=person_id,
        c=client_id,
    )


def consent_given_at(tx: Tx, person_id: int, client_id: int) -> int | None:
    """Return when the consent in force was given (UTC epoch milliseconds)."""
    found = tx.value(
        "SELECT max(given_at) FROM consents "
        "WHERE person_id = :p AND client_id = :c AND withdrawn_at IS NULL",
        p=person_id,
        c=client_id,
    )
    return None if found is None else int(found)


def renew_consent(
    tx: Tx, person_id: int, client_id: int, version: str, language: str, now: int
) -> None:
    """Record a consent of a newer version beside the one in force."""
    tx.run(
        "INSERT INTO consents (person_id, client_id, version, language, given_at) "
        "VALUES (:p, :c, :version, :language, :now)",
        p=person_id,
        c=client_id,
        version=version,
        language=language,
        now=now,
    )


def consent_versions(tx: Tx, person_id: int, client_id: int) -> list[str]:
    """Return the versions of the consents in force."""
    rows = tx.all(
        "SELECT version FROM consents "
        "WHERE person_id = :p AND client_id = :c AND withdrawn_at IS NULL ORDER BY id",
        p=person_id,
        c=client_id,
    )
    return [row["version"] for row in rows]


def to_renew(tx: Tx, person_id: int, version: str, today: str) -> set[int]:
    """Return the clients whose consent is of another version, and was not put off today."""
    rows = tx.all(
        "SELECT client_id FROM consents WHERE person_id = :p AND withdrawn_at IS NULL "
        "GROUP BY client_id HAVING sum(CASE WHEN version = :version OR asked_on = :today "
        "THEN 1 ELSE 0 END) = 0",
        p=person_id,
        version=version,
        today=today,
    )
    return {row["client_id"] for row in rows}


def put_off_consent(tx: Tx, person_id: int, client_id: int, today: str) -> None:
    """Remember that somebody left the question for another day."""
    tx.run(
        "UPDATE consents SET asked_on = :today "
        "WHERE person_id = :p AND client_id = :c AND withdrawn_at IS NULL",
        today=today,
        p=person_id,
        c=client_id,
    )
