"""This client's own way through a card's steps; safety and stop signs are shown, never changed."""

from markupsafe import Markup

from bot.domain.own_steps import MOST_STEPS, STEP_LIMIT, of_card
from bot.domain.program_change import Field
from bot.services.steered import Steered
from bot.texts import Say
from bot.views.program_routes import OwnSteps, Type
from bot.views.routes import AssignmentCard
from bot.views.screen import Row, Screen, blocks, button, in_rows, lines
from bot.views.steering import change_to, head


def steps(say: Say, page: Steered, notice: str | None = None) -> Screen:
    """List the steps as the family sees them; each opens."""
    one = page.assignment
    shown = [
        say("{n}. {step}", n=number, step=step)
        for number, step in enumerate(page.activity.steps, start=1)
    ]
    rows: list[Row] = list(
        in_rows(
            (
                button(say.plain("Step {n}", n=number), OwnSteps(one.id, number))
                for number in range(1, len(shown) + 1)
            ),
            4,
        )
    )
    if len(shown) < MOST_STEPS:
        last = Type(one.id, one.version, Field.ADD_STEP, len(shown))
        rows.append((button(say.plain("Add a step at the end"), last),))
    if one.own_steps is not None:
        rows.append((button(say.plain("All as on the card"), change_to(page, Field.ALL_STEPS)),))
    rows.append((button(say.plain("Back"), AssignmentCard(one.id)),))
    own = one.own_steps is not None
    return Screen(
        blocks(
            head(say, page),
            say("These are {client}'s own steps:", client=page.client.nickname)
            if own
            else say("The steps of the card. A change is for {client} alone.", client=_name(page)),
            lines(*shown),
            say("Safety and stop signs stay as on the card."),
        ),
        tuple(rows),
        notice,
    )


def step(say: Say, page: Steered, number: int) -> Screen:
    """Open one step: other words, leave it out, add one after it."""
    if not 1 <= number <= len(page.activity.steps):
        return steps(say, page)
    one = page.assignment
    own = (one.own_steps or of_card(len(page.card.steps)))[number - 1]
    rows: list[Row] = [
        (button(say.plain("Other words"), Type(one.id, one.version, Field.REWORD, number)),)
    ]
    on_card = None
    if own.text is not None and not own.is_added:
        on_card = say("On the card: <i>{step}</i>", step=page.card.steps[own.source - 1])
        label = say.plain("As on the card")
        rows.append((button(label, change_to(page, Field.AS_ON_CARD, "", number)),))
    if len(page.activity.steps) > 1:
        label = say.plain("Leave it out")
        rows.append((button(label, change_to(page, Field.DROP_STEP, "", number)),))
    if len(page.activity.steps) < MOST_STEPS:
        after = Type(one.id, one.version, Field.ADD_STEP, number)
        before = Type(one.id, one.version, Field.ADD_STEP, number - 1)
        rows.append(
            (
                button(say.plain("Add one before it"), before),
                button(say.plain("Add one after it"), after),
            )
        )
    rows.append((button(say.plain("Back"), OwnSteps(one.id, 0)),))
    return Screen(
        blocks(
            head(say, page),
            say("Step {number} of {all}", number=number, all=len(page.activity.steps)),
            Markup("<b>{}</b>").format(page.activity.steps[number - 1]),
            on_card,
        ),
        tuple(rows),
    )


def ask_words(say: Say, page: Steered, field: Field, number: int) -> Markup:
    """Ask for a step's words."""
    now = None
    if field is Field.REWORD and 1 <= number <= len(page.activity.steps):
        now = Markup("<i>{}</i>").format(page.activity.steps[number - 1])
    return blocks(
        now,
        say("Your next message is the step. One thing at a time is easiest to follow."),
        say("Up to {n} characters.", n=STEP_LIMIT),
    )


def _name(page: Steered) -> str:
    return page.client.nickname
