"""A conversation about a client as its people see it: pure shapes, no sentence.

What a school gets is sent to it alone: "everybody" means everybody at home.
"""

from dataclasses import dataclass

from bot.domain.message import Mark, Message
from bot.domain.people import Client, Person, Relation, Role
from bot.domain.practice import Practice


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody of a client's circle, and what they are to the client; no role: they have left."""

    person: Person
    role: Role | None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation: `writer` is None when it is the reader's own."""

    message: Message
    writer: Party | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation about a client, as one of its people sees it.

    Attributes:
        is_practice: the reader is a therapist of the client.
        to: whom the next message is for; 0 for everybody on the other side.
        others: everybody on the other side.
        lines: the newest first.
    """

    actor: Person
    client: Client
    role: Role
    to: int
    others: tuple[Party, ...]
    lines: tuple[Line, ...]
    practice: Practice
    page: int = 0
    has_more: bool = False

    @property
    def is_practice(self) -> bool:
        """Say whether the reader is a therapist of the client."""
        return self.role is Role.THERAPIST

    @property
    def readers(self) -> tuple[Party, ...]:
        """Whom the next message goes to."""
        if self.to:
            return tuple(one for one in self.others if one.person.id == self.to)
        return tuple(one for one in self.others if one.role is not Role.SCHOOL)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sending has come with one person; `at` is in UTC epoch milliseconds."""

    who: Party
    mark: Mark
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody has sent at once, and how far it has come with each.

    Attributes:
        shown_in: the message in the writer's chat that shows this page already.
        is_open: what the writer sends now goes the same way.
        has_worry_words: a caregiver wrote one of the words that open the help card.
    """

    actor: Person
    client: Client
    role: Role
    messages: tuple[Message, ...]
    progress: tuple[Progress, ...]
    practice: Practice
    to: int
    shown_in: int | None
    is_open: bool = False
    has_worry_words: bool = False

    @property
    def head_id(self) -> int:
        """The first part."""
        return self.messages[0].head_id


@dataclass(frozen=True, slots=True)
class Letter:
    """One part of a message as somebody gets it.

    Attributes:
        seen_at: when they said that they have seen it (UTC epoch ms).
        seen_by: another therapist who has.
    """

    reader: Person
    client: Client
    role: Role
    message: Message
    writer: Party
    seen_at: int | None
    seen_by: str | None
