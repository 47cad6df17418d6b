"""Words that were typed before it was clear whom they are for: kept until somebody is chosen."""

from typing import Final

from bot.domain.errors import Stale
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import drafts
from bot.store.database import Tx

KIND: Final = "message"


async def keep_words(office: Office, visitor: Visitor, words: str, source_id: int | None) -> int:
    """Keep what was typed; return the number to send it with. Newer words take their place.

    Raises:
        NotAllowed: nobody we know.
    """

    def change(tx: Tx) -> int:
        actor = access.person(tx, office, visitor.telegram_id)
        data = {"words": words, "source": source_id}
        return drafts.begin(tx, actor.id, KIND, data, office.now_ms(), visitor.receipt).id

    return await office.db.write(change)


async def kept_words(office: Office, visitor: Visitor, draft_id: int) -> tuple[str, int | None]:
    """Return words that were kept, and the message they were typed in.

    Raises:
        Stale: they are gone. NotAllowed: nobody we know.
    """

    def ask(tx: Tx) -> tuple[str, int | None]:
        actor = access.person(tx, office, visitor.telegram_id)
        draft = drafts.of_kind(tx, actor.id, KIND)
        if draft is None or draft.id != draft_id:
            raise Stale("those words are gone")
        return draft.data["words"], draft.data["source"]

    return await office.db.read(ask)
