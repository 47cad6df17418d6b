"""The loaded library: whole, checked and unchangeable, so that a screen can trust what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.catalog.collect import SOURCE_LANGUAGE, language_code
from bot.catalog.gates import Gates, gates_for
from bot.catalog.models import Activity, Area, Learn, Person, ProgramTemplate
from bot.catalog.search import Index, LazyIndex
from bot.catalog.shared_models import Flag, SafetyFile, SearchWords, Source, ToneRow


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every area, activity, safety text, program and learn card, by id or code, in menu order.

    `activities` holds the switched-off cards too, because old assignments may name them;
    the lists for choosing (`in_area`, `search`) leave them out.
    """

    activities: Mapping[str, Activity]
    areas: Mapping[str, Area]
    safety: Mapping[str, str]
    programs: Mapping[str, ProgramTemplate]
    learn: Mapping[str, Learn]
    sources: Mapping[str, Source]
    flags: Mapping[str, Flag]
    words: Mapping[str, SearchWords]
    #: What safety.yaml asks of a card, and the words to leave out, by language.
    rules: SafetyFile = field(default_factory=SafetyFile, repr=False)
    tone: Mapping[str, tuple[ToneRow, ...]] = field(default_factory=dict, repr=False)
    language: str = SOURCE_LANGUAGE
    #: The same library in every language there is, this one included.
    versions: Mapping[str, "Catalog"] = field(default_factory=dict, repr=False, compare=False)
    #: The library without a practice's own activities; None when this is it.
    shipped: "Catalog | None" = field(default=None, repr=False, compare=False)
    _index: LazyIndex = field(init=False, default_factory=LazyIndex, repr=False, compare=False)

    def in_language(self, language: str) -> "Catalog":
        """Return the library in a person's language, as far as it is translated.

        Ids and revisions are the English ones: a card whose revision an assignment keeps may be
        shown from here, and one whose revision has changed since is shown from what was kept.
        What is not translated, or is translated from an older text, is in English. A region
        falls back to its language (`pt-BR` to `pt`), and an unknown language to English.
        """
        code = language_code(language)
        while code:
            if code in self.versions:
                return self.versions[code]
            code = code.rpartition("-")[0]
        return self.versions.get(SOURCE_LANGUAGE, self)

    def beside(self, versions: dict[str, "Catalog"]) -> "Catalog":
        """Return this library, knowing the other languages; the loader fills them in."""
        return replace(self, versions=MappingProxyType(versions))

    def with_own(self, own: Mapping[str, Activity]) -> "Catalog":
        """Return this library with a practice's own activities, in every language alike.

        They are what their therapists wrote; of two cards of one id the library's own stays.
        """
        versions: dict[str, Catalog] = {}
        together = MappingProxyType(versions)
        for language, one in self.versions.items():
            cards = by_area({**own, **one.activities}, one.areas)
            activities = MappingProxyType(cards)
            versions[language] = replace(one, activities=activities, versions=together, shipped=one)
        return versions[self.language]

    def changed(self, changes: Mapping[str, Mapping[str, object]]) -> "Catalog":
        """Return this library with other values in some cards, in every language alike.

        Only what stands beside a card's words may change: `enabled` and `review`.
        """
        versions: dict[str, Catalog] = {}
        together = MappingProxyType(versions)
        for language, one in self.versions.items():
            cards = {
                name: card.model_copy(update=dict(changes[name])) if name in changes else card
                for name, card in one.activities.items()
            }
            versions[language] = replace(one, activities=MappingProxyType(cards), versions=together)
        return versions[self.language]

    def safety_texts(self, activity: Activity) -> tuple[str, ...]:
        """Return the activity's safety texts, whole, in the order of its codes."""
        return tuple(self.safety[code] for code in activity.safe)

    def in_area(self, area_id: str) -> tuple[Activity, ...]:
        """Return the area's switched-on activities in library order; none for an unknown area."""
        return tuple(a for a in self.activities.values() if a.area == area_id and a.enabled)

    def gates_for(self, activity: Activity, answers: Mapping[str, str]) -> Gates:
        """Return what blocks an activity for a person, and what to confirm first.

        Args:
            activity: the card.
            answers: `yes`, `no` or `unknown` by flag or clearance id; what is not there is
                unknown, and asks first.
        """
        return gates_for(activity, self.flags, answers)

    def search(
        self, words: str, limit: int = 8, person: Person | None = None, age: int | None = None
    ) -> list[Activity]:
        """Return the switched-on activities that fit some typed words, best first.

        Names, areas, materials at hand ("socks", "10 minutes before bed"), everyday words for
        them and slips of the finger ("zipr") all count. No words find nothing.

        Args:
            words: what a person typed.
            limit: at most so many.
            person: only cards for a child, a teen, an adult or an older person.
            age: in whole years; only cards whose floor age it reaches.
        """
        return self._its_index().best(words, limit=limit, person=person, age=age)

    def _its_index(self) -> Index:
        if self.shipped is None:
            every = self.activities.values()
            return self._index.of(lambda: Index(every, self.areas, self.words, self.language))
        shipped = self.shipped
        own = [card for name, card in self.activities.items() if name not in shipped.activities]
        return self._index.of(lambda: shipped._its_index().with_more(own, self.areas))  # noqa: SLF001


def by_area(activities: Mapping[str, Activity], areas: Mapping[str, Area]) -> dict[str, Activity]:
    """Return the cards in menu order: by area, then by id."""
    order = {area_id: place for place, area_id in enumerate(areas)}
    return dict(
        sorted(activities.items(), key=lambda card: (order.get(card[1].area, len(order)), card[0]))
    )


def counts(catalog: Catalog) -> dict[str, int]:
    """Return how much there is of everything, for `content check` and the start-up line."""
    cards = catalog.activities.values()
    return {
        "activities": len(cards),
        "areas": len(catalog.areas),
        "programs": len(catalog.programs),
        "learn": len(catalog.learn),
        "enabled": sum(card.enabled for card in cards),
        "reviewed": sum(card.review.status == "reviewed" for card in cards),
        "safety": len(catalog.safety),
        "sources": len(catalog.sources),
        "flags": len(catalog.flags),
        "languages": len(catalog.versions),
    }
