"""A client on one screen before a visit: what was tried, what fits, what to ask.

Facts about the plan in words, never a share and never a score of the family (brief 6.1).
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.patterns import Sign, Trend
from bot.domain.people import Client, Role, Stage
from bot.domain.program import Status
from bot.domain.tried import Tried
from bot.domain.weekly_load import Load
from bot.services.review import ReviewPage
from bot.texts import N_, Say
from bot.views import labels
from bot.views.detail_words import word
from bot.views.needs import TIER_SIGN, sign
from bot.views.routes import CheckIns, ClientCard, Program
from bot.views.screen import Row, Screen, blocks, button, lines, short
from bot.views.talk_routes import Conversation, Looked, MessageTo, ReviewIn

#: Room for the words; what stands last gives way first.
ROOM: Final = 3900
CARDS: Final = 6
WORRIES: Final = 4
NOTES: Final = 6
NOTE_ROOM: Final = 160
TRENDS: Final = {
    Trend.LESS: N_("lately less"),
    Trend.SAME: N_("about the same lately"),
    Trend.MORE: N_("lately more"),
}
LOADS: Final = {
    Load.LIGHT: N_("light"),
    Load.OKAY: N_("OK"),
    Load.HEAVY: N_("heavy"),
    Load.TOO_MUCH: N_("too much"),
}
#: What is worth asking, by what the weeks show; the last is always worth it.
_ASK: Final = {
    Sign.COMFORT_FELL: N_("What is it about “{title}” that is not comfortable?"),
    Sign.HELP_ROSE: N_("What has made “{title}” harder lately?"),
    Sign.NOT_FOR_US: N_("What would suit better than “{title}”?"),
    Sign.LOAD_HEAVY: N_("What could be left out of the plan?"),
    Sign.QUIET: N_("Would less be kinder, or another time of day?"),
}
_ALWAYS: Final = N_("What has felt lighter since we met?")


def review(say: Say, page: ReviewPage, notice: str | None = None) -> Screen:
    """Show it, within one message."""
    title = say(
        "<b>Before a visit</b> · {client} · {since} to {until}",
        client=page.client.nickname,
        since=say.day(page.since),
        until=say.day(page.until),
    )
    parts = [part for part in (title, *_parts(say, page)) if part]
    while len(blocks(*parts).striptags()) > ROOM and len(parts) > 2:
        parts.pop()
    return Screen(blocks(*parts), _rows(say, page), notice)


def _parts(say: Say, page: ReviewPage) -> Iterator[Markup | None]:
    """Yield the paragraphs, what matters most first."""
    program = page.program
    yield (
        say("Goal: <i>{goal}</i>", goal=program.goal)
        if program and program.goal
        else say("No goal in the family's words yet.")
    )
    yield _due(say, page)
    if page.signs:
        found = [Markup("• {}").format(sign(say, which, title)) for which, title in page.signs[:5]]
        yield lines(say("<b>🌿 Worth a look</b>"), *found)
    yield _questions(say, page)
    if page.worries:
        yield lines(say("<b>Worries</b>, eight weeks"), *_worries(say, page))
    if page.messages:
        yield say.many("✉️ {n} message waits.", "✉️ {n} messages wait.", page.messages)
    shown = [one for one in page.tried if one.done + one.some + one.not_today][:CARDS]
    if shown:
        facts = (_tried(say, page.client, one, page.until) for one in shown)
        yield lines(say("<b>What was tried</b>"), *facts)
    else:
        yield say("Nothing has been answered in these weeks, which is fine, too.")
    yield _untouched(say, page)
    if page.loads:
        said = [
            say("{who}, {day}: {load}", who=who, day=say.day(on), load=say.plain(LOADS[load]))
            for who, on, load in page.loads
        ]
        yield lines(say("<b>How heavy the week's plan was</b>"), *said)
    yield _notes(say, page)


def _due(say: Say, page: ReviewPage) -> Markup | None:
    if page.due is not None:
        return say("🗓 The review is due: {day}.", day=say.day(page.due))
    if page.review_on is not None:
        return say("🗓 The next review: {day}.", day=say.day(page.review_on))
    return None


def _questions(say: Say, page: ReviewPage) -> Markup:
    asked = [say.plain(_ASK[which], title=title or "") for which, title in page.signs[:3]]
    asked += [
        say.plain("What makes “{title}” work so well?", title=one.title)
        for one in page.tried
        if one.keeps
    ][:1]
    asked.append(say.plain(_ALWAYS))
    return lines(say("<b>To ask</b>"), *(Markup("• {}").format(one) for one in asked))


def _worries(say: Say, page: ReviewPage) -> Iterator[Markup]:
    for worry, label in page.worries[:WORRIES]:
        yield say(
            "{sign} {day}: {what}{seen}",
            sign=TIER_SIGN[worry.tier],
            day=say.moment(from_epoch_ms(worry.created_at), page.actor.zone),
            what=say.plain(label),
            seen="" if worry.seen_at else say.plain(" – not seen yet"),
        )
    rest = len(page.worries) - WORRIES
    if rest > 0:
        yield say.many("… and {n} more.", "… and {n} more.", rest)


def _tried(say: Say, client: Client, one: Tried, today: date) -> Markup:
    role = _role(client)
    days = [
        say.plain("{n}× done", n=one.done) if one.done else "",
        say.plain("{n}× some", n=one.some) if one.some else "",
        say.plain("{n}× not today", n=one.not_today) if one.not_today else "",
    ]
    facts = [", ".join(day for day in days if day)]
    if one.help_level is not None:
        words = labels.help_level(say, one.help_level, role)
        change = f" ({say.plain(TRENDS[one.trend])})" if one.trend else ""
        facts.append(say.plain("help, mostly “{words}”{change}", words=words, change=change))
    if one.liked:
        facts.append(say.plain("liked {n}×", n=one.liked))
    if one.not_for_us:
        facts.append(say.plain("“not for us” {n}×", n=one.not_for_us))
    up, down = one.comfort
    if up:
        facts.append(say.plain("comfort up {n}×", n=up))
    if down:
        facts.append(say.plain("comfort down {n}×", n=down))
    if one.keeps:
        facts.append(say.plain("one to keep"))
    if one.reasons:
        why = ", ".join(f"{labels.within(word(say, r, role))} {n}×" for r, n in one.reasons[:3])
        facts.append(say.plain("not today because: {why}", why=why))
    rests = one.assignment.status_on(today) is Status.PAUSED
    resting = say.plain(" – resting") if rests else ""
    return say(
        "• <b>{title}</b>{resting}: {facts}",
        title=one.title,
        resting=resting,
        facts="; ".join(facts),
    )


def _untouched(say: Say, page: ReviewPage) -> Markup | None:
    names = [one.title for one in page.tried if not one.done + one.some + one.not_today]
    if not names or len(names) == len(page.tried):
        return None
    return say("No answers about: {titles}.", titles=", ".join(names[:CARDS]))


def _notes(say: Say, page: ReviewPage) -> Markup | None:
    if not page.notes and not page.files:
        return None
    shown = [
        say(
            "{day}, {title}, {who}: “{words}”",
            day=say.day(one.on),
            title=one.title,
            who=one.who,
            words=short(one.words, NOTE_ROOM),
        )
        for one in page.notes[:NOTES]
    ]
    files = (
        say.many("{n} photo or voice note.", "{n} photos or voice notes.", page.files)
        if page.files
        else None
    )
    return lines(say("<b>Notes</b>"), *shown, files)


def _rows(say: Say, page: ReviewPage) -> tuple[Row, ...]:
    client = page.client.id
    rows: list[Row] = []
    if page.signs:
        rows.append((button(say.plain("I have had a look"), Looked(client), "success"),))
    rows.append(
        (
            button(say.plain("Check-ins"), CheckIns(client)),
            button(say.plain("Program"), Program(client)),
        )
    )
    talk = Conversation(client, 0) if page.messages else MessageTo(client, 0)
    rows.append(
        (
            button(say.plain("Messages"), talk),
            button(say.plain("Open {name}", name=page.client.nickname), ClientCard(client)),
        )
    )
    if page.program is not None:
        rows.append(
            tuple(
                button(say.plain("Review in {n} weeks", n=weeks), ReviewIn(client, weeks))
                for weeks in (2, 4, 8)
            )
        )
    return tuple(rows)


def _role(client: Client) -> Role:
    return Role.SELF if client.stage is Stage.ADULT else Role.FAMILY
