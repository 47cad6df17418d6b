"""A client's program, for the therapist."""

from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import program
from bot.views import program as view
from bot.views.routes import Goal, Program
from bot.views.screen import Screen


async def on_program_command(turn: Turn) -> Screen:
    """/program [client]."""
    page = await chosen_client(turn, Program)
    return page if isinstance(page, Screen) else await on_program(turn, Program(page.client.id))


async def on_program(turn: Turn, route: Program) -> Screen:
    """A client's program."""
    page = await program.read_program(turn.office, turn.visitor, route.client)
    return view.program(turn.say(page.actor), page)


async def on_goal(turn: Turn, route: Goal) -> Screen:
    """The next text is the goal."""
    page = await program.await_goal(turn.office, turn.visitor, route.client)
    turn.expect()
    return view.ask_goal(turn.say(page.actor), page)


async def on_goal_text(turn: Turn, target: str) -> Screen:
    """The goal was typed."""
    page = await program.set_goal(turn.office, turn.visitor, int(target), turn.text)
    return view.program(turn.say(page.actor), page)
