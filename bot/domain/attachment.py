"""A file that somebody sent: Telegram keeps it, we keep its id.

The id says nothing about who sent it, so that it can go on to somebody else without a name.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What kind of file; an id is good for this kind alone."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One photo, voice note or document.

    Attributes:
        file_id: Telegram's id: the same bot can send the file again with it.
        caption: the words under it, "" when there are none.
        album: the same for all files that were sent as one album, else None.
        file_name: a document's name.
        mime_type: what kind of file it says to be; a claim, no proof.
        size: in bytes, None when Telegram does not say.
        duration_s: how long a voice note is, in seconds.
    """

    kind: Kind
    file_id: str
    caption: str = ""
    album: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    size: int | None = None
    duration_s: int | None = None


@dataclass(frozen=True, slots=True)
class CheckInAttachment:
    """A photo or voice note: about which assignment and local date, from whom, and when (ms)."""

    id: int
    kind: Kind
    file_id: str
    at: int
    client_id: int
    assignment_id: int
    on: date
    person_id: int
    name: str
