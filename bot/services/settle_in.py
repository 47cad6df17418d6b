"""A person's own settings and leaving: language, what is kept, withdrawing consent."""

from dataclasses import dataclass

from bot.domain import zones
from bot.domain.errors import Invalid, NotAllowed
from bot.domain.people import CareLink, Person
from bot.services import access, planning, timing
from bot.services.ends import follow_zone
from bot.services.office import Office, Visitor
from bot.services.turning_back import drop_welcome
from bot.store import audit, invites, people, reminders
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What somebody may change about themselves; consents as (link, UTC epoch ms)."""

    actor: Person
    consents: tuple[tuple[CareLink, int], ...]


async def read_settings_of(office: Office, visitor: Visitor) -> OwnSettings:
    """Return a person's own settings.

    Raises:
        NotAllowed: nobody we know.
    """
    return await office.db.read(lambda tx: _settings(tx, office, visitor))


async def set_language(office: Office, visitor: Visitor, language: str) -> OwnSettings:
    """Set the language a person reads.

    Raises:
        Invalid: the interface does not ship in it. NotAllowed: nobody we know.
    """
    if language not in office.languages:
        raise Invalid("language", value=language)

    def change(tx: Tx) -> OwnSettings:
        actor = access.person(tx, office, visitor.telegram_id)
        people.set_language(tx, actor.id, language)
        return _settings(tx, office, visitor)

    return await office.db.write(change)


async def set_zone(office: Office, visitor: Visitor, zone: str) -> Person:
    """Set a person's zone; their reminders keep their local times.

    Raises:
        Invalid: no such zone. NotAllowed: nobody we know.
    """
    if not zones.is_zone(zone):
        raise Invalid("zone", value=zone)

    def change(tx: Tx) -> Person:
        actor = access.person(tx, office, visitor.telegram_id)
        planning.catch_up(tx, actor.id, office.now_ms())
        people.set_zone(tx, actor.id, zone)
        follow_zone(tx, actor.id, zone, office.now_ms())
        for reminder in reminders.of_person(tx, actor.id):
            timing.reschedule(tx, office, reminder)
        return access.person(tx, office, visitor.telegram_id)

    return await office.db.write(change)


async def withdraw(office: Office, visitor: Visitor, client_id: int) -> OwnSettings:
    """Withdraw consent for a client: all sends stop at once, access ends, records stay.

    Raises:
        NotAllowed: not their client.
    """

    def change(tx: Tx) -> OwnSettings:
        actor, _ = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        now = office.now_ms()
        invites.withdraw_consent(tx, actor.id, client_id, now)
        timing.stop_all(tx, actor.id, client_id, "consent withdrawn")
        people.end_link(tx, client_id, actor.id, now)
        drop_welcome(tx, actor.id, client_id)
        audit.record(tx, now, "left", person_id=actor.id, client_id=client_id)
        return _settings(tx, office, visitor)

    return await office.db.write(change)


async def read_consent(office: Office, visitor: Visitor, client_id: int) -> CareLink:
    """Return the link that withdrawing would end.

    Raises:
        NotAllowed: not their client.
    """
    return await office.db.read(
        lambda tx: access.caregiver_of(tx, office, visitor.telegram_id, client_id)[1]
    )


def _settings(tx: Tx, office: Office, visitor: Visitor) -> OwnSettings:
    actor = access.person(tx, office, visitor.telegram_id)
    consents = []
    for link in access.care_links(tx, office, actor):
        given_at = invites.consent_given_at(tx, actor.id, link.client.id)
        if given_at is None:
            raise NotAllowed("no consent")
        consents.append((link, given_at))
    return OwnSettings(actor, tuple(consents))
