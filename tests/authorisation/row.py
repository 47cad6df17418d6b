"""One row of the table: a service, who may use it, and what it is asked for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.errors import Declined, NotAllowed, Stale
from tests.authorisation.cast import Sunny, Who


@dataclass(frozen=True, slots=True)
class Row:
    """Who may use a service.

    Attributes:
        service: the public coroutine of bot/services.
        may: whoever gets what they ask for; everybody else is refused, and nothing changes.
        args: what comes after (office, visitor), made of Sunny's records.
        options: its keyword arguments.
        refusal: how the others are refused.
        tells_all: it may say Sunny's name to everybody who may use it (an invitation does).
    """

    service: Callable[..., Awaitable[Any]]
    may: frozenset[Who]
    args: Callable[[Sunny], tuple[Any, ...]] = lambda sunny: ()
    options: Mapping[str, Any] = field(default_factory=dict)
    refusal: tuple[type[Declined], ...] = (NotAllowed, Stale)
    tells_all: bool = False

    @property
    def name(self) -> str:
        """The service's name, as the table's."""
        return name_of(self.service)


def name_of(service: Callable[..., Any]) -> str:
    """Return "program.set_goal" for bot.services.program.set_goal."""
    return f"{service.__module__.removeprefix('bot.services.')}.{service.__name__}"
