"""Half-finished forms, and what the next typed text is for."""

import json
from dataclasses import dataclass
from typing import Any

from bot.store.database import Row, Tx


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-finished form of one person; its next question is the first missing field."""

    id: int
    person_id: int
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the next text that a person types is for; instants are UTC epoch milliseconds."""

    kind: str
    target: str
    expires_at: int


def _draft(row: Row | None) -> Draft | None:
    if row is None:
        return None
    return Draft(row["id"], row["person_id"], row["kind"], json.loads(row["data"]))


def begin(tx: Tx, person_id: int, kind: str, data: dict[str, Any], now: int, origin: int) -> Draft:
    """Begin a form anew; an older one of the same kind is gone.

    The same `origin` (update) begins one form: what was shown for it before stays good.
    """
    there = of_kind(tx, person_id, kind)
    if there is not None and there.data.get("origin") == origin:
        return there
    data = {**data, "origin": origin}
    tx.run("DELETE FROM drafts WHERE person_id = :p AND kind = :kind", p=person_id, kind=kind)
    new = tx.new_id(
        # Ids are never reused, so that an old card cannot answer for a new form.
        "INSERT INTO drafts (person_id, kind, data, updated_at) VALUES (:p, :kind, :data, :now) "
        "RETURNING id",
        p=person_id,
        kind=kind,
        data=json.dumps(data),
        now=now,
    )
    return Draft(new, person_id, kind, data)


def save(tx: Tx, draft: Draft, data: dict[str, Any], now: int) -> Draft:
    """Keep a form's answers."""
    tx.run(
        "UPDATE drafts SET data = :data, updated_at = :now WHERE id = :id",
        data=json.dumps(data),
        now=now,
        id=draft.id,
    )
    return Draft(draft.id, draft.person_id, draft.kind, data)


def by_id(tx: Tx, draft_id: int) -> Draft | None:
    """Return a form."""
    return _draft(
        tx.one("SELECT id, person_id, kind, data FROM drafts WHERE id = :id", id=draft_id)
    )


def of_kind(tx: Tx, person_id: int, kind: str) -> Draft | None:
    """Return a person's form of that kind."""
    return _draft(
        tx.one(
            "SELECT id, person_id, kind, data FROM drafts WHERE person_id = :p AND kind = :kind",
            p=person_id,
            kind=kind,
        )
    )


def latest(tx: Tx, person_id: int) -> Draft | None:
    """Return the form that a person touched last."""
    return _draft(
        tx.one(
            "SELECT id, person_id, kind, data FROM drafts WHERE person_id = :p "
            "ORDER BY updated_at DESC, id DESC LIMIT 1",
            p=person_id,
        )
    )


def drop(tx: Tx, draft_id: int) -> None:
    """Forget a form."""
    tx.run("DELETE FROM drafts WHERE id = :id", id=draft_id)


def expect(tx: Tx, person_id: int, kind: str, target: str, expires_at: int) -> None:
    """Say what the next typed text is for."""
    tx.run(
        "INSERT INTO pending_inputs (person_id, kind, target, expires_at) "
        "VALUES (:p, :kind, :target, :expires) ON CONFLICT (person_id) DO UPDATE SET "
        "kind = excluded.kind, target = excluded.target, expires_at = excluded.expires_at, "
        "taken_by = NULL",
        p=person_id,
        kind=kind,
        target=target,
        expires=expires_at,
    )


def expected(tx: Tx, person_id: int, now: int, origin: int) -> Pending | None:
    """Return what the text of that update is for, unless that has expired."""
    row = tx.one(
        "SELECT kind, target, expires_at FROM pending_inputs "
        "WHERE person_id = :p AND expires_at > :now AND (taken_by IS NULL OR taken_by = :origin)",
        p=person_id,
        now=now,
        origin=origin,
    )
    return None if row is None else Pending(row["kind"], row["target"], row["expires_at"])


def take_expected(tx: Tx, person_id: int, origin: int) -> None:
    """The expected text has come with that update: the next one is just a text.

    The same update, processed again after a crash, still finds what its text was for.
    """
    tx.run(
        "UPDATE pending_inputs SET taken_by = :origin WHERE person_id = :p",
        origin=origin,
        p=person_id,
    )


def expect_nothing(tx: Tx, person_id: int) -> None:
    """A command or a button was used instead: the next text is just a text."""
    tx.run("DELETE FROM pending_inputs WHERE person_id = :p", p=person_id)


def telegram_ids_expected(tx: Tx) -> set[int]:
    """Return the Telegram ids of everybody whose next text is for something."""
    rows = tx.all("SELECT p.telegram_id FROM pending_inputs i JOIN people p ON p.id = i.person_id")
    return {int(row["telegram_id"]) for row in rows}
