"""A library card as pictures: its steps in order, a family's own photo where there is one."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from bot.catalog.models import Activity
from bot.pictures.captions import Captions
from bot.pictures.photos import Photo
from bot.pictures.specs import CutOuts, Direction, Face, Ladder, Paper, StepCard, Strip

#: A family's photos by the number of the step, beginning with 1.
Photos = Mapping[int, Photo]

_NONE: Photos = {}


class Reader(TypedDict, total=False):
    """Who reads: `language`, `direction` and the fixed words in that language."""

    language: str
    direction: Direction
    captions: Captions


def step_card_of(
    activity: Activity,
    number: int,
    *,
    place: str,
    words: str = "",
    photos: Photos = _NONE,
    **reader: Unpack[Reader],
) -> StepCard:
    """Return the card of step `number` (from 1); `place` says "2 of 7" in the reader's words.

    Raises:
        IndexError: the activity has no such step.
    """
    if not 1 <= number <= len(activity.pictures):
        raise IndexError(f"{activity.id} has {len(activity.pictures)} steps, no step {number}")
    picture = activity.pictures[number - 1]
    return StepCard(
        activity.title,
        picture.label,
        number,
        len(activity.pictures),
        place,
        words=words,
        codes=picture.codes,
        photo=photos.get(number),
        **reader,
    )


def strip_of(activity: Activity, *, photos: Photos = _NONE, **reader: Unpack[Reader]) -> Strip:
    """Return the strip of all steps."""
    return Strip(activity.title, _faces(activity, photos), **reader)


def cut_outs_of(
    activity: Activity, *, photos: Photos = _NONE, paper: Paper = "a4", **reader: Unpack[Reader]
) -> CutOuts:
    """Return the steps as cards to cut out."""
    return CutOuts(activity.title, _faces(activity, photos), paper, **reader)


def ladder_of(
    activity: Activity, *, photos: Photos = _NONE, paper: Paper = "a4", **reader: Unpack[Reader]
) -> Ladder:
    """Return the backward-chaining ladder; only for an activity that has a `chain`.

    Raises:
        ValueError: the activity is not taught from its last step.
    """
    if activity.chain is None:
        raise ValueError(f"{activity.id} is not taught from its last step")
    return Ladder(activity.title, _faces(activity, photos), paper, **reader)


def _faces(activity: Activity, photos: Photos) -> tuple[Face, ...]:
    return tuple(
        Face(picture.label, picture.codes, photos.get(number))
        for number, picture in enumerate(activity.pictures, start=1)
    )
