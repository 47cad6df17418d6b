"""One client's own way through a card: steps in other words, left out, or added.

Safety texts and stop signs belong to the card and are no business of this module. A step keeps
the number it has on the card, so that a picture or a family's own photo stays with its step.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.errors import Invalid

STEP_LIMIT: Final = 300
MOST_STEPS: Final = 12
#: Steps that the card does not have are numbered above this.
ADDED_FROM: Final = 100


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step as one client has it.

    Attributes:
        source: its number on the card, from 1; above 100 for a step that was added.
        text: its own words; None for the card's words.
    """

    source: int
    text: str | None = None

    @property
    def is_added(self) -> bool:
        """Say whether the card does not have this step."""
        return self.source > ADDED_FROM


OwnSteps = tuple[OwnStep, ...]


def of_card(count: int) -> OwnSteps:
    """Return the steps of a card as they are."""
    return tuple(OwnStep(number) for number in range(1, count + 1))


def reworded(steps: OwnSteps, number: int, text: str) -> OwnSteps:
    """Give a step (counted from 1, as shown) other words.

    Raises:
        Invalid: no such step, no words, or too many.
    """
    _there(steps, number)
    words = checked(text)
    return tuple(
        replace(step, text=words) if place == number else step
        for place, step in enumerate(steps, start=1)
    )


def as_on_card(steps: OwnSteps, number: int) -> OwnSteps:
    """Give a step the card's words again.

    Raises:
        Invalid: no such step, or one that the card does not have.
    """
    _there(steps, number)
    if steps[number - 1].is_added:
        raise Invalid("choice", value=number)
    return tuple(
        replace(step, text=None) if place == number else step
        for place, step in enumerate(steps, start=1)
    )


def without(steps: OwnSteps, number: int) -> OwnSteps:
    """Leave a step out.

    Raises:
        Invalid: no such step, or it is the only one.
    """
    _there(steps, number)
    if len(steps) == 1:
        raise Invalid("last_step")
    return steps[: number - 1] + steps[number:]


def with_added(steps: OwnSteps, after: int, text: str, version: int) -> OwnSteps:
    """Add a step after another one (0: before the first).

    It is numbered after the assignment's new version, so that the number is never used again.

    Raises:
        Invalid: no such place, no words, too many, or there are twelve steps already.
    """
    if not 0 <= after <= len(steps):
        raise Invalid("choice", value=after)
    if len(steps) >= MOST_STEPS:
        raise Invalid("many_steps", most=MOST_STEPS)
    new = OwnStep(ADDED_FROM + version, checked(text))
    return (*steps[:after], new, *steps[after:])


def checked(text: str) -> str:
    """Return a step's words in order.

    Raises:
        Invalid: none, or more than 300 characters.
    """
    words = " ".join(text.split())
    if not words:
        raise Invalid("step_empty")
    if len(words) > STEP_LIMIT:
        raise Invalid("step_long", n=len(words), most=STEP_LIMIT)
    return words


def to_text(steps: OwnSteps | None) -> str | None:
    """Return steps as the store keeps them: JSON pairs of number and words."""
    if steps is None:
        return None
    return json.dumps([[step.source, step.text] for step in steps], ensure_ascii=False)


def from_text(kept: str | None) -> OwnSteps | None:
    """Return steps that the store has kept."""
    if kept is None:
        return None
    return tuple(OwnStep(int(source), text) for source, text in json.loads(kept))


def source_of(steps: OwnSteps | None, number: int) -> int:
    """Return the number on the card of a step as shown (counted from 1).

    Raises:
        Invalid: no such step.
    """
    if steps is None:
        return number
    _there(steps, number)
    return steps[number - 1].source


def shown(by_source: Mapping[int, str], steps: OwnSteps | None) -> dict[int, str]:
    """Return what is kept by a step's number on the card by its number as shown."""
    if steps is None:
        return dict(by_source)
    return {
        place: by_source[step.source]
        for place, step in enumerate(steps, start=1)
        if step.source in by_source
    }


def moved_hand_over(hand_over_from: int | None, before: OwnSteps, after: OwnSteps) -> int | None:
    """Return where the client's own part begins after steps were left out or added.

    It stays with its step; when that one is gone, with the next one that is still there.
    """
    if hand_over_from is None:
        return None
    there = [step.source for step in after]
    for step in before[hand_over_from - 1 :]:
        if step.source in there:
            return there.index(step.source) + 1
    return len(after)


def _there(steps: OwnSteps, number: int) -> None:
    if not 1 <= number <= len(steps):
        raise Invalid("choice", value=number)
