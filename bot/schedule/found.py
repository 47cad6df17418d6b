"""What became of a delivery when its time had come: a message, a reason, or another time."""

from dataclasses import dataclass

from bot.domain.kindness import Tone
from bot.views.screen import Screen


@dataclass(frozen=True, slots=True)
class Ready:
    """A message to send now, and how it sounds.

    `again_at` is the instant (UTC epoch ms) at which it looks different: it is edited then.
    """

    chat_id: int
    screen: Screen
    tone: Tone = Tone.USUAL
    again_at: int | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A delivery that is not sent, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """A delivery whose time has not come: quiet hours, say. `until` is in UTC epoch ms."""

    until: int
