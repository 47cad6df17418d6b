"""One step at a time, with its picture; a way back, a way on, and "enough" on each of them."""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from bot.domain.people import Role
from bot.pictures import Photo
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views import labels
from bot.views.card import answer_row, given, worry_button
from bot.views.card_routes import StartTimer
from bot.views.pictures import step_picture
from bot.views.routes import Card, OwnPhoto, Place, Step
from bot.views.screen import Row, Screen, blocks, button

NO_PHOTOS: Mapping[int, Photo] = MappingProxyType({})


def step(say: Say, data: CardData, number: int, photos: Mapping[int, Photo] = NO_PHOTOS) -> Screen:
    """Show one step, counted from 1; after the last one, ask how it went."""
    steps = data.activity.steps
    if number > len(steps):
        return _end(say, data)
    at = data.assignment.id, data.on
    back = Step(*at, number - 1) if number > 1 else Card(*at)
    own = say.plain("My own photo") if data.link.role is Role.SELF else say.plain("Our own photo")
    return Screen(
        blocks(
            labels.head(say, data.activity.title, data.link),
            say("Step {number} of {all}", number=number, all=len(steps)),
            Markup("<b>{}</b>").format(steps[number - 1]),
            _whose_part(say, data, number),
        ),
        (
            (
                button(say.plain("Back"), back),
                button(say.plain("Next"), Step(*at, number + 1), "primary"),
            ),
            (
                button(say.plain("Enough for now"), Card(*at)),
                button(own, OwnPhoto(*at, number, drop=False)),
            ),
            *_timer(say, data, number),
            (worry_button(say, *at),),
        ),
        picture=step_picture(say, data.activity, number, photos),
    )


def _end(say: Say, data: CardData) -> Screen:
    at = data.assignment.id, data.on
    last = len(data.activity.steps)
    return Screen(
        blocks(
            labels.head(say, data.activity.title, data.link),
            say("Those are all the steps. How was it?"),
        ),
        (
            answer_row(say, *at, Place.CARD, data.link.role, given(data)),
            (button(say.plain("Back"), Step(*at, last)), worry_button(say, *at)),
        ),
        may_stay=True,
    )


def _timer(say: Say, data: CardData, number: int) -> tuple[Row, ...]:
    """Offer a timer, unless the low-demand door comes first here."""
    if data.link.client.low_demand:
        return ()
    to = StartTimer(data.assignment.id, data.on, number)
    return ((button(say.plain("⏳ 2 minutes, quietly"), to),),)


def _whose_part(say: Say, data: CardData, number: int) -> Markup | None:
    """Mark the part that is handed over now (backward chaining), when the therapist has set it."""
    begins = data.assignment.hand_over_from
    if begins is None or number < begins:
        return None
    if data.link.role is Role.SELF:
        return (
            say("👉 Your own part begins here.") if number == begins else say("👉 Your own part.")
        )
    name = data.link.client.nickname
    if number == begins:
        return say("👉 {client}'s own part begins here.", client=name)
    return say("👉 {client}'s own part.", client=name)
