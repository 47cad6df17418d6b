"""The practice's therapists: who they are, who may work, and the links that bring in colleagues."""

from dataclasses import dataclass

from bot.domain.people import Role
from bot.domain.team import Member
from bot.store import people
from bot.store.database import Row, Tx


@dataclass(frozen=True, slots=True)
class StaffInvite:
    """A link for a colleague; instants are UTC epoch milliseconds."""

    id: int
    created_by: int
    expires_at: int
    used_by: int | None
    revoked_at: int | None


def members(tx: Tx, now: int) -> list[Member]:
    """Return everybody who works or worked here as a therapist, by name."""
    rows = tx.all(
        "SELECT id FROM people WHERE therapist_since IS NOT NULL ORDER BY lower(name), id"
    )
    return [member(tx, row["id"], now) for row in rows]


def member(tx: Tx, person_id: int, now: int) -> Member:
    """Return one therapist."""
    own = people.links_of(tx, person_id, now)
    return Member(people.by_id(tx, person_id), sum(one.role is Role.THERAPIST for one in own))


def is_member(tx: Tx, person_id: int) -> bool:
    """Say whether somebody works or worked here as a therapist."""
    found = tx.value(
        "SELECT 1 FROM people WHERE id = :p AND therapist_since IS NOT NULL", p=person_id
    )
    return bool(found)


def suspend(tx: Tx, person_id: int, now: int) -> bool:
    """Let somebody work no more, from now on; say whether they did until now."""
    changed = tx.run(
        "UPDATE people SET suspended_at = :now "
        "WHERE id = :p AND therapist_since IS NOT NULL AND suspended_at IS NULL",
        now=now,
        p=person_id,
    )
    return changed == 1


def bring_back(tx: Tx, person_id: int) -> bool:
    """Let somebody work again; say whether they were suspended."""
    changed = tx.run(
        "UPDATE people SET suspended_at = NULL WHERE id = :p AND suspended_at IS NOT NULL",
        p=person_id,
    )
    return changed == 1


def drop_forms(tx: Tx, person_id: int) -> None:
    """Forget somebody's half-finished forms, but the one of their own way in."""
    tx.run("DELETE FROM drafts WHERE person_id = :p AND kind <> 'welcome'", p=person_id)
    tx.run("DELETE FROM pending_inputs WHERE person_id = :p", p=person_id)


def menu_of(tx: Tx, person_id: int) -> str | None:
    """Return which command menu stands in somebody's chat."""
    found = tx.value("SELECT menu FROM people WHERE id = :p", p=person_id)
    return None if found is None else str(found)


def note_menu(tx: Tx, person_id: int, menu: str | None) -> None:
    """Note which command menu stands in somebody's chat."""
    tx.run("UPDATE people SET menu = :menu WHERE id = :p", menu=menu, p=person_id)


# -- links for colleagues -------------------------------------------------------------------------


def add_invite(tx: Tx, token_hash: str, *, by: int, now: int, expires_at: int, origin: int) -> bool:
    """Keep a link; the same `origin` (update) keeps one, with the newest token.

    Returns:
        Whether it is a new one.
    """
    before = tx.value("SELECT 1 FROM staff_invites WHERE origin = :origin", origin=origin)
    tx.run(
        "INSERT INTO staff_invites (token_hash, created_by, created_at, expires_at, origin) "
        "VALUES (:hash, :by, :now, :expires, :origin) "
        "ON CONFLICT (origin) DO UPDATE SET token_hash = excluded.token_hash",
        hash=token_hash,
        by=by,
        now=now,
        expires=expires_at,
        origin=origin,
    )
    return before is None


def invite_by_hash(tx: Tx, token_hash: str) -> StaffInvite | None:
    """Return the link whose token has that hash."""
    row = tx.one(
        "SELECT id, created_by, expires_at, used_by, revoked_at FROM staff_invites "
        "WHERE token_hash = :hash",
        hash=token_hash,
    )
    return None if row is None else _invite(row)


def open_invites(tx: Tx, now: int) -> list[StaffInvite]:
    """Return the links that could still be followed."""
    rows = tx.all(
        "SELECT id, created_by, expires_at, used_by, revoked_at FROM staff_invites "
        "WHERE used_by IS NULL AND revoked_at IS NULL AND expires_at > :now ORDER BY id",
        now=now,
    )
    return [_invite(row) for row in rows]


def revoke_invites(tx: Tx, now: int) -> int:
    """Let no open link be followed any more; return how many there were."""
    return tx.run(
        "UPDATE staff_invites SET revoked_at = :now "
        "WHERE used_by IS NULL AND revoked_at IS NULL AND expires_at > :now",
        now=now,
    )


def use_invite(tx: Tx, invite_id: int, person_id: int, now: int) -> bool:
    """Use a link up; say whether it was this person's to use."""
    changed = tx.run(
        "UPDATE staff_invites SET used_by = :p, used_at = coalesce(used_at, :now) "
        "WHERE id = :id AND (used_by IS NULL OR used_by = :p) AND revoked_at IS NULL",
        p=person_id,
        now=now,
        id=invite_id,
    )
    return changed == 1


def _invite(row: Row) -> StaffInvite:
    return StaffInvite(
        row["id"], row["created_by"], row["expires_at"], row["used_by"], row["revoked_at"]
    )
