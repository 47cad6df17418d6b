"""What the practice reads about a worry, and how the family's own page looks by now.

Rendered at the last moment: whoever may not read it any more gets nothing.
"""

from bot.domain.people import Person
from bot.domain.worry import Tier
from bot.services import telling, worry_queue
from bot.services.office import Office
from bot.services.worry_page import page_of
from bot.store import clients, worries, worry_tellings
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import worry as page_view
from bot.views import worry_queue as queue_view
from bot.views.screen import Screen


def is_worry(delivery: Delivery) -> bool:
    """Say whether a delivery is about a worry."""
    kind = delivery.subject.partition(":")[0]
    return kind in (telling.NOTICE, telling.LATE_NOTICE, telling.PAGE)


def can_wait(tx: Tx, delivery: Delivery) -> bool:
    """Say whether it may wait for the end of the quiet hours: only what is not for today."""
    worry = worries.by_id(tx, _number(delivery))
    return worry is None or worry.tier is Tier.TELL


def screen(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Screen | None:
    """Return the message, or None when it is not for this person any more."""
    worry = worries.by_id(tx, _number(delivery))
    if worry is None:
        return None
    say = texts.say(person.language)
    kind = delivery.subject.partition(":")[0]
    if kind == telling.PAGE:
        page = page_of(tx, office, worry) if worry.person_id == person.id else None
        return page_view.page(say, page) if page else None
    gone = clients.by_id(tx, worry.client_id) is None
    if (
        gone
        or not person.is_therapist
        or not worry_tellings.may_read(tx, worry.id, person.id, office.now_ms())
    ):
        return None
    case = worry_queue.case_of(tx, office, person, worry)
    return queue_view.notice(say, case, is_late=kind == telling.LATE_NOTICE)


def _number(delivery: Delivery) -> int:
    return int(delivery.subject.partition(":")[2])
