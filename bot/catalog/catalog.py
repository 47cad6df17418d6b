"""The loaded library: whole, checked and unchangeable, so that a screen can trust what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.models import Activity, Area, ProgramTemplate
from bot.catalog.search import best


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every area, activity, safety text and program, by id or code, in menu order.

    `activities` holds the switched-off cards too, because old assignments may name them;
    the lists for choosing (`in_area`, `search`) leave them out.
    """

    activities: Mapping[str, Activity]
    areas: Mapping[str, Area]
    safety: Mapping[str, str]
    programs: Mapping[str, ProgramTemplate]

    def safety_texts(self, activity: Activity) -> tuple[str, ...]:
        """Return the activity's safety texts, whole, in the order of its codes."""
        return tuple(self.safety[code] for code in activity.safe)

    def in_area(self, area_id: str) -> tuple[Activity, ...]:
        """Return the area's switched-on activities in library order; none for an unknown area."""
        return tuple(a for a in self.activities.values() if a.area == area_id and a.enabled)

    def search(self, words: str, limit: int = 8) -> list[Activity]:
        """Return the switched-on activities that fit some typed words, best first.

        A slip of the finger is forgiven ("zipr" finds the zip). No words find nothing.
        """
        return best(words, self.activities.values(), self.areas, limit=limit)


def counts(catalog: Catalog) -> dict[str, int]:
    """Return how much there is of everything, for `content check` and the start-up line."""
    cards = catalog.activities.values()
    return {
        "areas": len(catalog.areas),
        "activities": len(cards),
        "enabled": sum(card.enabled for card in cards),
        "reviewed": sum(card.review.status == "reviewed" for card in cards),
        "programs": len(catalog.programs),
        "safety": len(catalog.safety),
    }
