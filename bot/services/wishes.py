"""What a person wishes for themselves: the evening of the load question, and how thanks sound."""

from bot.domain.errors import Invalid
from bot.domain.people import Person
from bot.domain.thanks_words import PLAIN, WARM
from bot.domain.weekly_load import NEVER
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import wishes
from bot.store.database import Tx


async def read_person(office: Office, visitor: Visitor) -> Person:
    """Return who this is, with their wishes.

    Raises:
        NotAllowed: nobody we know.
    """
    return await office.db.read(lambda tx: access.person(tx, office, visitor.telegram_id))


async def set_load_day(office: Office, visitor: Visitor, day: int) -> Person:
    """Set the evening of the load question: Monday 0 to Sunday 6; 7 never asks.

    Raises:
        Invalid: no such day. NotAllowed: nobody we know.
    """
    if not 0 <= day <= NEVER:
        raise Invalid("choice", value=day)

    def change(tx: Tx) -> Person:
        actor = access.person(tx, office, visitor.telegram_id)
        wishes.set_load_day(tx, actor.id, day)
        return access.person(tx, office, visitor.telegram_id)

    return await office.db.write(change)


async def set_thanks(office: Office, visitor: Visitor, words: str) -> Person:
    """Thank in plain words, or with a line about the effort (brief 6.2).

    Raises:
        Invalid: no such words. NotAllowed: nobody we know.
    """
    if words not in (PLAIN, WARM):
        raise Invalid("choice", value=words)

    def change(tx: Tx) -> Person:
        actor = access.person(tx, office, visitor.telegram_id)
        wishes.set_plain_thanks(tx, actor.id, plain=words == PLAIN)
        return access.person(tx, office, visitor.telegram_id)

    return await office.db.write(change)
