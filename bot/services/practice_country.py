"""The practice's country: it suggests numbers, and a move makes every number be confirmed anew."""

from typing import Final

from bot.catalog.worry_models import Country
from bot.domain.errors import Invalid
from bot.domain.people import Person
from bot.domain.practice import NumberSetting, Setting
from bot.services.office import Office, Visitor
from bot.services.practice import PracticePage, admin, keep, page_of, practice_of
from bot.store import drafts
from bot.store import practice as store
from bot.store.database import Tx

#: A country for which nothing can be suggested.
ELSEWHERE: Final = "ZZ"


async def set_country(office: Office, visitor: Visitor, country: str) -> PracticePage:
    """Set the country: its numbers fill what is empty, as suggestions.

    A practice that moves to another country has to confirm every number anew.

    Raises:
        NotAllowed: not an administrator. Invalid: no such country.
    """
    known = office.worries.countries.get(country)
    if known is None and country != ELSEWHERE:
        raise Invalid("practice_country", value=country)

    def change(tx: Tx) -> PracticePage:
        actor = admin(tx, office, visitor)
        drafts.take_expected(tx, actor.id, visitor.receipt)
        before = practice_of(tx, office).value(Setting.COUNTRY)
        if before != country:
            keep(tx, office, actor, Setting.COUNTRY, country, confirmed=True)
            _suggest(tx, office, actor, known, moved=before is not None)
        return page_of(tx, office, visitor)

    return await office.db.write(change)


def _suggest(
    tx: Tx, office: Office, actor: Person, country: Country | None, *, moved: bool
) -> None:
    suggested = {
        Setting.EMERGENCY: country.emergency if country else None,
        Setting.CRISIS: country.crisis if country else None,
    }
    kept = practice_of(tx, office).kept
    for setting in map(Setting, NumberSetting):
        number = suggested.get(setting)
        if number is not None and (moved or setting not in kept):
            keep(tx, office, actor, setting, number, confirmed=False)
        if moved:
            store.doubt(tx, setting)
