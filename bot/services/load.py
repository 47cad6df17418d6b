"""How full a client's program is, as it stands and with what is about to be added.

The numbers are a therapist's to weigh: the load guard warns, and never forbids.
"""

from collections.abc import Iterable
from datetime import date

from bot.catalog import Activity
from bot.domain.load import Load, Piece, load_of
from bot.domain.program import Status
from bot.domain.rhythm import Weekdays
from bot.services.cards import activity_of
from bot.services.office import Office
from bot.store import programs
from bot.store.database import Tx


def piece(
    office: Office,
    activity: Activity,
    weekdays: Weekdays,
    starts_on: date,
    ends_on: date | None = None,
    minutes: int | None = None,
) -> Piece:
    """Return what an activity asks; `minutes` is what a therapist set in place of the card's."""
    area = office.catalog.areas.get(activity.area)
    return Piece(
        activity.id,
        minutes or activity.minutes,
        len(weekdays.days),
        area is None or not area.happens_anyway,
        starts_on,
        ends_on,
    )


def load_with(
    tx: Tx,
    office: Office,
    client_id: int,
    today: date,
    adding: Iterable[Piece] = (),
    *,
    without: Iterable[int] = (),
) -> Load:
    """Return the load of a client's program, within a transaction that has authorised the actor.

    Args:
        tx: the transaction.
        office: the desk.
        client_id: whose program it is.
        today: the local date that counts.
        adding: what is about to be assigned.
        without: ids of assignments that `adding` takes the place of.
    """
    every = programs.all_assignments_of(tx, client_id)
    left_out = set(without)
    pieces = [
        piece(office, activity_of(tx, office, a), a.weekdays, a.starts_on, a.ends_on, a.minutes)
        for a in every
        if a.status_on(today) is Status.ACTIVE and a.id not in left_out
    ]
    begun_on = min((a.starts_on for a in every), default=None)
    return load_of([*pieces, *adding], today, begun_on)
