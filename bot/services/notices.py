"""Messages that the bot owes therapists: owed in the same transaction as what they are about."""

from datetime import timedelta
from typing import Final

from bot.services.office import Office
from bot.store import deliveries, people
from bot.store.database import Tx

#: A notice stays worth sending for a fortnight; after that the client's pages show the matter.
WINDOW: Final = timedelta(days=14)


def owe_notice(tx: Tx, office: Office, client_id: int, subject: str) -> None:
    """Owe each therapist of a client one notice about a subject, such as "worry:7"."""
    now = office.now_ms()
    for therapist in people.therapists_of(tx, client_id):
        deliveries.plan(
            tx,
            person_id=therapist.id,
            client_id=client_id,
            slot=deliveries.NOTICE,
            local_date=office.today(therapist.zone),
            subject=subject,
            due_at=now,
            window_ends_at=now + int(WINDOW.total_seconds() * 1000),
        )
