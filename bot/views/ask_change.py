"""The next text is the new value: what to type, how long it may be, and the way back."""

from markupsafe import Markup

from bot.domain.program import MOST_MINUTES, NOTE_LIMIT
from bot.domain.program_change import REASON_LIMIT, Field
from bot.services.steered import Steered
from bot.texts import Say
from bot.views.own_steps import ask_words
from bot.views.program_routes import Choose, OwnSteps
from bot.views.screen import Screen, blocks, button
from bot.views.steering import head

STEP_FIELDS = (Field.REWORD, Field.ADD_STEP)


def ask(say: Say, page: Steered, field: Field, step: int, why: Markup | None = None) -> Screen:
    """Ask for a value; `why` says what did not fit about the one before."""
    one = page.assignment
    to = OwnSteps(one.id, step) if field in STEP_FIELDS else Choose(one.id, field)
    return Screen(
        blocks(head(say, page), why, _question(say, page, field, step)),
        ((button(say.plain("Back"), to),),),
    )


def _question(say: Say, page: Steered, field: Field, step: int) -> Markup:
    match field:
        case Field.NOTE:
            return blocks(
                say("Your next message is the note. The family reads it on the card."),
                say("Up to {n} characters.", n=NOTE_LIMIT),
            )
        case Field.MINUTES:
            return say("Type a number of minutes, from 1 to {most}.", most=MOST_MINUTES)
        case Field.UNTIL:
            return say("Type the last day, such as {day}.", day=page.today.isoformat())
        case Field.REST:
            return say("Type the day on which it is back, such as {day}.", day=page.today)
        case Field.END:
            return blocks(
                say("Your next message is the reason. This is for the practice alone."),
                say("Up to {n} characters.", n=REASON_LIMIT),
            )
        case _:
            return ask_words(say, page, field, step)
