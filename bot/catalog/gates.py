"""Whether a card may be assigned to a person: what blocks it, and what to confirm first.

The rule (brief 2.3): an answer that is not known asks first. It never blocks and never lets pass.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.models import Activity
from bot.catalog.shared_models import Clearance, Flag, Reach

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One flag that speaks about a card.

    Attributes:
        flag: its id.
        label: its words.
        notes: what to leave out of the card.
        known: false when nobody has answered the flag yet.
        cleared_by: the answer that would turn this block into a confirmation.
    """

    flag: str
    label: str
    notes: tuple[str, ...] = ()
    known: bool = True
    cleared_by: Clearance | None = None


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands before an assignment; both empty means that no flag speaks about the card."""

    blocked: tuple[Reason, ...] = ()
    confirm: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Effects:
    """What the flags ask of other parts of the bot: surely, or once somebody has asked."""

    on: frozenset[str] = frozenset()
    ask: frozenset[str] = frozenset()


def gates_for(activity: Activity, flags: Mapping[str, Flag], answers: Mapping[str, str]) -> Gates:
    """Return what blocks an activity, and what a therapist confirms before assigning it.

    Args:
        activity: the card.
        flags: the catalogue of flags, by id.
        answers: `yes`, `no` or `unknown` by flag id, and by clearance id; what is not there is
            unknown.
    """
    blocked: list[Reason] = []
    confirm: list[Reason] = []
    for flag in flags.values():
        answer = _answer(flag, answers)
        blocks = _touches(flag.block, activity)
        notes = tuple(_notes(flag, activity))
        if answer == NO or not (blocks or notes or _touches(flag.confirm, activity)):
            continue
        cleared = flag.cleared_by is not None and answers.get(flag.cleared_by.id) == YES
        if blocks and answer == YES and not cleared:
            blocked.append(Reason(flag.id, flag.label, notes, cleared_by=flag.cleared_by))
        else:
            confirm.append(Reason(flag.id, flag.label, notes, known=answer == YES))
    return Gates(tuple(blocked), tuple(confirm))


def effects_of(flags: Mapping[str, Flag], answers: Mapping[str, str]) -> Effects:
    """Return what the flags ask of the rest of the bot (such as `no-shared-timeline`)."""
    on: set[str] = set()
    ask: set[str] = set()
    for flag in flags.values():
        match _answer(flag, answers):
            case "yes":
                on.update(flag.effects)
            case "unknown":
                ask.update(flag.effects)
            case _:
                pass
    return Effects(frozenset(on), frozenset(ask - on))


def _answer(flag: Flag, answers: Mapping[str, str]) -> str:
    """Return yes, no or unknown; nobody is asked about a part of something that is not there."""
    answer = answers.get(flag.id, UNKNOWN)
    if answer in {YES, NO}:
        return answer
    return NO if flag.part_of is not None and answers.get(flag.part_of) == NO else UNKNOWN


def _touches(reach: Reach, activity: Activity) -> bool:
    return (
        not set(reach.cards).isdisjoint(activity.names)
        or activity.area in reach.areas
        or not set(reach.codes).isdisjoint(activity.safe)
    )


def _notes(flag: Flag, activity: Activity) -> Iterator[str]:
    for name in (*activity.names, activity.area, *activity.safe):
        if name in flag.notes:
            yield flag.notes[name]
