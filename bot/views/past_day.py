"""One of the last three days, to answer about from memory; nothing is expected."""

from datetime import timedelta

from bot.domain.check_in import BACKFILL_DAYS
from bot.services.cards import Day
from bot.texts import Say
from bot.views.card import answer_row
from bot.views.day_items import item_button, item_line
from bot.views.routes import DayBack, Place, Today
from bot.views.screen import Button, Row, Screen, blocks, button, lines
from bot.views.today import day_title


def past_day(say: Say, day: Day) -> Screen:
    """Show one of the last days, to answer about from memory; nothing is expected."""
    client = day.link.client
    rows: list[Row] = []
    body = []
    for item in day.items:
        body.append(item_line(say, item, day))
        rows.append(item_button(item, day.on))
        if item.answer is None:
            rows.append(answer_row(say, item.assignment.id, day.on, Place.CARD, day.link.role))
    back = (day.today - day.on).days
    turn: list[Button] = []
    if back < BACKFILL_DAYS:
        before = day.on - timedelta(days=1)
        turn.append(button(f"‹ {say.day(before)}", DayBack(client.id, before)))
    if back > 1:
        after = day.on + timedelta(days=1)
        turn.append(button(f"{say.day(after)} ›", DayBack(client.id, after)))
    rows.append(tuple(turn))
    rows.append((button(say.plain("Today"), Today(client.id)),))
    empty = say("Nothing was planned.")
    return Screen(
        blocks(
            day_title(say, day),
            lines(*body) if body else empty,
            say("From memory is fine. Leaving it open is fine, too."),
        ),
        tuple(row for row in rows if row),
    )
