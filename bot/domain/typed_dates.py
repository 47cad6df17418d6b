"""Local dates as people type them: 2027-01-20, 20.1., 20/1/2027, 20 Jan, Jan 20; one or two.

The day stands before the month where both are numbers. A year that is left out is the next time
that date comes; the second date comes after the first.
"""

import re
from datetime import date, timedelta
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST: Final = 60
_NAMES: Final = "|".join(MONTHS)
_ISO: Final = r"(?P<y0>\d{4})-(?P<m0>\d{1,2})-(?P<d0>\d{1,2})"
_NUMBERS: Final = r"(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})(?:[./](?P<y1>\d{4})?)?"
_WORDS: Final = rf"(?P<d2>\d{{1,2}})\.?\s*(?P<m2>{_NAMES})[a-z]*\.?(?:\s+(?P<y2>\d{{4}}))?"
_TURNED: Final = rf"(?P<m3>{_NAMES})[a-z]*\.?\s+(?P<d3>\d{{1,2}})(?:,?\s+(?P<y3>\d{{4}}))?"
_DATE: Final = re.compile(rf"(?:{_ISO}|{_NUMBERS}|{_WORDS}|{_TURNED})(?!\d)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:-|\u2013|\u2014|to|until|till|,)?\s*", re.IGNORECASE)


def parse_span(text: str, today: date) -> tuple[date, date] | None:
    """Read a first and a last date, or one date that is both.

    Returns:
        Both dates in the order they were typed, or None when it is anything else.
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    first = _DATE.match(words)
    if first is None:
        return None
    begin = _day(first, today)
    rest = words[first.end() :]
    if not rest:
        return None if begin is None else (begin, begin)
    between = _BETWEEN.match(rest)
    second = _DATE.fullmatch(rest, between.end() if between else 0)
    if begin is None or second is None:
        return None
    end = _day(second, begin)
    return None if end is None else (begin, end)


def _day(found: re.Match[str], not_before: date) -> date | None:
    kind = next(n for n in range(4) if found[f"d{n}"] is not None)
    year, month, day = found[f"y{kind}"], found[f"m{kind}"], int(found[f"d{kind}"])
    number = int(month) if month.isdigit() else MONTHS.index(month.lower()) + 1
    years = [int(year)] if year else [not_before.year, not_before.year + 1]
    for one in years:
        try:
            there = date(one, number, day)
        except ValueError:
            continue
        if year or there >= not_before:
            return there
    return None


def next_monday(today: date) -> date:
    """Return the Monday after a date."""
    return today + timedelta(days=7 - today.weekday())
