"""Beside the card: the low-demand door, what makes it smaller, and what makes it a bit more."""

from markupsafe import Markup

from bot.domain.people import Role
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views.card import answer_row, given, plain_html, worry_button
from bot.views.routes import Card, Place
from bot.views.screen import Row, Screen, blocks, bullets, button, lines


def lighter(say: Say, data: CardData) -> Screen:
    """Show the low-demand door: an idea, and lines to say or leave."""
    low = data.activity.low
    said = lines(*(Markup("<i>“{}”</i>").format(line) for line in low.lines))
    own = data.link.role is Role.SELF
    words = say("Thoughts that ask nothing:") if own else say("Words that invite and ask nothing:")
    return Screen(
        blocks(
            say("<b>A lighter way</b> · {title}", title=data.activity.title),
            plain_html(low.idea),
            lines(words, said),
            _interests(say, data),
        ),
        ways_on(say, data),
    )


def gradings(say: Say, data: CardData, *, harder: bool) -> Screen:
    """Show what makes a card smaller, or a bit more; one of them is plenty."""
    activity = data.activity
    title = (
        say("<b>A bit more</b> · {title}", title=activity.title)
        if harder
        else say("<b>Easier</b> · {title}", title=activity.title)
    )
    plenty = (
        say("Whenever the card feels light. One of these is plenty.")
        if harder
        else say("Any of these is the whole card. One is plenty.")
    )
    return Screen(
        blocks(title, bullets(activity.harder if harder else activity.easier), plenty),
        ways_on(say, data),
    )


def ways_on(say: Say, data: CardData) -> tuple[Row, ...]:
    """Return the answers, the way back and the worry button, for a page beside the card."""
    at = data.assignment.id, data.on
    return (
        answer_row(say, *at, Place.CARD, data.link.role, given(data)),
        (button(say.plain("Back to the card"), Card(*at)), worry_button(say, *at)),
    )


def _interests(say: Say, data: CardData) -> Markup | None:
    liked = data.link.client.interests
    return say("One way in: something with {interests}.", interests=liked) if liked else None
