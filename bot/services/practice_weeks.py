"""How long a new assignment runs where nobody says otherwise, as the practice likes it."""

from bot.domain.errors import Invalid
from bot.domain.practice import Setting
from bot.domain.program import MOST_WEEKS
from bot.services.office import Office, Visitor
from bot.services.practice import PracticePage, practice_of, set_value
from bot.store.database import Tx


async def set_usual_weeks(office: Office, visitor: Visitor, weeks: int) -> PracticePage:
    """Let new assignments run for so many weeks; what is assigned already stays as it is.

    Raises:
        NotAllowed: not an administrator. Invalid: less than one week, or more than a year.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid("weeks", least=1, most=MOST_WEEKS)
    return await set_value(office, visitor, Setting.WEEKS, str(weeks), confirmed=True)


def usual_weeks(tx: Tx, office: Office) -> int:
    """Return for how many weeks a new assignment runs, within a transaction."""
    return practice_of(tx, office).weeks
