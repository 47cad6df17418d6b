"""The shelf of templates, and one of the practice's own."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.template import NAME_LIMIT
from bot.services.templates import OwnPage, Shelf
from bot.texts import Say
from bot.views.routes import Assign, Program
from bot.views.screen import Row, Screen, blocks, bullets, button, lines
from bot.views.template_routes import (
    BeginPlan,
    OwnTemplate,
    PlanPage,
    RemoveTemplate,
    RenameTemplate,
    SaveTemplate,
    Templates,
)

OWN_SHOWN = 30


def shelf(say: Say, page: Shelf, *, shows_all: bool = False, notice: str | None = None) -> Screen:
    """List the templates: the practice's own first, then the library's that fit the age."""
    client = page.client
    library = (*page.fitting, *page.others) if shows_all or not page.fitting else page.fitting
    rows: list[Row] = []
    if page.left is not None:
        draft, name = page.left
        go_on = say.plain("Go on with “{name}”", name=name)
        rows.append((button(go_on, PlanPage(draft, 0), "primary"),))
    rows += [
        (button("📎 " + one.name, OwnTemplate(client.id, one.id)),) for one in page.own[:OWN_SHOWN]
    ]
    rows += [(button(one.name, BeginPlan(client.id, one.id)),) for one in library]
    if len(library) < len(page.fitting) + len(page.others):
        rows.append((button(say.plain("For other ages, too"), Templates(client.id, all_of=True)),))
    if page.can_save:
        rows.append(
            (button(say.plain("Keep this program as a template"), SaveTemplate(client.id)),)
        )
    rows.append(
        (
            button(say.plain("One activity"), Assign(client.id)),
            button(say.plain("Program"), Program(client.id)),
        )
    )
    return Screen(
        blocks(
            say("<b>Start from a template</b> · {client}", client=client.nickname),
            say("Each begins small. You can change everything before it is assigned."),
            lines(say("📎 kept by this practice")) if page.own else None,
        ),
        tuple(rows),
        notice,
    )


def own(say: Say, page: OwnPage, notice: str | None = None) -> Screen:
    """Show one of the practice's own templates."""
    client, template = page.client, page.template
    at = client.id, template.id
    rows: list[Row] = []
    if page.titles:
        begin = BeginPlan(client.id, str(template.id))
        label = say.plain("Use it for {name}", name=client.nickname)
        rows.append((button(label, begin, "primary"),))
    if page.may_change:
        rows.append(
            (
                button(say.plain("Another name"), RenameTemplate(*at)),
                button(say.plain("Take it off the shelf"), RemoveTemplate(*at, is_sure=False)),
            )
        )
    rows.append((button(say.plain("Back"), Templates(client.id, all_of=False)),))
    return Screen(
        blocks(
            say("📎 <b>{name}</b>", name=template.name),
            _titles(say, page.titles),
            say("Kept by {who}. Nothing about a client is in it.", who=template.maker),
        ),
        tuple(rows),
        notice,
    )


def ask_name(say: Say, nickname: str, back: Row, why: Markup | None = None) -> Screen:
    """Ask for a template's name: the next text is it."""
    return Screen(
        blocks(
            say("<b>Keep as a template</b> · {client}", client=nickname),
            why,
            say("Type a name that says whom it helps, such as “Calm evenings”."),
            say("Every therapist here can use it, so please no client's name."),
            say("Up to {n} characters.", n=NAME_LIMIT),
        ),
        (back,),
    )


def ask_removal(say: Say, page: OwnPage) -> Screen:
    """Ask once more before a template goes."""
    at = page.client.id, page.template.id
    return Screen(
        blocks(
            say("Take “{name}” off the shelf?", name=page.template.name),
            say("Programs that began with it go on."),
        ),
        (
            (button(say.plain("Yes, take it off"), RemoveTemplate(*at, is_sure=True), "danger"),),
            (button(say.plain("Back"), OwnTemplate(*at)),),
        ),
    )


def _titles(say: Say, titles: Sequence[str]) -> Markup:
    return bullets(titles) if titles else say("Its activities are not in the library now.")
