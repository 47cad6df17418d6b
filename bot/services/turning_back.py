"""Turning back on the way in: whoever says no, or leaves in between, is asked nothing more."""

from bot.domain.errors import Stale
from bot.domain.welcome import Question
from bot.services.office import Office, Visitor
from bot.store import drafts, invites, people, strangers
from bot.store.database import Tx

WELCOME = "welcome"


async def decline_welcome(office: Office, visitor: Visitor, draft_id: int) -> None:
    """Say no to the consent: the form, and a person with nothing else, are forgotten.

    Raises:
        Stale: that welcome is over, or was agreed to before.
    """

    def forget(tx: Tx) -> None:
        known = people.by_telegram_id(tx, visitor.telegram_id)
        if known is None:
            return  # forgotten already
        draft = drafts.of_kind(tx, known.id, WELCOME)
        if draft is None or draft.id != draft_id or Question.CONSENT in draft.data:
            raise Stale("that question is over")
        drafts.drop(tx, draft.id)
        strangers.forget(tx, known.id)

    await office.db.write(forget)


def drop_welcome(tx: Tx, person_id: int, client_id: int) -> None:
    """Whoever leaves in the middle of the questions is not asked any more of them."""
    draft = drafts.of_kind(tx, person_id, WELCOME)
    invite = invites.by_id(tx, draft.data["invite"]) if draft else None
    if draft is not None and invite is not None and invite.client_id == client_id:
        drafts.drop(tx, draft.id)
