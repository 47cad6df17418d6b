"""A client's day: the list under /today, and the same list as a slot's reminder."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.kindness import SNOOZES
from bot.domain.people import CareLink, Client, Role
from bot.domain.program import MOST_A_DAY
from bot.domain.rhythm import Slot
from bot.services.cards import Card as CardData
from bot.services.cards import Day, DayItem
from bot.texts import N_, Say
from bot.views import labels
from bot.views.card import answer_row, card
from bot.views.openings import OPENINGS
from bot.views.routes import (
    Card,
    ClientCard,
    Place,
    PrintProgram,
    Reminders,
    Resume,
    Snooze,
    Today,
)
from bot.views.screen import Row, Screen, blocks, button, lines
from bot.views.worry_routes import HelpCard

PLACE_OF: Final = {
    Slot.MORNING: Place.MORNING,
    Slot.AFTERNOON: Place.AFTERNOON,
    Slot.BEDTIME: Place.BEDTIME,
}
SLOT_AT: Final = {place: slot for slot, place in PLACE_OF.items()}


def today(say: Say, day: Day, heading: Markup | None = None, notice: str | None = None) -> Screen:
    """Show what is on today, by slot, what is answered and by whom."""
    client = day.link.client
    title = say("<b>{client}</b> · {day}", client=client.nickname, day=say.day(day.on))
    if day.link.role is Role.SELF:
        title = say("<b>Your day</b> · {day}", day=say.day(day.on))
    if not day.items:
        rest = say("Nothing is planned for today. Rest is part of the plan.")
        return Screen(blocks(heading, title, rest), _foot(say, client), notice)
    parts: list[Markup] = [part for part in (heading, title) if part]
    if day.goal:
        parts.append(say("<i>{goal}</i>", goal=day.goal))
    parts.append(lines(*(_line(say, item, client) for item in day.items)))
    if all(item.answer for item in day.items):
        parts.append(say("All answered. That is plenty for today."))
    elif len(day.items) > 1:
        parts.append(say("One of these is plenty."))
    rows: tuple[Row, ...] = tuple(
        (button(_label(item), Card(item.assignment.id, day.on)),)
        for item in day.items[: MOST_A_DAY * 2]
    )
    return Screen(blocks(*parts), (*rows, *_foot(say, client)), notice)


def choose(say: Say, links: Sequence[CareLink]) -> Screen:
    """Ask whose day to show."""
    rows = tuple((button(link.client.nickname, Today(link.client.id)),) for link in links)
    return Screen(say("<b>Whose day would you like to see?</b>"), rows)


def opening(say: Say, slot: Slot, number: int, item: DayItem) -> Markup:
    """Return one of the slot's opening lines; consecutive numbers never give the same."""
    choices = OPENINGS[slot]
    return say(choices[number % len(choices)], card=item.activity.title)


def gentle(say: Say) -> Markup:
    """The one line after five silent days (brief 6.3)."""
    return say("Nothing to make up. A small idea is below whenever it suits.")


def welcome_back(say: Say) -> Markup:
    """The first line after a rest (brief 6.3)."""
    return say("Hello again. Where you stopped does not matter; the smallest step is enough.")


def was_away(say: Say) -> Markup:
    """What stands over a card whose taps may have been lost in an outage."""
    return say("I was away for a moment; your tap may not have reached me.")


def answered_by_another(say: Say, items: Sequence[DayItem]) -> Markup:
    """What stands over the other caregivers' card once somebody has answered."""
    names = sorted({item.answer.answered_by for item in items if item.answer})
    return (
        say("{names} has answered. Nothing more to do.", names=", ".join(names))
        if all(item.answer for item in items)
        else say("{names} has answered one.", names=", ".join(names))
    )


def goodbye(say: Say, link: CareLink) -> Screen:
    """After fourteen silent days: the reminders rest by themselves."""
    client = link.client
    return Screen(
        blocks(
            say("It has been quiet here, and that is fine. I will rest the reminders now."),
            say("/today shows {client}'s cards whenever you like.", client=client.nickname),
        ),
        (
            (button(say.plain("Let them come again"), Resume(client.id)),),
            (button(say.plain("Show me today"), Today(client.id)),),
        ),
    )


