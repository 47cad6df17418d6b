"""Thank you among caregivers: one tap to say it, one quiet line a day to hear it."""

from collections.abc import Sequence
from datetime import date

from bot.domain.check_in import CheckIn, Outcome
from bot.domain.people import CareLink, Role
from bot.services.cards import DayItem
from bot.texts import Say
from bot.views import labels
from bot.views.life_routes import Thank
from bot.views.routes import Today
from bot.views.screen import Row, Screen, blocks, bullets, button


def row(say: Say, items: Sequence[DayItem], person_id: int, on: date) -> tuple[Row, ...]:
    """Return the button that thanks for the first card that somebody else has done."""
    for item in items:
        if item.answer is not None and by_another((item.answer,), person_id):
            return (thank_row(say, item.assignment.id, on, (item.answer,), person_id),)
    return ()


def by_another(answers: Sequence[CheckIn], person_id: int) -> bool:
    """Say whether somebody else did something of a card."""
    return any(a.person_id != person_id and a.outcome is not Outcome.NOT_TODAY for a in answers)


def thank_row(
    say: Say, assignment: int, on: date, answers: Sequence[CheckIn], person_id: int
) -> Row:
    """Return the button that thanks whoever else did something of a card."""
    names = dict.fromkeys(
        a.answered_by
        for a in answers
        if a.person_id != person_id and a.outcome is not Outcome.NOT_TODAY
    )
    label = say.plain("Thank {names}", names=", ".join(names))
    return (button(label, Thank(assignment, on)),)


def said(say: Say, names: Sequence[str]) -> str:
    """Return the line that confirms it."""
    return say.plain("Your thanks go to {names}", names=", ".join(names))


def thanked(say: Say, link: CareLink, given: Sequence[tuple[str, str]]) -> Screen:
    """Tell somebody who thanked them, and for which cards; it comes without a sound."""
    client = link.client
    today = say.plain("Your day") if link.role is Role.SELF else say.plain("Show me today")
    each = (say.plain("{name}, for “{title}”", name=name, title=title) for name, title in given)
    return Screen(
        blocks(
            labels.head(say, say.plain("💛 Thank you"), link),
            bullets(each),
        ),
        ((button(today, Today(client.id)),),),
        is_silent=True,
    )
