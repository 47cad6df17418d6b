"""Loads what the bot says when something worried somebody; an unsound file stops the start.

A practice may reword a code in its own folder. It can take no code away, leave out no emergency
number, and let no worry go untold: the rules here see to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.catalog.build import validated
from bot.catalog.catalog import Catalog
from bot.catalog.models import fingerprint
from bot.catalog.problems import ContentError, Problem
from bot.catalog.source import Document, Location, read
from bot.catalog.worry_models import Choice, Code, Country, WorriesFile, help_words
from bot.domain.worry import HelpWords, placeholders

FILE: Final = "worries.yaml"
#: Always has words: a number the practice has confirmed, or "your local emergency number ...".
ALWAYS: Final = frozenset({"EMERGENCY", "clinic"})
#: Empty until the practice has confirmed it.
PERHAPS: Final = frozenset({"CRISIS", "POISON", "CLINIC_PHONE"})
LABEL_HOLDS: Final = 60
TEXT_HOLDS: Final = 1200
#: The red flags of the brief (4.5); none can be missing.
RED_FLAGS: Final = tuple(
    f"RF-{name}"
    for name in (
        "BREATH", "SEIZ", "HEAD", "STROKE", "HEART", "NECK", "BURN", "SWALLOW", "PAIN", "SKIN",
        "EAT", "BREATHHOLD", "LOSS", "SELF-C", "SELF-A", "CARER", "SAFE", "REACT", "OTHER",
    )
)  # fmt: skip
_Found = Iterator[tuple[Location, str, str]]


@dataclass(frozen=True, slots=True)
class Worries:
    """The first screen's choices, the codes, and the countries, in the file's order."""

    choices: Mapping[str, Choice]
    codes: Mapping[str, Code]
    countries: Mapping[str, Country]
    words: HelpWords
    #: Changes with the wording, so that a confirmation counts for the text it was given for.
    revision: str

    def messages(self) -> tuple[str, ...]:
        """Return everything that a translator has to translate."""
        labels = [choice.label for choice in self.choices.values()]
        texts = [text for code in self.codes.values() for text in code.texts()]
        return tuple(dict.fromkeys((*labels, *texts)))


@dataclass(slots=True)
class _Pile:
    choices: dict[str, Choice] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    sources: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_worries(dirs: Sequence[Path], catalog: Catalog | None = None) -> Worries:
    """Return what the content folders say about worries, the later ones winning entry by entry.

    Args:
        dirs: the content folders.
        catalog: the library whose areas, cards and safety codes a rest may name.

    Raises:
        ContentError: it carries every problem.
    """
    pile = _gather(dirs, catalog)
    if pile.problems:
        raise ContentError(pile.problems)
    return Worries(
        MappingProxyType(pile.choices),
        MappingProxyType(pile.codes),
        MappingProxyType(pile.countries),
        help_words(pile.codes),
        fingerprint({name: list(code.texts()) for name, code in pile.codes.items()}),
    )


def check_worries(dirs: Sequence[Path], catalog: Catalog | None = None) -> list[Problem]:
    """Return every problem of the worries' texts; none means they can be used."""
    return _gather(dirs, catalog).problems


def _gather(dirs: Sequence[Path], catalog: Catalog | None) -> _Pile:
    pile = _Pile()
    paths = [folder / FILE for folder in dirs if (folder / FILE).exists()]
    if not paths:
        where = (dirs[0] / FILE).as_posix() if dirs else FILE
        fix = "put it back from the released content"
        pile.problems.append(Problem(where, "", "is missing", fix))
        return pile
    for path in paths:
        _take(path, pile)
    if not pile.problems:
        for name, found in _all_rules(pile, catalog):
            pile.problems.append(pile.sources[name].problem(*found))
    return pile


