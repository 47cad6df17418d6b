"""Pictures and pages to print, and the family's own photos."""

from datetime import date

from bot.domain.errors import Invalid, Stale
from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.pictures import Photo
from bot.services import cards, meet, pictures, typed
from bot.views import card as card_view
from bot.views import day as day_view
from bot.views import pictures as view
from bot.views.routes import OwnPhoto, Pictures, PrintCard, PrintProgram, ShowPicture, Step
from bot.views.screen import Screen


async def on_step(turn: Turn, route: Step) -> Screen:
    """One step with its picture, counted from 1."""
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    say = turn.say(found.card.actor)
    if route.number < 1:
        return card_view.card(say, found.card)
    if not found.card.was_read:
        await cards.mark_read(turn.office, turn.visitor, route.assignment)
    wanted = {n: f for n, f in found.photos.items() if n == route.number}
    return card_view.step(say, found.card, route.number, await _photos(turn, wanted))


async def on_pictures(turn: Turn, route: Pictures) -> Screen:
    """Which picture?"""
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    return view.menu(turn.say(found.card.actor), found)


async def on_show_picture(turn: Turn, route: ShowPicture) -> Screen:
    """A strip, a board, or the feelings."""
    if route.kind not in list(view.Kind):
        raise Stale("no such picture")
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    photos = await _photos(turn, found.photos)
    return view.show(turn.say(found.card.actor), found, view.Kind(route.kind), photos)


async def on_print_card(turn: Turn, route: PrintCard) -> Screen:
    """A page of a card, as a PDF."""
    if route.kind not in list(view.Print):
        raise Stale("no such page")
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    say = turn.say(found.card.actor)
    activity = found.card.activity
    spec = view.printed(say, activity, view.Print(route.kind), await _photos(turn, found.photos))
    await turn.print(spec, f"{activity.id}.pdf", activity.title)
    menu = view.menu(say, found)
    return Screen(menu.text, menu.rows, say.plain("Here is the page to print."))


async def on_print_program(turn: Turn, route: PrintProgram) -> Screen:
    """The sheet for the fridge, for a caregiver or the therapist."""
    fridge = await pictures.read_fridge(turn.office, turn.visitor, route.client)
    say = turn.say(fridge.actor)
    spec = view.sheet(say, fridge, turn.desk.link)
    await turn.print(spec, "home-program.pdf", fridge.client.nickname)
    return day_view.printed(say, fridge.client, fridge.role)


async def on_sheet_command(turn: Turn) -> Screen:
    """/sheet [client]: for therapists; a caregiver's prints their own program."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.cares_for and not arrival.caseload:
        return await on_print_program(turn, PrintProgram(arrival.cares_for[0].client.id))
    page = await chosen_client(turn, PrintProgram)
    if isinstance(page, Screen):
        return page
    return await on_print_program(turn, PrintProgram(page.client.id))


async def on_own_photo(turn: Turn, route: OwnPhoto) -> Screen:
    """Ask for a photo, or go back to the pictogram."""
    at = turn.office, turn.visitor, route.assignment
    if route.drop:
        await pictures.set_photo(*at, route.step, None)
        return await on_step(turn, Step(route.assignment, route.on, route.step))
    card = await pictures.await_photo(*at, route.on, route.step)
    turn.expect()
    return view.ask_photo(turn.say(card.actor), card, route.step)


async def on_photo_sent(turn: Turn, target: str) -> Screen:
    """The photo that was asked for."""
    assignment, on, step = target.split(":")
    if turn.photo_id is None:
        turn.expect()
        raise Invalid("photo")
    await pictures.set_photo(turn.office, turn.visitor, int(assignment), int(step), turn.photo_id)
    await typed.forget_expected(turn.office, turn.visitor)
    return await on_step(turn, Step(int(assignment), date.fromisoformat(on), int(step)))


async def _photos(turn: Turn, file_ids: dict[int, str]) -> dict[int, Photo]:
    found = {}
    for step, file_id in file_ids.items():
        photo = await turn.desk.gallery.photo(file_id)
        if photo is not None:
            found[step] = photo
    return found
