"""What the local chat remembers: people, chats, messages and taps, all in memory.

Messages are never changed in place: an edit stores a new object, so that the history of calls
and an update on its way keep showing what was true when they were made.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

# A chat keeps so many messages; older ones can no longer be edited or deleted.
MESSAGES_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can chat with the bot.

    Attributes:
        id: Their Telegram id, which is also the id of their private chat.
        name: As other people see it; what follows the first space becomes the last name.
        language: IETF tag of their phone's language.
        username: Without the `@`.
        started: They pressed Start some time before, so the bot may write to them first.
    """

    id: int
    name: str
    language: str = "en"
    username: str | None = None
    started: bool = False

    def user(self) -> Json:
        """Return the Bot API `User`."""
        user = {"id": self.id, "is_bot": False, **self._names()}
        if self.language:
            user["language_code"] = self.language
        return user

    def chat(self) -> Json:
        """Return the Bot API `Chat` of the private chat."""
        return {"id": self.id, "type": "private", **self._names()}

    def _names(self) -> Json:
        first, _, last = self.name.partition(" ")
        names: Json = {"first_name": first}
        if last:
            names["last_name"] = last
        if self.username is not None:
            names["username"] = self.username
        return names


@dataclass(slots=True)
class Stored:
    """One message in one chat.

    Attributes:
        body: The Bot API `Message`.
        from_bot: The bot sent it, so the bot may edit it.
        extra: What the person sees and the Bot API does not tell: reply keyboard, reactions.
        edited_at: When it was last edited, or None.
    """

    body: Json
    from_bot: bool
    extra: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    deleted: bool = False

    @property
    def id(self) -> int:
        """The message id, unique in its chat."""
        return int(self.body["message_id"])


@dataclass(slots=True)
class Chat:
    """One chat of the bot: private, or a group that a raw update told of.

    Attributes:
        info: The Bot API `Chat`.
        next_id: The id of the next message.
        person: Whose private chat it is; None for groups and channels.
        moved_to: The supergroup that replaced this group.
    """

    info: Json
    next_id: int
    person: "Account | None" = None
    messages: dict[int, Stored] = field(default_factory=dict)
    unread: int = 0
    pinned: int | None = None
    moved_to: int | None = None

    @property
    def id(self) -> int:
        """The chat id."""
        return int(self.info["id"])

    def take_id(self) -> int:
        """Return a fresh message id."""
        while self.next_id in self.messages:
            self.next_id += 1
        self.next_id += 1
        return self.next_id - 1

    def keep(self, stored: Stored) -> None:
        """Remember a message, and forget the oldest when there are too many."""
        self.messages[stored.id] = stored
        if len(self.messages) > MESSAGES_KEPT:
            del self.messages[next(iter(self.messages))]

    def find(self, message_id: int | None) -> Stored | None:
        """Return a message that has not been deleted."""
        stored = None if message_id is None else self.messages.get(message_id)
        return None if stored is None or stored.deleted else stored


@dataclass(slots=True)
class Account:
    """A person, and how they stand to the bot."""

    person: Person
    started: bool = False
    blocked: bool = False


@dataclass(slots=True)
class Query:
    """One tap on an inline button, waiting for its answer.

    Attributes:
        at: When it was made, by the shared clock.
        made: When it was made, in seconds of the machine's monotonic clock.
        answer: Resolved with the answer, or with None when nobody will answer any more.
    """

    id: str
    user_id: int
    message_id: int | None
    at: datetime
    made: float
    answer: "asyncio.Future[Json | None]"
