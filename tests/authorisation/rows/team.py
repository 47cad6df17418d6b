"""Who works with a client, and who brings colleagues into the practice."""

from datetime import timedelta

from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.services import closing, farewell, handover, staff, staff_invites, summary, team, trail
from tests.authorisation.cast import ADMINS, EVERYBODY, KNOWN, OWN, THERAPISTS, WRITER, Sunny, Who
from tests.authorisation.row import Row
from tests.authorisation.rows.caregivers import client

#: Whoever works here already, or was suspended, cannot use a colleague's link.
MAY_JOIN = EVERYBODY - THERAPISTS - {Who.SUSPENDED}


def with_other(sunny: Sunny) -> tuple[int, int]:
    """Sunny, and a colleague who does not know Sunny."""
    return sunny.client, sunny.people[Who.OTHER]


def of_other(sunny: Sunny) -> tuple[int]:
    """That colleague."""
    return (sunny.people[Who.OTHER],)


def covering(sunny: Sunny) -> tuple[object, ...]:
    """A week of that colleague's."""
    return *with_other(sunny), sunny.today, sunny.today + timedelta(days=7)


ROWS = (
    Row(team.read_team, OWN, client),
    Row(team.add_colleague, OWN, with_other),
    Row(team.plan_cover, OWN, covering),
    Row(team.await_cover_dates, OWN, with_other),
    Row(team.plan_typed_cover, OWN, lambda s: (*with_other(s), "20 Jan - 2 Feb")),
    Row(team.end_membership, OWN, lambda s: (s.client, s.people[Who.SUSPENDED])),
    Row(handover.hand_over, OWN, with_other),
    Row(handover.hand_over_all, ADMINS, lambda s: (s.people[Who.OWN], s.people[Who.OTHER])),
    Row(summary.read_summary, OWN, client),
    Row(trail.read_trail, OWN, lambda s: (s.client, 0)),
    Row(closing.preview_closing, OWN, client),
    Row(closing.await_closing_words, OWN, client),
    Row(closing.set_closing_words, OWN, lambda s: (s.client, "We will think of you.")),
    Row(closing.close_program, OWN, lambda s: (s.rain,)),
    Row(closing.read_closed, THERAPISTS),
    Row(closing.reopen_program, OWN, lambda s: (s.rain,)),
    Row(farewell.read_farewells, KNOWN),
    Row(farewell.leave_closed, WRITER, lambda s: (s.rain,)),
    Row(staff.read_staff, ADMINS),
    Row(staff.read_member, ADMINS, of_other),
    Row(staff.revoke_staff_invites, ADMINS),
    Row(staff.suspend, ADMINS, of_other),
    Row(staff.bring_back, ADMINS, lambda s: (s.people[Who.SUSPENDED],)),
    Row(staff_invites.invite_therapist, ADMINS),
    Row(
        staff_invites.open_staff_invite,
        MAY_JOIN,
        lambda s: (s.staff_token,),
        refusal=(Invalid,),
    ),
    Row(
        staff_invites.join_staff,
        MAY_JOIN,
        lambda s: (s.staff_token,),
        refusal=(Invalid, NotAllowed, Stale),
    ),
)