def reminder(
    say: Say,
    day: Day,
    slot: Slot,
    items: Sequence[DayItem],
    hello: Markup,
    only: CardData | None,
    *,
    can_snooze: bool,
) -> Screen:
    """Show a slot's reminder: one card whole, several as a list with one-tap answers.

    Args:
        say: the person's voice.
        day: the client's day.
        slot: which reminder this is.
        items: what the slot is about, answered or not.
        hello: its opening line.
        only: the card, when there is one alone.
        can_snooze: the day is not over.
    """
    if only is not None:
        screen = card(say, only, heading=hello)
    else:
        screen = slot_list(say, day, slot, items, hello)
    if not can_snooze:
        return screen
    later = button(say.plain("Later"), Snooze(day.link.client.id, slot, day.on, 0))
    return Screen(screen.text, (*screen.rows, (later,)))


def snooze(say: Say, client: Client, slot: Slot, on: date) -> Screen:
    """Ask for how long a card may wait."""
    labels_of = {15: N_("15 minutes"), 60: N_("1 hour"), 180: N_("Later today")}
    choices = tuple(
        button(say.plain(labels_of[minutes]), Snooze(client.id, slot, on, minutes))
        for minutes in SNOOZES
    )
    return Screen(
        blocks(
            say("<b>{client}</b>", client=client.nickname),
            say("When shall the card come back?"),
        ),
        (choices, (button(say.plain("Show me today"), Today(client.id)),)),
    )


def snoozed(say: Say, client: Client, at: str) -> Screen:
    """Confirm a snooze."""
    return Screen(
        blocks(
            say("<b>{client}</b>", client=client.nickname),
            say("All right. The card comes back at {time}.", time=at),
        ),
        ((button(say.plain("Show me today"), Today(client.id)),),),
    )


def slot_list(
    say: Say,
    day: Day,
    slot: Slot,
    items: Sequence[DayItem],
    heading: Markup,
    notice: str | None = None,
) -> Screen:
    """Show several cards of a slot: each opens, and each is answered in one tap."""
    client = day.link.client
    name = say(
        "<b>{client}</b> · {slot}", client=client.nickname, slot=labels.slot(say, slot, client)
    )
    body = lines(*(_line(say, item, client) for item in items))
    rows: list[Row] = []
    for item in items[: MOST_A_DAY * 2]:
        rows.append((button(_label(item), Card(item.assignment.id, day.on)),))
        if item.answer is None:
            rows.append(answer_row(say, item.assignment.id, day.on, PLACE_OF[slot], day.link.role))
    rows.append(_worried(say, client))
    return Screen(blocks(heading, name, body), tuple(rows), notice)


def _line(say: Say, item: DayItem, client: Client) -> Markup:
    sign = labels.SLOT_SIGN[item.assignment.slot]
    where = labels.slot(say, item.assignment.slot, client)
    title = item.activity.title
    if item.answer is None:
        return say("{sign} {where}: <b>{title}</b>", sign=sign, where=where, title=title)
    return say(
        "{sign} {where}: <b>{title}</b> – {answer} ({who})",
        sign=sign,
        where=where,
        title=title,
        answer=labels.outcome(say, item.answer.outcome).lower(),
        who=item.answer.answered_by,
    )


def _label(item: DayItem) -> str:
    if item.answer is None:
        return item.activity.title
    sign = {Outcome.DONE: "✓", Outcome.SOME: "◐", Outcome.NOT_TODAY: "○"}[item.answer.outcome]
    return f"{sign} {item.activity.title}"


def _foot(say: Say, client: Client) -> tuple[Row, ...]:
    return (
        (
            button(say.plain("When cards come"), Reminders(client.id)),
            button(say.plain("Print"), PrintProgram(client.id)),
        ),
        _worried(say, client),
    )


def _worried(say: Say, client: Client) -> Row:
    return (button(say.plain("Something worried me"), HelpCard(client.id)),)


def printed(say: Say, client: Client, role: Role) -> Screen:
    """Say that the sheet is there."""
    back = (
        button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id))
        if role is Role.THERAPIST
        else button(say.plain("Back to today"), Today(client.id))
    )
    return Screen(
        blocks(
            say("<b>Here is the sheet for the fridge.</b>"),
            say("Print it on one page. It leads back to this chat."),
        ),
        ((back,),),
    )
