"""Words that judge or push stay out of the cards (brief 6.2); safety and stop texts are exempt.

A stop sign speaks directly: "Stop" and "do not" are kind there.
"""

import re
from collections.abc import Iterable, Iterator

from bot.catalog.models import Activity, Area, Learn, ProgramTemplate
from bot.catalog.shared_models import ToneRow
from bot.catalog.source import Location


class Tone:
    """The words to leave out of one language, ready to be looked for."""

    def __init__(self, rows: Iterable[ToneRow]) -> None:
        self._instead = {_plain(word): row.use for row in rows for word in row.leave_out}
        longest_first = sorted(self._instead, key=len, reverse=True)
        pattern = "|".join(re.escape(word) for word in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each word of the list that the text uses, and what to say instead."""
        if self._pattern is None:
            return
        for word in dict.fromkeys(self._pattern.findall(_plain(text))):
            yield word, self._instead[word]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def activity_texts(activity: Activity) -> Iterator[tuple[Location, str]]:
    """Yield every text of a card that the tone guide covers, with its place."""
    yield ("title",), activity.title
    yield ("why",), activity.why
    yield ("watch",), activity.watch
    yield ("low", "idea"), activity.low.idea
    yield ("evidence", "note"), activity.evidence.note
    if activity.chain is not None:
        yield ("chain",), activity.chain
    for name in ("need", "steps", "easier", "harder", "effort"):
        for place, text in enumerate(getattr(activity, name)):
            yield (name, place), text
    for place, text in enumerate(activity.low.lines):
        yield ("low", "lines", place), text
    for place, picture in enumerate(activity.pictures):
        yield ("pictures", place, "label"), picture.label


def program_texts(program: ProgramTemplate) -> Iterator[tuple[Location, str]]:
    """Yield every text of a program that the tone guide covers, with its place."""
    for name in ("name", "who", "goal", "start_small", "why_more"):
        text = getattr(program, name)
        if text is not None:
            yield (name,), text


def learn_texts(learn: Learn) -> Iterator[tuple[Location, str]]:
    """Yield every text of a learn card that the tone guide covers, with its place."""
    yield ("title",), learn.title
    yield ("who",), learn.who
    for name in ("body", "points"):
        for place, text in enumerate(getattr(learn, name)):
            yield (name, place), text
    if learn.practice_note is not None:
        yield ("practice_note",), learn.practice_note


def area_texts(area: Area) -> Iterator[tuple[Location, str]]:
    """Yield every text of an area, with its place in areas.yaml."""
    for name in ("name", "purpose", "who"):
        yield (area.id, name), getattr(area, name)
