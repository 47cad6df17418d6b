"""Learn cards can be read in under two minutes, and lead to cards that exist."""

import re

import pytest

from bot.catalog import Catalog, counts, load
from tests.content_tools import CONTENT, card, override, told
from tests.reading_age import grade

NAME = "learn/learn-what-is-ot.yaml"


@pytest.fixture(scope="module")
def library() -> Catalog:
    return load([CONTENT])


def test_the_topics_that_families_ask_about_are_there(library):
    assert counts(library)["learn"] == len(library.learn) >= 12
    assert library.learn.keys() >= {
        "learn-what-is-ot",
        "learn-ot-and-physio",
        "learn-evaluation",
        "learn-home-program",
        "learn-capacity-first",
        "learn-independence",
        "learn-heavy-work",
        "learn-backward-chaining",
        "learn-low-demand-days",
        "learn-strengths-differences",
        "learn-school-services",
        "learn-driving",
    }


def test_each_takes_under_two_minutes_and_fits_one_message(library):
    for learn in library.learn.values():
        whole = "\n\n".join([learn.title, *learn.body, *learn.points])
        assert 120 <= len(re.findall(r"\S+", whole)) <= 300, learn.id
        assert len(whole) <= 3500, learn.id
        assert grade(" ".join(learn.body)) <= 7, learn.id


def test_the_country_cards_ask_for_the_practices_own_note(library):
    asking = {learn.id for learn in library.learn.values() if learn.asks_practice_note}
    assert asking == {"learn-school-services", "learn-driving"}


def test_a_practice_adds_its_note_and_nothing_else_changes(tmp_path, library):
    name = "learn/learn-school-services.yaml"
    text = card(name) + "practice_note: Ask the school for form 12. We can help with it.\n"
    own = load([CONTENT, override(tmp_path, text, name)]).learn["learn-school-services"]
    assert own.practice_note == "Ask the school for form 12. We can help with it."
    assert own.revision == library.learn["learn-school-services"].revision


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "points:\n",
            f"  - {'word ' * 250}\npoints:\n",
            "body: 433 words; two minutes hold 300",
        ),
        (
            "[setup-tool-trial,",
            "[setup-tol-trial,",
            "activities[0]: there is no setup-tol-trial; did you mean setup-tool-trial?",
        ),
        (
            "[SEED0, J22, M]",
            "[SEED0, J23, M]",
            "sources[1]: 'J23' is not a source; sources.yaml lists them",
        ),
        (
            "id: learn-what-is-ot",
            "id: learn-ot",
            "id: is 'learn-ot' in a file named learn-what-is-ot; write `id: learn-what-is-ot`",
        ),
        (
            "  - It is about everyday life, at any age.\n",
            "  - You must read this.\n",
            "points[0]: says 'must'; instead: could, might, one way is, if it suits, whenever",
        ),
        (
            "who: Anyone",
            "whom: Anyone",
            "whom: is not a field that is known here; did you mean `who`?",
        ),
    ],
)
def test_a_slip_in_a_learn_card_is_told_exactly(tmp_path, old, new, message):
    assert old in card(NAME)
    found = told(override(tmp_path, card(NAME).replace(old, new, 1), NAME))
    assert found == [f"{NAME}: {message}"]
