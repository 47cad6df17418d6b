"""Reads a day as people type it: sunday, tomorrow, in 3 days, 17.1., 17 jan, 2027-01-17."""

import re
from datetime import date, timedelta
from typing import Final

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def parse_day(text: str, today: date) -> date | None:
    """Return the date that was meant, the next one from today on; None when it is none.

    A weekday is the next of its name, today included; a date without a year is the next one.
    """
    said = re.sub(r"\b(on|until|till|by|the|next)\b|,", " ", text.casefold())
    said = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", " ".join(said.split()))
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    ahead = re.fullmatch(r"in (\d{1,3}) (days?|weeks?)", said, re.ASCII)
    if ahead is not None:
        return today + timedelta(days=int(ahead[1]) * (7 if ahead[2].startswith("w") else 1))
    fitting = [n for n, name in enumerate(_WEEKDAYS) if len(said) >= 3 and name.startswith(said)]
    if len(fitting) == 1:
        return today + timedelta(days=(fitting[0] - today.weekday()) % 7)
    return _dated(said, today)


def _dated(said: str, today: date) -> date | None:
    whole = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    if whole is not None:
        return _date(int(whole[1]), int(whole[2]), int(whole[3]))
    short = re.fullmatch(r"(\d{1,2})\.? ?(\d{1,2}|[a-z]{3,9})\.? ?(\d{4})?", said, re.ASCII)
    other = re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?: (\d{4}))?", said, re.ASCII)
    if other is not None:
        day, month, year = int(other[2]), _month(other[1]), other[3]
    elif short is not None and (short[2].isalpha() or "." in said):
        day, month, year = int(short[1]), _month(short[2]), short[3]
    else:
        return None
    if year is not None:
        return _date(int(year), month, day)
    this = _date(today.year, month, day)
    return this if this is not None and this >= today else _date(today.year + 1, month, day)


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    fitting = [n for n, name in enumerate(MONTHS, 1) if name.startswith(said)]
    return fitting[0] if len(fitting) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
