"""The evening of the load question, and whether thanks say more than thanks."""

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.people import Person, Role
from bot.domain.thanks_words import PLAIN, WARM
from bot.domain.weekly_load import NEVER
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views.life_routes import LoadDays, SetLoadDay, SetThanksWords, ThanksWords
from bot.views.routes import Settings
from bot.views.screen import Row, Screen, blocks, button, in_rows


def load_days(say: Say, actor: Person) -> Screen:
    """Choose the evening on which the week is asked about."""
    days = [
        button(("✓ " if actor.load_day == day else "") + say.weekday(day), SetLoadDay(day))
        for day in range(7)
    ]
    never = button(
        ("✓ " if actor.load_day == NEVER else "") + say.plain("Ask me nothing"), SetLoadDay(NEVER)
    )
    return Screen(
        blocks(
            say("<b>How heavy was the week?</b>"),
            say("The bedtime card asks that once a week. It is never a message of its own."),
            say("Which evening suits you?"),
        ),
        (*in_rows(days, 4), (never,), (button(say.plain("Back"), Settings()),)),
    )


def line(say: Say, actor: Person) -> Markup:
    """Return the evening in words."""
    day = say.plain("no day") if actor.load_day == NEVER else say.weekday(actor.load_day)
    return say("“How heavy was the week?” on: {day}", day=day)


def row(say: Say) -> Row:
    """Return the ways to a person's wishes."""
    return (
        button(say.plain("The week's question"), LoadDays()),
        button(say.plain("How I thank you"), ThanksWords()),
    )


def thanks_words(say: Say, actor: Person) -> Screen:
    """Choose how an answer is thanked for: praise can feel like pressure."""
    plain = say.plain("Only “saved, thank you”")
    warm = say.plain("With a line about the effort")
    chosen = actor.plain_thanks
    return Screen(
        blocks(
            say("<b>How shall I thank you?</b>"),
            say("Some people like a line about what was tried. For others praise is pressure."),
            say("As long as you choose nothing, low-demand programs get the plain words."),
        ),
        (
            (button(("✓ " if chosen is True else "") + plain, SetThanksWords(PLAIN)),),
            (button(("✓ " if chosen is False else "") + warm, SetThanksWords(WARM)),),
            (button(say.plain("Back"), Settings()),),
        ),
    )


def effort(say: Say, data: CardData) -> Markup | None:
    """Return a line about the effort that this card can show, unless thanks are to be plain.

    It names one thing that may have been tried, and grades nothing (brief 6.4).
    """
    mine = data.mine
    if mine is None or mine.outcome is Outcome.NOT_TODAY:
        return None
    if data.actor.wants_plain_thanks(data.link.client):
        return None
    words = data.activity.effort[data.on.toordinal() % len(data.activity.effort)]
    shown = words[:1].lower() + words[1:].rstrip(".")
    if data.link.role is Role.SELF:
        return say("Perhaps you noticed this today: {effort}. That counts.", effort=shown)
    return say("Perhaps you saw this today: {effort}. That counts.", effort=shown)
