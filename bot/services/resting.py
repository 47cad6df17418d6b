"""Which cards rest after a worry, and how they come back: by a therapist, one by one.

A card is never left running because its text cannot be read: what is not known rests as well.
"""

from bot.domain.people import Person
from bot.domain.program import Assignment, Place, Status
from bot.domain.worry import WORRY, Rest, Worry, kept_when_halved
from bot.services.cards import activity_of
from bot.services.office import Office
from bot.services.timing import OPEN_END
from bot.store import halvings, people, programs, worry_rests
from bot.store.database import Tx


def rest_cards(tx: Tx, office: Office, worry: Worry, rest: Rest) -> None:
    """Pause what a worry asks for; what another worry paused is held by this one, too."""
    for one in programs.assignments_of(tx, worry.client_id):
        card = _kind(tx, office, one)
        at_hand = one.id == worry.assignment_id
        if card is None:
            wanted = rest != Rest()
        else:
            area, codes = card
            wanted = rest.takes(at_hand=at_hand, card=one.activity_id, area=area, codes=codes)
        if wanted:
            pause_card(tx, office, worry, one)


def pause_card(tx: Tx, office: Office, worry: Worry, one: Assignment) -> None:
    """Pause an assignment because of a worry."""
    if one.status is Status.ACTIVE or one.paused_until is not None:
        # A rest that would have ended by itself is the worry's from now on.
        programs.set_status(tx, one.id, Status.PAUSED, WORRY, office.now_ms())
    elif not worry_rests.is_held(tx, one.id) and not halvings.rests(tx, one.id):
        return  # a therapist paused it for a reason of their own
    worry_rests.add(tx, worry.id, one.id)


def halve(
    tx: Tx, office: Office, worry: Worry, *, keep_one: bool, school_only: bool = False
) -> None:
    """Pause the active cards of a plan but one, or all; `school_only`: those of school alone."""
    today = office.today(people.by_id(tx, worry.person_id).zone)
    active = [
        a
        for a in programs.assignments_of(tx, worry.client_id)
        if a.status_on(today) is Status.ACTIVE and (a.place is Place.SCHOOL or not school_only)
    ]
    areas = [(a.id, (_kind(tx, office, a) or ("", ()))[0]) for a in active]
    stays = kept_when_halved(areas) if keep_one else None
    for one in active:
        if one.id != stays:
            pause_card(tx, office, worry, one)


def stop_reminders(tx: Tx, person: Person, client_ids: list[int]) -> None:
    """Let a person's reminders rest until they let them come again."""
    for client_id in client_ids:
        people.set_pause(tx, client_id, person.id, OPEN_END.isoformat(), WORRY)


def titles(tx: Tx, office: Office, worry_id: int) -> tuple[tuple[int, str, bool], ...]:
    """Return what a worry rested: (assignment, title, whether it is still to come back)."""
    found = []
    for assignment_id, rests in worry_rests.rested_by(tx, worry_id):
        one = programs.assignment(tx, assignment_id)
        if one is not None:
            found.append((assignment_id, title_of(tx, office, one), rests))
    return tuple(found)


def title_of(tx: Tx, office: Office, one: Assignment) -> str:
    """Return a card's title, or its id when its text cannot be read."""
    try:
        return activity_of(tx, office, one).title
    except (LookupError, ValueError):
        return one.activity_id


def _kind(tx: Tx, office: Office, one: Assignment) -> tuple[str, tuple[str, ...]] | None:
    """Return a card's area and safety codes, from what was assigned or from the library."""
    try:
        activity = activity_of(tx, office, one)
    except (LookupError, ValueError):
        known = office.catalog.activities.get(one.activity_id)
        return (known.area, known.safe) if known else None
    return activity.area, activity.safe
