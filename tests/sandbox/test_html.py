"""HTML as Telegram reads it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import utf16_length
from bot.sandbox.errors import ApiError
from bot.sandbox.formatting import formatted
from bot.sandbox.parse_html import parse_html


def read(source: str) -> tuple[str, list[dict[str, object]]]:
    return formatted(source, "HTML", None)


def kinds(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in formatted(source, "HTML", None)[1]]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag_becomes_its_entity(tag, kind):
    assert read(f"a <{tag}>bc</{tag}> d") == (
        "a bc d",
        [{"type": kind, "offset": 2, "length": 2}],
    )


def test_tags_are_read_in_any_case():
    assert kinds("<B>x</b>") == [("bold", 0, 1)]


def test_a_span_is_a_spoiler():
    assert kinds('<span class="tg-spoiler">x</span>') == [("spoiler", 0, 1)]


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote expandable>x</blockquote>",
        '<blockquote expandable="">x</blockquote>',
        "<blockquote  expandable >x</blockquote>",
    ],
)
def test_a_quotation_can_be_expandable(source):
    assert kinds(source) == [("expandable_blockquote", 0, 1)]


def test_a_link_keeps_its_address():
    assert read('<a href="https://example.com/?a=1&amp;b=2">here</a>') == (
        "here",
        [
            {
                "type": "text_link",
                "offset": 0,
                "length": 4,
                "url": "https://example.com/?a=1&b=2",
            }
        ],
    )


def test_a_link_without_scheme_or_path_is_completed():
    assert read("<a href='example.com'>x</a>")[1][0]["url"] == "http://example.com/"


def test_a_link_that_is_no_address_is_left_out():
    assert read('<a href="nowhere">x</a>') == ("x", [])


def test_a_link_to_a_person_is_a_mention():
    assert read('<a href="tg://user?id=5">x</a>')[1][0]["user"] == {"id": 5}


def test_code_in_pre_names_the_language():
    expected = ("x=1", [{"type": "pre", "offset": 0, "length": 3, "language": "python"}])
    assert read('<pre><code class="language-python">x=1</code></pre>') == expected
    assert read('<code class="language-python"><pre>x=1</pre></code>') == expected


def test_code_alone_has_no_language():
    assert read('<code class="language-python">x</code>')[1] == [
        {"type": "code", "offset": 0, "length": 1}
    ]


def test_a_custom_emoji_has_its_identifier():
    assert read('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')[1] == [
        {
            "type": "custom_emoji",
            "offset": 0,
            "length": 2,
            "custom_emoji_id": "5368324170671202286",
        }
    ]


def test_references_are_decoded():
    assert read("&lt;b&gt; &amp; &quot;&#39;&#x41;&#128512;&amp")[0] == "<b> & \"'A😀&"


@pytest.mark.parametrize("source", ["&nbsp;", "&apos;", "&;", "&", "&#;", "&#x;", "&#99999999999;"])
def test_unknown_references_stay_as_they_are(source):
    assert read(source)[0] == source


def test_two_references_can_spell_one_emoji():
    assert read("<b>&#xD83D;&#xDE00;</b>!") == (
        "😀!",
        [{"type": "bold", "offset": 0, "length": 2}],
    )


def test_half_an_emoji_is_refused():
    with pytest.raises(ApiError, match="unmatched surrogate"):
        read("&#xD83D;")


def test_offsets_count_utf16_units():
    text, entities = read("👨‍👩‍👧 <b>é😀</b><i>x</i>")
    assert text == "👨‍👩‍👧 é😀x"
    assert [(e["offset"], e["length"]) for e in entities] == [(9, 3), (12, 1)]


def test_formatting_nests():
    assert kinds("<b>a<i>b<u>c</u></i></b>") == [
        ("bold", 0, 3),
        ("italic", 1, 2),
        ("underline", 2, 1),
    ]


def test_code_holds_no_formatting_and_cuts_what_surrounds_it():
    assert kinds("<b>a<code>b</code>c</b>") == [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]
    assert kinds("<code>a<b>b</b></code>") == [("code", 0, 2)]


def test_quotations_do_not_nest():
    assert kinds("<blockquote>a<blockquote>b</blockquote></blockquote>") == [("blockquote", 0, 2)]


def test_touching_pieces_of_one_kind_are_one():
    assert kinds("<b>a</b><strong>b</strong>") == [("bold", 0, 2)]


def test_an_empty_tag_leaves_nothing():
    assert read("x<b></b>") == ("x", [])


def test_an_end_tag_may_leave_out_its_name():
    assert kinds("<b>x</>") == [("bold", 0, 1)]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("é<script>", 'Unsupported start tag "script" at byte offset 2'),
        ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
        ("I <3 you", 'Unsupported start tag "3" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("a\0b", "Text must not contain null bytes"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source, complaint):
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.code == 400
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


TAGS = ("b", "i", "code", "pre", "blockquote", "u", "tg-spoiler", "a", "span")
MARKUP = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *("</>", "<", ">", "&", "&lt;", "&#39;", "&#xD83D;", "<u x>", "\u202e", "\r"),
        *("<a href='t.me'>", "<span class='tg-spoiler'>", "😀", "é", " "),
    ]
)


@given(st.lists(MARKUP | st.text(max_size=5), max_size=14).map("".join))
def test_no_text_breaks_the_reader_and_every_entity_lies_inside(source):
    try:
        text, entities = formatted(source, "HTML", None)
    except ApiError:
        return
    end = utf16_length(text)
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= entity["offset"] + entity["length"] <= end
        # No offset may fall between the two halves of an emoji.
        units = text.encode("utf-16-le")
        start = entity["offset"] * 2
        units[start : start + entity["length"] * 2].decode("utf-16-le")


@given(st.text(max_size=40), st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_escaped_text_comes_back_as_it_was(before, inside, after):
    source = f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}"
    if "\0" in source:
        return
    text, entities = parse_html(source)
    assert text == before + inside + after
    assert entities == [
        {"type": "bold", "offset": utf16_length(before), "length": utf16_length(inside)}
    ]
