"""Text limits, white space, detected entities and listed entities."""

import json

import pytest

from bot.sandbox.entities import utf16_length
from bot.sandbox.errors import ApiError
from bot.sandbox.formatting import caption_text, formatted, message_text
from tests.sandbox.conftest import ALICE


def detected(text: str) -> list[tuple[str, str]]:
    """Return kind and piece of text of each entity that Telegram finds by itself."""
    text, entities = formatted(text, None, None)
    units = text.encode("utf-16-le")
    return [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in entities
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("😀 /help@some_bot now", [("bot_command", "/help@some_bot")]),
        ("and/or 1/2 </b>", []),
        ("see https://example.com/a?b=c.", [("url", "https://example.com/a?b=c")]),
        ("(http://e.co)", [("url", "http://e.co")]),
        ("example.com, e.g. v1.2 or a.b", [("url", "example.com")]),
        ("tg://resolve?domain=x", [("url", "tg://resolve?domain=x")]),
        ("write to ann.lee+x@mail.example.org!", [("email", "ann.lee+x@mail.example.org")]),
        ("hi @alice_a and @abc", [("mention", "@alice_a")]),
        ("#morning #1 a#b", [("hashtag", "#morning")]),
        ("$USD $usd", [("cashtag", "$USD")]),
        ("07:30, 5 kg, 1.5 h", []),
    ],
)
def test_telegram_marks_these_by_itself(text, found):
    assert detected(text) == found


def test_nothing_is_detected_inside_code_or_links():
    source = "<code>/start https://e.com</code> <a href='https://a.com'>b.com</a> /go"
    assert [e["type"] for e in formatted(source, "HTML", None)[1]] == [
        "code",
        "text_link",
        "bot_command",
    ]


def test_a_detected_link_may_stand_in_bold_text():
    found = formatted("<b>see e.com now</b>", "HTML", None)[1]
    assert [(e["type"], e["offset"], e["length"]) for e in found] == [
        ("bold", 0, 13),
        ("url", 4, 5),
    ]


def test_text_is_trimmed_at_both_ends():
    assert formatted("\n  a b \n", None, None)[0] == "a b"


def test_text_is_trimmed_up_to_the_first_entity():
    text, entities = formatted("  <b> a</b><i> \n</i>", "HTML", None)
    assert text == " a"
    assert entities == [{"type": "bold", "offset": 0, "length": 2}]


def test_control_characters_become_spaces_and_some_disappear():
    text, entities = formatted("a\tb\r\n\u202e<b>c\r</b>d", "HTML", None)
    assert text == "a b\ncd"
    assert entities == [{"type": "bold", "offset": 4, "length": 1}]


def test_the_limit_counts_characters_after_parsing():
    text, _ = message_text("<b>" + "😀" * 4096 + "</b>", "HTML", None)
    assert len(text) == 4096
    assert utf16_length(text) == 8192


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "message text is empty"),
        ("", "message text is empty"),
        (" \n", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("x" * 32769, "text is too long"),
        ("é" * 16385, "text is too long"),
        ("\ud800", "strings must be encoded in UTF-8"),
    ],
)
def test_a_text_is_refused(text, complaint):
    with pytest.raises(ApiError) as caught:
        message_text(text, None, None)
    assert caught.value.description == f"Bad Request: {complaint}"


def test_an_empty_tag_leaves_no_text():
    with pytest.raises(ApiError, match="text must be non-empty"):
        message_text("<b></b>", "HTML", None)


def test_a_caption_may_be_empty_but_not_long():
    assert caption_text(None, None, None) == ("", [])
    assert len(caption_text("x" * 1024, None, None)[0]) == 1024
    with pytest.raises(ApiError, match="Bad Request: message caption is too long"):
        caption_text("x" * 1025, None, None)


def test_an_unknown_parse_mode_is_refused_and_a_known_one_is_read_in_any_case():
    assert formatted("<b>x</b>", "html", None)[0] == "x"
    with pytest.raises(ApiError, match="Bad Request: unsupported parse_mode"):
        formatted("x", "BBCode", None)


def test_only_a_hundred_entities_are_kept():
    _, entities = formatted("<b>x</b> " * 120, "HTML", None)
    assert len(entities) == 100


def test_listed_entities_are_kept():
    given = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "e.com"},
        {"type": "url", "offset": 3, "length": 1},
        {"type": "pre", "offset": 5, "length": 1, "language": "py"},
    ]
    assert formatted("😀 x y", None, given)[1] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "http://e.com/"},
        {"type": "pre", "offset": 5, "length": 1, "language": "py"},
    ]


@pytest.mark.parametrize(
    ("entity", "complaint"),
    [
        ({"type": "x", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type"),
        ({"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
        ({"type": "bold", "offset": "0", "length": 1}, 'Field "offset" must be of type Number'),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
        (
            {"type": "bold", "offset": 100, "length": 1},
            "entity begins after the end of the text at UTF-16 offset 100",
        ),
        (
            {"type": "bold", "offset": 0, "length": 100},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": "not-a-url"},
            "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": ""},
            "entity URL '' is invalid: URL host is empty",
        ),
        ({"type": "text_mention", "offset": 0, "length": 1}, 'Can\'t find field "user"'),
        ({"type": "text_mention", "offset": 0, "length": 1, "user": {}}, "user not found"),
        (5, "can't parse MessageEntity"),
    ],
)
def test_a_listed_entity_is_refused(entity, complaint):
    with pytest.raises(ApiError) as caught:
        formatted("hello", None, [entity])
    assert complaint in caught.value.description


async def test_a_mention_names_somebody_the_bot_has_met(api):
    source = f'<a href="tg://user?id={ALICE}">you</a> <a href="tg://user?id=5">they</a>'
    sent = await api("sendMessage", chat_id=ALICE, text=source, parse_mode="HTML")
    assert [e["user"]["first_name"] for e in sent["entities"]] == ["Alice"]


def test_listed_mentions_emoji_and_links_to_people_keep_their_details():
    given = [
        {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 5, "first_name": "X"}},
        {"type": "custom_emoji", "offset": 1, "length": 1, "custom_emoji_id": "9"},
        {"type": "text_link", "offset": 2, "length": 1, "url": "tg://user?id=6"},
    ]
    found = formatted("abc", None, json.dumps(given))[1]
    assert [e.get("user", {}).get("id") for e in found] == [5, None, 6]
    assert found[1]["custom_emoji_id"] == "9"


@pytest.mark.parametrize("given", ["{", {"type": "bold"}, "5"])
def test_a_list_of_entities_has_to_be_a_list(given):
    with pytest.raises(ApiError):
        formatted("x", None, given)


def test_a_link_may_stand_in_a_quotation_but_not_cross_its_edge():
    quote = {"type": "blockquote", "offset": 0, "length": 4}
    inside = {"type": "code", "offset": 1, "length": 2}
    across = {"type": "code", "offset": 3, "length": 3}
    bold_across = {"type": "bold", "offset": 3, "length": 3}
    assert formatted("abcdef", None, [quote, inside])[1] == [quote, inside]
    assert formatted("abcdef", None, [quote, across])[1] == [quote]
    assert formatted("abcdef", None, [quote, bold_across])[1] == [quote, bold_across]


@pytest.mark.parametrize("url", ["http://e.com:99999", "http://e.com:0", "http://[::1", "a b.com"])
def test_no_link_leads_to_a_broken_address(url):
    assert formatted(f'<a href="{url}">x</a>', "HTML", None)[1] == []
