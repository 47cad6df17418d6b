"""A therapist's clients: the list, finding one, one client, and adding one."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.handlers.desk import Turn
from bot.services import caseload, clients, typed
from bot.services.clients import ClientForm, ClientPage, NotUnderstood
from bot.views import caseload as card_view
from bot.views import clients as view
from bot.views import new_client as form_view
from bot.views import routes
from bot.views.caseload_routes import ClientsBy, FindClient
from bot.views.routes import ClientCard, ClientDraft, Clients, Route
from bot.views.screen import Screen

FIND: Final = "find_client"


async def on_clients_command(turn: Turn) -> Screen:
    """/clients, alone or with a name to look for."""
    if turn.text.strip():
        return await on_name_to_find(turn, "")
    return await on_clients(turn, Clients(0))


async def on_clients(turn: Turn, route: Clients) -> Screen:
    """The caseload, by page."""
    data = await caseload.read_caseload(turn.office, turn.visitor)
    return view.caseload(turn.say(data.actor), data, route.page)


async def on_clients_by(turn: Turn, route: ClientsBy) -> Screen:
    """Those with one word."""
    data = await caseload.read_caseload(turn.office, turn.visitor)
    return view.caseload(turn.say(data.actor), data, route.page, route.word)


async def on_find(turn: Turn, route: FindClient) -> Screen:
    """The next text is a name."""
    data = await caseload.read_caseload(turn.office, turn.visitor)
    await typed.expect_text(turn.office, turn.visitor, FIND, "")
    turn.expect()
    return view.ask_name(turn.say(data.actor))


async def on_name_to_find(turn: Turn, target: str) -> Screen:
    """A name was typed: the client, when there is one such, or those who are called so."""
    data = await caseload.search_clients(turn.office, turn.visitor, turn.text)
    if len(data.exact) == 1:
        return await on_client(turn, ClientCard(data.exact[0].client.id))
    return view.found(turn.say(data.actor), data)


async def on_client(turn: Turn, route: ClientCard) -> Screen:
    """One client."""
    page = await clients.read_client(turn.office, turn.visitor, route.client)
    return card_view.client(turn.say(page.actor), page)


async def on_new_client(turn: Turn) -> Screen:
    """/newclient, alone or with a whole line."""
    done = await clients.add_typed(turn.office, turn.visitor, turn.text)
    if isinstance(done, NotUnderstood):
        return form_view.not_understood(turn.say(done.actor), done)
    return _form(turn, done)


async def on_client_draft(turn: Turn, route: ClientDraft) -> Screen:
    """An answer by button while a client is being added."""
    form = await clients.answer_client(
        turn.office, turn.visitor, route.draft, route.field, route.value
    )
    return _form(turn, form)


async def on_client_name_text(turn: Turn, target: str) -> Screen:
    """The nickname was typed."""
    if not turn.text.strip():
        raise Invalid("choice", value="")
    form = await clients.answer_client(
        turn.office, turn.visitor, int(target), "nickname", turn.text
    )
    return _form(turn, form)


def _form(turn: Turn, form: ClientForm) -> Screen:
    say = turn.say(form.actor)
    if form.client is not None:
        return form_view.added(say, form.client)
    if form.nickname is None or form.asks_name:
        turn.expect()
    return form_view.form(say, form)


async def chosen_client(turn: Turn, kind: view.Leads) -> ClientPage | Screen:
    """Return the client that a command names, or the only one, or the question which.

    The question offers the nearest names, or those of one name, each leading to `kind(client id)`.
    """
    found = await caseload.find_client(turn.office, turn.visitor, turn.text)
    if len(found.exact) == 1:
        return await clients.read_client(turn.office, turn.visitor, found.exact[0].client.id)
    return view.choose(turn.say(found.actor), found, kind)


COMMANDS: Final[Mapping[str, Callable[[Turn], Awaitable[Screen]]]] = {
    "clients": on_clients_command,
    "newclient": on_new_client,
}
TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    routes.Clients: on_clients,
    ClientsBy: on_clients_by,
    FindClient: on_find,
    routes.ClientCard: on_client,
    routes.ClientDraft: on_client_draft,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    clients.NAME: on_client_name_text,
    FIND: on_name_to_find,
}
