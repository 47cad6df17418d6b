"""The library in memory: whose own activities are offered to whom, whatever changes meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalog import Activity, load
from bot.domain.own_activity import Standing, State
from bot.services.library import VIEWS_KEPT, Library, OwnCard
from tests.content_tools import CONTENT, SOCKS, card, override

SHIPPED = load([CONTENT])
NORA, OLGA = 1, 2


def own(name: str, state: State, author: int = NORA, number: int = 1, **words: object) -> OwnCard:
    text = SHIPPED.activities["dress-socks-on"].model_copy(update={"id": name, **words})
    return OwnCard(Standing(name, author, state, number), text)


def offered(library: Library, person: int | None = None) -> set[str]:
    """The own cards that somebody, or everybody, chooses from."""
    catalog = library.catalog if person is None else library.seen_by(person)
    return {one.id for one in catalog.in_area("dressing") if one.id.startswith("own-")}


@pytest.fixture
def library() -> Library:
    made = Library(SHIPPED, (CONTENT,))
    made.begin_with(
        [
            own("own-mine", State.PRIVATE),
            own("own-ours", State.SHARED),
            own("own-once", State.RETIRED),
            own("own-hers", State.PRIVATE, OLGA),
        ]
    )
    return made


def test_each_therapist_is_offered_what_is_shared_and_what_is_theirs(library: Library):
    assert offered(library) == {"own-ours"}
    assert offered(library, NORA) == {"own-ours", "own-mine"}
    assert offered(library, OLGA) == {"own-ours", "own-hers"}
    assert offered(library, 3) == {"own-ours"}
    assert library.seen_by(3) is library.catalog, "nobody pays for a view without a private card"
    assert library.seen_by(NORA) is library.seen_by(NORA)


def test_an_assignment_finds_every_text_and_revisions_are_no_matter_of_who_looks(library: Library):
    every = {"own-mine", "own-ours", "own-once", "own-hers"}
    assert every <= set(library.catalog.activities)
    assert len({library.seen_by(one).activities["own-mine"].revision for one in (1, 2, 3)}) == 1


def test_a_change_is_seen_at_once_and_an_older_text_changes_nothing(library: Library):
    library.take_in(own("own-mine", State.SHARED, number=2, title="Two"))
    assert offered(library) == {"own-ours", "own-mine"}
    library.take_in(own("own-mine", State.PRIVATE, number=1, title="One"))
    assert library.catalog.activities["own-mine"].title == "Two"
    library.take_in(own("own-mine", State.RETIRED, number=2, title="Two"))
    assert offered(library, NORA) == {"own-ours"}


def test_reading_the_folders_anew_keeps_the_own_ones(library: Library, tmp_path: Path):
    ours = override(tmp_path, card().replace("title: Socks on", "title: Warm socks"), SOCKS)
    library.folders = (CONTENT, ours)
    library.reload()
    assert library.catalog.activities["dress-socks-on"].title == "Warm socks"
    assert offered(library, NORA) == {"own-ours", "own-mine"}


def test_a_card_whose_area_or_safety_text_is_gone_rests_and_breaks_nothing(library: Library):
    library.take_in(own("own-lost", State.SHARED, area="no-such-area"))
    library.take_in(own("own-bare", State.SHARED, safe=("NO_SUCH_TEXT",)))
    assert not {"own-lost", "own-bare"} & set(library.catalog.activities)
    for one in library.catalog.activities.values():
        library.catalog.safety_texts(one)


def test_many_authors_do_not_fill_the_memory():
    library = Library(SHIPPED, (CONTENT,))
    library.begin_with(own(f"own-{n}", State.PRIVATE, n) for n in range(3 * VIEWS_KEPT))
    for n in range(3 * VIEWS_KEPT):
        assert offered(library, n) == {f"own-{n}"}
    assert len(library._together.personal) <= VIEWS_KEPT


def test_a_text_of_the_library_is_never_covered_by_an_own_one():
    library = Library(SHIPPED, (CONTENT,))
    mine = own("dress-socks-on", State.SHARED, title="Not ours")
    library.begin_with([replace(mine)])
    found: Activity = library.catalog.activities["dress-socks-on"]
    assert found.title == "Socks on"
