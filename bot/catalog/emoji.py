"""The picture of a step that a therapist typed: the emoji in it, or the step's number.

A card may name only pictures that OpenMoji ships; any other emoji stays a sign in the text.
"""

from typing import Final

from bot.catalog.pictures import known_codes, same_but_for_fe0f
from bot.catalog.rules_cards import LABEL_HOLDS

#: An emoji with its skin tones and joiners is at most so many characters.
_LONGEST: Final = 10
_MOST: Final = 3
_FIRST_SIGN: Final = 0x203C
#: They belong to the sign before them and are none of their own.
_JOINERS: Final = "\u20e3\ufe0f\u200d"
_TEN: Final = "1F51F"


def pictured(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a typed step without the emoji that become its picture, and their codes.

    At most three; what is left when nothing but emoji was typed is the text as it was.
    """
    codes: list[str] = []
    words: list[str] = []
    place = 0
    while place < len(text):
        size, code = _emoji_at(text, place) if len(codes) < _MOST else (0, "")
        if size:
            codes.append(code)
            place += size
        else:
            words.append(text[place])
            place += 1
    left = " ".join("".join(words).split())
    return (left, tuple(codes)) if left else (text, tuple(codes))


def _emoji_at(text: str, place: int) -> tuple[int, str]:
    """Return how long the emoji at a place is, and its code; 0 when there is none."""
    if ord(text[place]) < _FIRST_SIGN or text[place] in _JOINERS:
        return 0, ""
    for size in range(min(_LONGEST, len(text) - place), 0, -1):
        code = "-".join(f"{ord(sign):04X}" for sign in text[place : place + size])
        found = code if code in known_codes() else _spelt(code)
        if found is not None:
            return size, found
    return 0, ""


def _spelt(code: str) -> str | None:
    """Return OpenMoji's spelling of a code that has, or lacks, the sign for "in colour"."""
    if "FE0F" in code:
        return same_but_for_fe0f(code)
    coloured = f"{code}-FE0F"
    return coloured if coloured in known_codes() else None


def numbered(number: int) -> tuple[str, ...]:
    """Return the picture of a step without an emoji: its number (1 to 12)."""
    if number == 10:
        return (_TEN,)
    return tuple(f"003{digit}-FE0F-20E3" for digit in str(number))


def label_of(step: str) -> str:
    """Return the words under a step's picture: its first ones, as many as fit."""
    if len(step) <= LABEL_HOLDS:
        return step
    words = ""
    for word in step.split():
        longer = f"{words} {word}".strip()
        if len(longer) > LABEL_HOLDS - 1:
            break
        words = longer
    return f"{words or step[: LABEL_HOLDS - 1]}…"
