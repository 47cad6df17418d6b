"""How the bot stands, on one page for its administrators."""

from datetime import timedelta

from markupsafe import Markup

from bot import __version__
from bot.clock import from_epoch_ms
from bot.services.status import Status
from bot.texts import Say
from bot.views.routes import Home
from bot.views.screen import Screen, blocks, button, lines
from bot.views.status_routes import StatusPage


def status(say: Say, data: Status) -> Screen:
    """Show the page."""
    count = data.counts
    return Screen(
        blocks(
            say(
                "<b>The bot</b> {version} · schema {schema}",
                version=__version__,
                schema=count["schema"],
            ),
            lines(
                _uptime(say, data),
                say("Last backup: {when}", when=_moment(say, data, data.backup_at)),
                _errors(say, data),
            ),
            lines(
                say("Updates waiting: {n}", n=count["waiting"]),
                say("Updates set aside: {n}", n=count["aside"]),
                say("Messages owed now: {n}", n=count["owed"]),
            ),
            lines(
                say(
                    "People: {all}, of whom Telegram does not reach {gone}",
                    all=count["people"],
                    gone=count["unreachable"],
                ),
                say("Therapists: {n}", n=count["therapists"]),
                say("Clients: {n}", n=count["clients"]),
            ),
        ),
        (
            (
                button(say.plain("Look again"), StatusPage()),
                button(say.plain("Start page"), Home()),
            ),
        ),
    )


def _uptime(say: Say, data: Status) -> Markup:
    if data.started_at is None:
        return say("Running since: –")
    whole = timedelta(milliseconds=max(0, data.now - data.started_at))
    hours, minutes = divmod(whole.seconds // 60, 60)
    return say(
        "Running since {when} ({days} d {hours} h {minutes} min)",
        when=_moment(say, data, data.started_at),
        days=whole.days,
        hours=hours,
        minutes=minutes,
    )


def _errors(say: Say, data: Status) -> Markup:
    if not data.errors:
        return say("No update went wrong since then.")
    when = _moment(say, data, data.error_at)
    return say.many(
        "{n} update went wrong since then, {when}. The log says more.",
        "{n} updates went wrong since then, the last {when}. The log says more.",
        data.errors,
        when=when,
    )


def _moment(say: Say, data: Status, instant: int | None) -> str:
    return "–" if instant is None else say.moment(from_epoch_ms(instant), data.actor.zone)
