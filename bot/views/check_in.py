"""After the one tap: thanks, and what may be added, each thing once, none of it needed."""

from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.details import CHOICES, REASONS, SENSORY_AREAS, SMALLER, Detail
from bot.domain.people import Role
from bot.domain.rhythm import REMINDED_SLOTS
from bot.services.cards import Card as CardData
from bot.texts import N_, Say
from bot.views import labels
from bot.views.card import answer_row, card, plain_html, who_reads, worry_button
from bot.views.card_routes import LaterToday
from bot.views.detail_words import NAMES, question, tip, word
from bot.views.routes import (
    DetailMenu,
    Help,
    Lighter,
    More,
    Note,
    Place,
    Reminders,
    ReminderTimes,
    SetDetail,
    TellNotForUs,
    Today,
    Undo,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines
from bot.views.wishes import effort

#: Brief 6.4 in spirit: effort is noticed, nothing is graded.
_THANKS: Final = {
    Outcome.DONE: N_("Saved as “we did it”. Thank you for telling me."),
    Outcome.SOME: N_("Some of it is a full answer. It is saved as “some”."),
    Outcome.NOT_TODAY: N_("Got it, not today. The card will wait, and so will I."),
}
_OWN_DONE: Final = N_("Saved as “did it”. Thank you for telling me.")
_AFTER: Final = (Detail.AFTER_ENERGY, Detail.AFTER_COMFORT)
_BEFORE: Final = (Detail.BEFORE_ENERGY, Detail.BEFORE_COMFORT)


def answered(
    say: Say, data: CardData, notice: str | None = None, heading: Markup | None = None
) -> Screen:
    """Thank for an answer; everything else is optional."""
    mine = data.mine
    if mine is None:
        return card(say, data, notice, heading)
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
        blocks(
            heading,
            labels.head(say, data.activity.title, data.link),
            _thanks(say, data, mine.outcome),
            effort(say, data),
            _tip(say, data),
            said_so_far(say, data),
            _cut(say, data),
        ),
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
    asked = _choices(say, data, Detail.ASKED_HELP, CHOICES[Detail.ASKED_HELP])
    who = (button(say.plain("Who says so?"), DetailMenu(*at, Detail.ANSWERED_FOR)),)
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say("How much help fitted today? Skip it if you like."),
            said_so_far(say, data),
        ),
        (
            *levels,
            asked,
            (
                button(say.plain("How it felt"), DetailMenu(*at, Detail.AFTER_ENERGY)),
                button(say.plain("Was it liked?"), DetailMenu(*at, Detail.ENJOYED)),
            ),
            (
                *(() if data.link.role is Role.SELF else who),
                button(say.plain("Write a note"), Note(*at)),
            ),
            *_offer_to_tell(say, data),
            (button(say.plain("That is enough"), Today(data.link.client.id), "primary"),),
        ),
        may_stay=True,
    )


def detail(say: Say, data: CardData, which: Detail) -> Screen:
    """Ask one optional question; energy and comfort stand on one screen."""
    role = data.link.role
    asked: tuple[Detail, ...] = (which,)
    if which in (*_AFTER, *_BEFORE):
        sensory = data.activity.area in SENSORY_AREAS
        asked = (*_BEFORE, *_AFTER) if sensory else _AFTER
    rows: list[Row] = []
    for one in asked:
        if len(asked) > 1:
            rows.append((button(question(say, one, role), DetailMenu(*_at(data), one)),))
        rows += in_rows(_choices(say, data, one, CHOICES[one]), 3)
    rows.append((button(say.plain("Skip"), More(*_at(data))),))
    ask = (
        plain_html(question(say, which, role))
        if len(asked) == 1
        else say("How did it feel? Skip what you like.")
    )
    return Screen(
        blocks(say("<b>{title}</b>", title=data.activity.title), ask, said_so_far(say, data)),
        tuple(rows),
        may_stay=True,
    )


def said_so_far(say: Say, data: CardData) -> Markup | None:
    """Return what was added to this person's answer."""
    mine = data.mine
    if mine is None:
        return None
    role = data.link.role
    parts = []
    if mine.help_level is not None:
        parts.append(say("Help: {words}", words=labels.help_level(say, mine.help_level, role)))
    parts += [
        say("{name}: {words}", name=say.plain(NAMES[which]), words=word(say, value, role))
        for which, value in mine.details.items()
    ]
    if mine.note:
        parts.append(say("Note: {note}", note=mine.note))
    return lines(*parts) if parts else None


def _at(data: CardData) -> tuple[int, date]:
    return data.assignment.id, data.on


def _thanks(say: Say, data: CardData, outcome: Outcome) -> Markup:
    if outcome is Outcome.DONE and data.link.role is Role.SELF:
        return say(_OWN_DONE)
    return say(_THANKS[outcome])


def _cut(say: Say, data: CardData) -> Markup | None:
    if not data.note_was_cut:
        return None
    return say("The note was long: its first 500 characters are kept.")


def _choices(
    say: Say, data: CardData, which: Detail, values: tuple[str, ...]
) -> tuple[Button, ...]:
    chosen = data.mine.details.get(which) if data.mine else None
    return tuple(
        button(
            ("✓ " if value == chosen else "") + word(say, value, data.link.role),
            SetDetail(*_at(data), which, value),
        )
        for value in values
    )


def _tip(say: Say, data: CardData) -> Markup | None:
    details = data.mine.details if data.mine else {}
    if Detail.WISH in details:
        return say("Noted. The next card begins with a smaller step.")
    reason = details.get(Detail.REASON)
    return tip(say, reason, data.activity.watch, data.link.role) if reason else None


def _next_idea(say: Say, data: CardData, reason: str) -> list[Row]:
    """The one idea that goes with a reason: less, or another time; one tap each."""
    if data.offers_to_tell:
        return list(_offer_to_tell(say, data))
    if reason in ("tired", "said_no", "body"):
        smaller = say.plain("Smaller next time")
        if data.mine and Detail.WISH in data.mine.details:
            smaller = f"✓ {smaller}"
        return [
            (
                button(say.plain("A lighter way"), Lighter(*_at(data))),
                button(smaller, SetDetail(*_at(data), Detail.WISH, SMALLER)),
            )
        ]
    return _other_time(say, data) if reason == "busy" else []


def _other_time(say: Say, data: CardData) -> list[Row]:
    client, slot = data.link.client.id, data.assignment.slot
    times = ReminderTimes(client, slot) if slot in REMINDED_SLOTS else Reminders(client)
    row = [button(say.plain("Another time of day"), times)]
    if data.on == data.today:
        row.insert(0, button(say.plain("Later today"), LaterToday(*_at(data))))
    return [tuple(row)]


def _offer_to_tell(say: Say, data: CardData) -> tuple[Row, ...]:
    if not data.offers_to_tell:
        return ()
    tell = say.plain("Tell {therapist}", therapist=who_reads(say, data))
    return ((button(tell, TellNotForUs(*_at(data))),),)
