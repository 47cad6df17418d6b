"""How one card of a day reads in a list: its name, its answer, and who has answered."""

from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import CheckIn, Outcome
from bot.domain.people import Client, Role
from bot.services.cards import Day, DayItem
from bot.texts import Say
from bot.views import labels
from bot.views.routes import Card
from bot.views.screen import Row, button
from bot.views.worry_routes import HelpCard

_SIGNS: Final = {Outcome.DONE: "✓", Outcome.SOME: "◐", Outcome.NOT_TODAY: "○"}


def item_line(say: Say, item: DayItem, day: Day, mark: str = "•") -> Markup:
    """Return a card of a list, with its answer and by whom."""
    title = item.activity.title
    if item.answer is None:
        return say("{mark} {title}", mark=mark, title=title)
    return say(
        "{mark} {title} – {answer} ({who})",
        mark=mark,
        title=title,
        answer=labels.within(labels.outcome(say, item.answer.outcome, day.link.role)),
        who=who_answered(say, item.answer, day),
    )


def who_answered(say: Say, answer: CheckIn, day: Day) -> str:
    """Return who has answered; an adult who does it for themselves reads "you"."""
    is_reader = day.link.role is Role.SELF and answer.person_id == day.actor.id
    return labels.who(say, answer.answered_by, is_reader=is_reader)


def item_button(item: DayItem, on: date) -> Row:
    """Return the button that opens a card; a small sign shows its answer."""
    title = item.activity.title
    label = title if item.answer is None else f"{_SIGNS[item.answer.outcome]} {title}"
    return (button(label, Card(item.assignment.id, on)),)


def worried(say: Say, client: Client) -> Row:
    """Return the button that is on every list."""
    return (button(say.plain("Something worried me"), HelpCard(client.id)),)
