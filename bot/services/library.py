"""The library as the practice has it: the shipped cards, and the activities of its therapists.

A private activity is in the library switched off, so that an assignment finds its text and nobody
is offered it; its author's own view of the library has it switched on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.catalog import Activity, Catalog, load
from bot.catalog.models import Review
from bot.domain.library_care import CardStanding
from bot.domain.own_activity import Standing, State

#: Views of the library that are kept, one for each author of private activities.
VIEWS_KEPT = 64


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One activity of the practice's own, with its present text."""

    standing: Standing
    activity: Activity

    def switched(self, *, on: bool) -> Activity:
        """Return the text for the library, offered or not."""
        return self.activity.model_copy(update={"enabled": on})


@dataclass(frozen=True, slots=True)
class _Together:
    """What was put together, and from what: another source makes another one."""

    shipped: Catalog
    own: Mapping[str, OwnCard]
    everybody: Catalog
    personal: dict[int, Catalog] = field(default_factory=dict)


class Library:
    """The shipped library and the practice's own activities, put together when they are asked for.

    It can be read anew while running. Running programs keep the revision they were assigned from,
    so a reload changes none of them.
    """

    def __init__(self, shipped: Catalog, folders: tuple[Path, ...]) -> None:
        self._read = shipped
        self._standings: Mapping[str, CardStanding] = {}
        self.shipped = shipped
        self.folders = folders
        self._own: Mapping[str, OwnCard] = {}
        self._together = _Together(shipped, self._own, shipped)

    @property
    def catalog(self) -> Catalog:
        """The library for everybody; private and retired activities are switched off in it."""
        return self._put_together().everybody

    def seen_by(self, person_id: int) -> Catalog:
        """Return the library as one therapist chooses from it: with their private activities."""
        together = self._put_together()
        mine = any(
            card.standing.author_id == person_id and card.standing.state is State.PRIVATE
            for card in together.own.values()
        )
        if not mine:
            return together.everybody
        found = together.personal.get(person_id)
        if found is None:
            if len(together.personal) >= VIEWS_KEPT:
                together.personal.clear()
            found = _with(together.shipped, together.own, person_id)
            together.personal[person_id] = found
        return found

    def reload(self) -> Catalog:
        """Read the folders anew; a library that is not sound changes nothing.

        Raises:
            ContentError: every problem that was found.
        """
        self._read = load(self.folders)
        self.shipped = _stood(self._read, self._standings)
        return self.catalog

    def stand(self, standings: Mapping[str, CardStanding]) -> None:
        """Take what the practice says of the shipped cards: which are on, which were reviewed."""
        self._standings = standings
        self.shipped = _stood(self._read, standings)

    def own_card(self, activity_id: str) -> OwnCard | None:
        """Return an activity of the practice's own, whoever may see it."""
        return self._own.get(activity_id)

    def own_cards(self) -> tuple[OwnCard, ...]:
        """Return all activities of the practice's own, by id, whoever may see them."""
        return tuple(self._own[name] for name in sorted(self._own))

    def begin_with(self, cards: Iterable[OwnCard]) -> None:
        """Take these own activities and no others; called once, at the start."""
        self._own = {card.standing.activity_id: card for card in cards}

    def take_in(self, card: OwnCard) -> None:
        """Take an own activity that is new or has changed; an older text changes nothing."""
        there = self._own.get(card.standing.activity_id)
        if there is None or there.standing.number <= card.standing.number:
            self._own = {**self._own, card.standing.activity_id: card}

    def _put_together(self) -> _Together:
        """Return everything put together from what there is now, which may just have changed."""
        shipped, own, made = self.shipped, self._own, self._together
        if made.shipped is not shipped or made.own is not own:
            made = _Together(shipped, own, _with(shipped, own, None))
            self._together = made
        return made


def _stood(read: Catalog, standings: Mapping[str, CardStanding]) -> Catalog:
    """Return the library as the practice has it; a review counts for the text it was made of."""
    changes: dict[str, dict[str, object]] = {}
    for name, one in standings.items():
        card = read.activities.get(name)
        if card is None:
            continue
        values: dict[str, object] = {}
        if one.is_on is not None:
            values["enabled"] = one.is_on
        if one.revision == card.revision and one.initials is not None and one.on is not None:
            on = date.fromisoformat(one.on)
            values["review"] = Review(status="reviewed", by=one.initials, on=on)
        changes[name] = values
    return read.changed(changes) if changes else read


def _with(shipped: Catalog, own: Mapping[str, OwnCard], person_id: int | None) -> Catalog:
    """Return the library for one therapist, or for everybody (None)."""
    if not own:
        return shipped
    return shipped.with_own(
        {
            name: card.switched(on=_is_offered(card.standing, person_id))
            for name, card in own.items()
            if _fits(card.activity, shipped)
        }
    )


def _is_offered(standing: Standing, person_id: int | None) -> bool:
    if person_id is None:
        return standing.state is State.SHARED
    return standing.is_chosen_by(person_id)


def _fits(activity: Activity, shipped: Catalog) -> bool:
    """Say whether the library still has the area and the safety texts that a card names."""
    return activity.area in shipped.areas and all(code in shipped.safety for code in activity.safe)
