"""A slot's reminder: its card or its list, and what comes in its place in a quiet time."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.kindness import SNOOZES
from bot.domain.people import CareLink, Role
from bot.domain.rhythm import Slot
from bot.services.cards import Card as CardData
from bot.services.cards import Day, DayItem
from bot.texts import N_, Say
from bot.views import labels, week_load
from bot.views.card import answer_row, card
from bot.views.day_items import item_button, item_line, worried
from bot.views.openings import OPENINGS
from bot.views.routes import Place, Resume, Snooze, Today
from bot.views.screen import Row, Screen, blocks, button, lines
from bot.views.today import plenty

PLACE_OF: Final = {
    Slot.MORNING: Place.MORNING,
    Slot.AFTERNOON: Place.AFTERNOON,
    Slot.BEDTIME: Place.BEDTIME,
}
SLOT_AT: Final = {place: slot for slot, place in PLACE_OF.items()}


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


def answered_by_another(say: Say, items: Sequence[DayItem], reader_id: int) -> Markup:
    """What stands over a caregiver's card once others have answered; it names those alone."""
    answers = [item.answer for item in items if item.answer]
    theirs = [answer for answer in answers if answer.person_id != reader_id]
    found = sorted({answer.answered_by for answer in theirs})
    names = ", ".join(found)
    if len(answers) == len(items):
        return say.many(
            "{names} has answered. Nothing more to do.",
            "{names} have answered. Nothing more to do.",
            len(found),
            names=names,
        )
    if len(theirs) == 1:
        return say("{names} has answered one.", names=names)
    return say.many(
        "{names} has answered some.", "{names} have answered some.", len(found), names=names
    )


def goodbye(say: Say, link: CareLink) -> Screen:
    """After fourteen silent days: the reminders rest by themselves."""
    client = link.client
    return Screen(
        blocks(
            say("It has been quiet here, and that is fine. I will rest the reminders now."),
            say("/today shows your cards whenever you like.")
            if link.role is Role.SELF
            else say("/today shows {client}'s cards whenever you like.", client=client.nickname),
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


def snooze(say: Say, link: CareLink, slot: Slot, on: date) -> Screen:
    """Ask for how long a card may wait."""
    client = link.client
    labels_of = {15: N_("15 minutes"), 60: N_("1 hour"), 180: N_("Later today")}
    choices = tuple(
        button(say.plain(labels_of[minutes]), Snooze(client.id, slot, on, minutes))
        for minutes in SNOOZES
    )
    return Screen(
        blocks(
            _whose(say, link),
            say("When shall the card come back?"),
        ),
        (choices, (button(say.plain("Show me today"), Today(client.id)),)),
    )


def snoozed(say: Say, link: CareLink, at: str) -> Screen:
    """Confirm a snooze."""
    client = link.client
    return Screen(
        blocks(
            _whose(say, link),
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
    part = labels.slot(say, slot, client)
    name = say("<b>{client}</b> · {slot}", client=client.nickname, slot=part)
    if day.link.role is Role.SELF:
        name = say("<b>{slot}</b>", slot=part)
    shown = plenty(items)
    body = lines(
        *(
            item_line(say, item, day, mark=labels.sign(item.assignment.slot, client))
            for item in shown
        )
    )
    rows: list[Row] = []
    for item in shown:
        rows.append(item_button(item, day.on))
        if item.answer is None:
            rows.append(answer_row(say, item.assignment.id, day.on, PLACE_OF[slot], day.link.role))
    question, choices = week_load.beside(say, day) if slot is Slot.BEDTIME else (None, ())
    rows += (*choices, worried(say, client))
    return Screen(blocks(heading, name, body, question), tuple(rows), notice)


def _whose(say: Say, link: CareLink) -> Markup | None:
    """Return whose card it is, unless it is the reader's own."""
    if link.role is Role.SELF:
        return None
    return say("<b>{client}</b>", client=link.client.nickname)
