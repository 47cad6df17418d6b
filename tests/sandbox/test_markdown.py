"""MarkdownV2 and the old Markdown as Telegram reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from bot.sandbox.entities import utf16_length
from bot.sandbox.errors import ApiError
from bot.sandbox.formatting import formatted


def spans(source: str, mode: str = "MarkdownV2") -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = formatted(source, mode, None)
    return text, [(e["type"], e["offset"], e["length"]) for e in entities]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("*x*", "bold"),
        ("_x_", "italic"),
        ("__x__", "underline"),
        ("~x~", "strikethrough"),
        ("||x||", "spoiler"),
        ("`x`", "code"),
        ("```x```", "pre"),
        (">x", "blockquote"),
        (">x||", "expandable_blockquote"),
    ],
)
def test_each_mark_becomes_its_entity(source, kind):
    assert spans(source) == ("x", [(kind, 0, 1)])


def test_formatting_nests():
    assert spans("*a _b_*") == ("a b", [("bold", 0, 3), ("italic", 2, 1)])


def test_a_link_and_an_emoji_have_addresses():
    _, entities = formatted(
        r"[x](https://example.com/a\)b) ![👍](tg://emoji?id=5)", "MarkdownV2", None
    )
    assert entities[0]["url"] == "https://example.com/a)b"
    assert entities[1]["custom_emoji_id"] == "5"


def test_a_block_names_its_language():
    _, entities = formatted("```python\nx = 1\n```", "MarkdownV2", None)
    assert entities[0]["language"] == "python"


def test_a_quotation_ends_with_its_lines():
    assert spans(">a\n>b\nc") == ("a\nb\nc", [("blockquote", 0, 4)])


def test_escapes_work_everywhere():
    assert spans(r"\*a\_ `b\``") == ("*a_ b`", [("code", 4, 2)])


@pytest.mark.parametrize("character", list("]()>#+-=|{}.!"))
def test_a_reserved_character_has_to_be_escaped(character):
    with pytest.raises(ApiError) as caught:
        formatted(f"a{character}b", "MarkdownV2", None)
    assert caught.value.description == (
        f"Bad Request: can't parse entities: Character '{character}' is reserved and must be "
        "escaped with the preceding '\\'"
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("é *x", "Can't find end of Bold entity at byte offset 3"),
        ("_x", "Can't find end of Italic entity at byte offset 0"),
        ("__x", "Can't find end of Underline entity at byte offset 0"),
        ("~x", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||x", "Can't find end of Spoiler entity at byte offset 0"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![x](y)", "Custom emoji URL must have an emoji identifier"),
        (">*x\ny", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source, complaint):
    with pytest.raises(ApiError) as caught:
        formatted(source, "MarkdownV2", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_the_old_mode_knows_four_marks():
    source = r"*a* _b_ `c` [d](https://e.com) ```py" + "\nf```" + r" \* ~g~"
    text, found = spans(source, "Markdown")
    assert text == "a b c d f * ~g~"
    assert found == [
        ("bold", 0, 1),
        ("italic", 2, 1),
        ("code", 4, 1),
        ("text_link", 6, 1),
        ("pre", 8, 1),
    ]


def test_the_old_mode_wants_an_end():
    with pytest.raises(ApiError) as caught:
        formatted("ü *x", "markdown", None)
    assert caught.value.description == (
        "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 3"
    )


@given(st.text(st.sampled_from("_*[]()~`>#+-=|{}.!\\\n\r ab😀é"), max_size=24))
def test_no_text_breaks_the_readers(source):
    for mode in ("MarkdownV2", "Markdown"):
        try:
            text, entities = formatted(source, mode, None)
        except ApiError:
            continue
        for entity in entities:
            assert 0 < entity["length"] <= utf16_length(text) - entity["offset"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60))
def test_escaped_text_comes_back_as_it_was(source):
    escaped = escape_markdown(source, version=2)
    try:
        text, _ = formatted(f"\\.{escaped}\\.", "MarkdownV2", None)
    except ApiError as error:
        pytest.fail(error.description)
    assert text == formatted(f".{source}.", None, None)[0]
