"""The guided way to assign: which page comes next is the first question without an answer.

Only whom and what are asked; everything else has a default and can be changed on the last card.
"""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What is asked, in this order; the goal only before a client's first activity."""

    CLIENT = "client"
    GOAL = "goal"
    ACTIVITY = "activity"


class Page(StrEnum):
    """What the card shows."""

    CLIENTS = "clients"
    GOAL = "goal"
    AREAS = "areas"
    AREA = "area"
    FOUND = "found"
    CONFIRM = "confirm"


#: What can be changed on the last card, each with a default.
CHANGEABLE = ("slot", "days", "weeks", "minutes", "place", "starts_on", "note")
#: How an activity is looked for; one of them at a time.
LOOKING = ("area", "words")


def page_of(answers: Mapping[str, object], *, asks_goal: bool) -> Page:
    """Return the page that the answers lead to."""
    if Field.CLIENT not in answers:
        return Page.CLIENTS
    if asks_goal and Field.GOAL not in answers:
        return Page.GOAL
    if Field.ACTIVITY in answers:
        return Page.CONFIRM
    if "words" in answers:
        return Page.FOUND
    return Page.AREA if "area" in answers else Page.AREAS


def page_before(
    page: Page, answers: Mapping[str, object], *, asks_goal: bool, has_choice: bool
) -> Page | None:
    """Return where Back leads; None on the first page.

    Args:
        page: the present one.
        answers: what was answered so far.
        asks_goal: whether the goal belongs to this form.
        has_choice: whether there is more than one client.
    """
    clients = Page.CLIENTS if has_choice else None
    match page:
        case Page.CLIENTS:
            return None
        case Page.GOAL:
            return clients
        case Page.AREAS:
            return Page.GOAL if asks_goal else clients
        case Page.AREA | Page.FOUND:
            return Page.AREAS
        case Page.CONFIRM:
            looked = {k: v for k, v in answers.items() if k != Field.ACTIVITY}
            return page_of(looked, asks_goal=asks_goal)


def back_to(answers: Mapping[str, object], page: Page) -> dict[str, object]:
    """Return the answers without those that lead past a page.

    It names the page, so that going back to it twice is going back once. What was changed on the
    last card is about the activity, and goes with it.
    """
    gone: set[str] = {Field.ACTIVITY, *CHANGEABLE}
    if page in (Page.AREAS, Page.GOAL, Page.CLIENTS):
        gone |= set(LOOKING)
    if page in (Page.GOAL, Page.CLIENTS):
        gone |= {Field.GOAL}
    if page is Page.CLIENTS:
        gone |= {Field.CLIENT}
    return {k: v for k, v in answers.items() if k not in gone}
