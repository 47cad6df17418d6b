"""What therapists do: with their own caseload alone."""

from bot.domain.assign_form import Page
from bot.domain.people import Role
from bot.domain.rhythm import Slot
from bot.services import (
    assign_form,
    assign_line,
    caseload,
    client_details,
    clients,
    flags,
    invitations,
    learn,
    program,
    worry_queue,
)
from bot.services.precautions import NOTHING
from tests.authorisation.cast import NICKNAME, OWN, THERAPISTS, Who
from tests.authorisation.row import Row
from tests.authorisation.rows.caregivers import client

ROWS = (
    Row(caseload.read_caseload, THERAPISTS),
    # A name is only ever looked for on one's own caseload; what was typed is said again.
    Row(caseload.find_client, THERAPISTS, lambda s: (NICKNAME,), tells_all=True),
    Row(caseload.search_clients, THERAPISTS, lambda s: (NICKNAME,), tells_all=True),
    Row(clients.read_client, OWN, client),
    Row(clients.begin_client, THERAPISTS, lambda s: ("Star", "teen")),
    Row(clients.answer_client, OWN, lambda s: (s.client_form, "nickname", "Star")),
    Row(clients.add_typed, THERAPISTS, lambda s: ("Star teen 2012-05 likes: planets",)),
    Row(client_details.read_about, OWN, client),
    Row(client_details.await_detail, OWN, lambda s: (s.client, "likes"), options={"goes_on": True}),
    Row(client_details.set_detail, OWN, lambda s: (s.client, "likes", "trains")),
    Row(client_details.set_slot, OWN, lambda s: (s.client, Slot.BEDTIME), options={"on": False}),
    Row(invitations.invite, OWN, lambda s: (s.client, Role.FAMILY)),
    Row(invitations.invite, OWN, lambda s: (s.client, Role.FAMILY, s.today)),
    Row(invitations.read_circle, OWN, client),
    Row(invitations.await_day, OWN, client),
    Row(invitations.revoke, OWN, lambda s: (s.open_invite,)),
    Row(invitations.read_carer, OWN, lambda s: (s.client, s.people[Who.FAMILY])),
    Row(invitations.let_stay, OWN, lambda s: (s.client, s.people[Who.FAMILY], None)),
    Row(invitations.end_carer, OWN, lambda s: (s.client, s.people[Who.FAMILY])),
    Row(flags.read_flags, OWN, client),
    Row(flags.answer_open_no, OWN, client),
    Row(flags.set_flag, OWN, lambda s: (s.client, "seizures", "no")),
    # A line that is not understood is given back as it was typed.
    Row(
        assign_line.assign_typed,
        THERAPISTS,
        lambda s: (f"{NICKNAME} dress-tshirt-on bedtime",),
        tells_all=True,
    ),
    Row(assign_line.complete_line, OWN, lambda s: (s.line, "client", str(s.client))),
    Row(assign_form.begin_assign, OWN, client),
    Row(assign_form.begin_assign, THERAPISTS, lambda s: (None,)),
    Row(assign_form.answer_assign, OWN, lambda s: (s.form, "area", "dressing")),
    Row(assign_form.resume_assign, OWN, lambda s: (s.form,)),
    Row(assign_form.back_in_assign, OWN, lambda s: (s.form, Page.AREAS)),
    Row(assign_form.await_assign_note, OWN, lambda s: (s.form,)),
    Row(assign_form.finish_assign, OWN, lambda s: (s.form, NOTHING)),
    Row(program.read_program, OWN, client),
    Row(program.await_goal, OWN, client),
    Row(program.set_goal, OWN, lambda s: (s.client, "Socks in peace")),
    Row(learn.attach_learning, OWN, lambda s: (s.client, "learn-driving"), options={"on": True}),
    Row(worry_queue.read_queue, THERAPISTS),
    Row(worry_queue.look_in, THERAPISTS),
    Row(worry_queue.read_case, OWN, lambda s: (s.mild_worry,)),
    Row(worry_queue.mark_seen, OWN, lambda s: (s.mild_worry,)),
    Row(worry_queue.let_back, OWN, lambda s: (s.mild_worry, s.card)),
)
