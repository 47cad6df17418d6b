"""What a delivery says, with the data of the moment of sending.

What was answered, paused or ended since it was planned is left out; nothing left, nothing sent.
"""

from dataclasses import dataclass

from bot.domain.people import CAREGIVER_ROLES, CareLink, Person
from bot.domain.rhythm import Slot
from bot.services import cards
from bot.services.cards import DayItem
from bot.services.office import Office
from bot.services.timing import is_paused
from bot.store import deliveries, invites, people, programs, worries
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import day as day_view
from bot.views import notice as notice_view
from bot.views.screen import Screen


@dataclass(frozen=True, slots=True)
class Ready:
    """A message to send now."""

    delivery: Delivery
    chat_id: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class Skip:
    """A delivery that is not sent, and why."""

    delivery: Delivery
    reason: str


def render(tx: Tx, office: Office, texts: Texts, delivery: Delivery) -> Ready | Skip:
    """Return the message of a delivery, or why there is none."""
    person = people.by_id(tx, delivery.person_id)
    link = people.link(tx, person.id, delivery.client_id)
    if office.now_ms() >= delivery.window_ends_at:
        return Skip(delivery, "late")
    if not person.is_reachable:
        return Skip(delivery, "unreachable")
    if link is None:
        return Skip(delivery, "no longer linked")
    if delivery.slot == deliveries.NOTICE:
        return _notice(tx, office, texts, delivery, person, link)
    return _reminder(tx, office, texts, delivery, person, link)


def _reminder(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person, link: CareLink
) -> Ready | Skip:
    if link.role not in CAREGIVER_ROLES or not invites.has_consent(tx, person.id, link.client.id):
        return Skip(delivery, "no consent")
    on = delivery.local_date
    if is_paused(link, on):
        return Skip(delivery, "paused")
    slot = Slot(delivery.slot)
    day = cards.day_of(tx, office, person, link, on)
    items = [i for i in day.items if slot is Slot.BEDTIME or i.assignment.slot is slot]
    unanswered = [item for item in items if item.answer is None]
    if not unanswered:
        return Skip(delivery, "nothing left")
    opening = on.toordinal() + person.id
    only = None
    if len(unanswered) == 1:
        items = unanswered
        only = cards.card_of(tx, office, person, link, items[0].assignment, on)
    screen = day_view.reminder(texts.say(person.language), day, slot, items, opening, only)
    return Ready(delivery, person.telegram_id, screen)


def _notice(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person, link: CareLink
) -> Ready | Skip:
    kind, _, number = delivery.subject.partition(":")
    worry = worries.by_id(tx, int(number)) if kind == "worry" else None
    if worry is None or worry.assignment_id is None:
        return Skip(delivery, "nothing left")
    assignment = programs.assignment(tx, worry.assignment_id)
    if assignment is None:
        return Skip(delivery, "nothing left")
    item = DayItem(assignment, cards.activity_of(tx, office, assignment), None)
    told_by = people.by_id(tx, worry.person_id)
    say = texts.say(person.language)
    screen = notice_view.worry(say, person, link.client, item, told_by, worry.created_at)
    return Ready(delivery, person.telegram_id, screen)
