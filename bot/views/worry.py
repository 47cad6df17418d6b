"""Something worried somebody: the emergency words first, choices instead of typing, plain advice.

A number that the practice has not confirmed is never shown as certain, and what has no number is
left out (brief 4.5 and 4.7). Nothing here reassures, and nothing is asked twice.
"""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.catalog.worries import Worries
from bot.catalog.worry_models import Choice
from bot.domain.people import Role
from bot.domain.worry import About, Answer, is_own, without_gaps
from bot.services.worry_page import HelpCard, WorryPage
from bot.texts import Say
from bot.views.codec import Route
from bot.views.emergency import call_card, copies, facts, footer
from bot.views.routes import Card, Home, Today, Worry
from bot.views.screen import Row, Screen, blocks, button
from bot.views.worry_routes import (
    NO_DAY,
    CallCard,
    WorryAnswer,
    WorryBringBack,
    WorryChoice,
    WorryLeave,
    WorryTell,
    WorryWho,
)
from bot.views.worry_routes import HelpCard as OpenHelpCard
from bot.views.worry_routes import WorryPage as OpenPage
from bot.views.worry_told import deeds, not_kept


def first(say: Say, card: HelpCard, worries: Worries, on: date) -> Screen:
    """Show the emergency words, then the choices; without typing."""
    if card.links:
        rows: list[Row] = [
            (button(link.client.nickname, OpenHelpCard(link.client.id)),) for link in card.links
        ]
        return Screen(blocks(_head(say, card), say("Who is it about?")), (*rows, _home(say)))
    client, assignment = _ids(card)
    rows = [
        (button(say.plain(choice.label), WorryChoice(client, assignment, on, name)),)
        for name, choice in worries.choices.items()
    ]
    stop = say("You can stop the activity now. Stopping is always right.") if assignment else None
    return Screen(
        blocks(_head(say, card), stop, say("What is it? One tap is enough.")),
        (*rows, _back_to_card(say, card, on)),
    )


def second(say: Say, card: HelpCard, worries: Worries, choice: Choice, on: date) -> Screen:
    """Ask which of a few things it is."""
    client, assignment = _ids(card)
    role = card.link.role if card.link else None
    rows = tuple(
        (button(say.plain(worries.codes[flag].button(role)), WorryTell(client, assignment, flag)),)
        for flag in choice.codes
    )
    text = blocks(
        _head(say, card),
        Markup("<b>{}</b>").format(say.plain(choice.label)),
        say("Which is nearest?"),
    )
    return Screen(text, (*rows, _back_to_first(say, card, on)))


def who(say: Say, card: HelpCard, on: date) -> Screen:
    """Ask who talks of self-harm."""
    at = _ids(card)
    return Screen(
        blocks(_head(say, card), say("Who is it about?")),
        (
            (button(say.plain("Me"), WorryWho(*at, About.WRITER)),),
            (button(say.plain("The person I care for"), WorryWho(*at, About.CLIENT)),),
            _back_to_first(say, card, on),
        ),
    )


def page(
    say: Say, data: WorryPage, notice: str | None = None, *, has_failed: bool = False
) -> Screen:
    """Show the advice, and what became of it.

    Args:
        say: the reader's voice.
        data: the code, and the record if there is one.
        notice: a short line over the chat.
        has_failed: nothing could be kept just now, although it would have been.
    """
    known = facts(say, data.practice, data.actor)
    paragraphs = _advice(say, data, known)
    advice = [Markup("<b>{}</b>").format(paragraphs[0]), *paragraphs[1:]]
    told = deeds(say, data) if data.worry else not_kept(say, data, known, has_failed=has_failed)
    draft = (
        None
        if data.is_confirmed_wording
        else say("<i>The practice has not confirmed this wording yet.</i>")
    )
    return Screen(
        blocks(
            *advice,
            _company(say, data, known),
            call_card(say, known) if data.has_call_card else None,
            told,
            draft if data.worry else None,
            footer(say, data.practice, data.actor),
        ),
        _buttons(say, data),
        notice,
    )


# -- parts --------------------------------------------------------------------------------------


