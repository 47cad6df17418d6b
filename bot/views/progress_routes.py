"""Where a look back leads. Codes begin with 8; none is ever used again."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Progress(Route):
    """What was tried and what fits, for a caregiver or the client's therapist."""

    code = "8p"
    client: int


@dataclass(frozen=True, slots=True)
class ProgressPicture(Route):
    """The same as one picture."""

    code = "8q"
    client: int
