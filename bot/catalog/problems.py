"""A mistake in the library is told as what, where and how to mend it, never as a traceback."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import PersonCanMendError


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one content file.

    Attributes:
        file: the path as the person who runs the check would type it.
        field: where in the file, such as `steps[2]` or `low.idea`; empty for the whole file.
        reason: what is wrong.
        fix: what would be right; may be empty when the reason says it.
        line: the line in the file, counted from 1, where it is known.
        stops: whether the bot refuses to start on it; a stale translation only falls back.
    """

    file: str
    field: str
    reason: str
    fix: str = ""
    line: int | None = None
    stops: bool = True

    def __str__(self) -> str:
        where = f"{self.file}: {self.field}" if self.field else self.file
        return f"{where}: {self.reason}; {self.fix}" if self.fix else f"{where}: {self.reason}"


class ContentError(PersonCanMendError):
    """The library cannot be used; `problems` holds every reason, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
