"""Worries for the practice: the queue, one of them, and the notice that comes by itself."""

from dataclasses import replace
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.people import Person
from bot.domain.worry import About, Answer, Telling, Tier
from bot.services.worry_queue import Case
from bot.texts import N_, Say
from bot.views.routes import CheckIns, ClientCard, Home
from bot.views.screen import Button, Row, Screen, blocks, button, lines
from bot.views.talk_routes import MessageTo
from bot.views.worry_routes import Worries, WorryCase, WorryLetBack, WorrySeen
from bot.views.worry_told import AS

PER_PAGE: Final = 8
_TIER: Final = {
    Tier.EMERGENCY: N_("Emergency"),
    Tier.SAME_DAY: N_("Today"),
    Tier.TELL: N_("Next working day"),
}
_SIGN: Final = {Tier.EMERGENCY: "🔴", Tier.SAME_DAY: "🟠", Tier.TELL: "🟡"}
_ANSWERED: Final = {
    Answer.YES: N_("Somebody is with them, they said."),
    Answer.NO: N_("Nobody was with them, they said. They were shown the numbers again."),
    Answer.HALVED: N_("They halved the plan."),
    Answer.PAUSED: N_("They paused the whole plan."),
}


def queue(say: Say, actor: Person, cases: tuple[Case, ...], page: int) -> Screen:
    """Show the queue: unseen first, the most urgent, the oldest."""
    home: Row = (button(say.plain("Start page"), Home()),)
    if not cases:
        text = blocks(say("<b>Worries</b>"), say("None is waiting. A family's worry comes here."))
        return Screen(text, (home,))
    last = (len(cases) - 1) // PER_PAGE
    page = min(page, last)
    shown = cases[page * PER_PAGE : (page + 1) * PER_PAGE]
    waiting = sum(case.worry.seen_at is None for case in cases)
    rows: list[Row] = [(button(_label(say, case), WorryCase(case.worry.id)),) for case in shown]
    turn: list[Button] = []
    if page > 0:
        turn.append(button("‹", Worries(page - 1)))
    if page < last:
        turn.append(button("›", Worries(page + 1)))
    return Screen(
        blocks(
            say("<b>Worries</b>"),
            say.many("{n} waits to be seen.", "{n} wait to be seen.", waiting)
            if waiting
            else say("All have been seen."),
            lines(*(_line(say, actor, case) for case in shown)),
        ),
        (*rows, *((tuple(turn),) if turn else ()), home),
    )


def case(say: Say, data: Case, notice: str | None = None) -> Screen:
    """Show one worry: who told it, what they were shown, who knows, what rests."""
    rows: list[Row] = []
    if data.worry.seen_at is None:
        rows.append((button(say.plain("Seen"), WorrySeen(data.worry.id), "success"),))
    if data.is_theirs:
        rows += [
            (
                button(
                    say.plain("Let “{title}” come back", title=title),
                    WorryLetBack(data.worry.id, assignment),
                ),
            )
            for assignment, title, rests in data.rests[:12]
            if rests
        ]
        rows.append(_client_row(say, data))
    rows.append((button(say.plain("All worries"), Worries(0)),))
    shown = Markup("<blockquote expandable>{}</blockquote>").format(data.worry.shown or "–")
    return Screen(
        blocks(
            _head(say, data),
            _who_and_when(say, data),
            _state(say, data),
            lines(say("They were shown:"), shown),
            lines(say("Told:"), *(_telling(say, data, one) for one in data.told)),
        ),
        tuple(rows),
        notice,
    )


def notice(say: Say, data: Case, *, is_late: bool) -> Screen:
    """Tell somebody of the practice about a worry, as it stands when the message goes out."""
    late = say("⏰ <b>Nobody has looked at this in time.</b>") if is_late else None
    seen = data.worry.seen_at is not None
    touch = (
        say("Please get in touch with them: your usual way, or with a message here.")
        if data.is_theirs
        else say("Please get in touch with them your usual way.")
    )
    opening = button(say.plain("Open the worry"), WorryCase(data.worry.id))
    mark = button(say.plain("Seen"), WorrySeen(data.worry.id), "success")
    rows: list[Row] = [(opening,) if seen else (mark, opening)]
    if data.is_theirs:
        rows.append(_client_row(say, data))
    return Screen(
        blocks(
            None if seen else late,
            _head(say, data),
            _who_and_when(say, data),
            _state(say, data),
            None if seen else touch,
        ),
        tuple(rows),
    )


