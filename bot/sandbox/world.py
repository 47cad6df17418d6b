"""The one place where a chat changes: every new, edited or deleted message passes here.

So ids never repeat, watchers hear of everything, and a chat that must not be written to is
refused in the same words for every method.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.clock import OffsetClock, SystemClock
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.events import EventHub
from bot.sandbox.faults import FaultList
from bot.sandbox.files import FileStore
from bot.sandbox.history import CallLog
from bot.sandbox.limits import Pacer
from bot.sandbox.params import Call
from bot.sandbox.profile import Profile
from bot.sandbox.state import Account, Chat, Json, Person, Query, Stored
from bot.sandbox.updates import UpdateQueue

_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_IDS_PER_SECOND = 100
_ID_SPACE = 2_000_000_000
# Taps are remembered much longer than they can be answered, so that a late answer is told apart.
_QUERIES_KEPT = 20_000


def first_id() -> int:
    """Return where ids start: later than any id that an earlier run of the server gave out.

    It follows the machine's clock, not the shared one, which may have been moved back.
    """
    seconds = (SystemClock().now() - _EPOCH).total_seconds()
    return int(seconds * _IDS_PER_SECOND) % _ID_SPACE + 1


class World:
    """Everything that the local chat knows.

    Attributes:
        clock: The shared clock; it dates messages.
        zone: In which IANA zone people here read it, if somebody has said so.
        bot: The Bot API `User` of the bot.
        accounts: The people by id.
        chats: The chats by id.
        queries: The taps by id, oldest first.
    """

    def __init__(
        self,
        *,
        clock: OffsetClock,
        token: str,
        username: str,
        name: str,
        people: Sequence[Person],
        pacer: Pacer,
        zone: str | None = None,
    ) -> None:
        self.clock = clock
        self.zone = zone
        self.pacer = pacer
        bot_id = token.partition(":")[0]
        self.bot: Json = {
            "id": int(bot_id) if bot_id.isascii() and bot_id.isdigit() else 7_000_000_000,
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.profile = Profile(name)
        self.events = EventHub()
        self.calls = CallLog(clock.now, self.events)
        self.faults = FaultList()
        self.files = FileStore()
        self.updates = UpdateQueue(clock.now, first_id())
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self._number = first_id()
        for person in people:
            self.add_person(person)

    def timestamp(self) -> int:
        """Return the present second by the shared clock, as the Bot API dates things."""
        return int(self.clock.now().timestamp())

    def add_person(self, person: Person) -> Account:
        """Let somebody chat; their private chat is empty.

        Raises:
            ValueError: Somebody has that id already.
        """
        if person.id in self.accounts:
            raise ValueError(f"Person {person.id} exists already.")
        account = Account(person, started=person.started)
        self.accounts[person.id] = account
        self.chats[person.id] = Chat(person.chat(), first_id(), account)
        return account

    def fresh_number(self) -> int:
        """Return a number that was not given out before, for taps and albums."""
        self._number += 1
        return self._number

    def known_chat(self, call: Call) -> Chat:
        """Return the chat that a call names.

        Raises:
            ApiError: There is no such chat.
        """
        chat_id = call.integer("chat_id")
        if chat_id is None:
            if call.text("chat_id") is None:
                raise bad_request("chat_id is empty")
            raise bad_request("chat not found")
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def writable_chat(self, call: Call) -> Chat:
        """Return the chat that a call writes to.

        Raises:
            ApiError: There is no such chat, or the bot must not write there.
        """
        chat = self.known_chat(call)
        if chat.moved_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.person is not None:
            if not chat.person.started:
                raise forbidden("bot can't initiate conversation with a user")
            if chat.person.blocked:
                raise forbidden("bot was blocked by the user")
        return chat

    def base(self, chat: Chat, sender: Json) -> Json:
        """Return the head of a new message, with a fresh id."""
        return {
            "message_id": chat.take_id(),
            "from": sender,
            "chat": chat.info,
            "date": self.timestamp(),
        }

    def add(self, chat: Chat, body: Json, *, from_bot: bool, extra: Json | None = None) -> Stored:
        """Put a new message into a chat."""
        stored = Stored(body, from_bot, extra if extra is not None else {})
        chat.keep(stored)
        if from_bot:
            chat.unread += 1
        self._tell(chat, stored)
        return stored

    def replace(self, chat: Chat, stored: Stored, body: Json) -> None:
        """Put an edited message in the place of the old one."""
        stored.body = body
        stored.edited_at = self.clock.now()
        self._tell(chat, stored)

    def delete(self, chat: Chat, stored: Stored) -> None:
        """Take a message out of a chat; only the control interface still shows it."""
        stored.deleted = True
        self.events.publish("deleted", lambda: {"user_id": chat.id, "message_id": stored.id})

    def touched(self, chat: Chat, stored: Stored) -> None:
        """Tell watchers that something about a message has changed that is no edit."""
        self._tell(chat, stored)

    def new_query(self, user_id: int, message_id: int | None, query_id: str | None = None) -> Query:
        """Remember a tap that waits for its answer."""
        if query_id is None:
            query_id = str(self.fresh_number() << 20 | user_id & 0xFFFFF)
        query = Query(
            query_id,
            user_id,
            message_id,
            self.clock.now(),
            time.monotonic(),
            asyncio.get_running_loop().create_future(),
        )
        self.queries[query.id] = query
        if len(self.queries) > _QUERIES_KEPT:
            self.queries.popitem(last=False)
        return query

    def user(self, user_id: int) -> Json | None:
        """Return the Bot API `User` of somebody the bot has met, or of the bot."""
        if user_id == self.bot["id"]:
            return self.bot
        account = self.accounts.get(user_id)
        return None if account is None else account.person.user()

    def close(self) -> None:
        """Let everybody go who waits: polls, watchers, taps."""
        self.updates.end_poll()
        self.events.close()
        for query in self.queries.values():
            if not query.answer.done():
                query.answer.set_result(None)

    def _tell(self, chat: Chat, stored: Stored) -> None:
        self.events.publish("message", lambda: {"user_id": chat.id, "message": view(stored)})


def view(stored: Stored) -> dict[str, Any]:
    """Return a message as the person sees it: the Bot API object and what it leaves out."""
    shown = dict(stored.body)
    if stored.edited_at is not None:
        shown["edited_at"] = stored.edited_at.isoformat()
    if stored.deleted:
        shown["deleted"] = True
    if stored.extra:
        shown["sim"] = stored.extra
    return shown
