"""Telegram refuses what is too long; nothing we send is, however much a family and we have to say.

All activities of the library are rendered with the longest names, notes and answers, and read by
the same strict code that the local chat reads them with.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from telegram.constants import MessageLimit

from bot.catalog import Activity, Catalog, load
from bot.domain.check_in import NOTE_LIMIT, CheckIn, Outcome
from bot.domain.people import CareLink, Client, Person, Relation, Role, Stage
from bot.domain.program import NOTE_LIMIT as PLAN_NOTE_LIMIT
from bot.domain.program import Assignment, Status
from bot.domain.rhythm import EVERY_DAY, REMINDED_SLOTS, Slot
from bot.messenger import keyboard
from bot.sandbox.formatting import message_text
from bot.sandbox.markup import check_markup
from bot.services.cards import Card, Day, DayItem
from bot.texts import Say, load_texts
from bot.views import card as card_view
from bot.views import day as day_view
from bot.views import notice as notice_view
from bot.views import steps as step_view
from bot.views import today as today_view
from bot.views import ways
from bot.views.openings import OPENINGS
from bot.views.screen import Screen

ON = date(2027, 12, 31)
LARGEST = 2**53
CAREGIVERS = 12
CONTENT = (Path(__file__).parents[2] / "content",)
#: Each is the longest that the bot keeps; each sign is written longest in HTML.
NAME = "&" * 40
NOTE = "<" * NOTE_LIMIT
PLAN_NOTE = '"' * PLAN_NOTE_LIMIT


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load(CONTENT)


@pytest.fixture(scope="module", params=sorted(load_texts(CONTENT, "en").voices))
def say(request: pytest.FixtureRequest) -> Say:
    return load_texts(CONTENT, "en").say(request.param)


def fits(screen: Screen) -> int:
    """Assert that Telegram takes it; return the length of its text."""
    text, entities = message_text(str(screen.text), "HTML", None)
    assert len(entities) < MessageLimit.MESSAGE_ENTITIES, "what is too many is left out silently"
    markup = check_markup(keyboard(screen))
    buttons = [button for row in (markup or {}).get("inline_keyboard", []) for button in row]
    assert len(buttons) <= 100
    return len(text)


def person() -> Person:
    return Person(LARGEST, LARGEST, NAME, "en", "Europe/Berlin", False, False)


def link(role: Role = Role.FAMILY) -> CareLink:
    client = Client(LARGEST, NAME, Stage.CHILD, False)
    return CareLink(client, LARGEST, role, Relation.GRANDPARENT)


def answer(number: int) -> CheckIn:
    return CheckIn(LARGEST, number, ON, Outcome.NOT_TODAY, 5, NOTE, NAME)


def plan(activity: Activity, number: int = 0) -> Assignment:
    return Assignment(
        id=LARGEST - number,
        client_id=LARGEST,
        activity_id=activity.id,
        revision="r",
        slot=Slot.AFTERNOON,
        weekdays=EVERY_DAY,
        starts_on=ON,
        ends_on=None,
        status=Status.ACTIVE,
        note=PLAN_NOTE,
        minutes=120,
    )


def card(library: Catalog, activity: Activity, **other: Any) -> Card:
    """The fullest card of an activity: everybody at home has answered at length."""
    whole = Card(
        actor=person(),
        link=link(),
        assignment=plan(activity),
        activity=activity,
        safety=library.safety_texts(activity),
        on=ON,
        today=ON,
        mine=answer(0),
        answers=tuple(answer(n) for n in range(CAREGIVERS)),
        therapist_name=NAME,
    )
    return replace(whole, **other)


def day(activities: list[Activity], *, answered: bool) -> Day:
    items = tuple(
        DayItem(plan(activity, n), activity, answer(n) if answered else None)
        for n, activity in enumerate(activities)
    )
    return Day(person(), link(), ON, ON, items, goal="&" * 300)


def test_every_card_fits_with_all_that_can_be_said_on_it(library: Catalog, say: Say) -> None:
    activities = list(library.in_language(say.language).activities.values())
    assert len(activities) >= 90
    longest = 0
    for activity in activities:
        data = card(library, activity)
        item = DayItem(data.assignment, activity, None)
        hello = max(
            (
                day_view.opening(say, slot, number, item)
                for slot, openings in OPENINGS.items()
                for number in range(len(openings))
            ),
            key=len,
        )
        empty = day([], answered=False)
        whole = day_view.reminder(say, empty, Slot.MORNING, [], hello, data, can_snooze=True)
        longest = max(longest, fits(whole))
        for number in range(1, len(activity.steps) + 2):
            fits(step_view.step(say, data, number))
        fits(ways.lighter(say, data))
        for harder in (False, True):
            fits(ways.gradings(say, data, harder=harder))
        fits(card_view.card(say, replace(data, was_read=True), heading=day_view.gentle(say)))
        resting = replace(data.assignment, status=Status.PAUSED)
        fits(card_view.card(say, replace(data, assignment=resting)))
    assert longest < MessageLimit.MAX_TEXT_LENGTH - 200, "room for one more line some day"


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("slot", REMINDED_SLOTS)
def test_every_list_fits(library: Catalog, say: Say, slot: Slot, answered: bool) -> None:
    by_title = sorted(library.activities.values(), key=lambda a: len(a.title))
    full = day(by_title[-CAREGIVERS:], answered=answered)
    for heading in (
        day_view.gentle(say),
        day_view.was_away(say),
        day_view.welcome_back(say),
        day_view.answered_by_another(say, full.items, 0),
        *(day_view.opening(say, slot, n, full.items[-1]) for n in range(4)),
    ):
        fits(day_view.reminder(say, full, slot, full.items, heading, None, can_snooze=True))
    fits(today_view.today(say, full))


def test_what_comes_by_itself_fits(say: Say) -> None:
    fits(day_view.goodbye(say, link()))
    for kind in ("quiet", "unreachable"):
        fits(notice_view.about_caregiver(say, link().client, person(), kind))
    for slot in REMINDED_SLOTS:
        fits(day_view.snooze(say, link(), slot, ON))
    fits(day_view.snoozed(say, link(), "23:30"))
