"""Reads a therapist's typed line: /assign Sunny socks on morning mon wed fri 4w note: by the door.

Forgiving in form, exact in effect: what is not understood is named, and nothing is guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from bot.domain.nearest import exactly
from bot.domain.program import NOTE_LIMIT
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKDAY_KEYS, WEEKEND, Weekdays
from bot.domain.typed_when import UNSAID, Problem, When, near_word, read_when, says_when

#: Words that belong together become one, so that "after school" is not about a place.
_TOGETHER: Final = re.compile(
    r"(?<![\w-])(after school|(?:every|each) [^\W\d_]+|any time|school days?|school mornings"
    r"|at school|at home)\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?<![\w-])(-?\d+)\s+(w|wks?|weeks?|mins?|minutes?|d|days?|x|times?)\b",
    re.IGNORECASE | re.ASCII,
)
_BETWEEN: Final = re.compile(r"[,;/+&|·•“”\"«»()]")
_NOTE: Final = re.compile(r"\bnote\s*:", re.IGNORECASE)
_DASHES: Final = str.maketrans("–−—", "---")
#: So many first words may be a name that nobody has.
_LONGEST_GUESS: Final = 4
#: From so many letters on, a word this near to one about when is a slip of it.
_SLIP_FROM: Final = 5
_LONGEST_TITLE: Final = 12
_SLIP: Final = 0.85


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen by a button, to complete a line."""

    client_id: int | None = None
    activity_id: str | None = None


