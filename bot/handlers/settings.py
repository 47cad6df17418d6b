"""Language, place, privacy."""

from bot.domain.welcome import Question
from bot.handlers.desk import Turn
from bot.handlers.start import home_screen
from bot.handlers.welcome import welcome_screen, zone_choices
from bot.services import meet, settle_in, timing, typed, welcome
from bot.views import home
from bot.views import privacy as privacy_view
from bot.views import settings as view
from bot.views.routes import (
    Languages,
    Privacy,
    QuietHours,
    SetLanguage,
    SetQuietHours,
    Settings,
    SetZone,
    Withdraw,
    Zones,
)
from bot.views.screen import Screen


async def on_settings_command(turn: Turn) -> Screen:
    """/settings."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None:
        return home.stranger(turn.say(None))
    return await show_settings(turn)


async def on_settings(turn: Turn, route: Settings) -> Screen:
    """Back to the settings."""
    return await show_settings(turn)


async def show_settings(turn: Turn, notice: str | None = None) -> Screen:
    """What somebody may change about themselves."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    names = turn.desk.texts.names
    return view.settings(turn.say(own.actor), own, names, turn.office.now(), notice)


async def on_languages(turn: Turn, route: Languages) -> Screen:
    """Choose a language."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    return view.languages(turn.say(own.actor), turn.desk.texts.names)


async def on_set_language(turn: Turn, route: SetLanguage) -> Screen:
    """A language was chosen."""
    await settle_in.set_language(turn.office, turn.visitor, route.language)
    return await show_settings(turn)


async def on_zones(turn: Turn, route: Zones) -> Screen:
    """Find a time zone by region; typing works, too."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    say = turn.say(own.actor)
    if route.region in view.REGION_NAMES:
        return view.zone_cities(say, route.region, route.page, turn.office.now())
    await typed.expect_text(turn.office, turn.visitor, typed.ZONE, "")
    turn.expect()
    return view.zone_regions(say)


async def on_zone_text(turn: Turn, target: str) -> Screen:
    """A city or a time on the wall was typed."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    turn.expect()
    return zone_choices(turn, own.actor)


async def on_quiet_hours(turn: Turn, route: QuietHours) -> Screen:
    """Choose the quiet hours."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    return view.quiet_hours(turn.say(own.actor), own.actor)


async def on_set_quiet_hours(turn: Turn, route: SetQuietHours) -> Screen:
    """The quiet hours were chosen."""
    person = await timing.set_quiet_hours(turn.office, turn.visitor, route.begin, route.end)
    return await show_settings(turn, turn.say(person).plain("Saved"))


async def on_set_zone(turn: Turn, route: SetZone) -> Screen:
    """A place was chosen, in the settings or on the way in."""
    step = await welcome.resume_welcome(turn.office, turn.visitor)
    if step is not None and step.asks_zone:  # the same place tapped twice is answered once
        step = await welcome.answer_welcome(
            turn.office, turn.visitor, None, Question.ZONE, route.zone
        )
        return await welcome_screen(turn, step)
    person = await settle_in.set_zone(turn.office, turn.visitor, route.zone)
    return await show_settings(turn, turn.say(person).plain("Saved"))


async def on_privacy_command(turn: Turn) -> Screen:
    """/privacy."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None:
        return home.stranger(turn.say(None))
    return await on_privacy(turn, Privacy())


async def on_privacy(turn: Turn, route: Privacy) -> Screen:
    """What is kept, and how to leave."""
    own = await settle_in.read_settings_of(turn.office, turn.visitor)
    return privacy_view.privacy(turn.say(own.actor), own)


async def on_withdraw(turn: Turn, route: Withdraw) -> Screen:
    """Leave a program, after one more question."""
    if not route.sure:
        link = await settle_in.read_consent(turn.office, turn.visitor, route.client)
        own = await settle_in.read_settings_of(turn.office, turn.visitor)
        return privacy_view.withdraw(turn.say(own.actor), link)
    own = await settle_in.withdraw(turn.office, turn.visitor, route.client)
    if own.consents:
        return await home_screen(turn)
    return privacy_view.left(turn.say(own.actor), own.actor)
