"""The end of a program: the last page for a family, in words and without a count."""

from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.people import Client, Person, Role
from bot.domain.team import Closing
from bot.services.closing import Closed
from bot.services.farewell import Farewell
from bot.texts import Say
from bot.views.closing_routes import Close, ClosedList, CloseWords, LeaveClosed, Reopen
from bot.views.routes import ClientCard, Clients, Home, Settings
from bot.views.screen import Row, Screen, blocks, bullets, button, lines
from bot.views.staff import pager
from bot.views.team_routes import Team

PER_PAGE: Final = 8


def ask_close(say: Say, page: Farewell, notice: str | None = None) -> Screen:
    """Show what closing does, and the page that the family gets."""
    one = page.client
    words = (
        say.plain("Other words of your own") if page.words else say.plain("Add words of your own")
    )
    rows: list[Row] = [
        (button(say.plain("Yes, close it"), Close(one.id, sure=True), "primary"),),
        (button(words, CloseWords(one.id, keep=True)),),
    ]
    if page.words:
        rows.append((button(say.plain("Without my words"), CloseWords(one.id, keep=False)),))
    rows.append((button(say.plain("Back"), Team(one.id)),))
    return Screen(
        blocks(
            say("<b>Close {client}'s program?</b>", client=one.nickname),
            say(
                "Cards and reminders end. The records stay, and you can open it again. "
                "The family gets this page:"
            ),
            Markup("<blockquote>{}</blockquote>").format(_page(say, page)),
        ),
        tuple(rows),
        notice,
    )


def ask_words(say: Say, page: Farewell) -> Screen:
    """Ask for the therapist's own words."""
    return Screen(
        blocks(
            say("<b>A few words for {client}'s family</b>", client=page.client.nickname),
            say("Type what you noticed, or what you wish them. It stands on their last page."),
        ),
        ((button(say.plain("Back"), Close(page.client.id, sure=False)),),),
    )


def closed(say: Say, client: Client) -> Screen:
    """Confirm that a program is closed."""
    return Screen(
        blocks(
            say("<b>{client}'s program is closed.</b>", client=client.nickname),
            say("The family gets the last page now. The records stay."),
        ),
        (
            (button(say.plain("Open it again"), Reopen(client.id, sure=False)),),
            (button(say.plain("All clients"), Clients(0)),),
        ),
    )


def closed_list(say: Say, data: Closed, number: int) -> Screen:
    """Show the closed programs, the latest first."""
    home: Row = (button(say.plain("All clients"), Clients(0)),)
    if not data.closings:
        return Screen(say("<b>No program is closed.</b>"), (home,))
    last = (len(data.closings) - 1) // PER_PAGE
    number = min(number, last)
    shown = data.closings[number * PER_PAGE : (number + 1) * PER_PAGE]
    rows: list[Row] = [
        (button(_line(say, data.actor, one), Reopen(one.client.id, sure=False)),) for one in shown
    ]
    if turn := pager(number, last, ClosedList):
        rows.append(turn)
    return Screen(say("<b>Closed programs</b>"), (*rows, home))


def ask_reopen(say: Say, one: Closing) -> Screen:
    """Ask once more before a program is opened again."""
    return Screen(
        blocks(
            say("<b>Open {client}'s program again?</b>", client=one.client.nickname),
            say(
                "What was running then runs again. The family hears of it, and cards come at the "
                "times they chose."
            ),
        ),
        (
            (button(say.plain("Yes, open it"), Reopen(one.client.id, sure=True), "primary"),),
            (button(say.plain("Back"), ClosedList(0)),),
        ),
    )


def reopened(say: Say, client: Client) -> Screen:
    """Confirm that a program is open again."""
    return Screen(
        say("<b>{client}'s program is open again.</b>", client=client.nickname),
        ((button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),),
    )


def farewell(say: Say, page: Farewell) -> Screen:
    """Show a family the last page."""
    return Screen(
        _page(say, page),
        (
            (button(say.plain("Take back my consent"), LeaveClosed(page.client.id, sure=False)),),
            (button(say.plain("Settings"), Settings()),),
        ),
    )


def ask_leave(say: Say, page: Farewell) -> Screen:
    """Ask once more before a consent is taken back."""
    return Screen(
        blocks(
            say("<b>Take back your consent for {client}?</b>", client=page.client.nickname),
            say(
                "This page is gone then. What was written stays with the practice, as its rules "
                "for records ask. Your therapist can tell you more."
            ),
        ),
        (
            (button(say.plain("Yes, take it back"), LeaveClosed(page.client.id, sure=True)),),
            (button(say.plain("Back"), Home()),),
        ),
    )


def _page(say: Say, page: Farewell) -> Markup:
    one = page.client
    own = page.role is Role.SELF
    head = (
        say("🌿 <b>Your program has come to its end</b>")
        if own
        else say("🌿 <b>{client}'s program has come to its end</b>", client=one.nickname)
    )
    return blocks(
        head,
        say("You set out with this: <i>{goal}</i>", goal=page.goal) if page.goal else None,
        lines(
            say("You tried these:") if own else say("Together you tried these:"),
            bullets(page.tried),
        )
        if page.tried
        else None,
        say("{name} writes: <i>{words}</i>", name=page.therapist, words=page.words)
        if page.words
        else None,
        say("Thank you. Each try, and each day it was not the day for it, told us what helps."),
        _whom_to_ask(say, page),
        say("No more cards or reminders come. What you liked is yours to go on with."),
        say("Something worried you? /worry shows whom to call."),
    )


def _whom_to_ask(say: Say, page: Farewell) -> Markup:
    where = page.practice or say.plain("the practice")
    if page.phone:
        return say(
            "Questions later? {name} at {practice} is there for you: {phone}",
            name=page.therapist,
            practice=where,
            phone=page.phone,
        )
    return say("Questions later? Ask {name} at {practice}.", name=page.therapist, practice=where)


def _line(say: Say, actor: Person, one: Closing) -> str:
    when = say.moment(from_epoch_ms(one.at), actor.zone).partition(",")[0]
    return say.plain("{client} · closed {day}", client=one.client.nickname, day=when)
