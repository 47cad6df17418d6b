"""What people do on their phones becomes updates, as Telegram's own apps would send them."""

import re
from typing import Any

from telegram.constants import MessageLimit

from bot.sandbox.formatting import plain
from bot.sandbox.markup import buttons
from bot.sandbox.state import Account, Chat, Json, Query, Stored
from bot.sandbox.world import World

_DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_LARGEST_MESSAGE_ID = 2**31
_LONGEST = MessageLimit.MAX_TEXT_LENGTH.value


class PhoneError(Exception):
    """Something that a phone would not let a person do.

    Attributes:
        status: The HTTP status that the control interface answers with.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def start_text(payload: str) -> str:
    """Return what a phone sends for a deep link `?start=payload`.

    Raises:
        PhoneError: Telegram would not open such a link.
    """
    if payload and _DEEP_LINK.fullmatch(payload) is None:
        raise PhoneError("A start link holds 1-64 of A-Z a-z 0-9 _ -.")
    return f"/start {payload}".strip()


def text_contents(text: str) -> list[Json]:
    """Return the messages that a phone makes of typed text: a long one is split.

    Raises:
        PhoneError: There is nothing to send.
    """
    text = text.encode("utf-8", "replace").decode()
    contents = []
    while text:
        cut = _cut(text)
        part, entities = plain(text[:cut])
        text = text[cut:]
        if part:
            contents.append({"text": part, **({"entities": entities} if entities else {})})
    if not contents:
        raise PhoneError("A message needs some text.")
    return contents


def captioned(content: Json, caption: object) -> Json:
    """Add a caption to a photo, voice note or document, with its links and commands."""
    if not caption:
        return content
    text, entities = plain(str(caption)[: MessageLimit.CAPTION_LENGTH])
    captioned = {**content, "caption": text}
    return {**captioned, "caption_entities": entities} if entities else captioned


def say(world: World, account: Account, contents: list[Json], reply_to: object) -> list[Stored]:
    """Let a person send messages to the bot in their private chat.

    Raises:
        PhoneError: They have blocked the bot, or the message to reply to is gone.
    """
    chat = world.chats[account.person.id]
    _check_not_blocked(account)
    options: Json = {}
    if reply_to is not None:
        replied = chat.find(reply_to if isinstance(reply_to, int) else None)
        if replied is None:
            raise PhoneError(f"There is no message {reply_to} to reply to.", 404)
        options["reply_to_message"] = _alone(replied.body)
    account.started = True
    sent = []
    for content in contents:
        body = {**world.base(chat, account.person.user()), **content, **options}
        sent.append(world.add(chat, body, from_bot=False))
        world.updates.put("message", body)
    return sent


def change(world: World, account: Account, message_id: object, text: str) -> Stored:
    """Let a person edit a message of their own.

    Raises:
        PhoneError: There is no such message of theirs, or no text.
    """
    chat = world.chats[account.person.id]
    _check_not_blocked(account)
    stored = chat.find(message_id if isinstance(message_id, int) else None)
    if stored is None or stored.from_bot:
        raise PhoneError(f"There is no message {message_id} of theirs to edit.", 404)
    if "text" not in stored.body:
        raise PhoneError("Only a text can be edited here.")
    content = text_contents(text[:_LONGEST])[0]
    body = {key: value for key, value in stored.body.items() if key != "entities"}
    body |= {**content, "edit_date": world.timestamp()}
    world.replace(chat, stored, body)
    world.updates.put("edited_message", body)
    return stored


def find_button(stored: Stored, wanted: str) -> dict[str, Any] | None:
    """Return the inline button with this label, else the one with this callback data."""
    found = buttons(stored.body.get("reply_markup"))
    for key in ("text", "callback_data"):
        for button in found:
            if button.get(key) == wanted:
                return button
    return None


def tap(world: World, account: Account, stored: Stored, data: str) -> Query:
    """Let a person tap an inline button of a message.

    Raises:
        PhoneError: They have blocked the bot.
    """
    _check_not_blocked(account)
    chat = world.chats[account.person.id]
    query = world.new_query(account.person.id, stored.id)
    world.updates.put(
        "callback_query",
        {
            "id": query.id,
            "from": account.person.user(),
            "message": stored.body,
            "chat_instance": str(chat.id * 1_000_003 % 2**62),
            "data": data,
        },
    )
    return query


def block(world: World, account: Account, *, blocked: bool) -> None:
    """Let a person block or unblock the bot; the bot hears of it when it changes."""
    if account.blocked == blocked:
        return
    account.blocked = blocked
    status = {True: "kicked", False: "member"}
    old: Json = {"user": world.bot, "status": status[not blocked]}
    new: Json = {"user": world.bot, "status": status[blocked]}
    (new if blocked else old)["until_date"] = 0
    world.updates.put(
        "my_chat_member",
        {
            "chat": world.chats[account.person.id].info,
            "from": account.person.user(),
            "date": world.timestamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        },
    )


def learn(world: World, update: Json) -> None:
    """Remember what a raw update tells of: its chat can be written to, its tap answered."""
    for kind, payload in update.items():
        if not isinstance(payload, dict):
            continue
        if kind != "callback_query":
            _learn_message(world, payload, from_bot=False)
            continue
        message = payload.get("message")
        if isinstance(message, dict):
            _learn_message(world, message, from_bot=True)
        query_id = str(payload.get("id", ""))
        if query_id and query_id not in world.queries:
            sender = payload.get("from")
            user_id = sender.get("id") if isinstance(sender, dict) else None
            world.new_query(user_id if isinstance(user_id, int) else 0, None, query_id)


def _learn_message(world: World, message: Json, *, from_bot: bool) -> None:
    info = message.get("chat")
    chat_id = info.get("id") if isinstance(info, dict) else None
    if not isinstance(info, dict) or not isinstance(chat_id, int) or isinstance(chat_id, bool):
        return
    chat = world.chats.get(chat_id)
    if chat is None:
        chat = world.chats[chat_id] = Chat(info, 1)
    if chat.person is not None and not chat.person.blocked:
        chat.person.started = True
    moved_to = message.get("migrate_to_chat_id")
    if isinstance(moved_to, int):
        chat.moved_to = moved_to
        world.chats.setdefault(moved_to, Chat({**info, "id": moved_to, "type": "supergroup"}, 1))
    message_id = message.get("message_id")
    if (
        isinstance(message_id, int)
        and 0 < message_id < _LARGEST_MESSAGE_ID
        and message.get("date")
        and message_id not in chat.messages
    ):
        chat.keep(Stored(message, from_bot))


def _cut(text: str) -> int:
    """Return where a phone splits a long text: at a line's or word's end near the limit."""
    if len(text) <= _LONGEST:
        return len(text)
    for mark in ("\n", " "):
        at = text.rfind(mark, _LONGEST // 2, _LONGEST)
        if at > 0:
            return at + 1
    return _LONGEST


def _alone(body: Json) -> Json:
    return {key: value for key, value in body.items() if key != "reply_to_message"}


def _check_not_blocked(account: Account) -> None:
    if account.blocked:
        raise PhoneError(f"{account.person.name} has blocked the bot; unblock it first.", 409)
