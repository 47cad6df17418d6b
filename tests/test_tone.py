"""Every sentence of the interface keeps the tone guide (brief 6): warm, plain, one thing at a time.

The library's own texts are looked at by `content check` and tests/test_content.py; what is said
when something worried somebody speaks directly, and has tests/test_worry_texts.py.
"""

import re
from pathlib import Path

import pytest
import yaml

from bot.catalog.shared_models import ToneRow
from bot.catalog.tone import Tone
from scripts.texts import collect
from tests.reading_age import grade

WORRIES = "content/worries.yaml"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
#: Flesch-Kincaid grade 6 is about age 11; one sentence alone may name a long word or two.
WHOLE_GRADE, ONE_GRADE, LONG = 6, 9, 12
#: The words of the guide push or judge. The same letters may also say something else.
SAYS_ELSE = (
    re.compile(
        r"\b(?:I|we|you|they|others who care along|cards) (?:do not|don't)\b", re.IGNORECASE
    ),
    re.compile(r"\bjust (?:now|that|shown)\b"),
)
ASKS = {
    *("add", "answer", "ask", "begin", "call", "check", "choose", "close", "come", "confirm"),
    *("copy", "delete", "drop", "forward", "give", "go", "hold", "keep", "leave", "let", "look"),
    *("make", "move", "name", "open", "pause", "pick", "press", "put", "read", "remove", "rest"),
    *("resume", "say", "see", "send", "show", "start", "stop", "take", "tap", "tell", "try"),
    *("turn", "type", "use", "wait", "write"),
}
#: The heading over the stop signs speaks directly, as they do.
STOP_SIGNS = "Stop and rest this card if:"
CLAUSE = re.compile(r"(?:,? and |,? then |; |: )")


def said() -> list[str]:
    """Everything the code says to people, in English, each form of a plural by itself."""
    found: list[str] = []
    for message in collect():
        places = [place for place, _ in message.locations]
        if message.id and places != [WORRIES]:
            found += [message.id] if isinstance(message.id, str) else list(message.id)
    return [plain(text) for text in found]


def plain(text: str) -> str:
    """A sentence as it is read: without markup, and with a name in each gap."""
    return re.sub(r"\{[a-z_]+\}", "Sam", re.sub(r"<[^>]+>", "", text)).strip()


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE_END.split(text) if part.strip()]


def asked(sentence: str) -> list[str]:
    """The things that one sentence asks a reader to do; a question offers them."""
    if sentence.endswith("?"):
        return []
    bare = re.sub(r"^[^\w/]+", "", sentence.removeprefix("Please ").removeprefix("please "))
    heads = (re.match(r"(?:please )?([a-z]+)\b", part.lower()) for part in CLAUSE.split(bare))
    return [head[1] for head in heads if head and head[1] in ASKS]


@pytest.fixture(scope="module")
def every() -> list[str]:
    return said()


def test_all_sentences_are_found(every: list[str]) -> None:
    assert len(every) > 600
    assert "Thank you. Every answer is a good answer." in every


def test_no_word_judges_or_pushes(every: list[str]) -> None:
    rows = yaml.safe_load(Path("content/tone.yaml").read_text("utf-8"))["en"]
    tone = Tone(ToneRow(use=row["use"], leave_out=tuple(row["leave_out"])) for row in rows)
    found = {}
    for text in every:
        rest = text
        for pattern in SAYS_ELSE:
            rest = pattern.sub("", rest)
        if words := dict(tone.found(rest)):
            found[text] = words
    assert found == {}, "say it as the tone guide does (content/tone.yaml)"


def test_nothing_is_shouted(every: list[str]) -> None:
    assert [text for text in every if re.search(r"!.*!|[?!]{2}", text)] == []
    known = {"OK", "AAC", "QR", "PDF", "PDA", "YAML", "UTC", "OT", "ID", "CC", "BY", "SA", "KB"}
    shouted = [t for t in every if set(re.findall(r"\b[A-Z]{2,}\b", t)) - known]
    assert shouted == []


def test_a_tired_reader_of_eleven_can_read_it(every: list[str]) -> None:
    assert grade(" ".join(f"{text.rstrip('.:?!')}." for text in every)) <= WHOLE_GRADE
    hard = {t: round(grade(t), 1) for t in every if len(t.split()) >= LONG}
    assert {text: age for text, age in hard.items() if age > ONE_GRADE} == {}


def test_sentences_are_short(every: list[str]) -> None:
    every_one = [one for text in every for one in sentences(text)]
    assert [one for one in every_one if len(one.split()) > 28] == []
    told = [one for one in every_one if one.endswith((".", "?", "!"))]
    assert sum(len(one.split()) for one in told) / len(told) < 14


def test_a_sentence_asks_for_one_thing_at_most(every: list[str]) -> None:
    found = {one: asked(one) for text in every for one in sentences(text) if one != STOP_SIGNS}
    assert {one: things for one, things in found.items() if len(things) > 1} == {}


def test_what_these_tests_look_for_is_found() -> None:
    assert asked("Tap the link and press Start.") == ["tap", "press"]
    assert asked("A card comes, and you choose.") == []
    assert plain("<b>Hello</b> {name}") == "Hello Sam"
