"""Where help right now leads. Codes begin with 8; none is ever used again."""

from dataclasses import dataclass

from bot.domain.calm import Feeling, Time
from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Calm(Route):
    """Help now: how does it feel? Client 0: whose moment it is, is still open."""

    code = "8c"
    client: int


@dataclass(frozen=True, slots=True)
class CalmTime(Route):
    """Help now: how much time is there?"""

    code = "8f"
    client: int
    feeling: Feeling


@dataclass(frozen=True, slots=True)
class CalmIdeas(Route):
    """Help now: at most three ideas."""

    code = "8i"
    client: int
    feeling: Feeling
    time: Time


@dataclass(frozen=True, slots=True)
class CalmIdea(Route):
    """Help now: one idea, in one-line steps."""

    code = "8j"
    client: int
    feeling: Feeling
    time: Time
    activity: str
