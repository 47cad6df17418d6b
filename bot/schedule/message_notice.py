"""A message as it goes out, and the writer's page that shows how far it has come.

Rendered at the last moment: changed words go as they are by then, and whoever has left gets none.
"""

from bot.domain.people import Person
from bot.services import talking_marks, talking_pages
from bot.services.office import Office
from bot.store import messages, people
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.texts import Texts
from bot.views import letter as letter_view
from bot.views import message as view
from bot.views.screen import Screen


def is_message(delivery: Delivery) -> bool:
    """Say whether a delivery is a message, or the page about one."""
    return delivery.subject.partition(":")[0] in (talking_marks.NOTICE, talking_pages.PAGE)


def screen(
    tx: Tx, office: Office, texts: Texts, delivery: Delivery, person: Person
) -> Screen | None:
    """Return what to show, or None when it is not for this person any more."""
    kind, _, number = delivery.subject.partition(":")
    one = messages.by_id(tx, int(number))
    link = people.link(tx, person.id, delivery.client_id, office.now_ms())
    if one is None or link is None or not talking_pages.may_talk(tx, person, link):
        return None
    say = texts.say(person.language)
    if kind == talking_marks.NOTICE:
        return letter_view.letter(say, talking_pages.letter_of(tx, office, person, one))
    return view.sent(say, talking_pages.sent_of(tx, office, person, link, one.head_id))
