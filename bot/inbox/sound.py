"""What an update claims is looked at once, before anything is done with it.

Telegram sends sound updates. What else may come (a proxy that damages, a caller of the webhook
who plays with it) gets no further than this.
"""

from typing import Final

from telegram import Chat, Update, User

from bot.raw_updates import is_id

LARGEST_ID: Final = 2**53


def is_sound(update: Update) -> bool:
    """Say whether the parts that handlers use have the types and sizes they rely on."""
    query, member = update.callback_query, update.my_chat_member
    message = update.message or update.edited_message
    user, chat = update.effective_user, update.effective_chat
    if not ((user is None or _is_user(user)) and (chat is None or _is_chat(chat))):
        return False
    if query is not None:
        card = query.message
        on_card = card is None or (_is_chat(card.chat) and _is_id(card.message_id))
        return on_card and _is_user(query.from_user) and _is_text(query.id) and _may_be(query.data)
    if member is not None:
        status = getattr(member.new_chat_member, "status", None)
        return _is_chat(member.chat) and _is_text(status)
    if message is not None:
        words = message.text, message.caption
        files = (*message.photo, message.voice, message.document)
        album = message.media_group_id
        in_order = album is None or (isinstance(album, str) and album.isascii())
        sound = in_order and all(map(_may_be, words)) and all(map(_is_file, filter(None, files)))
        return _is_chat(message.chat) and is_id(message.message_id) and sound
    return True


def _is_user(user: object) -> bool:
    if not isinstance(user, User):
        return False
    names = _is_text(user.first_name) and _may_be(user.last_name) and _may_be(user.language_code)
    return names and _is_id(user.id)


def _is_chat(chat: object) -> bool:
    return isinstance(chat, Chat) and _is_id(chat.id) and _is_text(chat.type)


def _is_file(file: object) -> bool:
    kept, kind = getattr(file, "file_id", None), getattr(file, "mime_type", None)
    size = getattr(file, "file_size", None)
    return (
        isinstance(kept, str)
        and kept.isascii()  # it goes back to Telegram as it came
        and (kind is None or (isinstance(kind, str) and kind.isascii()))
        and _may_be(getattr(file, "file_name", None))
        and (size is None or _is_id(size))
    )


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_ID


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _may_be(value: object) -> bool:
    return value is None or isinstance(value, str)
