"""A card with one client's own way through its steps; safety and stop signs stay as they are."""

from typing import Final

from bot.catalog.models import Activity, Picture
from bot.catalog.rules_cards import LABEL_HOLDS
from bot.domain.own_steps import OwnStep, OwnSteps

#: The picture of a step that the card does not have: a memo.
ADDED_PICTURE: Final = "1F4DD"


def with_own_steps(activity: Activity, own: OwnSteps | None) -> Activity:
    """Return a card whose steps and pictures are this client's; the revision stays the card's."""
    if own is None:
        return activity
    known = [step for step in own if step.is_added or step.source <= len(activity.steps)]
    made = activity.model_copy(
        update={
            "steps": tuple(_words(activity, step) for step in known),
            "pictures": tuple(_picture(activity, step) for step in known),
        }
    )
    made.as_translation_of(activity.revision)
    return made


def _words(activity: Activity, step: OwnStep) -> str:
    return step.text if step.text is not None else activity.steps[step.source - 1]


def _picture(activity: Activity, step: OwnStep) -> Picture:
    if step.text is None:
        return activity.pictures[step.source - 1]
    label = step.text if len(step.text) <= LABEL_HOLDS else step.text[: LABEL_HOLDS - 1] + "…"
    codes = (ADDED_PICTURE,) if step.is_added else activity.pictures[step.source - 1].codes
    return Picture(codes=codes, label=label)
