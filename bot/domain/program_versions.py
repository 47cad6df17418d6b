"""How an assignment stood in each of its versions, and what a change came to."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.check_in import Outcome
from bot.domain.program import Assignment, Status


class Aspect(StrEnum):
    """What two versions of an assignment differ in."""

    SLOT = "slot"
    DAYS = "days"
    MINUTES = "minutes"
    START = "start"
    UNTIL = "until"
    NOTE = "note"
    TEXT = "text"
    STEPS = "steps"
    HAND_OVER = "hand_over"
    ORDER = "order"
    REST = "rest"
    BACK = "back"
    END = "end"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an assignment.

    Attributes:
        state: the assignment as it stood.
        why: the reason that was given for a rest or an end.
        by: who made it; None for the bot itself.
        at: when, in UTC epoch milliseconds.
    """

    state: Assignment
    why: str | None
    by: str | None
    at: int


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """One answer, and the version that it was about."""

    version: int
    on: date
    outcome: Outcome


def aspects(before: Assignment, after: Assignment) -> tuple[Aspect, ...]:
    """Return what differs between two versions, in the order a person would tell it."""
    came_back = after.status is Status.ACTIVE and before.status is not Status.ACTIVE
    rests = after.status is Status.PAUSED and (
        before.status is not Status.PAUSED or before.paused_until != after.paused_until
    )
    found = {
        Aspect.END: after.status is Status.ENDED and before.status is not Status.ENDED,
        Aspect.REST: rests,
        Aspect.BACK: came_back,
        Aspect.SLOT: before.slot is not after.slot,
        Aspect.DAYS: before.weekdays != after.weekdays,
        Aspect.START: before.starts_on != after.starts_on,
        Aspect.UNTIL: before.ends_on != after.ends_on,
        Aspect.MINUTES: before.minutes != after.minutes,
        Aspect.NOTE: before.note != after.note,
        Aspect.TEXT: before.revision != after.revision,
        Aspect.STEPS: before.own_steps != after.own_steps,
        Aspect.HAND_OVER: before.hand_over_from != after.hand_over_from
        and before.own_steps == after.own_steps,
    }
    told = tuple(aspect for aspect in found if found[aspect])
    if not told and before.position != after.position:
        return (Aspect.ORDER,)  # what was merely moved along is no change of its own
    return told


def is_same(one: Assignment, other: Assignment) -> bool:
    """Say whether two versions are the same in all but their number and their place in line."""
    return replace(one, version=0, position=0) == replace(other, version=0, position=0)
