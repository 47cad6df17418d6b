"""Messages that the bot owes therapists: owed in the same transaction as what they are about."""

from datetime import timedelta
from typing import Final

from bot.domain.people import CAREGIVER_ROLES, Person
from bot.services.office import Office
from bot.store import deliveries, people
from bot.store.database import Tx

#: A notice stays worth sending for a fortnight; after that the client's pages show the matter.
WINDOW: Final = timedelta(days=14)


def owe_notice(tx: Tx, office: Office, client_id: int, subject: str) -> None:
    """Owe each therapist of a client one notice about a subject, such as "quiet:7:2027-01-11"."""
    for therapist in people.therapists_of(tx, client_id, office.now_ms()):
        owe_to(tx, office, therapist, client_id, subject)


def lose_touch(tx: Tx, office: Office, telegram_id: int, why: str) -> None:
    """Record that somebody cannot be written to; each therapist of theirs hears of it once.

    Args:
        tx: the transaction.
        office: for the time.
        telegram_id: whose chat it is.
        why: a short code.
    """
    person = people.by_telegram_id(tx, telegram_id)
    people.set_reachable(tx, telegram_id, why_not=why, now=office.now_ms())
    if person is None or not person.is_reachable:
        return
    subject = f"unreachable:{person.id}:{office.today(person.zone).isoformat()}"
    told = {person.id}
    for link in people.links_of(tx, person.id, office.now_ms()):
        if link.role in CAREGIVER_ROLES:
            for therapist in people.therapists_of(tx, link.client.id, office.now_ms()):
                if therapist.id not in told:
                    owe_to(tx, office, therapist, link.client.id, subject)
                told.add(therapist.id)


def owe_to(tx: Tx, office: Office, to: Person, client_id: int, subject: str) -> None:
    """Owe one person a notice about a subject."""
    now = office.now_ms()
    deliveries.plan(
        tx,
        person_id=to.id,
        client_id=client_id,
        slot=deliveries.NOTICE,
        local_date=office.today(to.zone),
        subject=subject,
        due_at=now,
        window_ends_at=now + int(WINDOW.total_seconds() * 1000),
    )
