"""Pictures and symbols alone, for AAC users and for whoever does not read.

"Stop" and "no" are on every screen (brief 7): a raised hand, and a person who says no. A word is
in the picture or above it, for whoever sits beside; no button needs reading.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.details import COMFORT, ENJOYED, Detail
from bot.pictures import Photo, StepCard
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views.card_routes import Look, OwnAnswer, OwnDetail, Stop
from bot.views.pictures import captions, direction_of, step_picture
from bot.views.routes import Card, Undo, Worry
from bot.views.screen import Row, Screen, button

BACK, ON, STOP, NO, WORDS, WORRY = "⬅️", "➡️", "🛑", "🙅", "📄", "⚠️"
GO_ON, DONE, SOME, TAKE_BACK = "▶️", "✅", "🤏", "↩️"
#: In place of a step: an answer was given, and that is all.
NOTHING_MORE: Final = 0
_COMFORT: Final = dict(zip(COMFORT, ("🙁", "😐", "🙂"), strict=True))
_ENJOYED: Final = dict(zip(ENJOYED, ("❤️", "🆗", "🙅"), strict=True))
_FINISHED: Final = ("2705",)
_STOP: Final = ("1F6D1", "270B")
_FACES: Final = ("1F641", "1F610", "1F642")
_LIKED: Final = ("2764", "1F197", "1F645")
NO_PHOTOS: Mapping[int, Photo] = MappingProxyType({})


def look(say: Say, data: CardData, number: int, photos: Mapping[int, Photo] = NO_PHOTOS) -> Screen:
    """Show one step as a picture; after the last one, ask with symbols."""
    at = data.assignment.id, data.on
    if number > len(data.activity.steps):
        return _ask(say, data, number)
    back = Look(*at, number - 1) if number > 1 else Card(*at)
    return Screen(
        _title(data),
        (
            (button(BACK, back), button(ON, Look(*at, number + 1), "primary")),
            *_always(data, number),
        ),
        picture=step_picture(say, data.activity, number, photos),
    )


def stopped(say: Say, data: CardData, number: int) -> Screen:
    """Stop is stop: nothing is asked, and everything waits."""
    at = data.assignment.id, data.on
    return Screen(
        _title(data),
        (
            (
                button(GO_ON, Look(*at, max(1, number))),
                button(SOME, OwnAnswer(*at, Outcome.SOME)),
                button(NO, OwnAnswer(*at, Outcome.NOT_TODAY)),
            ),
            _aside(data),
        ),
        picture=_sign(say, data, say.plain("Stop"), _STOP),
    )


def how_it_felt(say: Say, data: CardData) -> Screen:
    """After an answer: three faces; stop and no both mean that nothing more is said."""
    at = data.assignment.id, data.on
    faces = tuple(
        button(_COMFORT[value], OwnDetail(*at, Detail.AFTER_COMFORT, value)) for value in COMFORT
    )
    return Screen(
        _title(data),
        (faces, _enough(data), _aside(data)),
        picture=_sign(say, data, say.plain("How does it feel?"), _FACES),
    )


def was_it_liked(say: Say, data: CardData) -> Screen:
    """And whether it was liked; here the "no" is an answer."""
    at = data.assignment.id, data.on
    hearts = tuple(
        button(_ENJOYED[value], OwnDetail(*at, Detail.ENJOYED, value)) for value in ENJOYED
    )
    return Screen(
        _title(data),
        (hearts, _enough(data)[:1], _aside(data)),
        picture=_sign(say, data, say.plain("Was it liked?"), _LIKED),
    )


def saved(say: Say, data: CardData) -> Screen:
    """All said: what was answered, as a symbol, and the way back."""
    at = data.assignment.id, data.on
    sign = {Outcome.DONE: DONE, Outcome.SOME: SOME, Outcome.NOT_TODAY: NO}
    shown = sign[data.mine.outcome] if data.mine else ""
    return Screen(
        Markup("<b>{}</b> {}").format(data.activity.title, shown),
        ((button(TAKE_BACK, Undo(*at)), *_aside(data)),),
        may_stay=True,
    )


def _ask(say: Say, data: CardData, number: int) -> Screen:
    at = data.assignment.id, data.on
    return Screen(
        _title(data),
        (
            (
                button(DONE, OwnAnswer(*at, Outcome.DONE)),
                button(SOME, OwnAnswer(*at, Outcome.SOME)),
            ),
            *_always(data, number),
        ),
        picture=_sign(say, data, say.plain("Finished"), _FINISHED),
    )


def _always(data: CardData, number: int) -> tuple[Row, ...]:
    """Stop and no, and for whoever sits beside: the words, and the worry."""
    at = data.assignment.id, data.on
    return (
        (button(STOP, Stop(*at, number)), button(NO, OwnAnswer(*at, Outcome.NOT_TODAY))),
        _aside(data),
    )


def _enough(data: CardData) -> Row:
    """Stop and no where the answer is given already: it stays as it is."""
    end = Stop(data.assignment.id, data.on, NOTHING_MORE)
    return button(STOP, end), button(NO, end)


def _aside(data: CardData) -> Row:
    at = data.assignment.id, data.on
    return button(WORDS, Card(*at)), button(WORRY, Worry(*at))


def _title(data: CardData) -> Markup:
    return Markup("<b>{}</b>").format(data.activity.title)


def _sign(say: Say, data: CardData, label: str, codes: tuple[str, ...]) -> StepCard:
    return StepCard(
        data.activity.title,
        label,
        1,
        1,
        "",
        codes=codes,
        language=say.language,
        direction=direction_of(say),
        captions=captions(say),
    )
