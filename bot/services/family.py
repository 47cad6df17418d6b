"""Whose day it is: a program's dates are the family's."""

from bot.domain.people import Person
from bot.services.office import Office
from bot.store import people
from bot.store.database import Tx


def family_zone(tx: Tx, office: Office, client_id: int, actor: Person) -> str:
    """Return the zone of the first caregiver; the therapist's own when nobody has joined."""
    caregivers = people.caregivers_of(tx, client_id, office.now_ms())
    return caregivers[0][0].zone if caregivers else actor.zone
