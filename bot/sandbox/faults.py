"""The server fails on demand, so that a bot's care for bad days can be seen and tested."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, too_many_requests

# These refuse the call; the others change how the call is carried out.
_REFUSALS = {
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "not_found": (400, "Bad Request: chat not found"),
    "http500": (500, "Internal Server Error"),
    "bad_gateway": (502, "Bad Gateway"),
}
KINDS = (*_REFUSALS, "flood", "drop", "delay", "cut_answer")


@dataclass(slots=True)
class Fault:
    """One order to fail.

    Attributes:
        kind: One of KINDS.
        user_id: Only calls about this chat; None is any.
        method: Only this method, in lower case; None is any but getUpdates.
        times: How many calls it still hits; None is until it is cleared.
        retry_after: Seconds, for a flood.
        delay_s: Real seconds, for a delay.
    """

    kind: str
    user_id: int | None = None
    method: str | None = None
    times: int | None = 1
    retry_after: int = 1
    delay_s: float = 1.0

    def matches(self, method: str, user_id: int | None) -> bool:
        """Tell whether it hits this call."""
        if self.method is None:
            if method == "getupdates":
                return False
        elif self.method != method:
            return False
        return self.user_id is None or self.user_id == user_id

    def refusal(self) -> ApiError | None:
        """Return the error to answer with, or None when the call is to be carried out."""
        if self.kind == "flood":
            return too_many_requests(self.retry_after)
        refusal = _REFUSALS.get(self.kind)
        return None if refusal is None else ApiError(*refusal)

    def shown(self) -> dict[str, Any]:
        """Return it as the control interface shows it."""
        shown: dict[str, Any] = {"kind": self.kind, "times": self.times}
        if self.user_id is not None:
            shown["user_id"] = self.user_id
        if self.method is not None:
            shown["method"] = self.method
        if self.kind == "flood":
            shown["retry_after"] = self.retry_after
        if self.kind == "delay":
            shown["delay_s"] = self.delay_s
        return shown


@dataclass(slots=True)
class FaultList:
    """The orders that still wait for a call, in the order in which they came."""

    pending: list[Fault] = field(default_factory=list)

    def take(self, method: str, user_id: int | None) -> Fault | None:
        """Return the first fault that hits this call, and count it."""
        for fault in self.pending:
            if fault.matches(method, user_id):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.pending.remove(fault)
                return fault
        return None
