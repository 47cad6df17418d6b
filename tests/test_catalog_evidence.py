"""Where knowledge comes from is named on every card, and docs/evidence.md says the same."""

from pathlib import Path

from bot.catalog import evidence, load
from tests.content_tools import CONTENT, card, override, told

PAGE = Path(__file__).parents[1] / "docs" / "evidence.md"


def test_the_page_is_what_the_library_says():
    remedy = "run: python -m bot.catalog.evidence > docs/evidence.md"
    assert PAGE.read_text(encoding="utf-8") == evidence.page(load([CONTENT])), remedy


def test_every_card_stands_beside_each_of_its_sources():
    library = load([CONTENT])
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    for activity in library.activities.values():
        for code in activity.evidence.sources:
            row = next(row for row in rows if row.startswith(f"| {code} |"))
            assert f"`{activity.id}`" in row


def test_a_card_cannot_name_a_source_that_is_not_listed(tmp_path):
    name = "activities/dressing/dress-socks-on.yaml"
    text = card(name).replace("sources: [J22, BACK]", "sources: [J22, BACKS]")
    assert told(override(tmp_path, text, name)) == [
        f"{name}: evidence.sources[1]: 'BACKS' is not a source; did you mean BACK?"
    ]


def test_a_practice_may_add_a_source_of_its_own(tmp_path):
    name = "activities/dressing/dress-socks-on.yaml"
    override(tmp_path, "OURS24:\n  what: Our audit of 2024\n  status: M\n", "sources.yaml")
    text = card(name).replace("sources: [J22, BACK]", "sources: [J22, OURS24]")
    override(tmp_path, text, name)
    assert told(tmp_path) == []
    page = evidence.page(load([CONTENT, tmp_path]))
    assert "| OURS24 | Our audit of 2024 | M | `dress-socks-on` |" in page


def test_a_source_says_what_it_is_and_how_sure(tmp_path):
    override(tmp_path, "OURS24:\n  what: Our audit\n  status: X\n", "sources.yaml")
    assert told(tmp_path) == ["sources.yaml: OURS24.status: is 'X'; write 'C', 'M' or 'C/M'"]
