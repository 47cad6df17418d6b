"""The first thing on every contact that is not a tap on a card: who is this, and what is theirs."""

from dataclasses import dataclass, replace

from bot.domain.people import CareLink, Person, clean_name
from bot.domain.practice import Practice
from bot.services import access
from bot.services.consent import asks_again
from bot.services.notices import lose_touch
from bot.services.office import Office, Visitor
from bot.store import drafts, people
from bot.store import practice as store
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came; `actor` is None for somebody we do not know."""

    actor: Person | None
    cares_for: tuple[CareLink, ...] = ()
    caseload: tuple[CareLink, ...] = ()
    open_draft: str | None = None
    #: A client whose program asks this caregiver to agree anew: what is kept has changed.
    to_agree: CareLink | None = None


async def meet(office: Office, visitor: Visitor) -> Arrival:
    """Find the person; an admin is a therapist at first contact. Strangers are not recorded."""
    return await office.db.write(lambda tx: arrive(tx, office, visitor))


def arrive(tx: Tx, office: Office, visitor: Visitor) -> Arrival:
    """Do what `meet` does, within a transaction."""
    known = people.by_telegram_id(tx, visitor.telegram_id)
    if known is None and visitor.telegram_id in office.admin_ids:
        known = add_person(tx, office, visitor)
    if known is None:
        return Arrival(None)
    if visitor.telegram_id in office.admin_ids and not known.is_therapist:
        people.make_therapist(tx, known.id, office.now_ms())
    if not known.is_reachable:  # whoever writes can be written to, whatever we were told before
        people.set_reachable(tx, visitor.telegram_id, why_not=None, now=office.now_ms())
    name = clean_name(visitor.name)
    if name and name != known.name:
        people.set_name(tx, known.id, name)
    actor = replace(access.person(tx, office, visitor.telegram_id), name=name or known.name)
    draft = drafts.latest(tx, actor.id)
    cares_for = access.care_links(tx, office, actor)
    return Arrival(
        actor,
        tuple(cares_for),
        tuple(access.caseload(tx, office, actor)),
        draft.kind if draft else None,
        asks_again(tx, office, actor, cares_for),
    )


def add_person(tx: Tx, office: Office, visitor: Visitor) -> Person:
    """Write down somebody new, in the language of their phone if we speak it."""
    base = visitor.language.lower().split("-")[0]
    language = base if base in office.languages else office.default_language
    name = clean_name(visitor.name) or "?"
    return people.add(tx, visitor.telegram_id, name, language, office.default_zone, office.now_ms())


async def set_reachable(office: Office, telegram_id: int, *, why_not: str | None) -> None:
    """Record that somebody blocked or unblocked the bot: blocked is blocked."""

    def change(tx: Tx) -> None:
        if why_not is None:
            people.set_reachable(tx, telegram_id, why_not=None, now=office.now_ms())
        else:
            lose_touch(tx, office, telegram_id, why_not)

    await office.db.write(change)


async def practice_name(office: Office) -> str | None:
    """Return the practice's name, as families read it."""
    return await office.db.read(lambda tx: Practice(store.everything(tx), office.default_zone).name)


async def language_of(office: Office, telegram_id: int) -> str | None:
    """Return the language of somebody we know."""
    found = await office.db.read(lambda tx: people.by_telegram_id(tx, telegram_id))
    return found.language if found else None