def _advice(say: Say, data: WorryPage, known: dict[str, str | None]) -> list[Markup]:
    paragraphs = data.code.paragraphs(data.about, data.role)
    if data.worry is None and data.code.offers == "lighter":
        # There is no plan of theirs to lighten: what is offered has to be true.
        paragraphs = paragraphs[:1]
    return [
        Markup("{}").format(_said(say, paragraph, known))
        for paragraph in without_gaps(paragraphs, known)
    ]


def _said(say: Say, paragraph: str, known: dict[str, str | None]) -> str:
    """Say a paragraph; a translation whose placeholders are broken gives way to the English."""
    try:
        return say.plain(paragraph, **known)
    except (KeyError, ValueError, IndexError):
        return paragraph.format(**known)


def _company(say: Say, data: WorryPage, known: dict[str, str | None]) -> Markup | None:
    if not _asks_company(data):
        return None
    if data.answer is Answer.YES:
        return say("<b>Please show them this message.</b>")
    if data.answer is Answer.NO:
        alone = say("<b>Then please call {number} now.</b>", number=known["EMERGENCY"])
        line = say("<b>Or this line: {number}.</b>", number=known["CRISIS"])
        return blocks(alone, line if known["CRISIS"] else None)
    return say("Is someone with you?")


def _asks_company(data: WorryPage) -> bool:
    return data.code.offers == "company" and is_own(data.about, data.role)


def _buttons(say: Say, data: WorryPage) -> tuple[Row, ...]:
    rows: list[Row] = []
    if _asks_company(data):
        rows.append(
            (
                button(say.plain("Yes"), _answer(data, Answer.YES)),
                button(say.plain("No"), _answer(data, Answer.NO)),
            )
        )
    rows += copies(say, data)
    if data.code.offers == "lighter":
        if data.worry and data.answer is not Answer.PAUSED:
            halve = button(say.plain("Halve it"), _answer(data, Answer.HALVED))
            every = button(say.plain("Pause all"), _answer(data, Answer.PAUSED))
            rows.append((every,) if data.answer is Answer.HALVED else (halve, every))
        if not data.has_call_card:
            call = CallCard(_number(data), data.code_name, data.about)
            rows.append((button(say.plain("Call card"), call),))
    if data.worry is None:
        return (*rows, _home(say))
    if data.code.is_mild and any(rests for _, _, rests in data.rests):
        rows.append((button(say.plain("Let the card come back"), WorryBringBack(data.worry.id)),))
    if data.worry.seen_at is None:
        rows.append((button(say.plain("Has it been seen?"), OpenPage(data.worry.id)),))
    if data.worry.left_at is None:
        rows.append((button(say.plain("Today's cards"), WorryLeave(data.worry.id)),))
    return tuple(rows)


def _answer(data: WorryPage, answer: Answer) -> WorryAnswer:
    return WorryAnswer(_number(data), data.code_name, data.about, answer)


def _number(data: WorryPage) -> int:
    return data.worry.id if data.worry else 0


def _head(say: Say, card: HelpCard) -> Markup:
    first_words = Markup("<b>{}</b>").format(footer(say, card.practice, card.actor))
    if card.link is None or card.link.role is Role.SELF:
        return first_words
    title = say("Something worried me · {client}", client=card.link.client.nickname)
    return blocks(first_words, title)


def _ids(card: HelpCard) -> tuple[int, int]:
    """Return the client and the assignment as a button carries them; 0 for none."""
    client = card.link.client.id if card.link else 0
    return client, card.assignment.id if card.assignment else 0


def _back_to_card(say: Say, card: HelpCard, on: date) -> Row:
    if card.assignment is not None and on != NO_DAY:
        return (button(say.plain("Back to the card"), Card(card.assignment.id, on)),)
    if card.link is not None:
        return (button(say.plain("Back to today"), Today(card.link.client.id)),)
    return _home(say)


def _back_to_first(say: Say, card: HelpCard, on: date) -> Row:
    client, assignment = _ids(card)
    back = Worry(assignment, on) if assignment and on != NO_DAY else OpenHelpCard(client)
    return (button(say.plain("Back"), back),)


def _home(say: Say) -> Row:
    return (button(say.plain("Start page"), Home()),)


def offer(say: Say, screen: Screen, to: Route) -> Screen:
    """Offer the help card above a screen."""
    asked = say("<b>Would you like the help card?</b>")
    row = (button(say.plain("Open the help card"), to, "danger"),)
    return replace(screen, text=blocks(asked, screen.text), rows=(row, *screen.rows))
