"""What a client's safety flags ask of the rest of the bot (brief 2.3): a yes alone counts."""

from typing import Final

from bot.catalog.gates import effects_of
from bot.services.office import Office
from bot.store import flags
from bot.store.database import Tx

#: Caregivers do not see each other's answers.
NO_SHARED_TIMELINE: Final = "no-shared-timeline"
#: Every worry is told to the practice's safeguarding lead as well.
TO_SAFEGUARDING: Final = "worries-to-safeguarding"


def has_effect(tx: Tx, office: Office, client_id: int, effect: str) -> bool:
    """Say whether a flag that is on asks for something."""
    return effect in effects_of(office.catalog.flags, flags.answers(tx, client_id)).on
