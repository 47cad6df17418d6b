"""Changing a running program, and looking at what became of it: the client's own therapists."""

from bot.domain.program_change import Edit, Field
from bot.domain.rhythm import Slot
from bot.services import (
    plan,
    preview,
    program_edit,
    program_history,
    program_line,
    steered,
    templates,
)
from bot.services.precautions import NOTHING as NO_MARK
from tests.authorisation.cast import LIBRARY_PLAN, NICKNAME, OWN, THERAPISTS, Sunny
from tests.authorisation.row import Row
from tests.authorisation.rows.caregivers import client, home


def own_template(sunny: Sunny) -> tuple[int, int]:
    """The program that Sunny's therapist kept, looked at for Sunny."""
    return sunny.client, sunny.template


def half_made(sunny: Sunny) -> tuple[int]:
    """The plan that is looked at before it is assigned."""
    return (sunny.plan,)


ROWS = (
    Row(steered.read_steered, OWN, home),
    Row(
        program_edit.change_assignment,
        OWN,
        lambda s: (s.card, 1, Edit(Field.SLOT, "bedtime")),
    ),
    Row(program_edit.change_anyway, OWN, lambda s: (s.waiting,)),
    Row(program_edit.await_change, OWN, lambda s: (s.card, 1, Edit(Field.NOTE))),
    Row(program_history.read_history, OWN, home),
    Row(program_history.read_ended, OWN, client),
    # A name that is not theirs is given back as it was typed.
    Row(
        program_line.change_by_line,
        THERAPISTS,
        lambda s: (f"{NICKNAME} dress-socks-on bedtime",),
        tells_all=True,
    ),
    Row(preview.preview_day, OWN, lambda s: (s.client, None)),
    Row(preview.preview_slot, OWN, lambda s: (s.client, s.today, Slot.MORNING)),
    Row(preview.preview_card, OWN, lambda s: (s.card, None)),
    Row(templates.read_shelf, OWN, client),
    Row(templates.read_own_template, OWN, own_template),
    Row(templates.await_template_name, OWN, client),
    Row(templates.save_template, OWN, lambda s: (s.client, "Evenings")),
    Row(templates.await_new_name, OWN, own_template),
    Row(templates.rename_template, OWN, lambda s: (s.client, s.template, "Evenings")),
    Row(templates.remove_template, OWN, own_template),
    Row(plan.begin_plan, OWN, lambda s: (s.client, LIBRARY_PLAN)),
    Row(plan.read_plan, OWN, half_made),
    Row(plan.change_plan, OWN, lambda s: (s.plan, 1, "slot", "bedtime")),
    Row(plan.await_plan_goal, OWN, half_made),
    Row(plan.set_plan_goal, OWN, lambda s: (s.plan, "Lighter mornings")),
    Row(plan.finish_plan, OWN, lambda s: (s.plan, NO_MARK)),
)
