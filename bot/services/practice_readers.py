"""Who of the practice reads what families tell, and when: set by its administrators."""

from bot.domain.errors import Invalid, Stale
from bot.domain.practice import LONGEST_PROMISE, ContactSetting, ReadingHours, Setting
from bot.domain.rhythm import SCHOOL_DAYS, Weekdays
from bot.services.office import Office, Visitor
from bot.services.practice import (
    PracticePage,
    admin,
    clear,
    keep,
    page_of,
    practice_of,
    set_value,
)
from bot.store import drafts
from bot.store import practice as store
from bot.store.database import Tx


async def set_hours(office: Office, visitor: Visitor, begin: int, end: int) -> PracticePage:
    """Set between which minutes of the local day messages are read; Monday to Friday at first.

    Raises:
        NotAllowed: not an administrator. Invalid: no such hours.
    """
    if not 0 <= begin < end <= 24 * 60:
        raise Invalid("practice_hours")

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        before = practice_of(tx, office).hours
        hours = ReadingHours(before.days if before else SCHOOL_DAYS, begin, end)
        keep(tx, office, actor, Setting.HOURS, hours.text, confirmed=True)
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


async def set_reading_day(
    office: Office, visitor: Visitor, weekday: int, *, is_on: bool
) -> PracticePage:
    """Say whether messages are read on a weekday (Monday 0); one day at least is kept.

    Raises:
        NotAllowed: not an administrator. Stale: there are no hours yet. Invalid: no such day.
    """
    if not 0 <= weekday <= 6:
        raise Invalid("choice", value=weekday)

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        hours = practice_of(tx, office).hours
        if hours is None:
            raise Stale("no hours yet")
        bit = 1 << weekday
        mask = hours.days.mask | bit if is_on else hours.days.mask & ~bit
        if mask:
            new = ReadingHours(Weekdays(mask), hours.begin, hours.end)
            keep(tx, office, actor, Setting.HOURS, new.text, confirmed=True)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


async def set_promise(office: Office, visitor: Visitor, hours: int) -> PracticePage:
    """Promise to look at a worry within so many hours; 0 promises nothing.

    Raises:
        NotAllowed: not an administrator. Invalid: over a fortnight, or less than nothing.
    """
    if not 0 <= hours <= LONGEST_PROMISE:
        raise Invalid("practice_promise")
    if hours == 0:
        return await clear(office, visitor, Setting.PROMISE)
    return await set_value(office, visitor, Setting.PROMISE, str(hours), confirmed=True)


async def set_contact(
    office: Office, visitor: Visitor, contact: ContactSetting, person_id: int
) -> PracticePage:
    """Choose who is told beside the therapist; 0 for nobody.

    Raises:
        NotAllowed: not an administrator. Invalid: not a therapist of the practice.
    """
    if person_id == 0:
        return await clear(office, visitor, Setting(contact))

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        if person_id not in dict(store.therapists(tx)):
            raise Invalid("choice", value=person_id)
        keep(tx, office, actor, Setting(contact), str(person_id), confirmed=True)
        return page_of(tx, office, visitor)

    return await office.db.write(change)
