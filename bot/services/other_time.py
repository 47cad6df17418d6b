"""Later on the same day: "not today" is taken back, and the card comes once more, by itself."""

from datetime import date, datetime
from typing import Final

from bot.clock import epoch_ms
from bot.domain.check_in import may_undo
from bot.domain.errors import Stale
from bot.domain.kindness import LAST_SNOOZE, ON_TIME, snoozed_until
from bot.domain.people import Person
from bot.domain.rhythm import REMINDED_SLOTS, Slot, occurrence
from bot.services import access
from bot.services.cards import Card, dated_card
from bot.services.office import Office, Visitor
from bot.store import check_ins, deliveries
from bot.store.database import Tx

LATER_MINUTES: Final = 180


def owe_again(
    tx: Tx,
    office: Office,
    actor: Person,
    client_id: int,
    slot: Slot,
    on: date,
    minutes: int,
    receipt: int,
) -> datetime:
    """Owe a slot's card once more, in so many minutes; return when it comes.

    It comes back once: the latest wish counts.

    Raises:
        Stale: that day is over.
    """
    back = snoozed_until(office.now(), minutes, on, actor.zone)
    if back is None:
        raise Stale("that day is over")
    subject = f"snooze:{receipt}"
    deliveries.skip_other_snoozes(tx, actor.id, client_id, slot, on, subject)
    ends = max(back + ON_TIME, occurrence(on, LAST_SNOOZE, actor.zone) or back)
    deliveries.plan(
        tx,
        person_id=actor.id,
        client_id=client_id,
        slot=slot,
        local_date=on,
        subject=subject,
        due_at=epoch_ms(back),
        window_ends_at=epoch_ms(ends),
    )
    return back


async def later_today(
    office: Office, visitor: Visitor, assignment_id: int, on: date
) -> tuple[Card, datetime]:
    """Take this person's answer back and let the card come in three hours, on the same day.

    Raises:
        Stale: that day is over, or it is not of that date. NotAllowed: not theirs.
        Invalid: a date that is no business of this card.
    """

    def change(tx: Tx) -> tuple[Card, datetime]:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        dated_card(tx, office, actor, link, assignment, on)
        slot = assignment.slot if assignment.slot in REMINDED_SLOTS else Slot.BEDTIME
        client, now = link.client.id, office.now_ms()
        back = owe_again(tx, office, actor, client, slot, on, LATER_MINUTES, visitor.receipt)
        mine = check_ins.one(tx, assignment_id, actor.id, on)
        if mine is not None and may_undo(mine.answered_at, now):
            check_ins.withdraw(tx, assignment_id=assignment_id, person_id=actor.id, on=on, now=now)
        return dated_card(tx, office, actor, link, assignment, on), back

    return await office.db.write(change)
