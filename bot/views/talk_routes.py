"""Where the buttons of knowing and talking lead. Their codes begin with 6; none is ever reused."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class MessageTo(Route):
    """What is sent next is a message about a client, to one person or to all (0)."""

    code = "6m"
    client: int
    to: int


@dataclass(frozen=True, slots=True)
class Conversation(Route):
    """What was written about a client, by page, the newest first."""

    code = "6h"
    client: int
    page: int


@dataclass(frozen=True, slots=True)
class MessageSeen(Route):
    """Its reader has seen a message."""

    code = "6s"
    message: int


@dataclass(frozen=True, slots=True)
class AllSeen(Route):
    """Their reader has seen all messages about a client."""

    code = "6e"
    client: int


@dataclass(frozen=True, slots=True)
class MessageAnswer(Route):
    """What is sent next answers a message."""

    code = "6a"
    message: int


@dataclass(frozen=True, slots=True)
class MessageFile(Route):
    """Show or play a message's file once more; then the page it was on."""

    code = "6p"
    message: int
    page: int


@dataclass(frozen=True, slots=True)
class SendKept(Route):
    """Send the words that were typed before anybody was chosen, about a client."""

    code = "6k"
    client: int
    draft: int


@dataclass(frozen=True, slots=True)
class AboutWhom(Route):
    """Everybody whom a message may be about; with the words that wait, or 0 for none."""

    code = "6v"
    draft: int


@dataclass(frozen=True, slots=True)
class NeedsPage(Route):
    """Who needs a therapist, when there are more than one screen holds."""

    code = "6n"
    page: int


@dataclass(frozen=True, slots=True)
class Review(Route):
    """What to know of a client before a visit."""

    code = "6r"
    client: int


@dataclass(frozen=True, slots=True)
class Looked(Route):
    """A therapist has looked at a client's signs."""

    code = "6l"
    client: int


@dataclass(frozen=True, slots=True)
class ReviewIn(Route):
    """The next review is in so many weeks."""

    code = "6w"
    client: int
    weeks: int


@dataclass(frozen=True, slots=True)
class CheckInsOf(Route):
    """Two weeks of check-ins of one assignment (0: of all), so many times two weeks ago."""

    code = "6c"
    client: int
    assignment: int
    page: int


@dataclass(frozen=True, slots=True)
class PlayNote(Route):
    """Show or play what came with a check-in; then the page it was on, as in `CheckInsOf`."""

    code = "6f"
    file: int
    only: int
    page: int
