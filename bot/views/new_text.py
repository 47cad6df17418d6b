"""A newer text for a running assignment: what to look at first, and that it is there now."""

from markupsafe import Markup

from bot.domain.program import Assignment
from bot.services.new_text import NewText
from bot.services.precautions import NOTHING
from bot.texts import Say
from bot.views.assign_card import stands_before
from bot.views.own_routes import TakeNewText
from bot.views.routes import AssignmentCard, Program
from bot.views.screen import Row, Screen, blocks, button, lines


def new_text_of(one: Assignment) -> TakeNewText:
    """Return the door to the newer text of an assignment as it is shown."""
    return TakeNewText(one.id, one.version, NOTHING, sure=False)


def show(say: Say, page: NewText) -> Screen:
    """Ask what is to be asked, or say that the newer text is there."""
    one, client = page.assignment, page.client
    head = say("<b>{title}</b> · {client}", title=page.activity.title, client=client.nickname)
    if page.is_taken:
        said = say("{client}'s family reads the newer text from now on.", client=client.nickname)
        return Screen(blocks(head, said), _doors(say, page), say.plain("Saved"))
    loses = (
        say(
            "The steps are others now. {client}'s own steps and the part to hand over begin anew.",
            client=client.nickname,
        )
        if page.loses_steps
        else None
    )
    rows: tuple[Row, ...] = ()
    if not page.checks.blocked:
        sure = TakeNewText(one.id, one.version, page.checks.mark, sure=True)
        rows = ((button(say.plain("Yes, take the newer text"), sure, "primary"),),)
    steps = lines(
        *(Markup("{}. {}").format(n, step) for n, step in enumerate(page.activity.steps, 1))
    )
    folded = Markup("<blockquote expandable>{}</blockquote>").format(
        lines(say("<b>Steps</b>"), steps)
    )
    return Screen(
        blocks(head, stands_before(say, page.checks, client), loses, folded),
        (*rows, *_doors(say, page)),
    )


def _doors(say: Say, page: NewText) -> tuple[Row, ...]:
    return (
        (
            button(say.plain("Open it"), AssignmentCard(page.assignment.id)),
            button(say.plain("Program"), Program(page.client.id)),
        ),
    )
