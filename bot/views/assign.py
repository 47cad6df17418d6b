"""Assigning, step by step in one card: for whom, the goal, and which activity."""

from typing import Final

from markupsafe import Markup

from bot.catalog import Activity, Area, Catalog
from bot.domain.assign_form import Field, Page, page_before
from bot.domain.people import Client, Stage
from bot.domain.program import GOAL_LIMIT
from bot.services.assign_answers import LEFT
from bot.services.assign_form import AssignForm
from bot.texts import Say
from bot.views import labels
from bot.views.assign_card import last_card
from bot.views.assign_choices import CHOICES
from bot.views.assign_routes import AssignPage
from bot.views.routes import AssignBack, AssignDraft, DropDraft
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines, short
from bot.views.template_routes import Templates

CLIENTS_SHOWN: Final = 24
#: The page that lists the areas for everybody, not only for somebody of the client's age.
ALL_AREAS: Final = "all_areas"


def form(say: Say, form: AssignForm, catalog: Catalog, page: str = "") -> Screen:
    """Show the page that the form has come to, or one of the choices on its last card."""
    match form.page:
        case Page.CLIENTS:
            screen = _clients(say, form)
        case Page.GOAL:
            screen = _goal(say, form)
        case Page.AREAS:
            screen = _areas(say, form, catalog, shows_all=page == ALL_AREAS)
        case Page.AREA:
            screen = _area(say, form, catalog)
        case Page.FOUND:
            screen = _found(say, form)
        case Page.CONFIRM:
            screen = last_card(say, form, catalog, page)
    rows = (*_left(say, form, catalog), *screen.rows, _moves(say, form, page))
    return Screen(screen.text, rows)


def _left(say: Say, form: AssignForm, catalog: Catalog) -> tuple[Row, ...]:
    """Offer to go on with what was left on its last card."""
    left = form.answers.get(LEFT)
    card = catalog.activities.get(left[Field.ACTIVITY]) if left else None
    whose = [link.client for link in form.clients if left and link.client.id == left[Field.CLIENT]]
    if card is None or not whose:
        return ()
    label = say.plain("Go on: {title} · {client}", title=card.title, client=whose[0].nickname)
    return ((button(label, _to(form, LEFT, "1"), "primary"),),)


def _moves(say: Say, form: AssignForm, page: str) -> tuple[Button, ...]:
    cancel = button(say.plain("Cancel"), DropDraft(form.draft_id))
    if page in CHOICES if form.page is Page.CONFIRM else page == ALL_AREAS:
        return (button(say.plain("Back"), AssignPage(form.draft_id, "-")), cancel)
    before = page_before(
        form.page, form.answers, asks_goal=form.asks_goal, has_choice=len(form.clients) > 1
    )
    if before is None:
        return (cancel,)
    return (button(say.plain("Back"), AssignBack(form.draft_id, before)), cancel)


def _to(form: AssignForm, field: str, value: object) -> AssignDraft:
    return AssignDraft(form.draft_id, field, str(value))


def _head(say: Say, form: AssignForm) -> Markup:
    who = form.client.nickname if form.client else ""
    return say("<b>Assign an activity</b> · {client}", client=who)


def _clients(say: Say, form: AssignForm) -> Screen:
    if not form.clients:
        return Screen(say("Your caseload is empty. /newclient adds the first client."))
    rows = tuple(
        (
            button(
                labels.apart(say, link.client, form.carers), _to(form, Field.CLIENT, link.client.id)
            ),
        )
        for link in form.clients[:CLIENTS_SHOWN]
    )
    more = len(form.clients) - CLIENTS_SHOWN
    return Screen(
        blocks(
            say("<b>Assign an activity</b> · for whom?"),
            say("Type /assign and a name for anybody else.") if more > 0 else None,
        ),
        rows,
    )


def _goal(say: Say, form: AssignForm) -> Screen:
    return Screen(
        blocks(
            _head(say, form),
            say("What would the family like to feel lighter or be able to do? Use their words."),
            say("Your next message is the goal, up to {n} characters.", n=GOAL_LIMIT),
        ),
        (
            (button(say.plain("Ask them later"), _to(form, Field.GOAL, "")),),
            _template(say, form),
        ),
    )


def _areas(say: Say, form: AssignForm, catalog: Catalog, *, shows_all: bool) -> Screen:
    areas = [area for area in catalog.areas.values() if catalog.in_area(area.id)]
    fitting = [area for area in areas if shows_all or _fits(catalog, area, form.client)]
    choices = [button(area.name, _to(form, "area", area.id)) for area in fitting]
    rows = (_template(say, form), *in_rows(choices, 2))
    if len(fitting) < len(areas):
        rows = (*rows, (button(say.plain("All areas"), AssignPage(form.draft_id, ALL_AREAS)),))
    return Screen(
        blocks(
            _head(say, form),
            say("Which area? Or type what you look for, such as “zipper” or “before school”."),
        ),
        rows,
    )


def _template(say: Say, form: AssignForm) -> tuple[Button, ...]:
    if form.client is None:
        return ()
    route = Templates(form.client.id, all_of=False)
    return (button(say.plain("📋 Start from a template"), route),)


def _fits(catalog: Catalog, area: Area, client: Client | None) -> bool:
    """Say whether an area holds a card for somebody of the client's age."""
    if client is None:
        return True
    people = {"adult", "older"} if client.stage is Stage.ADULT else {client.stage.value}
    return any(not people.isdisjoint(card.people) for card in catalog.in_area(area.id))


def _area(say: Say, form: AssignForm, catalog: Catalog) -> Screen:
    area = catalog.areas[form.answers["area"]]
    purpose = Markup("{}").format(area.purpose)
    return Screen(
        blocks(
            _head(say, form),
            lines(Markup("<b>{}</b>").format(area.name), purpose),
        ),
        _cards(form, catalog.in_area(area.id)),
    )


def _found(say: Say, form: AssignForm) -> Screen:
    words = short(form.answers["words"])
    found = (
        say("For “{words}”, best first:", words=words)
        if form.found
        else say("Nothing in the library fits “{words}” yet.", words=words)
    )
    return Screen(
        blocks(_head(say, form), found, say("Other words can be typed right away.")),
        _cards(form, form.found),
    )


def _cards(form: AssignForm, cards: tuple[Activity, ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple((button(one.title, _to(form, Field.ACTIVITY, one.id)),) for one in cards)