def above_home(say: Say, screen: Screen, waiting: int, *, lacks_number: bool) -> Screen:
    """Put what waits for somebody above their start page, and what families lack below it.

    Args:
        say: the reader's voice.
        screen: their start page.
        waiting: how many worries nobody has seen.
        lacks_number: an administrator is to confirm the emergency number.
    """
    if lacks_number:
        lack = say("Families see no emergency number of yours yet. Confirm it with /practice.")
        screen = replace(screen, text=blocks(screen.text, lack))
    if not waiting:
        return screen
    text = say.many(
        "⚠️ <b>{n} worry waits for you.</b>", "⚠️ <b>{n} worries wait for you.</b>", waiting
    )
    to_queue: Row = (button(say.plain("Worries"), Worries(0), "danger"),)
    return replace(screen, text=blocks(text, screen.text), rows=(to_queue, *screen.rows))


def _head(say: Say, data: Case) -> Markup:
    perhaps = data.code.may_become
    tier = say.plain(_TIER[data.worry.tier])
    if perhaps is Tier.EMERGENCY:
        tier = say.plain("Today, perhaps an emergency")
    return lines(
        say(
            "{sign} <b>A worry</b> · {client} · {tier}",
            sign=_SIGN[data.worry.tier],
            client=data.client.nickname,
            tier=tier,
        ),
        Markup("<b>{}</b>").format(say.plain(data.code.label)),
    )


def _who_and_when(say: Say, data: Case) -> Markup:
    when = say.moment(from_epoch_ms(data.worry.created_at), data.reader.zone)
    facts = {"who": data.told_by, "when": when, "title": data.card or ""}
    if data.worry.about is About.WRITER:
        said = say("{who} told this about themself, {when}.", **facts)
    elif data.card:
        said = say("{who} told this from the card “{title}”, {when}.", **facts)
    else:
        said = say("{who} told this, {when}.", **facts)
    private = say("It is private: please speak of it only where others of the family cannot hear.")
    return lines(said, private if data.code.private else None)


def _state(say: Say, data: Case) -> Markup | None:
    resting = [title for _, title, rests in data.rests if rests]
    parts = []
    if resting:
        parts.append(say("Resting: <b>{titles}</b>.", titles=", ".join(resting)))
    if data.worry.answer is not None:
        parts.append(say(_ANSWERED[data.worry.answer]))
    if data.worry.seen_at is not None:
        when = say.moment(from_epoch_ms(data.worry.seen_at), data.reader.zone)
        parts.append(say("✓ Seen by {name}, {when}.", name=data.seen_by or "", when=when))
    return lines(*parts) if parts else None


def _telling(say: Say, data: Case, one: Telling) -> Markup:
    facts = {"name": one.name, "as_what": say.plain(AS[one.reader])}
    if one.sent_at is None:
        return say("• {name} ({as_what}): not sent yet", **facts)
    when = say.moment(from_epoch_ms(one.sent_at), data.reader.zone)
    return say("• {name} ({as_what}): sent, {when}", when=when, **facts)


def _line(say: Say, actor: Person, data: Case) -> Markup:
    when = say.moment(from_epoch_ms(data.worry.created_at), actor.zone)
    return say(
        "{sign} {seen}<b>{client}</b>, {when}: {what}",
        sign=_SIGN[data.worry.tier],
        seen="✓ " if data.worry.seen_at is not None else "",
        client=data.client.nickname,
        when=when,
        what=say.plain(data.code.label),
    )


def _label(say: Say, data: Case) -> str:
    seen = "✓ " if data.worry.seen_at is not None else ""
    return f"{seen}{data.client.nickname} · {say.plain(_TIER[data.worry.tier])}"


def _client_row(say: Say, data: Case) -> Row:
    name = data.client.nickname
    return (
        button(
            say.plain("Write to {name}", name=data.told_by),
            MessageTo(data.client.id, data.worry.person_id),
        ),
        button(say.plain("Check-ins"), CheckIns(data.client.id)),
        button(say.plain("Open {name}", name=name), ClientCard(data.client.id)),
    )
