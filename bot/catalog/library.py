"""What the rules look at, and the small checks that every kind of entry shares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from bot.catalog.build import Sources
from bot.catalog.catalog import Catalog
from bot.catalog.collect import SOURCE_LANGUAGE
from bot.catalog.models import Review
from bot.catalog.shared_models import SafetyFile, ToneRow
from bot.catalog.source import Document, Location
from bot.catalog.tone import Tone

#: Where in a file, what is wrong, what would be right.
Found = tuple[Location, str, str]
Finds = Iterator[Found]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the rules look at: the catalog, the safety rules, the tone, and the files."""

    catalog: Catalog
    safety: SafetyFile
    tone: Mapping[str, tuple[ToneRow, ...]]
    sources: Sources

    @property
    def words(self) -> Tone:
        """The words that the English texts leave out."""
        return Tone(self.tone.get(SOURCE_LANGUAGE, ()))


def length(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def over(where: Location, text: str, what: str, holds: int) -> Finds:
    """Tell of a text that is longer than its place."""
    if length(text) > holds:
        yield where, f"{length(text)} characters", f"{what} holds {holds}"


def identity(entry_id: str, source: Document) -> Finds:
    """Tell of an id that differs from the file's name."""
    stem = PurePosixPath(source.file).stem
    if entry_id != stem:
        yield ("id",), f"is {entry_id!r} in a file named {stem}", f"write `id: {stem}`"


def review(review: Review) -> Finds:
    """Tell of a review without a reader."""
    if review.status == "reviewed" and (review.by is None or review.on is None):
        yield ("review",), "says reviewed, but not by whom and when", "add `by:` and `on:`"


def unknown(
    where: Location, names: Iterable[str], known: Mapping[str, object], what: str, file: str
) -> Finds:
    """Tell of each name that is not in a file of names, at its place in the list."""
    for place, name in enumerate(names):
        if known and name not in known:
            fix = nearest(name, known) or f"{file} lists them"
            yield (*where, place), f"{name!r} is not {what}", fix


def said(words: Tone, texts: Iterable[tuple[Location, str]]) -> Finds:
    """Tell of each word that the tone guide leaves out."""
    for where, text in texts:
        for word, instead in words.found(text):
            yield where, f"says {word!r}", f"instead: {instead}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a guess at a misspelt name as a question, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f"did you mean {close[0]}?" if close else ""
