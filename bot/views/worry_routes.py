"""Where the buttons about worries lead. Their codes begin with w or W; none is ever reused."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.worry import About, Answer
from bot.views.codec import Route

#: Where no card and no day is meant.
NO_DAY: Final = date.min


@dataclass(frozen=True, slots=True)
class HelpCard(Route):
    """The first screen, without a card: about a client, or about whom is still open (0)."""

    code = "wf"
    client: int


@dataclass(frozen=True, slots=True)
class WorryChoice(Route):
    """A choice of the first screen; `on` is the day of the card it came from."""

    code = "wk"
    client: int
    assignment: int
    on: date
    choice: str


@dataclass(frozen=True, slots=True)
class WorryTell(Route):
    """What it is: the advice, and the record."""

    code = "wc"
    client: int
    assignment: int
    flag: str


@dataclass(frozen=True, slots=True)
class WorryWho(Route):
    """Who talks of self-harm: the writer, or the person they care for."""

    code = "ww"
    client: int
    assignment: int
    about: About


@dataclass(frozen=True, slots=True)
class WorryPage(Route):
    """What became of one's own worry."""

    code = "ws"
    worry: int


@dataclass(frozen=True, slots=True)
class WorryAnswer(Route):
    """An answer on the page; worry 0 where nothing was recorded."""

    code = "wa"
    worry: int
    flag: str
    about: About
    answer: Answer


@dataclass(frozen=True, slots=True)
class CallCard(Route):
    """Show on the page whom one can call, too; worry 0 where nothing was recorded."""

    code = "wn"
    worry: int
    flag: str
    about: About


@dataclass(frozen=True, slots=True)
class WorryBringBack(Route):
    """Let a card come back that a mild worry of one's own rests."""

    code = "wb"
    worry: int


@dataclass(frozen=True, slots=True)
class WorryLeave(Route):
    """On to today's cards; the page stays in the chat."""

    code = "wl"
    worry: int


# -- the practice -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Worries(Route):
    """The queue, by page."""

    code = "W"
    page: int


@dataclass(frozen=True, slots=True)
class WorryCase(Route):
    """One worry, as the practice sees it."""

    code = "WC"
    worry: int


@dataclass(frozen=True, slots=True)
class WorrySeen(Route):
    """Somebody of the practice has looked."""

    code = "WS"
    worry: int


@dataclass(frozen=True, slots=True)
class WorryLetBack(Route):
    """Let one resting card come back."""

    code = "WR"
    worry: int
    assignment: int
