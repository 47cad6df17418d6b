"""Messages between a client's therapists and caregivers: whole, or split and said so.

A text of Telegram's full length finds no room for who wrote it: then it goes in parts.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from bot.domain.attachment import Attachment, Kind

#: So many characters of a text, or of the words under a file, go in one message.
TEXT_ROOM: Final = 3500
CAPTION_ROOM: Final = 700
#: So many parts may be sent by one person about one client within an hour.
MOST_AN_HOUR: Final = 40
#: After a message more may follow at once, without a tap; an album comes in pieces, too.
FOLLOWS: Final = timedelta(minutes=10)
#: Only what was sent so lately changes when its writer changes it.
CHANGES_WITHIN_HOURS: Final = 48


class Form(StrEnum):
    """What a part is."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Part:
    """What goes in one message: words, or a file with words under it."""

    form: Form
    body: str
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One part as it is kept; instants are UTC epoch milliseconds.

    Attributes:
        head_id: the first part of what was sent at once; its own id for the first.
        from_practice: a therapist wrote it.
    """

    id: int
    client_id: int
    from_person: int
    from_practice: bool
    head_id: int
    form: Form
    body: str
    file_id: str | None
    part: int
    parts: int
    created_at: int
    edited_at: int | None

    @property
    def is_last(self) -> bool:
        """Say whether nothing of the same text follows."""
        return self.part == self.parts

    @property
    def answer_to(self) -> int:
        """Whom an answer goes to: the caregiver who wrote it, or 0, all therapists."""
        return 0 if self.from_practice else self.from_person

    def has_room_for(self, words: str) -> bool:
        """Say whether changed words fit in its place; a text cannot become empty."""
        if self.form is Form.TEXT:
            return 0 < len(words) <= TEXT_ROOM
        return len(words) <= CAPTION_ROOM


class Mark(StrEnum):
    """How far a message has come with somebody."""

    ON_ITS_WAY = "on its way"
    NIGHT = "night"
    AWAY = "away"
    LOST = "lost"
    DELIVERED = "delivered"
    SEEN = "seen"


def parts_of(text: str, attachment: Attachment | None) -> tuple[Part, ...]:
    """Return what was sent in parts that fit; () when there is nothing in it."""
    if attachment is None:
        return tuple(Part(Form.TEXT, piece) for piece in split(text, TEXT_ROOM))
    words = attachment.caption.strip()
    form = {Kind.PHOTO: Form.PHOTO, Kind.VOICE: Form.VOICE, Kind.DOCUMENT: Form.DOCUMENT}
    first = Part(form[attachment.kind], "", attachment.file_id)
    if len(words) <= CAPTION_ROOM:
        return (Part(first.form, words, first.file_id),)
    return first, *(Part(Form.TEXT, piece) for piece in split(words, TEXT_ROOM))


def split(text: str, room: int) -> tuple[str, ...]:
    """Cut a text into pieces of at most `room` characters, between words where it can."""
    rest = text.strip()
    pieces = []
    while len(rest) > room:
        at = max(rest.rfind("\n", room // 2, room), rest.rfind(" ", room // 2, room))
        at = at if at > 0 else room
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)
