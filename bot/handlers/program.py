"""A client's program, for the therapist."""

from dataclasses import replace

from bot.handlers.caseload import chosen_client
from bot.handlers.desk import Turn
from bot.services import program, program_line
from bot.services.program_line import Changed, UnclearLine
from bot.services.steered import Steered
from bot.views import program as view
from bot.views import program_line as line_view
from bot.views import steering
from bot.views.routes import Goal, Program
from bot.views.screen import Screen


async def on_program_command(turn: Turn) -> Screen:
    """/program [client [activity and what to change about it]]."""
    done = await program_line.change_by_line(turn.office, turn.visitor, turn.text)
    if isinstance(done, Changed):
        return line_view.changed(turn.say(done.page.actor), done)
    if isinstance(done, UnclearLine):
        return line_view.unclear(turn.say(done.actor), done)
    if isinstance(done, Steered):
        return steering.show(turn.say(done.actor), done)
    page = await chosen_client(replace(turn, text=done.said), Program)
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
