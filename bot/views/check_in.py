"""After the one tap: thanks, and what may be added, each thing once, none of it needed."""

from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.details import CHOICES, REASONS, SENSORY_AREAS, Detail
from bot.domain.people import Role
from bot.services.cards import Card as CardData
from bot.texts import N_, Say
from bot.views import labels
from bot.views.card import answer_row, card, who_reads, worry_button
from bot.views.detail_words import NAMES, QUESTIONS, TIPS, WORDS
from bot.views.routes import (
    DetailMenu,
    Help,
    Lighter,
    More,
    Note,
    Place,
    Reminders,
    SetDetail,
    TellNotForUs,
    Today,
    Undo,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines

#: Brief 6.4 in spirit: effort is noticed, nothing is graded.
_THANKS: Final = {
    Outcome.DONE: N_("Saved as “we did it”. Thank you for telling me."),
    Outcome.SOME: N_("Some of it is a full answer. It is saved as “some”."),
    Outcome.NOT_TODAY: N_("Got it, not today. The card will wait, and so will I."),
}
_OWN_DONE: Final = N_("Saved as “did it”. Thank you for telling me.")
_AFTER: Final = (Detail.AFTER_ENERGY, Detail.AFTER_COMFORT)
_BEFORE: Final = (Detail.BEFORE_ENERGY, Detail.BEFORE_COMFORT)


def answered(say: Say, data: CardData, notice: str | None = None) -> Screen:
    """Thank for an answer; everything else is optional."""
    mine = data.mine
    if mine is None:
        return card(say, data, notice)
    thanks = say(_THANKS[mine.outcome])
    if mine.outcome is Outcome.DONE and data.link.role is Role.SELF:
        thanks = say(_OWN_DONE)
    cut = (
        say("The note was long: its first 500 characters are kept.") if data.note_was_cut else None
    )
    at = data.assignment.id, data.on
    rows: list[Row] = [answer_row(say, *at, Place.CARD, data.link.role, mine.outcome)]
    if mine.outcome is not Outcome.NOT_TODAY:
        rows.append((button(say.plain("Add a bit more"), More(*at)),))
    elif Detail.REASON not in mine.details:
        rows += in_rows(_choices(say, data, Detail.REASON, REASONS), 2)
    else:
        rows += _next_idea(say, data, mine.details[Detail.REASON])
    rows.append((button(say.plain("Take it back"), Undo(*at)), worry_button(say, *at)))
    rows.append((button(say.plain("Back to today"), Today(data.link.client.id)),))
    return Screen(
        blocks(_head(say, data), thanks, _tip(say, data), _details(say, data), cut),
        tuple(rows),
        notice,
        may_stay=True,
    )


def more(say: Say, data: CardData) -> Screen:
    """Offer the optional questions: how much help, how it felt, a note."""
    at = data.assignment.id, data.on
    chosen = data.mine.help_level if data.mine else None
    levels = tuple(
        (
            button(
                ("✓ " if chosen == level else "") + labels.help_level(say, level, data.link.role),
                Help(*at, level),
            ),
        )
        for level in range(6)
    )
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say("How much help fitted today? Skip it if you like."),
            _details(say, data),
        ),
        (
            *levels,
            (
                button(say.plain("How it felt"), DetailMenu(*at, Detail.AFTER_ENERGY)),
                button(say.plain("Was it liked?"), DetailMenu(*at, Detail.ENJOYED)),
            ),
            (
                button(say.plain("Who says so?"), DetailMenu(*at, Detail.ANSWERED_FOR)),
                button(say.plain("Write a note"), Note(*at)),
            ),
            (button(say.plain("That is enough"), Today(data.link.client.id), "primary"),),
        ),
        may_stay=True,
    )


def detail(say: Say, data: CardData, which: Detail) -> Screen:
    """Ask one optional question; energy and comfort stand on one screen."""
    asked: tuple[Detail, ...] = (which,)
    if which in (*_AFTER, *_BEFORE):
        sensory = data.activity.area in SENSORY_AREAS
        asked = (*_BEFORE, *_AFTER) if sensory else _AFTER
    rows: list[Row] = []
    for one in asked:
        if len(asked) > 1:
            rows.append((button(say.plain(QUESTIONS[one]), DetailMenu(*_at(data), one)),))
        rows += in_rows(_choices(say, data, one, CHOICES[one]), 3)
    rows.append((button(say.plain("Skip"), More(*_at(data))),))
    ask = say(QUESTIONS[which]) if len(asked) == 1 else say("How did it feel? Skip what you like.")
    return Screen(
        blocks(say("<b>{title}</b>", title=data.activity.title), ask, _details(say, data)),
        tuple(rows),
        may_stay=True,
    )


def ask_note(say: Say, data: CardData) -> Screen:
    """Ask for the note: the next text is it."""
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say(
                "Your next message is the note. {therapist} will read it.",
                therapist=who_reads(say, data),
            ),
            say("Nicknames only, please, and no medical numbers."),
        ),
        ((button(say.plain("No note"), More(*_at(data))),),),
    )


def told_not_for_us(say: Say, data: CardData) -> Screen:
    """Say that the therapist hears of it (brief 6.4, line 8)."""
    return Screen(
        blocks(
            _head(say, data),
            say(
                "Thank you for telling me. The card rests, and {therapist} hears of it.",
                therapist=who_reads(say, data),
            ),
        ),
        ((button(say.plain("Back to today"), Today(data.link.client.id)),),),
    )


def _at(data: CardData) -> tuple[int, date]:
    return data.assignment.id, data.on


def _head(say: Say, data: CardData) -> Markup:
    return say(
        "<b>{title}</b> · {client}",
        title=data.activity.title,
        client=data.link.client.nickname,
    )


def _choices(
    say: Say, data: CardData, which: Detail, values: tuple[str, ...]
) -> tuple[Button, ...]:
    chosen = data.mine.details.get(which) if data.mine else None
    return tuple(
        button(
            ("✓ " if value == chosen else "") + say.plain(WORDS[value]),
            SetDetail(*_at(data), which, value),
        )
        for value in values
    )


def _tip(say: Say, data: CardData) -> Markup | None:
    reason = data.mine.details.get(Detail.REASON) if data.mine else None
    return say(TIPS[reason], watch=data.activity.watch) if reason else None


def _next_idea(say: Say, data: CardData, reason: str) -> list[Row]:
    """The one button that goes with a tip."""
    if data.offers_to_tell:
        tell = say.plain("Tell {therapist}", therapist=who_reads(say, data))
        return [(button(tell, TellNotForUs(*_at(data))),)]
    if reason in ("tired", "said_no", "body"):
        return [(button(say.plain("A lighter way"), Lighter(*_at(data))),)]
    if reason == "busy":
        return [(button(say.plain("When cards come"), Reminders(data.link.client.id)),)]
    return []


def _details(say: Say, data: CardData) -> Markup | None:
    mine = data.mine
    if mine is None:
        return None
    parts = []
    if mine.help_level is not None:
        words = labels.help_level(say, mine.help_level, data.link.role)
        parts.append(say("Help: {words}", words=words))
    parts += [
        say("{name}: {words}", name=say.plain(NAMES[which]), words=say.plain(WORDS[value]))
        for which, value in mine.details.items()
    ]
    if mine.note:
        parts.append(say("Note: {note}", note=mine.note))
    return lines(*parts) if parts else None
