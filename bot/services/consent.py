"""What people agreed to: a newer version is asked for kindly, and nothing stops meanwhile.

The consent that was given stays in force until a newer one is given, or it is withdrawn.
"""

from dataclasses import dataclass

from bot.domain import welcome as rules
from bot.domain.errors import Stale
from bot.domain.people import CareLink, Person
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import audit, invites, people
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """What is to be agreed to anew; `version` is the one that is shown."""

    actor: Person
    link: CareLink
    therapist_name: str
    version: str
    is_given: bool


async def read_consent_page(office: Office, visitor: Visitor, client_id: int) -> ConsentPage:
    """Return what a caregiver agrees to for a client, as it stands now.

    Raises:
        NotAllowed: not their client.
    """
    return await office.db.read(lambda tx: _page(tx, office, visitor, client_id))


async def agree_again(
    office: Office, visitor: Visitor, client_id: int, version: str
) -> ConsentPage:
    """Agree to what was read; the same tap twice is one consent.

    Raises:
        NotAllowed: not their client. Stale: what is kept has changed since it was read.
    """
    if version != rules.CONSENT_VERSION:
        raise Stale("an older text")

    def change(tx: Tx) -> ConsentPage:
        page = _page(tx, office, visitor, client_id)
        if not page.is_given:
            now = office.now_ms()
            invites.renew_consent(tx, page.actor.id, client_id, version, page.actor.language, now)
            audit.record(
                tx, now, "agreed", person_id=page.actor.id, client_id=client_id, detail=version
            )
        return _page(tx, office, visitor, client_id)

    return await office.db.write(change)


async def agree_later(office: Office, visitor: Visitor, client_id: int) -> None:
    """Leave the question for another day.

    Raises:
        NotAllowed: not their client.
    """

    def change(tx: Tx) -> None:
        actor, _ = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
        today = office.today(actor.zone).isoformat()
        invites.put_off_consent(tx, actor.id, client_id, today)

    await office.db.write(change)


def asks_again(tx: Tx, office: Office, actor: Person, links: list[CareLink]) -> CareLink | None:
    """Return the first client whose consent is of an older version and not put off today."""
    if not links:
        return None
    today = office.today(actor.zone).isoformat()
    open_for = invites.to_renew(tx, actor.id, rules.CONSENT_VERSION, today)
    return next((link for link in links if link.client.id in open_for), None)


def _page(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> ConsentPage:
    actor, link = access.caregiver_of(tx, office, visitor.telegram_id, client_id)
    therapists = people.therapists_of(tx, client_id, office.now_ms())
    return ConsentPage(
        actor=actor,
        link=link,
        therapist_name=therapists[0].name if therapists else "",
        version=rules.CONSENT_VERSION,
        is_given=rules.CONSENT_VERSION in invites.consent_versions(tx, actor.id, client_id),
    )
