"""A plain tap is read straight into the few objects that handlers look at.

Reading it as the library does builds a whole Message with a hundred fields, which costs as much as
the rest of the update. What is not plain in every part is left to the library.
"""

from datetime import UTC, datetime
from typing import Any, Final

from telegram import Bot, CallbackQuery, Chat, MaybeInaccessibleMessage, Update, User

from bot.raw_updates import is_id

#: What a card may hold that a handler asks about and that this short way does not read.
_NOT_PLAIN: Final = "photo"
#: A date beyond the year 3000 is no date of a card.
_LATEST: Final = 32_503_680_000


def read_tap(raw: dict[str, Any], bot: Bot | None) -> Update | None:
    """Return a plain tap on a text card in a private chat; None for any other update."""
    if len(raw) != 2:
        return None
    match raw:
        case {
            "update_id": int(number),
            "callback_query": {
                "id": str(query),
                "from": {"id": int(person), "is_bot": False, "first_name": str(name)} as sender,
                "message": {
                    "message_id": int(card),
                    "date": int(seconds),
                    "chat": {"id": int(chat), "type": "private"},
                } as message,
                "chat_instance": str(instance),
                "data": str(data),
            },
        } if _NOT_PLAIN not in message and all(map(is_id, (person, card, seconds, chat))):
            pass
        case _:
            return None
    language = sender.get("language_code")
    if not (language is None or isinstance(language, str)) or not 0 < seconds < _LATEST:
        return None
    tapped = CallbackQuery(
        query,
        User(person, name, is_bot=False, language_code=language),
        instance,
        MaybeInaccessibleMessage(Chat(chat, "private"), card, datetime.fromtimestamp(seconds, UTC)),
        data,
    )
    tapped.set_bot(bot)
    return Update(number, callback_query=tapped)
