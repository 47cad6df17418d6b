"""Learn cards, and looking into the library."""

from bot.domain.errors import Stale
from bot.handlers.desk import Turn
from bot.services import caseload, learn, meet
from bot.views import home
from bot.views import learn as view
from bot.views.routes import AttachLearning, Learn, Learning, LibraryCard
from bot.views.screen import Screen

HITS = 6


async def on_learn_command(turn: Turn) -> Screen:
    """/learn."""
    arrival = await meet.meet(turn.office, turn.visitor)
    if arrival.actor is None:
        return home.stranger(turn.say(None))
    client = arrival.cares_for[0].client.id if arrival.cares_for else 0
    return await on_learning(turn, Learning(client))


async def on_learning(turn: Turn, route: Learning) -> Screen:
    """The shelf."""
    shelf = await learn.read_shelf(turn.office, turn.visitor, route.client)
    return view.shelf(turn.say(shelf.actor), shelf)


async def on_learn(turn: Turn, route: Learn) -> Screen:
    """One learn card."""
    shelf, card = await learn.read_learn_card(turn.office, turn.visitor, route.client, route.learn)
    return view.card(turn.say(shelf.actor), shelf, card)


async def on_attach(turn: Turn, route: AttachLearning) -> Screen:
    """Put a learn card beside a program, or take it away."""
    shelf = await learn.attach_learning(
        turn.office, turn.visitor, route.client, route.learn, on=route.on
    )
    say = turn.say(shelf.actor)
    return view.shelf(say, shelf, notice=say.plain("Saved"))


async def on_library_command(turn: Turn) -> Screen:
    """/library [words]: for therapists."""
    actor = (await caseload.read_caseload(turn.office, turn.visitor)).actor
    words = " ".join(turn.text.split())
    catalog = turn.office.catalog_of(actor.id).in_language(actor.language)
    found = catalog.search(words, limit=HITS) if words else []
    return view.library_hits(turn.say(actor), words, found, LibraryCard)


async def on_library_card(turn: Turn, route: LibraryCard) -> Screen:
    """One card of the library."""
    actor = (await caseload.read_caseload(turn.office, turn.visitor)).actor
    catalog = turn.office.catalog_of(actor.id).in_language(actor.language)
    activity = catalog.activities.get(route.activity)
    if activity is None or not activity.enabled:
        raise Stale("no such card")
    return view.library_card(turn.say(actor), activity, catalog)
