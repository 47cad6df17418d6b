"""A therapist's clients: list, card, a new one, an invitation."""

from telegram.helpers import create_deep_linked_url

from bot.domain.errors import Invalid
from bot.domain.people import Role, Stage
from bot.handlers.desk import Turn
from bot.services import clients
from bot.services.clients import ClientForm, ClientPage
from bot.views import caseload as view
from bot.views.routes import ClientCard, ClientDraft, Clients, Invite
from bot.views.screen import Screen


async def on_clients_command(turn: Turn) -> Screen:
    """/clients."""
    return await on_clients(turn, Clients(0))


async def on_clients(turn: Turn, route: Clients) -> Screen:
    """The caseload, by page."""
    actor, pages = await clients.read_caseload(turn.office, turn.visitor)
    return view.caseload(turn.say(actor), pages, route.page)


async def on_client(turn: Turn, route: ClientCard) -> Screen:
    """One client."""
    page = await clients.read_client(turn.office, turn.visitor, route.client)
    return view.client(turn.say(page.actor), page)


async def on_new_client(turn: Turn) -> Screen:
    """/newclient [nickname] [child|teen|adult]."""
    words = turn.text.split()
    stage = words.pop().lower() if len(words) > 1 and words[-1].lower() in list(Stage) else ""
    form = await clients.begin_client(turn.office, turn.visitor, " ".join(words), stage)
    return _form(turn, form)


async def on_client_draft(turn: Turn, route: ClientDraft) -> Screen:
    """An answer by button while a client is being added."""
    form = await clients.answer_client(
        turn.office, turn.visitor, route.draft, route.field, route.value
    )
    return _form(turn, form)


async def on_client_name_text(turn: Turn, target: str) -> Screen:
    """The nickname was typed."""
    form = await clients.answer_client(
        turn.office, turn.visitor, int(target), "nickname", turn.text
    )
    return _form(turn, form)


def _form(turn: Turn, form: ClientForm) -> Screen:
    say = turn.say(form.actor)
    if form.client is not None:
        return view.added(say, form.client)
    if form.nickname is None:
        turn.expect()
    return view.form(say, form)


async def on_invite_command(turn: Turn) -> Screen:
    """/invite [client]."""
    page = await chosen_client(turn, Invite)
    if isinstance(page, Screen):
        return page
    return await on_invite(turn, Invite(page.client.id, Role.FAMILY))


async def on_invite(turn: Turn, route: Invite) -> Screen:
    """Make a link."""
    if route.role not in list(Role):
        raise Invalid("role", value=route.role)
    new = await clients.invite(turn.office, turn.visitor, route.client, Role(route.role))
    link = create_deep_linked_url(turn.desk.messenger.bot.username, new.start_parameter)
    return view.invitation(turn.say(new.actor), new, link)


async def chosen_client(turn: Turn, kind: type) -> ClientPage | Screen:
    """Return the client that a command names, or the only one, or the question which."""
    actor, pages = await clients.read_caseload(turn.office, turn.visitor)
    named = " ".join(turn.text.split()).casefold()
    fitting = [page for page in pages if page.client.nickname.casefold() == named]
    if not named and len(pages) == 1:
        fitting = list(pages)
    if len(fitting) == 1:
        return fitting[0]
    return view.choose(turn.say(actor), actor, tuple(fitting) or pages, kind)
