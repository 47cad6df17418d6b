"""Whether the load question belongs on a caregiver's bedtime card: once a week, never by itself."""

from datetime import date, timedelta
from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.people import CareLink, Person, Role
from bot.domain.rhythm import Slot, local_date
from bot.domain.weekly_load import asked_day
from bot.store import load_answers, sent_cards
from bot.store.database import Tx

#: Whoever came a few days ago has no week to look back on.
SETTLED_AFTER: Final = timedelta(days=4)


def evening_to_ask(tx: Tx, actor: Person, link: CareLink, on: date, today: date) -> date | None:
    """Return the evening that the question on today's bedtime card belongs to, if it is due.

    An evening whose card was not sent, because all was answered, say, is asked about on one of
    the next two. What was asked and left open stays open.
    """
    evening = asked_day(actor.load_day, today) if on == today else None
    if evening is None or link.role is Role.SCHOOL:
        return None
    began = local_date(from_epoch_ms(link.started_at), actor.zone)
    if evening - began < SETTLED_AFTER:
        return None
    client = link.client.id
    if load_answers.was_answered(tx, actor.id, client, evening):
        return None
    was_asked = evening < today and sent_cards.was_sent_between(
        tx, actor.id, client, Slot.BEDTIME, evening, today - timedelta(days=1)
    )
    return None if was_asked else evening
