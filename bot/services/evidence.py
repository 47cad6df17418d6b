"""Gathers what the signs are read from, for a whole caseload at once, within one transaction."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.kindness import QUIET
from bot.domain.patterns import LOAD_DAYS, QUIET_DAYS, WEEK, WINDOW_DAYS, Evidence, review_due
from bot.domain.rhythm import local_date
from bot.services.office import Office
from bot.store import check_ins, looking, messages
from bot.store.database import Tx
from bot.store.looking import Joined, Running

#: "Heavy twice" looks at the answer before the newest, too.
LOADS_BACK: Final = LOAD_DAYS + 2 * WEEK


def evidence_of(
    tx: Tx, office: Office, clients: Collection[int], today: date, zone: str
) -> dict[int, Evidence]:
    """Return what is known about each client, as of a local date.

    Args:
        tx: the transaction; whoever asks is their therapist.
        office: for the time.
        clients: their ids; () asks nothing.
        today: the therapist's local date.
        zone: the therapist's, for the instants at which somebody joined.
    """
    if not clients:
        return {}
    running = looking.running(tx, clients, today)
    answers = looking.telling_answers(tx, clients, today - timedelta(days=WINDOW_DAYS - 1))
    latest = looking.answered_since(tx, clients, today - timedelta(days=QUIET_DAYS - 1))
    joined = looking.joined(tx, clients, office.now_ms())
    loads = looking.loads(tx, clients, today - timedelta(days=LOADS_BACK))
    looks = looking.looks(tx, clients)
    found = {}
    for client in clients:
        cards, circle = running.get(client, []), joined.get(client, [])
        since = None
        if client not in latest and expects_answers(cards, circle, today):
            since = _last_sign(tx, client, cards, circle, today, zone)
        found[client] = Evidence(
            answers.get(client, {}), loads.get(client, {}), since, looks.get(client)
        )
    return found


def reviews_of(tx: Tx, clients: Collection[int], today: date) -> dict[int, date]:
    """Return the day of the review of each client who is due one."""
    if not clients:
        return {}
    running = looking.running(tx, clients, today)
    set_days = looking.reviews(tx, clients)
    found = {}
    for client in clients:
        ends = [one.ends_on for one in running.get(client, [])]
        due = review_due(set_days.get(client), ends, today)
        if due is not None:
            found[client] = due
    return found


def expects_answers(cards: Sequence[Running], circle: Sequence[Joined], today: date) -> bool:
    """Say whether a card goes on and somebody gets it: a rest that a family chose is no silence."""
    goes_on = any(
        one.starts_on <= today and (one.ends_on is None or one.ends_on >= today) for one in cards
    )
    awake = any(
        one.paused_until is None or one.paused_until <= today or one.paused_why == QUIET
        for one in circle
    )
    return goes_on and awake


def _last_sign(
    tx: Tx,
    client: int,
    cards: Sequence[Running],
    circle: Sequence[Joined],
    today: date,
    zone: str,
) -> date:
    """Return since when nothing has been heard: it begins with the first card and caregiver."""
    begun = min(one.starts_on for one in cards)
    came = min(local_date(from_epoch_ms(one.started_at), zone) for one in circle)
    back = [
        one.paused_until
        for one in circle
        if one.paused_until is not None and one.paused_until <= today and one.paused_why != QUIET
    ]
    answered = check_ins.last_date_of(tx, client)
    wrote = messages.last_of_family(tx, client)
    signs = [begun, came, *back]
    if answered is not None:
        signs.append(answered)
    if wrote is not None:  # whoever writes is not silent
        signs.append(local_date(from_epoch_ms(wrote), zone))
    return min(max(signs), today)
