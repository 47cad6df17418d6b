"""What the next typed text is for: one expectation a person, gone with any command or button.

Who has one is also kept in memory, so that an ordinary tap costs no extra transaction.
"""

from typing import Final

from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import drafts
from bot.store.database import Tx
from bot.store.drafts import Pending

ZONE: Final = "zone"
TIME: Final = "time"
WAITS_MS: Final = 2 * 3600 * 1000


def expect(tx: Tx, office: Office, person_id: int, kind: str, target: str) -> None:
    """Take what somebody types next, within two hours, for `kind`, within a transaction."""
    drafts.expect(tx, person_id, kind, target, office.now_ms() + WAITS_MS)


async def expect_text(office: Office, visitor: Visitor, kind: str, target: str) -> None:
    """Take the next typed text, within two hours, for `kind`.

    Raises:
        NotAllowed: nobody we know.
    """

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        expect(tx, office, actor.id, kind, target)

    await office.db.write(change)


async def expected_text(office: Office, visitor: Visitor) -> Pending | None:
    """Return what a typed text is for, or None when it is just a text.

    Raises:
        NotAllowed: nobody we know.
    """

    def ask(tx: Tx) -> Pending | None:
        actor = access.person(tx, office, visitor.telegram_id)
        return drafts.expected(tx, actor.id, office.now_ms(), visitor.receipt)

    return await office.db.read(ask)


async def take_expected(office: Office, visitor: Visitor) -> None:
    """The expected text was dealt with: the next one is just a text."""

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        drafts.take_expected(tx, actor.id, visitor.receipt)

    await office.db.write(change)


async def forget_expected(office: Office, visitor: Visitor) -> None:
    """A command or a button was used: the next text is just a text."""

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        drafts.expect_nothing(tx, actor.id)

    await office.db.write(change)


async def who_is_expected(office: Office) -> set[int]:
    """Return the Telegram ids of those whose next text is for something."""
    return await office.db.read(drafts.telegram_ids_expected)


async def drop_draft(office: Office, visitor: Visitor, draft_id: int) -> None:
    """Leave a half-finished form; leaving twice is no trouble.

    Raises:
        NotAllowed: somebody else's form.
    """

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        draft = drafts.by_id(tx, draft_id)
        if draft is not None and draft.person_id == actor.id:
            drafts.drop(tx, draft.id)
            drafts.expect_nothing(tx, actor.id)

    await office.db.write(change)


async def let_go(office: Office, visitor: Visitor, kind: str, draft_id: int) -> None:
    """Forget words of theirs that wait: they were sent, or are to be left; twice is no trouble.

    Raises:
        NotAllowed: nobody we know.
    """

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        draft = drafts.by_id(tx, draft_id)
        if draft is not None and draft.person_id == actor.id and draft.kind == kind:
            drafts.drop(tx, draft.id)

    await office.db.write(change)
