"""Which command menu somebody sees: by what they are here, as the records say it at this moment."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Person
from bot.services import access
from bot.services.office import Office
from bot.store import people, staff
from bot.store.database import Tx


class Standing(StrEnum):
    """What somebody is here."""

    STRANGER = "stranger"
    CAREGIVER = "caregiver"
    THERAPIST = "therapist"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Menu:
    """What somebody is, and which menu stands in their chat (`shown`, the handlers' own words)."""

    person: Person
    standing: Standing
    shown: str | None


async def read_menu(office: Office, telegram_id: int) -> Menu | None:
    """Return what somebody is, or None for somebody we do not know."""

    def ask(tx: Tx) -> Menu | None:
        if people.by_telegram_id(tx, telegram_id) is None:
            return None
        who = access.person(tx, office, telegram_id)
        return Menu(who, _standing(tx, office, who), staff.menu_of(tx, who.id))

    return await office.db.read(ask)


async def note_menu(office: Office, person_id: int, shown: str) -> None:
    """Note which menu stands in somebody's chat now."""
    await office.db.write(lambda tx: staff.note_menu(tx, person_id, shown))


def _standing(tx: Tx, office: Office, who: Person) -> Standing:
    if who.is_therapist:
        return Standing.ADMIN if who.is_admin else Standing.THERAPIST
    return Standing.CAREGIVER if access.care_links(tx, office, who) else Standing.STRANGER