def _take(path: Path, pile: _Pile) -> None:
    document = read(path)
    if isinstance(document, Problem):
        pile.problems.append(document)
        return
    file = validated(WorriesFile, document.data, document, pile.problems)
    if file is None:
        return
    pile.sources.setdefault("", document)
    for name, code in file.codes.items():
        before = pile.codes.get(name)
        words = {**(before.words if before else {}), **code.words}
        pile.codes[name] = code.model_copy(update={"words": words})
        pile.sources[name] = document
    for name, choice in file.choices.items():
        pile.choices[name] = choice
        pile.sources[name] = document
    pile.countries.update(file.countries)


def _all_rules(
    pile: _Pile, catalog: Catalog | None
) -> Iterator[tuple[str, tuple[Location, str, str]]]:
    for name in RED_FLAGS:
        if name not in pile.codes:
            yield "", (("codes", name), "is missing", "put it back from the released content")
    for name, choice in pile.choices.items():
        for place, wanted in enumerate(choice.codes):
            if wanted not in pile.codes:
                where: Location = ("choices", name, "codes", place)
                yield name, (where, f"{wanted!r} is not a code", "codes lists them")
        yield from ((name, found) for found in _label(("choices", name, "label"), choice.label))
    offered = {wanted for choice in pile.choices.values() for wanted in choice.codes}
    for name, code in pile.codes.items():
        if name not in offered:
            where = ("codes", name)
            yield name, (where, "is behind no choice", "name it in the codes of a choice")
        for found in (*_texts(name, code), *_telling(name, code), *_rests(name, code, catalog)):
            yield name, found


def _label(where: Location, label: str) -> _Found:
    if len(label) > LABEL_HOLDS:
        yield where, f"{len(label)} characters", f"a button holds {LABEL_HOLDS}"


def _texts(name: str, code: Code) -> _Found:
    yield from _label(("codes", name, "label"), code.label)
    yield from _label(("codes", name, "own_label"), code.own_label or "")
    for part, paragraphs in (("text", code.text), ("own", code.own)):
        if paragraphs is None:
            continue
        where: Location = ("codes", name, part)
        if sum(map(len, paragraphs)) > TEXT_HOLDS:
            yield where, "is too long to be read in need", f"it holds {TEXT_HOLDS} characters"
        for place, paragraph in enumerate(paragraphs):
            yield from _paragraph((*where, place), paragraph)
        if code.tier == "E" and "{EMERGENCY}" not in paragraphs[0]:
            yield where, "begins without the emergency number", "name {EMERGENCY} in the first one"


def _paragraph(where: Location, paragraph: str) -> _Found:
    try:
        names = placeholders(paragraph)
    except ValueError:
        yield where, "has a brace without its other half", "write {EMERGENCY}, for example"
        return
    for name in sorted(names - ALWAYS - PERHAPS):
        known = ", ".join(sorted(ALWAYS | PERHAPS))
        yield where, f"{{{name}}} is nothing that can be filled in", f"there are {known}"
    if "EMERGENCY" in names and names & PERHAPS:
        reason = "would be left out with its emergency number when a number is empty"
        yield where, reason, "make two paragraphs of it"


def _telling(name: str, code: Code) -> _Found:
    where: Location = ("codes", name, "tell")
    if "therapist" not in code.tell:
        yield where, "leaves out the therapist", "the therapist is always told"
    if code.tier == "E" and "urgent" not in code.tell:
        yield where, "leaves out the urgent contact", "an E tells the urgent contact"


def _rests(name: str, code: Code, catalog: Catalog | None) -> _Found:
    if catalog is None:
        return
    known: tuple[tuple[str, tuple[str, ...], Mapping[str, object]], ...] = (
        ("areas", code.rest.areas, catalog.areas),
        ("codes", code.rest.codes, catalog.safety),
        ("cards", code.rest.cards, catalog.activities),
    )
    for part, named, there in known:
        for place, one in enumerate(named):
            if one not in there:
                yield ("codes", name, "rest", part, place), f"{one!r} is not there", "check it"
