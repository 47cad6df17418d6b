"""The family's own screens, word for word, for the therapist: what would act, does nothing here."""

from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.domain.rhythm import REMINDED_SLOTS
from bot.services.cards import Card as CardData
from bot.services.preview import CardPreview, DayPreview, SlotPreview
from bot.texts import Say
from bot.views import card as card_view
from bot.views import day as day_view
from bot.views import labels, routes, steps, ways
from bot.views import today as today_view
from bot.views.card_routes import BitMore, Easier
from bot.views.codec import Route
from bot.views.preview_routes import Page, PreviewCard, PreviewDay, PreviewSlot, PreviewStep
from bot.views.screen import Button, Row, Screen, button

_PAGES = {
    routes.Card: Page.CARD,
    routes.Lighter: Page.LIGHTER,
    Easier: Page.EASIER,
    BitMore: Page.MORE,
}


def day(say: Say, theirs: Say, page: DayPreview, *, told: bool) -> Screen:
    """Show a day, with ways to its messages and to later days.

    Args:
        say: the therapist's voice.
        theirs: the family's.
        page: what there is to see.
        told: a button was tapped that does nothing here.
    """
    client, on = page.day.link.client, page.day.on
    there = {item.assignment.slot for item in page.day.items}
    slots = tuple(
        button("✉ " + labels.slot(say, slot, client), PreviewSlot(client.id, on, slot, told=False))
        for slot in REMINDED_SLOTS
        if slot in there
    )
    later = (
        button(say.plain("A day later"), _on(client.id, on + timedelta(days=1))),
        button(say.plain("A week later"), _on(client.id, on + timedelta(weeks=1))),
    )
    screen = today_view.today(theirs, page.day)
    here = PreviewDay(client.id, on, told=True)
    own: tuple[Row, ...] = (*((slots,) if slots else ()), later)
    return _framed(say, client.id, screen, here, own, told=told)


def slot(say: Say, theirs: Say, page: SlotPreview, *, told: bool) -> Screen:
    """Show a time of day's message as it would come."""
    on, reader = page.day.on, page.day.actor
    first = next((item for item in page.items if item.answer is None), page.items[0])
    hello = day_view.opening(theirs, page.slot, on.toordinal() + reader.id, first)
    screen = day_view.reminder(
        theirs, page.day, page.slot, page.items, hello, page.only, can_snooze=True
    )
    client = page.day.link.client.id
    here = PreviewSlot(client, on, page.slot, told=True)
    whole = (button(say.plain("The whole day"), _on(client, on)),)
    return _framed(say, client, screen, here, (whole,), told=told)


def card(say: Say, theirs: Say, page: CardPreview, which: Page, *, told: bool) -> Screen:
    """Show a card, or a page beside it."""
    data = page.card
    here = PreviewCard(data.assignment.id, data.on, which, told=True)
    screen = _card(theirs, data, which)
    return _framed(say, data.link.client.id, screen, here, (_steer(say, data),), told=told)


def step(say: Say, theirs: Say, page: CardPreview, number: int, *, told: bool) -> Screen:
    """Show one step, with its pictogram."""
    data = page.card
    here = PreviewStep(data.assignment.id, data.on, number, told=True)
    screen = steps.step(theirs, data, number)
    return _framed(say, data.link.client.id, screen, here, (_steer(say, data),), told=told)


def _card(theirs: Say, data: CardData, which: Page) -> Screen:
    match which:
        case Page.LIGHTER:
            return ways.lighter(theirs, data)
        case Page.EASIER | Page.MORE:
            return ways.gradings(theirs, data, harder=which is Page.MORE)
        case _:
            return card_view.card(theirs, data)


def _framed(
    say: Say, client: int, screen: Screen, here: Route, own: tuple[Row, ...], *, told: bool
) -> Screen:
    """Put a line over a family's screen, and the therapist's own buttons under it."""
    rows = tuple(tuple(_here(one, here) for one in row) for row in screen.rows)
    back = (button(say.plain("◀ Leave the preview"), routes.Program(client)),)
    line = say("👁 <i>As the family gets it. Nothing is sent or counted.</i>")
    notice = say.plain("In a preview this button does nothing.") if told else None
    text = Markup("\n\n").join((line, screen.text))
    return replace(screen, text=text, rows=(*rows, *own, back), notice=notice)


def _here(one: Button, here: Route) -> Button:
    """Lead a family's button to its page of the preview; what would act, back to this page."""
    route = one.route
    if isinstance(route, routes.Step):
        return replace(one, route=PreviewStep(route.assignment, route.on, route.number, told=False))
    if isinstance(route, (routes.Card, routes.Lighter, Easier, BitMore)):
        to = PreviewCard(route.assignment, route.on, _PAGES[type(route)], told=False)
        return replace(one, route=to)
    if isinstance(route, routes.Today) and isinstance(here, (PreviewCard, PreviewSlot)):
        return replace(one, route=PreviewDay(route.client, here.on, told=False))
    return replace(one, route=here, url=None, copy=None)


def _steer(say: Say, data: CardData) -> Row:
    return (button(say.plain("Change this activity"), routes.AssignmentCard(data.assignment.id)),)


def _on(client: int, on: date) -> PreviewDay:
    return PreviewDay(client, on, told=False)
