"""When cards usually come, as the practice suggests it; a family's own wish always counts."""

from typing import Final

from bot.domain.errors import Invalid
from bot.domain.practice import Setting
from bot.services.office import Office, Visitor
from bot.services.practice import PracticePage, practice_of, set_value

TIMES: Final = (Setting.MORNING, Setting.AFTERNOON, Setting.BEDTIME)


async def set_usual_time(
    office: Office, visitor: Visitor, setting: Setting, minute: int
) -> PracticePage:
    """Suggest a time (minute of the local day) to families who join from now on.

    Raises:
        NotAllowed: not an administrator. Invalid: no such time.
    """
    if setting not in TIMES or not 0 <= minute < 24 * 60:
        raise Invalid("time", value=minute)
    return await set_value(office, visitor, setting, str(minute), confirmed=True)


async def usual_times(office: Office) -> dict[Setting, int]:
    """Return the times that the practice suggests."""
    practice = await office.db.read(lambda tx: practice_of(tx, office))
    found = {one: practice.minute(one) for one in TIMES}
    return {one: minute for one, minute in found.items() if minute is not None}
