"""Makes typed lines out of parts whose meaning is known, and damages some of them.

The oracle knows the words by a table of its own, not by the rules of the parser: a line is a list
of parts, and each is looked up. Every choice is made by bytes, so that lines are cheap to make and
to shrink.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

TODAY: Final = date(2027, 1, 11)
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
SLOTS: Final = {
    "morning": ("morning", "mornings"),
    "afternoon": ("afternoon", "afternoons", "after school", "after-school"),
    "bedtime": ("bedtime", "bedtimes", "evening", "evenings"),
    "anytime": ("anytime", "any", "any-time", "any time"),
}
GROUPS: Final = {
    127: ("daily", "everyday", "every-day", "every day", "each-day", "each day"),
    31: ("weekdays", "schooldays", "school-days", "school days", "school day", "school-day"),
    96: ("weekend", "weekends"),
}
EVERY: Final = ("every", "each")
FILLERS: Final = ("and", "on", "at", "for", "of", "the", "-")
#: Each of these says something that is not on offer, or could be two things.
JUNK: Final = (
    "maybe", "not", "except", "until", "in", "twice", "3x", "5 days", "-3 days", "2027-02-01",
    "0w", "-2 weeks", "400 weeks", "53w", "99999999999w", "61 min", "0 min", "from 2027-01-10",
    "from 2029-01-01", "from 2027-02-30", "from mon", "from", "every", "every 2 weeks", "mo", "🙂",
    "<b>", "٤w", "ⅳw", "note", "Sunny",
)  # fmt: skip
NOTES: Final = ("by the front door", "daily 4w note: <b>", "x" * 500, "morning\nor not", "…")
BETWEEN: Final = (" ", ", ", "  ", " , ", "; ", " / ", "\n")
LETTERS: Final = "abdehimnorstwxy-19"

#: What a part says: ("slot", "morning"), ("days", 5), ("group", 127), ("weeks", 4) ...
Meaning = tuple[tuple[str, Any], ...]


def _days() -> dict[str, Meaning]:
    """Return the words for single days and runs of days."""
    found: dict[str, Meaning] = {}
    forms = [{day[:n] for n in range(3, len(day) + 1)} | {day + "s"} for day in FULL]
    for number, begins in enumerate(forms):
        for begin in begins:
            words = (begin, *(f"{every} {begin}" for every in EVERY))
            found |= dict.fromkeys(words, (("days", 1 << number),))
        for last, ends in enumerate(forms):
            mask = sum(1 << (number + n) % 7 for n in range((last - number) % 7 + 1))
            ranges = (f"{begin}-{end}" for begin, end in itertools.product(begins, ends))
            found |= dict.fromkeys(ranges, (("days", mask),))
    return found


def _slots() -> dict[str, Meaning]:
    """Return the words for times of day, and for groups of days."""
    found: dict[str, Meaning] = {}
    for slot, words in SLOTS.items():
        found |= dict.fromkeys(words, (("slot", slot),))
        if slot != "anytime":
            every = (f"{every} {word}" for every in EVERY for word in words if word.isalpha())
            found |= dict.fromkeys(every, (("slot", slot), ("group", 127)))
    for mask, words in GROUPS.items():
        found |= dict.fromkeys(words, (("group", mask),))
    mornings = ("school mornings", "school-mornings")
    return found | dict.fromkeys(mornings, (("slot", "morning"), ("group", 31)))


def _numbers(name: str, most: int, units: Sequence[str]) -> dict[str, Meaning]:
    return {
        f"{number}{gap}{unit}": ((name, number),)
        for number in range(1, most + 1)
        for unit in units
        for gap in ("", " ", "-")
    }


def _starts() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for ahead in range(367):
        day = TODAY + timedelta(days=ahead)
        words = (f"{word} {day}" for word in ("from", "starting", "start"))
        found |= dict.fromkeys(words, (("starts_on", day),))
    found["from today"] = (("starts_on", TODAY),)
    found["from tomorrow"] = (("starts_on", TODAY + timedelta(days=1)),)
    return found


def _table() -> dict[str, Meaning]:
    """Return every part that means something, with what it means."""
    found: dict[str, Meaning] = dict.fromkeys((*FILLERS, "--", "---"), ())
    for place in ("home", "school"):
        found |= dict.fromkeys((place, f"at {place}", f"at-{place}"), (("place", place),))
    weeks = _numbers("weeks", 52, ("w", "wk", "wks", "week", "weeks"))
    minutes = _numbers("minutes", 60, ("min", "mins", "minute", "minutes"))
    return found | _slots() | _days() | weeks | minutes | _starts()


TABLE: Final = _table()
PARTS: Final = {
    kind: sorted(word for word, said in TABLE.items() if said and said[0][0] == kind)
    for kind in ("slot", "group", "days", "place", "weeks", "minutes", "starts_on")
}
PARTS["days"] = [word for word in PARTS["days"] if "-" not in word] + ["mon-fri", "sat-mon"]


@dataclass(frozen=True, slots=True)
class Line:
    """A typed line, and what it is to change: None for nothing at all."""

    text: str
    wanted: dict[str, Any] | None


class _Choices:
    """Bytes as choices; where there are no more, the first choice is taken."""

    def __init__(self, source: bytes) -> None:
        self._left = iter(source)

    def below(self, n: int) -> int:
        high, low = next(self._left, 0), next(self._left, 0)
        return (high * 256 + low) % n

    def of(self, options: Sequence[Any]) -> Any:
        return options[self.below(len(options))]


def make_line(
    source: bytes, clients: Mapping[int, str], cards: Mapping[str, str], *, longest_note: int
) -> Line:
    """Make a line, whole or damaged.

    Args:
        source: what decides.
        clients: nicknames by id.
        cards: titles by id.
        longest_note: how many characters a note holds.
    """
    choose = _Choices(source)
    parts = [choose.of(sorted(clients.values()))]
    card = choose.of(sorted(cards))
    parts.append(choose.of((card, cards[card], card.replace("-", " "))))
    for kind in PARTS:
        if choose.below(5) < 2:
            parts.insert(2 + choose.below(len(parts) - 1), choose.of(PARTS[kind]))
    for _ in range(choose.below(3)):
        parts.insert(2 + choose.below(len(parts) - 1), choose.of(FILLERS))
    note = choose.of(NOTES) if choose.below(3) == 0 else ""
    for _ in range((0, 0, 1, 1, 2)[choose.below(5)]):
        note = _damage(choose, parts, note, longest_note)
    parts = [choose.of((str, str.upper, str.title, str.lower))(part) for part in parts]
    wanted = _wanted(parts, clients, cards)
    if note:
        wanted = None if wanted is None or len(note.strip()) > longest_note else wanted
        wanted = wanted and {**wanted, "note": note.strip()}
    return Line(
        _typed(choose, parts) + (choose.of((" note:", " NOTE : ")) + note) * bool(note), wanted
    )


def _damage(choose: _Choices, parts: list[str], note: str, longest_note: int) -> str:
    """Damage a line in one way; return its note."""
    if not parts:
        return note
    where = 2 + choose.below(max(1, len(parts) - 1))
    match choose.below(7):
        case 0 | 1:  # a slip of the finger
            at = choose.below(len(parts))
            parts[at] = _slip(choose, parts[at])
        case 2 | 3:
            parts.insert(where, choose.of(JUNK))
        case 4:  # said twice, perhaps in two ways
            kind = choose.of(list(PARTS))
            parts[where:where] = [choose.of(PARTS[kind]), choose.of(PARTS[kind])]
        case 5:
            del parts[choose.below(min(2, len(parts)))]
        case _:
            return "n" * (longest_note + 1 + choose.below(3000))
    return note


def _slip(choose: _Choices, part: str) -> str:
    at = choose.below(len(part) or 1)
    slipped: str = choose.of(
        (
            part[:at] + part[at + 1 :],
            part[:at] + choose.of(LETTERS) + part[at + 1 :],
            part[:at] + choose.of(LETTERS) + part[at:],
            part[: at - 1] + part[at : at + 1] + part[at - 1 : at] + part[at + 1 :] if at else part,
        )
    )
    return slipped


def _typed(choose: _Choices, parts: Sequence[str]) -> str:
    """Join the parts; a comma stands where two of them would be one word for a reader."""
    text = parts[0] if parts else ""
    for before, part in itertools.pairwise(parts):
        last = before.split()[-1:] or [""]
        is_open = last[0].lower() in ("at", "school", "any", "every", "each", "after", "from")
        text += (", " if is_open else choose.of(BETWEEN)) + part
    return text


def _plain(words: str) -> str:
    marked = words.lower()
    for mark in ",;/+&|·•":
        marked = marked.replace(mark, " ")
    return " ".join(marked.replace("-", " ").split())


def _wanted(
    parts: Sequence[str], clients: Mapping[int, str], cards: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return what a line says, part by part; None when any part of it is not clear."""
    if len(parts) < 2:
        return None
    fitting = [cid for cid, name in clients.items() if _plain(name) == _plain(parts[0])]
    names = {_plain(title): aid for aid, title in cards.items()}
    names |= {_plain(aid): aid for aid in cards}
    card = names.get(_plain(parts[1]))
    said: list[tuple[str, Any]] = []
    for part in parts[2:]:
        low = part.lower()
        words = [low] if _known(low) else low.split()
        if not all(map(_known, words)):
            return None
        said += [one for word in words for one in TABLE[_joined(word)]]
    if len(fitting) != 1 or card is None or _contradicts(said):
        return None
    mask = 0
    for kind, value in said:
        mask |= value if kind in ("days", "group") else 0
    once = {kind: value for kind, value in said if kind not in ("days", "group")}
    return {"client": fitting[0], "activity": card, **once, **({"weekdays": mask} if mask else {})}


def _joined(word: str) -> str:
    """Return a word as the table has it: "every-monday" is "every monday"."""
    for every in EVERY:
        if word.startswith(f"{every}-") and word not in TABLE:
            return word.replace("-", " ", 1)
    return word


def _known(word: str) -> bool:
    return _joined(word) in TABLE


def _contradicts(said: Sequence[tuple[str, Any]]) -> bool:
    """Say whether something is said in two ways; days add up, but not to "every day"."""
    for kind in ("slot", "place", "weeks", "minutes", "starts_on"):
        if len({value for name, value in said if name == kind}) > 1:
            return True
    groups = {value for name, value in said if name == "group"}
    has_days = any(name == "days" for name, _ in said)
    return 127 in groups and (has_days or len(groups) > 1)
