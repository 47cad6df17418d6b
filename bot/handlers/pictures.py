"""Pictures of a card, and pages to print."""

from bot.domain.errors import Stale
from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.pictures import Photo
from bot.services import meet, pictures
from bot.views import pictures as view
from bot.views import today as today_view
from bot.views.routes import Pictures, PrintCard, PrintProgram, ShowPicture
from bot.views.screen import Screen


async def on_pictures(turn: Turn, route: Pictures) -> Screen:
    """Which picture?"""
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    return view.menu(turn.say(found.card.actor), found)


async def on_show_picture(turn: Turn, route: ShowPicture) -> Screen:
    """A strip, a board, or the feelings."""
    if route.kind not in list(view.Kind):
        raise Stale("no such picture")
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    photos = await photos_of(turn, found.photos)
    return view.show(turn.say(found.card.actor), found, view.Kind(route.kind), photos)


async def on_print_card(turn: Turn, route: PrintCard) -> Screen:
    """A page of a card, as a PDF."""
    if route.kind not in list(view.Print):
        raise Stale("no such page")
    found = await pictures.read_illustrated(turn.office, turn.visitor, route.assignment, route.on)
    say = turn.say(found.card.actor)
    activity = found.card.activity
    spec = view.printed(say, activity, view.Print(route.kind), await photos_of(turn, found.photos))
    await turn.print(spec, f"{activity.id}.pdf", activity.title)
    menu = view.menu(say, found)
    return Screen(menu.text, menu.rows, say.plain("Here is the page to print."))


async def on_print_program(turn: Turn, route: PrintProgram) -> Screen:
    """The sheet for the fridge, for a caregiver or the therapist."""
    fridge = await pictures.read_fridge(turn.office, turn.visitor, route.client)
    say = turn.say(fridge.actor)
    spec = view.sheet(say, fridge, turn.desk.link)
    await turn.print(spec, "home-program.pdf", fridge.client.nickname)
    return today_view.printed(say, fridge.client, fridge.role)


async def on_sheet_command(turn: Turn) -> Screen:
    """/sheet [client]: for therapists; a caregiver's prints their own program."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.cares_for and not arrival.caseload:
        return await on_print_program(turn, PrintProgram(arrival.cares_for[0].client.id))
    page = await chosen_client(turn, PrintProgram)
    if isinstance(page, Screen):
        return page
    return await on_print_program(turn, PrintProgram(page.client.id))


async def photos_of(turn: Turn, file_ids: dict[int, str]) -> dict[int, Photo]:
    """Fetch the family's own photos by step; what cannot be fetched is left out."""
    found = {}
    for step, file_id in file_ids.items():
        photo = await turn.desk.gallery.photo(file_id)
        if photo is not None:
            found[step] = photo
    return found
