"""How heavy the week was, and a lighter plan at once: about the plan, never about the family."""

from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.people import CareLink, Client, Role
from bot.domain.weekly_load import Load, is_heavy
from bot.services.cards import Day
from bot.services.halving import Halved
from bot.services.week_load import LoadPage
from bot.texts import N_, Say
from bot.views import labels
from bot.views.life_routes import AskForLess, Halve, TellLoad, Unhalve
from bot.views.routes import Pause, Today
from bot.views.screen import Row, Screen, blocks, bullets, button, in_rows, lines

#: Brief 4.4.
WORDS: Final = {
    Load.LIGHT: N_("Light"),
    Load.OKAY: N_("Okay"),
    Load.HEAVY: N_("Heavy"),
    Load.TOO_MUCH: N_("Too much"),
}
_THANKS: Final = {
    Load.LIGHT: N_("Light is good to know. Thank you."),
    Load.OKAY: N_("Okay is good to know. Thank you."),
    Load.HEAVY: N_("That sounds heavy. Thank you for saying so."),
    Load.TOO_MUCH: N_("That is a lot. Thank you for saying so."),
}


def beside(say: Say, day: Day) -> tuple[Markup | None, tuple[Row, ...]]:
    """Return the question and its answers as the bedtime card asks it, if it is due."""
    if day.load_evening is None:
        return None, ()
    question = say("Once a week: how heavy was this plan for you? Leave it open if you like.")
    return question, choices(say, day.link.client, day.load_evening)


def choices(say: Say, client: Client, on: date, chosen: Load | None = None) -> tuple[Row, ...]:
    """Return the four answers."""
    return in_rows(
        (
            button(
                ("✓ " if value is chosen else "") + say.plain(words),
                TellLoad(client.id, on, value),
            )
            for value, words in WORDS.items()
        ),
        2,
    )


def ask(say: Say, page: LoadPage) -> Screen:
    """Ask on any day, because somebody wants to say it."""
    client = page.link.client
    return Screen(
        blocks(
            _whose(say, page.link),
            say("How heavy is this week's plan for you?"),
        ),
        (
            *choices(say, client, page.on, page.value),
            (button(say.plain("Back to today"), Today(client.id)),),
        ),
    )


def thanks(say: Say, page: LoadPage) -> Markup:
    """Thank for an answer; a heavy one hears what can be done."""
    value = page.value or Load.OKAY
    if not is_heavy(value):
        return say(_THANKS[value])
    offer = (
        say("Shall I ask {therapist} to make next week lighter?", therapist=_who(say, page))
        if page.asks_less
        else say("Half of the plan can rest from now on. One tap puts it back.")
    )
    return blocks(say(_THANKS[value]), offer)


def offers(say: Say, page: LoadPage) -> tuple[Row, ...]:
    """Return what can be done about a heavy week."""
    if page.value is None or not is_heavy(page.value):
        return ()
    client = page.link.client.id
    halve = button(say.plain("Halve it now"), Halve(client, page.day.today))
    if not page.asks_less:
        return ((halve,),)
    ask_them = button(say.plain("Yes please"), AskForLess(client, page.on))
    return ((ask_them, halve), (button(say.plain("Not now"), Today(client)),))


def asked(say: Say, page: LoadPage) -> Screen:
    """Say that the therapist hears of it."""
    client = page.link.client
    return Screen(
        blocks(
            _whose(say, page.link),
            say("{therapist} hears that you would like a lighter week.", therapist=_who(say, page)),
            say("Until then, less is fine. Nobody counts."),
        ),
        (
            (button(say.plain("Halve it now"), Halve(client.id, page.day.today)),),
            (button(say.plain("Back to today"), Today(client.id)),),
        ),
    )


def halved(say: Say, page: Halved) -> Screen:
    """Say what rests and what stays, with the way back."""
    client = page.link.client
    today = (button(say.plain("Back to today"), Today(client.id)),)
    if page.halving is None:
        return Screen(
            blocks(
                _whose(say, page.link),
                say("There is hardly anything to halve. One card at most is a small plan."),
                say("A rest from all of it is fine, too."),
            ),
            ((button(say.plain("Rest the reminders"), Pause(client.id)),), today),
        )
    if page.halving.undone_at is not None:
        return Screen(
            blocks(
                _whose(say, page.link),
                say("The plan is back as it was."),
                lines(say("These cards come:"), bullets(page.stays)) if page.stays else None,
            ),
            (today,),
        )
    therapist = page.therapist_name or say.plain("your therapist")
    return Screen(
        blocks(
            labels.head(say, say.plain("The plan is half as long now"), page.link),
            lines(say("These stay:"), bullets(page.stays)),
            lines(say("These rest:"), bullets(page.rests)),
            say("{therapist} hears of it. Less is a good plan, too.", therapist=therapist),
        ),
        ((button(say.plain("Put it back as it was"), Unhalve(page.halving.id)),), today),
    )


def _who(say: Say, page: LoadPage) -> str:
    return page.therapist_name or say.plain("your therapist")


def _whose(say: Say, link: CareLink) -> Markup | None:
    """Return whose plan it is, unless it is the reader's own."""
    return None if link.role is Role.SELF else say("<b>{client}</b>", client=link.client.nickname)
