"""On which weekdays a slot's card comes, and a first afternoon card."""

from bot.domain.errors import Invalid, Stale
from bot.domain.people import Role
from bot.domain.practice import Setting
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, Slot, Weekdays
from bot.domain.welcome import AFTERNOON_MINUTE
from bot.services import access, sight
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.services.timing import Rhythm, put_reminder, rhythm_of
from bot.store import people, reminders
from bot.store.database import Tx


async def set_days(
    office: Office, visitor: Visitor, client_id: int, slot: Slot, mask: int
) -> Rhythm:
    """Set the weekdays of one slot's reminder (Monday 1 to Sunday 64, added up).

    Raises:
        NotAllowed: not their client. Invalid: no such days. Stale: no card comes in that slot.
    """
    if not 1 <= mask <= EVERY_DAY.mask:
        raise Invalid("choice", value=mask)

    def change(tx: Tx) -> Rhythm:
        actor, _ = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        own = reminders.of_slot(tx, actor.id, client_id, slot)
        if own is None:
            raise Stale("no reminder in that slot")
        when = slot, own.minute_of_day, Weekdays(mask)
        put_reminder(tx, office, actor, client_id, *when, is_on=own.is_on)
        return rhythm_of(tx, office, visitor, client_id)

    return await office.db.write(change)


def put_afternoon(tx: Tx, office: Office, client_id: int) -> None:
    """A first afternoon card: caregivers who want reminders get one for after school, too."""
    for person, link in people.caregivers_of(tx, client_id, office.now_ms()):
        own = reminders.of(tx, person.id, link.client.id)
        mine = sight.assignments(tx, link)
        if (
            own
            and any(a.slot is Slot.AFTERNOON for a in mine)
            and all(r.slot is not Slot.AFTERNOON for r in own)
        ):
            is_on = any(r.is_on for r in own)
            days = SCHOOL_DAYS if link.role is Role.SCHOOL else EVERY_DAY
            usual = practice_of(tx, office).minute(Setting.AFTERNOON)
            when = Slot.AFTERNOON, usual or AFTERNOON_MINUTE, days
            put_reminder(tx, office, person, client_id, *when, is_on=is_on)
