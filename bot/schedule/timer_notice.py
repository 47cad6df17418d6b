"""A quiet timer as it goes out, and as it looks at each quarter; and the sound that was wished for.

It comes when it was asked for, also in the quiet hours; who may not see the card gets none.
"""

from bot.domain.errors import Declined
from bot.domain.people import Person
from bot.services.office import Office
from bot.services.quiet_timers import page_of
from bot.store import timers
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import timer as view
from bot.views.screen import Screen


def is_timer(delivery: Delivery) -> bool:
    """Say whether a delivery is a timer, or the sound at its end."""
    return delivery.subject.partition(":")[0] in (timers.TIMER, timers.BELL)


def screen(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> tuple[Screen, int | None] | None:
    """Return what to show and when it looks different (UTC epoch ms); None for nobody's."""
    say = texts.say(person.language)
    kind, _, rest = delivery.subject.partition(":")
    found = timers.by_id(tx, int(rest.partition(":")[0])) if kind == timers.BELL else delivery
    if found is None:
        return None
    try:
        page = page_of(tx, office, person, found)
    except Declined:
        return None
    if kind == timers.BELL:
        return view.bell(say), None
    return view.timer(say, page), page.timer.next_look(page.now)
