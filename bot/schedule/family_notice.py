"""Messages that come of a family's own wishes: a lighter plan, and thanks among caregivers.

Rendered at the last moment: what was taken back since is not told.
"""

from collections.abc import Sequence
from datetime import date

from bot.domain.people import CareLink, Person
from bot.services import halving, thanks, week_load
from bot.services.office import Office
from bot.services.resting import title_of
from bot.store import halvings, load_answers, people, programs
from bot.store.database import Tx
from bot.store.deliveries import Delivery
from bot.store.thanks import Thanks
from bot.texts import Say
from bot.views import family_notice as view
from bot.views import thanks as thanks_view
from bot.views.screen import Screen

KINDS = (halving.NOTICE, week_load.NOTICE, thanks.NOTICE)


def is_ours(delivery: Delivery) -> bool:
    """Say whether a notice is one of these."""
    return delivery.subject.partition(":")[0] in KINDS


def screen(
    tx: Tx, office: Office, say: Say, delivery: Delivery, person: Person, link: CareLink
) -> Screen | None:
    """Return the message, or None when there is nothing left to tell."""
    if delivery.subject == thanks.NOTICE:
        given = thanks.to_tell(tx, person.id, link.client.id, delivery.due_at)
        return _thanked(tx, office, say, link, given) if given else None
    kind, number, rest = delivery.subject.split(":")
    about = people.by_id(tx, int(number))
    if kind == week_load.NOTICE:
        on = date.fromisoformat(rest)
        said = load_answers.newest_of(tx, about.id, link.client.id)
        return view.asks_for_less(say, link.client, about, [a for a in said if a.on <= on])
    found = halvings.by_id(tx, int(rest))
    if found is None or found.undone_at is not None:
        return None
    return view.halved(say, link.client, about, halving.titles_of(tx, office, found.id))


def _thanked(tx: Tx, office: Office, say: Say, link: CareLink, given: Sequence[Thanks]) -> Screen:
    found = [(one.name, programs.assignment(tx, one.assignment_id)) for one in given]
    lines = [(name, title_of(tx, office, one)) for name, one in found if one is not None]
    return thanks_view.thanked(say, link, tuple(dict.fromkeys(lines)))
