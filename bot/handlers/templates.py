"""Templates: the shelf, a plan from one of them, and a program kept as one."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.domain.errors import Invalid
from bot.handlers.desk import Turn
from bot.services import plan, templates
from bot.services.plan_form import PlanForm
from bot.views import declined, plan_item, template_routes
from bot.views import plan as plan_view
from bot.views import templates as view
from bot.views.codec import Route
from bot.views.screen import Screen, button


async def on_templates(turn: Turn, route: template_routes.Templates) -> Screen:
    """The shelf."""
    page = await templates.read_shelf(turn.office, turn.visitor, route.client)
    return view.shelf(turn.say(page.actor), page, shows_all=route.all_of)


async def on_own_template(turn: Turn, route: template_routes.OwnTemplate) -> Screen:
    """One of the practice's own."""
    page = await templates.read_own_template(
        turn.office, turn.visitor, route.client, route.template
    )
    return view.own(turn.say(page.actor), page)


async def on_save(turn: Turn, route: template_routes.SaveTemplate) -> Screen:
    """The next text is the name."""
    page = await templates.await_template_name(turn.office, turn.visitor, route.client)
    turn.expect()
    say = turn.say(page.actor)
    back = button(say.plain("Back"), template_routes.Templates(route.client, all_of=False))
    return view.ask_name(say, page.client.nickname, (back,))


async def on_name(turn: Turn, target: str) -> Screen:
    """The name was typed; what does not fit is said, and asked for again."""
    client = int(target)
    try:
        page = await templates.save_template(turn.office, turn.visitor, client, turn.text)
    except Invalid as why:
        shelf = await templates.read_shelf(turn.office, turn.visitor, client)
        say = turn.say(shelf.actor)
        back = button(say.plain("Back"), template_routes.Templates(client, all_of=False))
        problem = say("{why}", why=declined.words(say, why))
        return view.ask_name(say, shelf.client.nickname, (back,), problem)
    say = turn.say(page.actor)
    return view.own(say, page, notice=say.plain("Saved"))


async def on_rename(turn: Turn, route: template_routes.RenameTemplate) -> Screen:
    """The next text is the new name."""
    page = await templates.await_new_name(turn.office, turn.visitor, route.client, route.template)
    turn.expect()
    say = turn.say(page.actor)
    back = template_routes.OwnTemplate(route.client, route.template)
    return view.ask_name(say, page.template.name, (button(say.plain("Back"), back),))


async def on_new_name(turn: Turn, target: str) -> Screen:
    """The new name was typed."""
    client, template = map(int, target.split(":"))
    try:
        page = await templates.rename_template(
            turn.office, turn.visitor, client, template, turn.text
        )
    except Invalid as why:
        page = await templates.read_own_template(turn.office, turn.visitor, client, template)
        say = turn.say(page.actor)
        back = button(say.plain("Back"), template_routes.OwnTemplate(client, template))
        problem = say("{why}", why=declined.words(say, why))
        return view.ask_name(say, page.template.name, (back,), problem)
    return view.own(turn.say(page.actor), page)


async def on_remove(turn: Turn, route: template_routes.RemoveTemplate) -> Screen:
    """Take it off the shelf, once asked."""
    at = route.client, route.template
    if not route.is_sure:
        page = await templates.read_own_template(turn.office, turn.visitor, *at)
        return view.ask_removal(turn.say(page.actor), page)
    shelf = await templates.remove_template(turn.office, turn.visitor, *at)
    say = turn.say(shelf.actor)
    return view.shelf(say, shelf, notice=say.plain("Saved"))


async def on_begin(turn: Turn, route: template_routes.BeginPlan) -> Screen:
    """Open a plan."""
    form = await plan.begin_plan(turn.office, turn.visitor, route.client, route.template)
    return plan_view.plan(turn.say(form.actor), form)


async def on_plan(turn: Turn, route: template_routes.PlanPage) -> Screen:
    """The plan, or one of its activities."""
    form = await plan.read_plan(turn.office, turn.visitor, route.draft)
    return plan_item.item(turn.say(form.actor), form, route.item)


async def on_weeks(turn: Turn, route: template_routes.PlanWeeks) -> Screen:
    """For how many weeks."""
    form = await plan.read_plan(turn.office, turn.visitor, route.draft)
    return plan_item.weeks(turn.say(form.actor), form)


async def on_change(turn: Turn, route: template_routes.PlanChange) -> Screen:
    """One thing of it changes."""
    form = await plan.change_plan(
        turn.office, turn.visitor, route.draft, route.item, route.field, route.value
    )
    return plan_item.item(turn.say(form.actor), form, route.item)


async def on_goal(turn: Turn, route: template_routes.PlanGoal) -> Screen:
    """The next text is the goal."""
    form = await plan.await_plan_goal(turn.office, turn.visitor, route.draft)
    turn.expect()
    return plan_item.ask_goal(turn.say(form.actor), form)


async def on_goal_text(turn: Turn, target: str) -> Screen:
    """The goal was typed."""
    form = await plan.set_plan_goal(turn.office, turn.visitor, int(target), turn.text)
    return plan_view.plan(turn.say(form.actor), form)


async def on_done(turn: Turn, route: template_routes.PlanDone) -> Screen:
    """Assign it."""
    made = await plan.finish_plan(turn.office, turn.visitor, route.draft, route.mark)
    say = turn.say(made.actor)
    if isinstance(made, PlanForm):
        return plan_view.plan(say, made)
    return plan_view.planned(say, made)


TAPS: Final[Mapping[type[Route], Callable[[Turn, Any], Awaitable[Screen]]]] = {
    template_routes.Templates: on_templates,
    template_routes.OwnTemplate: on_own_template,
    template_routes.SaveTemplate: on_save,
    template_routes.RenameTemplate: on_rename,
    template_routes.RemoveTemplate: on_remove,
    template_routes.BeginPlan: on_begin,
    template_routes.PlanPage: on_plan,
    template_routes.PlanWeeks: on_weeks,
    template_routes.PlanChange: on_change,
    template_routes.PlanGoal: on_goal,
    template_routes.PlanDone: on_done,
}
EXPECTED: Final[Mapping[str, Callable[[Turn, str], Awaitable[Screen]]]] = {
    templates.SAVE: on_name,
    templates.RENAME: on_new_name,
    plan.GOAL: on_goal_text,
}
