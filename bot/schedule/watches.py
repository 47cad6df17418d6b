"""What is looked at once a minute beside the reminders: unseen worries, and helpers' last days."""

from typing import Protocol

from bot.schedule.endings import Endings
from bot.schedule.escalation import Escalation
from bot.services.office import Office


class Watch(Protocol):
    """Something that knows itself when it is time to look again."""

    async def look(self) -> int:
        """Look if it is time; return how much was dealt with."""
        ...


def all_watches(office: Office) -> tuple[Watch, ...]:
    """Return everything that is looked at, in order."""
    return Escalation(office), Endings(office)
