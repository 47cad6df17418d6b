"""Reads a therapist's typed line: /newclient Sunny child 2019-05 low-demand likes: trains.

Forgiving in form, exact in effect: what is not understood is named, and nothing is guessed.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.domain.client_form import LIMITS, NAME_LIMIT, Detail, read_birth, read_words
from bot.domain.people import Stage, clean_name
from bot.domain.rhythm import Slot

_STAGES: Final = {
    "child": Stage.CHILD, "kid": Stage.CHILD, "children": Stage.CHILD,
    "teen": Stage.TEEN, "teenager": Stage.TEEN, "adolescent": Stage.TEEN,
    "adult": Stage.ADULT, "senior": Stage.ADULT, "older": Stage.ADULT,
}  # fmt: skip
_PACES: Final = {
    "usual": "usual", "usual-way": "usual", "steps-first": "usual",
    "low-demand": "low", "lowdemand": "low", "pda": "low", "lighter-first": "low",
}  # fmt: skip
_PICTURES: Final = frozenset({"pictures", "picture-only", "pictures-first", "aac", "symbols"})
_PRONOUNS: Final = frozenset({"she", "he", "they", "she/her", "he/him", "they/them"})
_SLOTS: Final = {
    "morning": Slot.MORNING, "mornings": Slot.MORNING,
    "afternoon": Slot.AFTERNOON, "afternoons": Slot.AFTERNOON, "after-school": Slot.AFTERNOON,
    "bedtime": Slot.BEDTIME, "evening": Slot.BEDTIME, "evenings": Slot.BEDTIME,
}  # fmt: skip
_LABELS: Final = {
    "likes": Detail.INTERESTS, "like": Detail.INTERESTS, "interests": Detail.INTERESTS,
    "loves": Detail.INTERESTS,
    "words": Detail.WORDS, "say": Detail.WORDS, "called": Detail.WORDS,
    "pronoun": Detail.PRONOUN, "pronouns": Detail.PRONOUN,
    "born": Detail.BIRTH, "birth": Detail.BIRTH,
    "slots": Detail.SLOTS, "times": Detail.SLOTS, "when": Detail.SLOTS,
}  # fmt: skip
_LABEL: Final = re.compile(rf"\b({'|'.join(_LABELS)})\s*:", re.IGNORECASE)
_JOINED: Final = (
    ("low demand", "low-demand"),
    ("usual way", "usual-way"),
    ("picture only", "picture-only"),
    ("pictures first", "pictures-first"),
    ("after school", "after-school"),
)


@dataclass(frozen=True, slots=True)
class TypedClient:
    """What was understood; `problems` are (code, the words) and empty when all is clear."""

    name: str = ""
    stage: Stage | None = None
    pace: str | None = None
    birth: tuple[int, int | None] | None = None
    pronoun: str | None = None
    words: str | None = None
    interests: str | None = None
    slots: frozenset[Slot] | None = None
    picture_only: bool = False
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Reading:
    today: date
    name: list[str] = field(default_factory=list)
    found: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def take(self, key: str, value: object, said: str) -> None:
        """Keep a value; two that differ are a problem, not a guess."""
        if self.found.setdefault(key, value) != value:
            self.problems.append((f"{key}_twice", said))


def parse_client(line: str, today: date) -> TypedClient:
    """Read what follows /newclient.

    Args:
        line: the typed words, without the command; the name stands first.
        today: for what can be a time of birth.
    """
    reading = _Reading(today)
    pieces = _LABEL.split(line)
    _head(reading, pieces[0])
    for label, said in zip(pieces[1::2], pieces[2::2], strict=True):
        _labelled(reading, _LABELS[label.casefold()], said.strip(" ,;\n"))
    name = clean_name(" ".join(reading.name), NAME_LIMIT + 1)
    if len(name) > NAME_LIMIT:
        reading.problems.insert(0, ("name_long", str(len(" ".join(reading.name)))))
        name = ""
    return TypedClient(name, **reading.found, problems=tuple(reading.problems))  # type: ignore[arg-type]


def _head(reading: _Reading, text: str) -> None:
    """Take the name, and what needs no label, in any order after it."""
    for loose, joined in _JOINED:
        text = re.sub(rf"\b{loose}\b", joined, text, flags=re.IGNORECASE)
    words = text.replace(",", " ").replace(";", " ").split()
    reading.name += words[:1]
    _rest(reading, words[1:], is_name=True)


def _rest(reading: _Reading, words: list[str], *, is_name: bool) -> None:
    """Take words that need no label; as long as none was one, they are still the name."""
    at = 0
    while at < len(words):
        birth, size = _birth(words[at : at + 2], reading.today)
        if birth is not None:
            reading.take("birth", birth, words[at])
        known = birth is not None or _plain(reading, words[at].casefold())
        is_name = is_name and not known
        if is_name:
            reading.name.append(words[at])
        elif not known:
            reading.problems.append(("word", words[at]))
        at += size


def _birth(words: list[str], today: date) -> tuple[tuple[int, int | None] | None, int]:
    """Return the time of birth that some words begin with, and how many of them it takes."""
    for size in (2, 1):
        said = " ".join(words[:size])
        if len(words) >= size and (size == 1 or words[0].isalpha()):
            found = read_birth(said, today)
            if found is not None:
                return found, size
    return None, 1


def _plain(reading: _Reading, word: str) -> bool:
    """Take a word that needs no label; say whether it was one."""
    if word in _STAGES:
        reading.take("stage", _STAGES[word], word)
    elif word in _PACES:
        reading.take("pace", _PACES[word], word)
    elif word in _PICTURES:
        reading.take("picture_only", True, word)  # noqa: FBT003 - a value, not a switch
    elif word in _PRONOUNS:
        reading.take("pronoun", word, word)
    else:
        return False
    return True


def _labelled(reading: _Reading, detail: Detail, said: str) -> None:
    if detail is Detail.BIRTH:
        words = said.split()
        birth, size = _birth(words[:2], reading.today)
        if birth is None:
            reading.problems.append(("birth", said))
        else:
            reading.take("birth", birth, said)
            _rest(reading, words[size:], is_name=False)
    elif detail is Detail.SLOTS:
        joined = re.sub(r"\bafter school\b", "after-school", said, flags=re.IGNORECASE)
        words = re.split(r"[,;\s]+|\band\b", joined.casefold())
        chosen = {word for word in words if word}
        unknown = sorted(chosen - set(_SLOTS))
        if unknown or not chosen:
            reading.problems.append(("slots", " ".join(unknown)))
        else:
            reading.take("slots", frozenset(_SLOTS[word] for word in chosen), said)
    else:
        kept = read_words(detail, said)
        key = {Detail.INTERESTS: "interests", Detail.WORDS: "words"}.get(detail, "pronoun")
        if kept is None:
            reading.problems.append((f"{key}_long" if said else f"{key}_empty", str(len(said))))
        else:
            reading.take(key, kept, kept)


def limit_of(code: str) -> int:
    """Return how many characters the answer holds that a problem is about."""
    if code == "name_long":
        return NAME_LIMIT
    detail = {"interests": Detail.INTERESTS, "words": Detail.WORDS}.get(
        code.partition("_")[0], Detail.PRONOUN
    )
    return LIMITS[detail]
