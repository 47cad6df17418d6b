"""A language ships whole or not at all: every sentence, placeholder, tag and limit."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.texts import LOCALES, collect

SOURCE = {m.id: m for m in collect() if m.id}
FILES = sorted(LOCALES.glob("*/bot.po"))


def fields(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{(\w*)\}", text))


def tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?(\w+)", text))


def forms(value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def test_every_plural_reaches_the_translators():
    """A voice that is named within a call of `many` hides the plural from who collects them."""
    hidden = [
        f"{file}:{call.lineno}"
        for file in sorted(Path("bot").rglob("*.py"))
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "many"
        if tuple(getattr(arg, "value", None) for arg in call.args[:2]) not in SOURCE
    ]
    assert hidden == []


def test_the_code_says_something():
    assert len(SOURCE) > 300


@pytest.mark.parametrize("message", SOURCE, ids=lambda m: forms(m)[0][:40])
def test_a_sentence_can_be_filled_in(message):
    for form in forms(message):
        form.format_map(dict.fromkeys(fields(form), "x"))
        opened = Counter(re.findall(r"<(\w+)", form))
        assert opened == Counter(re.findall(r"</(\w+)", form))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name)
def test_a_language_ships_whole(file: Path):
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.parent.name)
    said = {m.id: m for m in catalogue if m.id}
    assert set(said) == set(SOURCE), "run: make texts"
    missing = [m.id for m in said.values() if not all(forms(m.string))]
    assert missing == []
    assert [m.id for m in said.values() if m.fuzzy] == []
    for message in said.values():
        for form in forms(message.string):
            more = forms(message.id)[-1]
            assert fields(form).keys() <= fields(more).keys() | {"n"}, message.id
            assert fields(more).keys() - {"n"} <= fields(form).keys(), message.id
            assert tags(form) == tags(more), message.id
