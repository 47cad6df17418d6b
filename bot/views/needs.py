"""Who needs a therapist now, a line each and a tap to the thing: the first screen of the day."""

from dataclasses import replace
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.patterns import Sign
from bot.domain.worry import Tier
from bot.services.needs import Kind, Need, Needs
from bot.texts import N_, Say
from bot.views.codec import Route
from bot.views.routes import Home
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines
from bot.views.talk_routes import Conversation, NeedsPage, Review
from bot.views.worry_routes import WorryCase

MOST: Final = 10
TIER_SIGN: Final = {Tier.EMERGENCY: "🔴", Tier.SAME_DAY: "🟠", Tier.TELL: "🟡"}
_SIGNS: Final = {
    Sign.COMFORT_FELL: N_("comfort went down after “{title}”"),
    Sign.HELP_ROSE: N_("more help fits “{title}” for two weeks"),
    Sign.NOT_FOR_US: N_("“{title}” is not for them, they said twice"),
    Sign.LOAD_HEAVY: N_("the plan was heavy"),
    Sign.QUIET: N_("quiet for two weeks"),
}


def sign(say: Say, which: Sign, title: str | None) -> str:
    """Return a sign in words."""
    return say.plain(_SIGNS[which], title=title or "")


def above_home(say: Say, screen: Screen, data: Needs) -> Screen:
    """Put who needs somebody above a therapist's start page: ten lines at most."""
    if not data.lines:
        return replace(screen, text=blocks(screen.text, say("🌿 Nobody is waiting for you.")))
    text, rows = _lines(say, data, 0)
    return replace(screen, text=blocks(text, screen.text), rows=(*rows, *screen.rows))


def page(say: Say, data: Needs, number: int) -> Screen:
    """Show a page of it, when there are more than ten."""
    home: Row = (button(say.plain("Start page"), Home()),)
    if not data.lines:
        return Screen(say("🌿 Nobody is waiting for you."), (home,))
    text, rows = _lines(say, data, number)
    return Screen(text, (*rows, home))


def _lines(say: Say, data: Needs, number: int) -> tuple[Markup, tuple[Row, ...]]:
    """Return a page's lines and buttons. The way on to more takes the place of a line."""
    fits = len(data.lines) <= MOST
    per_page = MOST if fits else MOST - 1
    last = (len(data.lines) - 1) // per_page
    number = min(number, last)
    shown = data.lines[number * per_page : (number + 1) * per_page]
    text = [_line(say, data, one) for one in shown]
    rest = len(data.lines) - (number + 1) * per_page
    if rest > 0:
        text.append(say.many("… and {n} more.", "… and {n} more.", rest))
    turn: list[Button] = []
    if number > 0:
        turn.append(button("‹", NeedsPage(number - 1)))
    if number < last:
        turn.append(button(say.plain("More ›"), NeedsPage(number + 1)))
    each = in_rows([_button(one) for one in shown], 2)
    head = say("<b>Who needs you</b>")
    return lines(head, *text), (*each, *((tuple(turn),) if turn else ()))


def _line(say: Say, data: Needs, one: Need) -> Markup:
    facts = {"client": one.client.nickname, "sign": _icon(one)}
    if one.kind is Kind.WORRY and one.worry is not None and one.code is not None:
        when = say.moment(from_epoch_ms(one.worry.created_at), data.actor.zone)
        what = say.plain(one.code.label)
        return say("{sign} <b>{client}</b>: {what}, {when}", what=what, when=when, **facts)
    if one.kind is Kind.MESSAGE:
        return say.many(
            "{sign} <b>{client}</b>: {n} new message",
            "{sign} <b>{client}</b>: {n} new messages",
            one.messages,
            **facts,
        )
    if one.kind is Kind.LOOK:
        what = "; ".join(sign(say, which, title) for which, title in one.signs[:2])
        more = say.plain(" and more") if len(one.signs) > 2 else ""
        return say("{sign} <b>{client}</b>: {what}{more}", what=what, more=more, **facts)
    day = say.day(one.since) if one.since else ""
    return say("{sign} <b>{client}</b>: a review, {day}", day=day, **facts)


def _button(one: Need) -> Button:
    label = f"{_icon(one)} {one.client.nickname}"
    return button(label, _to(one), "danger" if one.kind is Kind.WORRY else None)


def _to(one: Need) -> Route:
    if one.worry is not None:
        return WorryCase(one.worry.id)
    if one.kind is Kind.MESSAGE:
        return Conversation(one.client.id, 0)
    return Review(one.client.id)


def _icon(one: Need) -> str:
    if one.worry is not None:
        return TIER_SIGN[one.worry.tier]
    return {Kind.MESSAGE: "✉️", Kind.LOOK: "🌿"}.get(one.kind, "🗓")