@dataclass(frozen=True, slots=True)
class TypedAssign:
    """What was understood; `problems` are (code, the words) and empty when all is clear.

    Attributes:
        said_client: the words that stand for the client, as far as can be told.
        same_name: the clients whom that name fits, when there are several.
        rest: the words that were about when.
    """

    client_id: int | None = None
    activity_id: str | None = None
    when: When = UNSAID
    note: str | None = None
    problems: tuple[Problem, ...] = ()
    said_client: str = ""
    same_name: tuple[int, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def is_client_alone(self) -> bool:
        """Say whether the line names a client and nothing else: the form asks for the rest."""
        return self.client_id is not None and self.problems == (("activity", ""),)


@dataclass(slots=True)
class _Reading:
    words: list[str]
    problems: list[Problem] = field(default_factory=list)
    said_client: str = ""
    same_name: tuple[int, ...] = ()

    def take(self, size: int) -> str:
        """Take so many words off the front."""
        taken, self.words = self.words[:size], self.words[size:]
        return " ".join(taken)


def parse_assign(
    line: str,
    clients: Mapping[int, str],
    activities: Mapping[str, str],
    today: date,
    chosen: Chosen = Chosen(),
) -> TypedAssign:
    """Read what follows /assign.

    Args:
        line: the typed words, without the command.
        clients: the therapist's own clients, nickname by id.
        activities: the library, title by id.
        today: the therapist's local date.
        chosen: what a button has completed since.
    """
    head, note = _split_note(line)
    reading = _Reading(words_of(head))
    names = _names(activities)
    client_id = _client(reading, clients, names, chosen.client_id)
    is_nothing_left = client_id is None and not reading.words
    activity_id = None if is_nothing_left else _activity(reading, names, chosen.activity_id)
    when, problems = read_when(reading.words, today)
    reading.problems += problems
    if note is not None and len(note) > NOTE_LIMIT:
        reading.problems.append(("note_long", str(len(note))))
        note = None
    return TypedAssign(
        client_id,
        activity_id,
        when,
        note,
        tuple(reading.problems),
        reading.said_client,
        reading.same_name,
        tuple(reading.words),
    )


def spell(client: str, activity: str, when: When, note: str | None = None) -> str:
    """Return the line that says just this."""
    said = (
        when.slot,
        _spell_days(when.weekdays),
        f"{when.weeks}w" if when.weeks else None,
        f"{when.minutes}min" if when.minutes else None,
        when.place,
        f"from {when.starts_on}" if when.starts_on else None,
        f"note: {note}" if note else None,
    )
    return " ".join(["/assign", client, activity, *(words for words in said if words)])


def _spell_days(days: Weekdays | None) -> str | None:
    if days is None:
        return None
    groups = {EVERY_DAY: "daily", SCHOOL_DAYS: "school-days", WEEKEND: "weekend"}
    return groups.get(days) or " ".join(WEEKDAY_KEYS[day] for day in days.days)


def _split_note(line: str) -> tuple[str, str | None]:
    found = _NOTE.search(line)
    if found is None:
        return line, None
    return line[: found.start()], line[found.end() :].strip() or None


def words_of(text: str) -> list[str]:
    """Return the words, those that belong together joined; a comma between keeps them apart."""
    spread = " ".join(text.translate(_DASHES).split())
    joined = _TOGETHER.sub(lambda found: found[0].replace(" ", "-"), spread)
    return _BETWEEN.sub(" ", _NUMBERED.sub(r"\1-\2", joined)).split()


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """Return a name as it is compared: without case, marks and hyphens."""
    return _run(words_of(name))


def _names(activities: Mapping[str, str]) -> dict[str, str]:
    """Return the cards by what they can be called; an id stands before a title."""
    titles = {_plain(title): aid for aid, title in activities.items()}
    return titles | {_plain(aid): aid for aid in activities}


def _run(words: list[str]) -> str:
    return " ".join(" ".join(words).replace("-", " ").split()).casefold()


def _client(
    reading: _Reading, clients: Mapping[int, str], names: Mapping[str, str], chosen: int | None
) -> int | None:
    """Take the longest run of leading words that is a client's nickname."""
    plain = {cid: _plain(name) for cid, name in clients.items()}
    lone_marks = sum(not _run([word]) for word in reading.words)  # "Little - Bear" has one
    longest = max((len(name.split()) for name in plain.values()), default=0) + lone_marks
    for size in range(min(longest, len(reading.words)), 0, -1):
        hits = exactly(_run(reading.words[:size]), plain)
        if hits:
            reading.said_client = reading.take(size)
            if chosen in clients or len(hits) == 1:
                return chosen if chosen in clients else hits[0]
            reading.same_name = tuple(hits)
            reading.problems.append(("client_twice", reading.said_client))
            return None
    reading.said_client = reading.take(_guess(reading.words, names))
    if chosen in clients:
        return chosen
    reading.problems.append(("client", reading.said_client))
    return None


def _guess(words: list[str], names: Mapping[str, str]) -> int:
    """Return how many words stand before the activity: a name that nobody has."""
    spans = range(min(_LONGEST_GUESS, len(words)) + 1)
    return next((size for size in spans if _known(words[size:], names)), min(1, len(words)))


def _known(words: list[str], names: Mapping[str, str]) -> int:
    """Return how many leading words are a card's id or title; 0 for none."""
    longest = max((len(name.split()) for name in names), default=0)
    sizes = range(min(longest, len(words)), 0, -1)
    return next((size for size in sizes if _run(words[:size]) in names), 0)


def _title(words: list[str], names: Mapping[str, str]) -> int:
    """Return how many words stand before those about when, and before a slip of one of those."""
    of_cards = {word for name in names for word in name.split()}
    for size, word in enumerate(words):
        may_slip = size < _LONGEST_TITLE and len(word) >= _SLIP_FROM
        if says_when(word) or (
            may_slip and word.casefold() not in of_cards and near_word(word, _SLIP) is not None
        ):
            return size
    return len(words)


def _activity(reading: _Reading, names: Mapping[str, str], chosen: str | None) -> str | None:
    """Take the longest run of leading words that is a card's id or title."""
    size = _known(reading.words, names)
    if size:
        return names[_run(reading.take(size).split())]
    said = reading.take(_title(reading.words, names))
    if chosen in names.values():
        return chosen
    reading.problems.append(("activity", said))
    return None
