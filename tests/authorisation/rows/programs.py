"""Changing a running program, and looking at what became of it: the client's own therapists."""

from bot.domain.program_change import Edit, Field
from bot.services import program_edit, program_history, steered
from tests.authorisation.cast import OWN
from tests.authorisation.row import Row
from tests.authorisation.rows.caregivers import client, home

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
)
