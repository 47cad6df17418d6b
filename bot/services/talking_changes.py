"""A writer changes a message in their own chat: the copies change with it, where the words fit."""

from datetime import timedelta

from bot.clock import epoch_ms
from bot.domain.message import CHANGES_WITHIN_HOURS
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.talking_marks import NOTICE
from bot.services.talking_pages import PAGE
from bot.store import messages, owed_edits, people
from bot.store.database import Tx


async def change_words(office: Office, visitor: Visitor, source_id: int, words: str) -> bool | None:
    """Their writer has changed a message: the copies change, too, also those that have arrived.

    Returns:
        None when it is no message of theirs, or was sent too long ago; False when the new words
        do not fit in its place.
    """

    def change(tx: Tx) -> bool | None:
        actor = people.by_telegram_id(tx, visitor.telegram_id)
        since = epoch_ms(office.now() - timedelta(hours=CHANGES_WITHIN_HOURS))
        found = messages.by_source(tx, actor.id, source_id, since) if actor else []
        if not found:
            return None
        access.party_to(tx, office, visitor.telegram_id, found[0].client_id)
        one, body = found[0], words.strip()
        if len(found) > 1 or not one.has_room_for(body):
            return False
        if body != one.body:
            now = office.now_ms()
            messages.set_words(tx, one.id, body, now)
            owed_edits.owe_edit(tx, f"{NOTICE}:{one.id}", now)
            owed_edits.owe_edit(tx, f"{PAGE}:{one.head_id}", now)
        return True

    return await office.db.write(change)
