"""The end of somebody's care: access and reminders stop, and they hear one kind word.

A helper's time ends at midnight where they are. From that instant on no question finds the link
any more; what is done here afterwards only tidies up.
"""

from typing import Final

from bot.domain.people import Person
from bot.services import timing
from bot.services.notices import WINDOW
from bot.services.office import Office
from bot.services.turning_back import drop_welcome
from bot.store import audit, care_ends, deliveries, invites, people
from bot.store.database import Tx

#: How the subject of the word that goes out begins.
THANKS: Final = "care-ended"
BATCH: Final = 200


def any_over(tx: Tx, office: Office) -> bool:
    """Say whether somebody's time is over that nobody has tidied up after."""
    return care_ends.is_any_over(tx, office.now_ms())


def end_those_over(tx: Tx, office: Office) -> int:
    """Tidy up after those whose time is over; return how many."""
    over = care_ends.over(tx, office.now_ms(), BATCH)
    for client_id, person_id in over:
        end_care(tx, office, people.by_id(tx, person_id), client_id, by=person_id)
    return len(over)


def end_care(tx: Tx, office: Office, person: Person, client_id: int, *, by: int) -> None:
    """End a link, whatever is owed with it, and owe the word of thanks."""
    now = office.now_ms()
    people.end_link(tx, client_id, person.id, now)
    invites.withdraw_consent(tx, person.id, client_id, now)
    timing.stop_all(tx, person.id, client_id, "care ended")
    drop_welcome(tx, person.id, client_id)
    audit.record(
        tx,
        now,
        "care ended",
        person_id=by,
        client_id=client_id,
        detail="by itself" if by == person.id else f"of {person.id}",
    )
    deliveries.plan(
        tx,
        person_id=person.id,
        client_id=client_id,
        slot=deliveries.NOTICE,
        local_date=office.today(person.zone),
        subject=f"{THANKS}:{now}",
        due_at=now,
        window_ends_at=now + int(WINDOW.total_seconds() * 1000),
    )
