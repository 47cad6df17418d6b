"""Who of the practice hears of a worry: owed in the transaction that records it.

The therapists always, others as the code says, never another caregiver (brief 4.6). What nobody
looks at in the promised time goes to somebody else.
"""

from datetime import timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.people import Person
from bot.domain.practice import ContactSetting, Practice
from bot.domain.worry import Reader, Worry
from bot.services.effects import TO_SAFEGUARDING, has_effect
from bot.services.notices import WINDOW
from bot.services.office import Office
from bot.services.practice import practice_of
from bot.store import deliveries, owed_edits, people, worry_tellings
from bot.store.database import Tx

NOTICE: Final = "worry"
LATE_NOTICE: Final = "worry-late"
PAGE: Final = "worry-page"
_CONTACTS: Final = {
    Reader.URGENT: ContactSetting.URGENT,
    Reader.SAFEGUARDING: ContactSetting.SAFEGUARDING,
    Reader.SPEECH: ContactSetting.SPEECH,
}


def tell(tx: Tx, office: Office, worry: Worry, wanted: tuple[Reader, ...]) -> None:
    """Owe each reader one notice; somebody who is two of them gets one.

    With a safeguarding plan the safeguarding lead hears of every worry (brief 2.3).
    """
    practice = practice_of(tx, office)
    told: set[int] = set()
    if has_effect(tx, office, worry.client_id, TO_SAFEGUARDING):
        wanted = tuple(dict.fromkeys((*wanted, Reader.SAFEGUARDING)))
    for reader in wanted:
        for person in _people_as(tx, office, practice, reader, worry.client_id):
            if person.id not in told:
                told.add(person.id)
                worry_tellings.add(tx, worry.id, person.id, reader, worry.created_at)
                _owe(tx, office, person, worry, NOTICE)


def notice_sent(tx: Tx, office: Office, subject: str, person_id: int) -> None:
    """A notice about a worry went out: the family's page says so."""
    kind, _, number = subject.partition(":")
    if kind not in (NOTICE, LATE_NOTICE):
        return
    now = office.now_ms()
    worry_tellings.mark_told(tx, int(number), person_id, now)
    owed_edits.owe_edit(tx, f"{PAGE}:{number}", now)


def changed(tx: Tx, office: Office, worry_id: int, *, but_person: int = 0) -> None:
    """Something about a worry is new: every screen that shows it is owed an edit."""
    for kind in (NOTICE, LATE_NOTICE, PAGE):
        owed_edits.owe_edit(tx, f"{kind}:{worry_id}", office.now_ms(), but_person=but_person)


def anything_late(tx: Tx, office: Office) -> bool:
    """Say whether a worry waits that somebody else has to hear of."""
    return bool(_overdue(tx, office))


def tell_late(tx: Tx, office: Office) -> int:
    """Tell somebody else of what nobody has looked at in time; return of how many.

    That is the urgent contact, or the administrators as long as there is none.
    """
    late = _overdue(tx, office)
    others = _others(tx, office)
    for worry in late if others else ():
        now = office.now_ms()
        for person in others:
            worry_tellings.add(tx, worry.id, person.id, Reader.LATE, now)
            _owe(tx, office, person, worry, LATE_NOTICE)
        worry_tellings.mark_late(tx, worry.id, now)
        owed_edits.owe_edit(tx, f"{PAGE}:{worry.id}", now)
    return len(late) if others else 0


def _overdue(tx: Tx, office: Office) -> list[Worry]:
    promise = practice_of(tx, office).promise
    now = office.now()
    return worry_tellings.overdue(
        tx, epoch_ms(now - promise) if promise else None, epoch_ms(now - WINDOW)
    )


def _others(tx: Tx, office: Office) -> list[Person]:
    practice = practice_of(tx, office)
    urgent = [p for p in _people_as(tx, office, practice, Reader.URGENT, 0) if p.is_reachable]
    if urgent:
        return urgent
    admins = (people.by_telegram_id(tx, one) for one in sorted(office.admin_ids))
    return [p for p in admins if p is not None and p.is_therapist and p.is_reachable]


def _people_as(
    tx: Tx, office: Office, practice: Practice, reader: Reader, client_id: int
) -> list[Person]:
    if reader is Reader.THERAPIST:
        found = people.therapists_of(tx, client_id, office.now_ms())
    else:
        person_id = practice.person(_CONTACTS[reader])
        found = [people.by_id(tx, person_id)] if person_id else []
    return [person for person in found if person.is_therapist]


def _owe(tx: Tx, office: Office, person: Person, worry: Worry, kind: str) -> None:
    now = office.now_ms()
    deliveries.plan(
        tx,
        person_id=person.id,
        client_id=worry.client_id,
        slot=deliveries.NOTICE,
        local_date=office.today(person.zone),
        subject=f"{kind}:{worry.id}",
        due_at=now,
        window_ends_at=now + WINDOW // timedelta(milliseconds=1),
    )
