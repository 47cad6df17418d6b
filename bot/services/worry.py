"""Something worried the caregiver: rest the card, tell the therapist, keep the record."""

from datetime import date, timedelta
from typing import Final

from bot.domain.program import Status
from bot.services import access
from bot.services.cards import Card, card_of
from bot.services.office import Office, Visitor
from bot.store import audit, deliveries, people, programs, worries
from bot.store.database import Tx

#: Brief 4.5: free or unsorted worries reach the therapist by the next working day.
CODE: Final = "RF-OTHER"
TIER: Final = "T"
PAUSED_WHY: Final = "worry"
#: A notice stays worth sending for a fortnight; after that the client's pages show the worry.
NOTICE_WINDOW: Final = timedelta(days=14)


async def tell_worry(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Record a worry about an activity, pause it, and owe each of the therapists a notice.

    Raises:
        Stale: no such assignment. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        now = office.now_ms()
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
        for therapist in people.therapists_of(tx, link.client.id):
            deliveries.plan(
                tx,
                person_id=therapist.id,
                client_id=link.client.id,
                slot=deliveries.NOTICE,
                local_date=office.today(therapist.zone),
                subject=f"worry:{worry_id}",
                due_at=now,
                window_ends_at=now + int(NOTICE_WINDOW.total_seconds() * 1000),
            )
        audit.record(tx, now, "worry", person_id=actor.id, client_id=link.client.id, detail=CODE)
        return card_of(tx, office, actor, link, assignment, on)

    return await office.db.write(change)
