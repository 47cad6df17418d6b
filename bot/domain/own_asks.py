"""What is asked about a new activity, in which order, and how much each answer holds."""

from enum import StrEnum
from typing import Final

STEPS_AT_MOST: Final = 12
ENTRIES_AT_MOST: Final = 8
STEP_HOLDS: Final = 300
ENTRY_HOLDS: Final = 160


class Ask(StrEnum):
    """What is asked, in this order; the last ones are offered at the end alone."""

    TITLE = "title"
    AREA = "area"
    PEOPLE = "people"
    AGE = "age_min"
    SLOT = "slot"
    MINUTES = "minutes"
    TIMES = "times_a_week"
    WHY = "why"
    NEED = "need"
    STEPS = "steps"
    SAFE = "safe"
    STOP = "stop"
    EASIER = "easier"
    HARDER = "harder"
    LOW = "low"
    WATCH = "watch"
    EFFORT = "effort"
    CHAIN = "chain"
    GATE = "gate"
    SEARCH = "search"


OFFERED: Final = (Ask.WATCH, Ask.EFFORT, Ask.CHAIN, Ask.GATE, Ask.SEARCH)
ASKED: Final = tuple(one for one in Ask if one not in OFFERED)
LISTS: Final = frozenset(
    {Ask.NEED, Ask.STEPS, Ask.STOP, Ask.EASIER, Ask.HARDER, Ask.LOW, Ask.EFFORT, Ask.SEARCH}
)
CHOICES: Final = frozenset({Ask.PEOPLE, Ask.SAFE})
#: The typed texts, and how many characters each holds.
TEXTS: Final = {Ask.TITLE: 60, Ask.WHY: 300, Ask.WATCH: 300, Ask.CHAIN: 400, Ask.GATE: 300}
#: The typed numbers: the least and the most.
NUMBERS: Final = {Ask.AGE: (0, 17), Ask.MINUTES: (1, 60), Ask.TIMES: (1, 14)}
#: What may be left open; the card then says something plain of its own, or nothing.
SKIPPED: Final = frozenset(
    {Ask.NEED, Ask.STOP, Ask.EASIER, Ask.HARDER, Ask.LOW, Ask.SAFE, *OFFERED}
)


def entries_of(words: str) -> list[str]:
    """Return typed lines as entries, without the dots and numbers that people put before them."""
    found = []
    for line in words.splitlines():
        text = " ".join(line.split())
        head, _, rest = text.partition(" ")
        counted = head[-1:] in {".", ")"} and head[:-1].isdigit()
        if rest and (head in {"-", "•", "*", "–"} or counted):
            text = rest
        if text:
            found.append(text)
    return found
