"""The start page, help, and the link that somebody was invited with."""

from bot.domain.errors import Invalid
from bot.domain.invite import staff_token_of, token_of
from bot.handlers.closing import farewell_or
from bot.handlers.desk import Turn
from bot.handlers.staff import on_staff_link
from bot.handlers.welcome import welcome_screen
from bot.services import cards, consent, meet, needs, situation, typed, welcome, worry_queue
from bot.services.meet import Arrival
from bot.views import consent as consent_view
from bot.views import declined, home
from bot.views import help as help_view
from bot.views import needs as needs_view
from bot.views import today as today_view
from bot.views import worry_queue as queue_view
from bot.views.routes import DropDraft, Home, Today
from bot.views.screen import Screen, blocks, button


async def on_start(turn: Turn) -> Screen:
    """/start, with or without an invitation."""
    await meet.meet(turn.office, turn.visitor)
    colleague = staff_token_of(turn.text.strip())
    if colleague is not None:
        return await on_staff_link(turn, colleague)
    token = token_of(turn.text.strip())
    if token is None:
        return await home_screen(turn)
    try:
        step = await welcome.open_invite(turn.office, turn.visitor, token)
    except Invalid as why:
        return await _not_invited(turn, why)
    return await welcome_screen(turn, step)


async def on_home(turn: Turn, route: Home) -> Screen:
    """A button that leads home."""
    return await home_screen(turn)


async def home_screen(turn: Turn) -> Screen:
    """Show whatever this person's own start page is."""
    arrival = await meet.meet(turn.office, turn.visitor)
    say = turn.say(arrival.actor)
    if arrival.actor is None:
        return home.stranger(say)
    step = await welcome.resume_welcome(turn.office, turn.visitor)
    if step is not None:
        return await welcome_screen(turn, step)
    if arrival.actor.is_therapist:
        return await _therapist_home(turn, arrival)
    return await day_or_choice(turn, arrival)


async def day_or_choice(turn: Turn, arrival: Arrival) -> Screen:
    """Show a caregiver's day, or ask whose."""
    say = turn.say(arrival.actor)
    if not arrival.cares_for:
        nothing = home.nothing_here(say, arrival.actor)
        return await farewell_or(turn, nothing) if arrival.actor is not None else nothing
    if arrival.to_agree is not None:
        asked = arrival.to_agree.client.id
        page = await consent.read_consent_page(turn.office, turn.visitor, asked)
        return consent_view.again(say, page)
    if len(arrival.cares_for) > 1:
        return today_view.choose(say, arrival.cares_for)
    day = await cards.read_day(turn.office, turn.visitor, arrival.cares_for[0].client.id)
    return today_view.today(say, day)


async def on_help(turn: Turn) -> Screen:
    """/help, by situation."""
    arrival = await meet.meet(turn.office, turn.visitor)
    say = turn.say(arrival.actor)
    if arrival.actor is None:
        return home.stranger(say)
    found = await situation.read_situation(turn.office, turn.visitor)
    return help_view.help_page(say, found)


async def on_today_command(turn: Turn) -> Screen:
    """/today: a caregiver's cards."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is not None and arrival.actor.is_therapist and not arrival.cares_for:
        return await _therapist_home(turn, arrival)
    return await day_or_choice(turn, arrival)


async def _therapist_home(turn: Turn, arrival: Arrival) -> Screen:
    if arrival.actor is None:
        return home.stranger(turn.say(None))
    say = turn.say(arrival.actor)
    screen = home.therapist(say, arrival.actor, arrival.caseload)
    own = tuple(
        (button(say.plain("Today · {client}", client=link.client.nickname), Today(link.client.id)),)
        for link in arrival.cares_for
    )
    screen = Screen(screen.text, (*screen.rows, *own))
    found = await needs.read_needs(turn.office, turn.visitor)
    if arrival.caseload or found.lines:
        screen = needs_view.above_home(say, screen, found)
    waiting, lacks_number = await worry_queue.look_in(turn.office, turn.visitor)
    return queue_view.above_home(say, screen, waiting, lacks_number=lacks_number)


async def _not_invited(turn: Turn, why: Invalid) -> Screen:
    arrival = await meet.meet(turn.office, turn.visitor)
    say = turn.say(arrival.actor)
    if arrival.actor is None:
        page = home.stranger(say)
        return Screen(blocks(declined.page(say, why).text, page.text))
    return declined.page(say, why)


async def on_drop_draft(turn: Turn, route: DropDraft) -> Screen:
    """Leave a half-finished form."""
    await typed.drop_draft(turn.office, turn.visitor, route.draft)
    return await home_screen(turn)
