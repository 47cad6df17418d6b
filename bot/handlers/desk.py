"""What a handler has at hand: the office, the voices, the messenger, and the turn it serves."""

from dataclasses import dataclass, field

from bot.domain.people import Person
from bot.messenger import Messenger
from bot.services.office import Office, Visitor
from bot.texts import Say, Texts
from bot.views.screen import Screen


@dataclass(slots=True)
class Desk:
    """Made once by the composition root.

    `expecting` holds the Telegram ids whose next typed text is for something: a tap by anybody
    else need not ask the database.
    """

    office: Office
    texts: Texts
    messenger: Messenger
    expecting: set[int] = field(default_factory=set)

    @property
    def link(self) -> str:
        """The bot's own t.me link."""
        return self.messenger.bot.link


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that one person did in their private chat."""

    desk: Desk
    visitor: Visitor
    chat_id: int
    message_id: int | None = None
    query_id: str | None = None
    text: str = ""

    @property
    def office(self) -> Office:
        """The practice's desk."""
        return self.desk.office

    def say(self, person: Person | None) -> Say:
        """Return the voice for somebody we know, or for a stranger's phone."""
        return self.desk.texts.say(person.language if person else self.visitor.language)

    def expect(self) -> None:
        """Note that this person's next text is for something."""
        self.desk.expecting.add(self.visitor.telegram_id)

    async def show(self, screen: Screen) -> None:
        """Show a screen: the tapped card is edited in place, otherwise a new one comes."""
        await self.desk.messenger.show(self.chat_id, self.message_id, screen)
