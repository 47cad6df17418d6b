"""Something worried the caregiver: rest the card, tell the therapist, keep the record."""

from datetime import date
from typing import Final

from bot.domain.program import Status
from bot.services import access
from bot.services.cards import Card, card_of
from bot.services.notices import owe_notice
from bot.services.office import Office, Visitor
from bot.store import audit, programs, worries
from bot.store.database import Tx

#: Brief 4.5: free or unsorted worries reach the therapist by the next working day.
CODE: Final = "RF-OTHER"
TIER: Final = "T"
PAUSED_WHY: Final = "worry"
#: A second tap soon after the first, while the card rests, is the same worry.
SAME_WORRY_MS: Final = 10 * 60 * 1000


async def tell_worry(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Record a worry about an activity, pause it, and owe each of the therapists a notice.

    The same tap twice is one worry.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        now = office.now_ms()
        again = assignment.status is not Status.ACTIVE and worries.told_since(
            tx, assignment.id, actor.id, now - SAME_WORRY_MS
        )
        if again or worries.came_with(tx, visitor.receipt):
            return card_of(tx, office, actor, link, assignment, on)
        worry_id = worries.add(
            tx,
            client_id=link.client.id,
            person_id=actor.id,
            assignment_id=assignment.id,
            code=CODE,
            tier=TIER,
            now=now,
            origin=visitor.receipt,
        )
        if assignment.status is Status.ACTIVE:
            programs.set_status(tx, assignment.id, Status.PAUSED, PAUSED_WHY, now)
        owe_notice(tx, office, link.client.id, f"worry:{worry_id}")
        audit.record(tx, now, "worry", person_id=actor.id, client_id=link.client.id, detail=CODE)
        return card_of(tx, office, actor, link, assignment, on)

    return await office.db.write(change)
