"""What a handler has at hand: the office, the voices, the messenger, and the turn it serves."""

from collections import OrderedDict
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from bot.domain.attachment import Attachment, Kind
from bot.domain.people import Person
from bot.handlers.gallery import Gallery
from bot.messenger import Messenger
from bot.pictures import Page
from bot.services import talking
from bot.services.office import Office, Visitor
from bot.texts import Say, Texts
from bot.views.screen import Screen

TWICE_WITHIN_S: Final = 3.0
TAPS_KEPT: Final = 4096


class LastTaps:
    """What was tapped last in each chat, for a moment.

    A finger that comes down twice is one wish: the second tap finds its form finished already,
    and must not take away the screen that says so.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[int, tuple[int | None, str, float]] = OrderedDict()

    def note(self, chat_id: int, message_id: int | None, data: str) -> None:
        """A tap was served."""
        self._last[chat_id] = message_id, data, monotonic()
        self._last.move_to_end(chat_id)
        if len(self._last) > TAPS_KEPT:
            self._last.popitem(last=False)

    def is_repeat(self, chat_id: int, message_id: int | None, data: str) -> bool:
        """Say whether the very same tap was served a moment ago."""
        last = self._last.get(chat_id)
        return (
            last is not None
            and last[:2] == (message_id, data)
            and monotonic() - last[2] <= TWICE_WITHIN_S
        )


class Albums:
    """Which album came last in each chat: ten pictures sent at once get one answer.

    A restart in the middle of an album costs one answer more, and no picture.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[int, str] = OrderedDict()

    def is_rest(self, chat_id: int, album: str | None) -> bool:
        """Say whether a picture belongs to the album that was answered already; note it."""
        if album is None:
            return False
        if self._last.get(chat_id) == album:
            return True
        self._last[chat_id] = album
        self._last.move_to_end(chat_id)
        if len(self._last) > TAPS_KEPT:
            self._last.popitem(last=False)
        return False


@dataclass(slots=True)
class Desk:
    """Made once by the composition root.

    `expecting` holds the Telegram ids whose next typed text is for something: a tap by anybody
    else need not ask the database.
    """

    office: Office
    texts: Texts
    messenger: Messenger
    gallery: Gallery
    expecting: set[int] = field(default_factory=set)
    taps: LastTaps = field(default_factory=LastTaps)
    albums: Albums = field(default_factory=Albums)

    @property
    def link(self) -> str:
        """The bot's own t.me link."""
        return self.messenger.bot.link


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that one person did in their private chat.

    Attributes:
        message_id: the card that was tapped.
        is_on_photo: that card is a picture.
        attachment: the photo, voice note or document that was sent.
        sent_id: the number of their own message, when they sent one.
    """

    desk: Desk
    visitor: Visitor
    chat_id: int
    message_id: int | None = None
    query_id: str | None = None
    text: str = ""
    is_on_photo: bool = False
    attachment: Attachment | None = None
    sent_id: int | None = None

    @property
    def office(self) -> Office:
        """The practice's desk."""
        return self.desk.office

    @property
    def photo_id(self) -> str | None:
        """Telegram's id of the photo that was sent."""
        found = self.attachment
        return found.file_id if found is not None and found.kind is Kind.PHOTO else None

    def say(self, person: Person | None) -> Say:
        """Return the voice for somebody we know, or for a stranger's phone."""
        return self.desk.texts.say(person.language if person else self.visitor.language)

    def expect(self) -> None:
        """Note that this person's next text is for something."""
        self.desk.expecting.add(self.visitor.telegram_id)

    def is_rest_of_album(self) -> bool:
        """Say whether this is one more picture of an album that was answered already."""
        album = self.attachment.album if self.attachment else None
        return self.desk.albums.is_rest(self.chat_id, album)

    async def show(self, screen: Screen) -> None:
        """Show a screen: the tapped card is edited in place, otherwise a new one comes."""
        if screen.held is not None:
            shown = await self.desk.messenger.show(self.chat_id, screen.held.shown_in, screen)
            await talking.hold_page(self.office, self.visitor, screen.held.about, shown)
        elif screen.file is not None or (screen.picture is None and not self.is_on_photo):
            await self.desk.messenger.show(self.chat_id, self.message_id, screen)
        else:
            await self.desk.gallery.show(
                self.chat_id, self.message_id, screen, is_on_photo=self.is_on_photo
            )

    async def print(self, spec: Page, name: str, caption: str) -> None:
        """Send a page to print."""
        await self.desk.gallery.print(self.chat_id, spec, name, caption)
