"""What the practice decides, by its administrators alone; who and when is kept for each.

A number that somebody typed or a country suggests is not confirmed yet: until an administrator
stands for it, families read the general words (brief 8.1).
"""

from dataclasses import dataclass
from typing import Final

from bot.catalog.models import fingerprint
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.people import Person, clean_name
from bot.domain.practice import (
    NAME_LIMIT,
    ContactSetting,
    NumberSetting,
    Practice,
    Setting,
    clean_number,
)
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import audit, drafts, people
from bot.store import practice as store
from bot.store.database import Tx

PENDING: Final = "practice"


@dataclass(frozen=True, slots=True)
class PracticePage:
    """The settings as an administrator sees them; names of people by their id."""

    actor: Person
    practice: Practice
    names: dict[int, str]
    therapists: tuple[tuple[int, str], ...]
    wording: str


def practice_of(tx: Tx, office: Office) -> Practice:
    """Return the practice's settings, within a transaction."""
    return Practice(store.everything(tx), office.default_zone)


def seal(value: str) -> str:
    """Return a short mark of a value, so that what is confirmed is what was on the screen."""
    return fingerprint(value)[:8]


async def read_practice(office: Office, visitor: Visitor) -> PracticePage:
    """Return the settings.

    Raises:
        NotAllowed: not an administrator.
    """
    return await office.db.read(lambda tx: page_of(tx, office, visitor))


async def set_name(office: Office, visitor: Visitor, name: str) -> PracticePage:
    """Set what families read as the practice's name.

    Raises:
        NotAllowed: not an administrator. Invalid: nothing to read in it.
    """
    clean = clean_name(name, NAME_LIMIT)
    if not clean:
        raise Invalid("practice_name")
    return await set_value(office, visitor, Setting.NAME, clean, confirmed=True)


async def set_number(
    office: Office, visitor: Visitor, number: NumberSetting, text: str
) -> PracticePage:
    """Set a phone number, to be confirmed; the number that stands there already stays as it is.

    Raises:
        NotAllowed: not an administrator. Invalid: nothing to dial in it.
    """
    clean = clean_number(text)
    if clean is None:
        raise Invalid("practice_number")
    return await set_value(office, visitor, Setting(number), clean, confirmed=False)


async def confirm(
    office: Office, visitor: Visitor, number: NumberSetting, mark: str
) -> PracticePage:
    """Stand for a number; from now on families read it.

    Raises:
        NotAllowed: not an administrator. Stale: it is another number by now, or none.
    """

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        kept = practice_of(tx, office).kept.get(Setting(number))
        if kept is None or seal(kept.value) != mark:
            raise Stale("another number")
        if not kept.is_confirmed:
            now = office.now_ms()
            store.confirm(tx, Setting(number), actor.id, now)
            audit.record(
                tx, now, f"practice {number} confirmed", person_id=actor.id, detail=kept.value
            )
        return page_of(tx, office, visitor)

    return await office.db.write(change)


async def confirm_wording(office: Office, visitor: Visitor, revision: str) -> PracticePage:
    """Stand for the wording of the safety texts.

    Raises:
        NotAllowed: not an administrator. Stale: the texts are others by now.
    """
    if revision != office.worries.revision:
        raise Stale("other texts")
    return await set_value(office, visitor, Setting.WORDING, revision, confirmed=True)


async def clear(office: Office, visitor: Visitor, setting: Setting) -> PracticePage:
    """Leave a setting empty again.

    Raises:
        NotAllowed: not an administrator.
    """

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        forget(tx, office, actor, setting)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


async def await_value(office: Office, visitor: Visitor, setting: Setting) -> PracticePage:
    """Take the next typed text, within two hours, as a setting's value.

    Raises:
        NotAllowed: not an administrator.
    """

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        expect(tx, office, actor.id, PENDING, setting)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


# -- for the other settings ---------------------------------------------------------------------


async def set_value(
    office: Office, visitor: Visitor, setting: Setting, value: str, *, confirmed: bool
) -> PracticePage:
    """Keep a value that was checked before.

    Raises:
        NotAllowed: not an administrator.
    """

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        keep(tx, office, actor, setting, value, confirmed=confirmed)
        drafts.take_expected(tx, actor.id, visitor.receipt)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


def admin(tx: Tx, office: Office, visitor: Visitor) -> Person:
    """Return the administrator that this is.

    Raises:
        NotAllowed: not one, or suspended.
    """
    actor = access.therapist(tx, office, visitor.telegram_id)
    if not actor.is_admin:
        raise NotAllowed("not an administrator")
    return actor


def keep(
    tx: Tx, office: Office, actor: Person, setting: Setting, value: str, *, confirmed: bool
) -> None:
    """Write a value down; the same value again changes nothing, not even who confirmed it."""
    if practice_of(tx, office).value(setting) == value:
        return
    now = office.now_ms()
    store.put(tx, setting, value, actor.id, now, confirmed=confirmed)
    audit.record(tx, now, f"practice {setting}", person_id=actor.id, detail=value)


def forget(tx: Tx, office: Office, actor: Person, setting: Setting) -> None:
    """Leave a setting empty again."""
    if store.drop(tx, setting):
        audit.record(tx, office.now_ms(), f"practice {setting}", person_id=actor.id, detail="")


def page_of(tx: Tx, office: Office, visitor: Visitor) -> PracticePage:
    """Return the settings, within a transaction."""
    actor = admin(tx, office, visitor)
    practice = practice_of(tx, office)
    named = {kept.confirmed_by for kept in practice.kept.values() if kept.confirmed_by}
    named |= {one for one in map(practice.person, ContactSetting) if one}
    names = {one: people.by_id(tx, one).name for one in named}
    therapists = tuple(store.therapists(tx))
    return PracticePage(actor, practice, names, therapists, office.worries.revision)
