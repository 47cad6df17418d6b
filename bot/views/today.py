"""A client's day under /today: by time of day, in the family's words, and four cards at most."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.domain.people import CareLink, Client, Role
from bot.domain.program import MOST_A_DAY
from bot.domain.rhythm import Slot
from bot.services.cards import Day, DayItem
from bot.texts import Say
from bot.views import labels
from bot.views.card_routes import WholeDay
from bot.views.day_items import item_button, item_line, worried
from bot.views.routes import ClientCard, PrintProgram, Reminders, Today
from bot.views.screen import Row, Screen, blocks, button, lines

#: Buttons beyond the four that are plenty, for a day that holds very much.
MOST_SHOWN: Final = 12


def today(
    say: Say,
    day: Day,
    heading: Markup | None = None,
    notice: str | None = None,
    *,
    is_whole: bool = False,
) -> Screen:
    """Show what is on today, by slot, what is answered and by whom.

    Args:
        say: the person's voice.
        day: the client's day.
        heading: what stands above it.
        notice: a short line over the chat.
        is_whole: show more than the four cards that are plenty.
    """
    title = day_title(say, day)
    foot = _foot(say, day.link.client)
    if not day.items:
        rest = say("Nothing is planned for today. Rest is part of the plan.")
        return Screen(blocks(heading, title, rest), foot, notice)
    shown = day.items[:MOST_SHOWN] if is_whole else plenty(day.items)
    goal = say("<i>{goal}</i>", goal=day.goal) if day.goal else None
    return Screen(
        blocks(heading, title, goal, *_by_slot(say, day, shown), _enough(say, day, shown)),
        (
            *(item_button(item, day.on) for item in shown),
            *_others(say, day, shown),
            *foot,
        ),
        notice,
    )


def day_title(say: Say, day: Day) -> Markup:
    """Return whose day it is, and which."""
    own = day.link.role is Role.SELF
    if own and day.on == day.today:
        return say("<b>Your day</b> · {day}", day=say.day(day.on))
    if own:
        return say("<b>{day}</b>", day=say.day(day.on))
    return say("<b>{client}</b> · {day}", client=day.link.client.nickname, day=say.day(day.on))


def plenty(items: Sequence[DayItem]) -> tuple[DayItem, ...]:
    """Return at most four cards, in their order: what is open first, then what is answered."""
    order = sorted(range(len(items)), key=lambda at: (items[at].answer is not None, at))
    return tuple(items[at] for at in sorted(order[:MOST_A_DAY]))


def choose(say: Say, links: Sequence[CareLink]) -> Screen:
    """Ask whose day to show."""
    rows = tuple(
        (
            button(
                say.plain("My own day") if link.role is Role.SELF else link.client.nickname,
                Today(link.client.id),
            ),
        )
        for link in links
    )
    return Screen(say("<b>Whose day would you like to see?</b>"), rows)


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


def _by_slot(say: Say, day: Day, shown: Sequence[DayItem]) -> list[Markup]:
    found = []
    for slot in labels.SLOT_ORDER:
        items = [item for item in shown if item.assignment.slot is slot]
        if items:
            body = lines(*(item_line(say, item, day) for item in items))
            found.append(lines(_slot_title(say, day, slot), body))
    return found


def _slot_title(say: Say, day: Day, slot: Slot) -> Markup:
    name = labels.slot(say, slot, day.link.client)
    anchor = day.anchors.get(slot)
    if anchor is None:
        return say("{sign} <b>{slot}</b>", sign=labels.sign(slot, day.link.client), slot=name)
    return say(
        "{sign} <b>{slot}</b>, {anchor}",
        sign=labels.sign(slot, day.link.client),
        slot=name,
        anchor=say.plain(anchor),
    )


def _enough(say: Say, day: Day, shown: Sequence[DayItem]) -> Markup | None:
    if all(item.answer for item in day.items):
        return say("All answered. That is plenty for today.")
    if len(shown) < len(day.items):
        return say("Four are plenty. One of these is plenty, too.")
    return say("One of these is plenty.") if len(day.items) > 1 else None


def _others(say: Say, day: Day, shown: Sequence[DayItem]) -> tuple[Row, ...]:
    more = len(day.items) - len(shown)
    if more <= 0:
        return ()
    label = str(say.many("{n} more, if you like", "{n} more, if you like", more))
    return ((button(label, WholeDay(day.link.client.id)),),)


def _foot(say: Say, client: Client) -> tuple[Row, ...]:
    return (
        (
            button(say.plain("When cards come"), Reminders(client.id)),
            button(say.plain("Print"), PrintProgram(client.id)),
        ),
        worried(say, client),
    )
