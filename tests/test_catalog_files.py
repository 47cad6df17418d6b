"""Files that cannot be read, are in the wrong place or share one id are told, never a traceback."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import check, source
from tests.content_tools import CONTENT, SOCKS, card, override, told

SMALL = "write it in small letters with hyphens, such as dress-socks-on"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"title: caf\xe9\n", "line 1: is not UTF-8 text; save the file as UTF-8"),
        (b"", "holds nothing, not fields; write one `field: value` on each line"),
        (b"- a\n- b\n", "holds a list, not fields; write one `field: value` on each line"),
        (b"title: !!python/object:os.system x\n", "line 1: uses the tag"),
        (b"a: &x [1]\nb: *x\n", "line 1: uses an anchor (& or *); write the text out in full"),
        (b"id: [a\nb: c\n", "line 2: is not YAML"),
        (b"a: \x00\n", "is not YAML"),
        (b"a: " + b"[" * 5000, "line 1: is nested too deep; check the dashes"),
        (b"a: 1\n---\nb: 2\n", "line 2: a second document begins; take out the `---`"),
        (b"? [a, b]\n: c\n", "line 1: has a list as a name; a field's name is one word"),
        (b"x" * 70_000, "is over 64 KB; one file holds one card"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_not_a_traceback(tmp_path, content, message):
    (problem,) = told(override(tmp_path, content))
    assert problem.startswith(f"{SOCKS}: {message}")


def test_an_unreadable_file_is_a_problem(tmp_path):
    (tmp_path / "activities/dressing").mkdir(parents=True)
    (tmp_path / SOCKS).symlink_to(tmp_path / "nowhere.yaml")
    assert told(tmp_path) == [
        f"{SOCKS}: cannot be read (No such file or directory); check the file's rights"
    ]


def test_the_same_id_twice_in_one_folder_is_told(tmp_path):
    override(tmp_path, card())
    override(tmp_path, card(), "activities/calm/dress-socks-on.yaml")
    assert f"{SOCKS}: id: dress-socks-on is there already, in" in told(tmp_path)[-1]


def test_a_card_in_the_wrong_folder_is_told(tmp_path):
    name = "activities/calm/dress-socks-on.yaml"
    (problem,) = told(override(tmp_path, card(), name))
    mend = "move the file to dressing/, or write `area: calm`"
    assert problem == f"{name}: area: is 'dressing' in the folder calm; {mend}"


def test_a_missing_folder_is_told():
    assert [str(problem) for problem in check([CONTENT, Path("nowhere")])] == [
        "nowhere: is not a folder; check CONTENT_DIR for a slip"
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "areas.yaml",
            "dressing:\n  name: Dressing\n  group: everyday\n  purpose: Clothes\n  who: All\n",
            "dressing.slot: is missing; add `slot:`",
        ),
        (
            "areas.yaml",
            "dressing: Dressing\n",
            "dressing: holds no fields; write name, group, purpose, who and slot",
        ),
        (
            "areas.yaml",
            "Big Area:\n  name: A\n  group: b\n  purpose: c\n  who: d\n  slot: anytime\n",
            f"Big Area.id: is 'Big Area'; {SMALL}",
        ),
        (
            "safety.yaml",
            "texts:\n  consent: Ask first.\n",
            "texts.consent: is 'consent'; write a code of safety.yaml, such as CONSENT",
        ),
        (
            "safety.yaml",
            "floor:\n  dressing: CONSENT\n",
            "floor.dressing: is text, not a list; put each entry on its own line after a dash",
        ),
        (
            "tone.yaml",
            "en:\n  - use: other words\n",
            "en[0].leave_out: is missing; add `leave_out:`",
        ),
        (
            "tone.yaml",
            "en: must\n",
            "en: is text, not a list; put each entry on its own line after a dash",
        ),
    ],
)
def test_a_slip_in_a_shared_file_is_told_exactly(tmp_path, name, text, message):
    assert told(override(tmp_path, text, name))[0] == f"{name}: {message}"


def test_a_library_without_its_shared_files_says_so_once(tmp_path):
    override(tmp_path, card())
    expected = [
        f"{(tmp_path / name).as_posix()}.yaml: is missing; put it back from the released content"
        for name in ("areas", "flags", "safety", "search", "sources", "tone")
    ]
    assert [str(problem) for problem in check([tmp_path])] == expected


def test_a_file_with_the_other_ending_is_told_instead_of_skipped(tmp_path):
    name = SOCKS.replace(".yaml", ".yml")
    assert told(override(tmp_path, card(), name)) == [
        f"{name}: ends in .yml; name it dress-socks-on.yaml"
    ]


def test_a_practice_may_ask_for_more_safety_but_never_for_less(tmp_path):
    override(
        tmp_path, "texts:\n  OURS: Our own rule.\nfloor:\n  dress-socks-on: [OURS]\n", "safety.yaml"
    )
    (problem,) = told(tmp_path)
    asks = "OURS is missing; the safety floor of dress-socks-on asks for it; add `- OURS`"
    assert problem == f"{CONTENT.as_posix()}/{SOCKS}: safe: {asks}"


@given(noise=st.binary(max_size=400), at=st.integers(0, 3000))
@settings(max_examples=300, deadline=None)
def test_no_damage_to_a_file_raises_anything(noise, at):
    whole = card().encode()
    with tempfile.TemporaryDirectory() as folder:
        override(Path(folder), whole[:at] + noise + whole[at:])
        assert isinstance(check([Path(folder)]), list)


def test_numbers_and_dates_are_read_as_they_are_written(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text("a: 12\nb: 1:30\nc: 2025-01-31\non: no\nd: ~\ne: '7'\nf: [true, null]\n")
    document = source.read(path)
    assert isinstance(document, source.Document)
    assert document.data == {
        "a": 12,
        "b": "1:30",
        "c": "2025-01-31",
        "on": "no",
        "d": None,
        "e": "7",
        "f": [True, None],
    }


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_both_yaml_parsers_read_the_same(monkeypatch, loader):
    before = source.read(CONTENT / SOCKS)
    monkeypatch.setattr(source, "_LOADER", loader)
    assert source.read(CONTENT / SOCKS) == before
