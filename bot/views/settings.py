"""A person's own settings: language, place, and when it is quiet."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain import zones
from bot.domain.kindness import DEFAULT_QUIET
from bot.domain.people import Person, Role
from bot.domain.rhythm import clock_time
from bot.services.settle_in import OwnSettings
from bot.texts import N_, Say
from bot.views import wishes
from bot.views.routes import (
    Home,
    Languages,
    Privacy,
    QuietHours,
    Reminders,
    SetLanguage,
    SetQuietHours,
    Settings,
    SetZone,
    Zones,
)
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows

PER_PAGE: Final = 16
QUIET_CHOICES: Final = (
    DEFAULT_QUIET,
    (20 * 60, 6 * 60),
    (21 * 60, 7 * 60),
    (22 * 60, 7 * 60),
    (23 * 60, 8 * 60),
)
REGION_NAMES: Final = {
    "Africa": N_("Africa"),
    "America": N_("Americas"),
    "Asia": N_("Asia"),
    "Atlantic": N_("Atlantic"),
    "Australia": N_("Australia"),
    "Europe": N_("Europe"),
    "Indian": N_("Indian Ocean"),
    "Pacific": N_("Pacific"),
}


def settings(
    say: Say, own: OwnSettings, names: dict[str, str], now: datetime, notice: str | None = None
) -> Screen:
    """Show what somebody may change about themselves."""
    local = now.astimezone(ZoneInfo(own.actor.zone))
    rows: list[Row] = []
    if len(names) > 1:
        rows.append((button(say.plain("Language"), Languages()),))
    rows.append((button(say.plain("My place and clock"), Zones("-", 0)),))
    rows.append((button(say.plain("Quiet hours"), QuietHours()),))
    rows += [
        (
            button(
                say.plain("When cards come")
                if link.role is Role.SELF
                else say.plain("When cards come · {client}", client=link.client.nickname),
                Reminders(link.client.id),
            ),
        )
        for link, _ in own.consents[:6]
    ]
    if own.consents:
        rows.append(wishes.row(say))
    rows.append((button(say.plain("Privacy"), Privacy()),))
    return Screen(
        blocks(
            say("<b>Settings</b>"),
            say("Language: {name}", name=names.get(own.actor.language, own.actor.language)),
            say(
                "Place: {place}, where it is {time} now",
                place=zones.city(own.actor.zone),
                time=f"{local:%H:%M}",
            ),
            say(
                "Quiet hours: {begin} to {end}",
                begin=clock_time(own.actor.quiet[0]),
                end=clock_time(own.actor.quiet[1]),
            ),
            wishes.line(say, own.actor) if own.consents else None,
        ),
        (*rows, (button(say.plain("Done"), Home()),)),
        notice,
    )


def languages(say: Say, names: dict[str, str]) -> Screen:
    """Offer the languages, each by its own name."""
    choices = [button(name, SetLanguage(code)) for code, name in names.items()]
    back = (button(say.plain("Back"), Settings()),)
    return Screen(say("<b>Which language shall we use?</b>"), (*in_rows(choices, 2), back))


def quiet_hours(say: Say, actor: Person) -> Screen:
    """Offer quiet hours: nothing late or repeated is sent in them."""
    choices = [
        button(
            ("✓ " if actor.quiet == hours else "")
            + f"{clock_time(hours[0])}–{clock_time(hours[1])}",
            SetQuietHours(*hours),
        )
        for hours in QUIET_CHOICES
    ]
    return Screen(
        blocks(
            say("<b>Quiet hours</b>"),
            say("Cards you put off, or that come late, wait until these hours end."),
            say("A card at a time you chose yourself still comes."),
        ),
        (*in_rows(choices, 2), (button(say.plain("Back"), Settings()),)),
    )


def zone_regions(say: Say) -> Screen:
    """Begin to find a time zone: by typing, or by part of the world."""
    choices = [button(say.plain(name), Zones(region, 0)) for region, name in REGION_NAMES.items()]
    return Screen(
        blocks(
            say("<b>Where are you?</b>"),
            say("Type your city, or the time on your clock now. Or tap your part of the world."),
        ),
        in_rows(choices, 2),
    )


def zone_cities(say: Say, region: str, page: int, now: datetime) -> Screen:
    """Offer the places of one part of the world, by page, each with its present time."""
    places = zones.in_region(region)
    last = max(0, (len(places) - 1) // PER_PAGE)
    page = min(page, last)
    turn: list[Button] = []
    if page > 0:
        turn.append(button("‹", Zones(region, page - 1)))
    if page < last:
        turn.append(button("›", Zones(region, page + 1)))
    shown = places[page * PER_PAGE : (page + 1) * PER_PAGE]
    return Screen(
        say(
            "<b>{region}</b> · page {page} of {all}",
            region=say.plain(REGION_NAMES.get(region, region)),
            page=page + 1,
            all=last + 1,
        ),
        (
            *_places(shown, now),
            *((tuple(turn),) if turn else ()),
            (button(say.plain("Back"), Zones("-", 0)),),
        ),
    )


def zone_hits(say: Say, found: tuple[str, ...], now: datetime) -> Screen:
    """Offer the places that fit what was typed."""
    if not found:
        text = blocks(
            say("<b>I do not know that place yet.</b>"),
            say("Try a bigger city nearby, or the time on your clock, like 19:24."),
        )
    else:
        text = say("<b>Which one is nearest to you?</b>")
    back = (button(say.plain("By part of the world"), Zones("-", 0)),)
    return Screen(text, (*_places(found[:PER_PAGE], now), back))


def _places(places: tuple[str, ...], now: datetime) -> tuple[Row, ...]:
    return in_rows(
        (
            button(
                f"{zones.city(zone)} {now.astimezone(ZoneInfo(zone)):%H:%M}",
                SetZone(zone),
            )
            for zone in places
        ),
        2,
    )
