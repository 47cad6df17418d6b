"""Reads /invite Sunny school, /invite Sunny helper until sunday: whom, as what, until when.

A role that was typed goes with the name to the very end: who is meant for school never gets the
family's link because a name was typed askew.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.people import Role
from bot.domain.typed_day import parse_day

_ROLES: Final = {
    **dict.fromkeys(("school", "teacher", "kindergarten", "nursery"), Role.SCHOOL),
    **dict.fromkeys(("family", "parent", "home"), Role.FAMILY),
    **dict.fromkeys(("self", "themself", "herself", "himself"), Role.SELF),
}
_HELPER: Final = frozenset(("helper", "babysitter", "sitter"))


@dataclass(frozen=True, slots=True)
class TypedInvite:
    """What was understood.

    Attributes:
        name: the client's name; all of it when no role was typed.
        role: what the invitation is for.
        is_helper: for a while; `until` is the last local date, None when it is still to be asked.
        problem: the words after the role that are no day.
    """

    name: str
    role: Role = Role.FAMILY
    is_helper: bool = False
    until: date | None = None
    problem: str | None = None


def parse_invite(line: str, today: date) -> TypedInvite:
    """Read what follows /invite; the name stands first, the role after it."""
    words = line.replace(",", " ").split()
    for at in range(len(words) - 1, 0, -1):  # the last one: "Old School school"
        low = words[at].casefold().rstrip(":")
        if low not in _ROLES and low not in _HELPER:
            continue
        name, rest = " ".join(words[:at]), " ".join(words[at + 1 :])
        if low in _ROLES:
            return TypedInvite(name, _ROLES[low], problem=rest or None)
        day = parse_day(rest, today) if rest else None
        return TypedInvite(
            name, is_helper=True, until=day, problem=rest if rest and day is None else None
        )
    return TypedInvite(" ".join(words))
