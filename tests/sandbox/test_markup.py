"""Keyboards: what Telegram keeps, and what it refuses."""

import json

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.markup import check_markup
from tests.sandbox.conftest import ALICE
from tests.sim import labels


def inline(*buttons: object) -> dict[str, object]:
    return {"inline_keyboard": [[button] for button in buttons]}


def refusal(markup: object, **how: bool) -> str:
    with pytest.raises(ApiError) as caught:
        check_markup(markup, **how)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: ")


def test_buttons_keep_what_telegram_knows():
    kept = check_markup(
        inline(
            {"text": "Yes", "callback_data": "y", "style": "success", "unknown": 1},
            {"text": "Site", "url": "example.com"},
            {"text": "Code", "copy_text": {"text": "x" * 256}},
            {"text": "App", "web_app": {"url": "https://e.com"}},
            {"text": "Find", "switch_inline_query": ""},
            {"text": "Ann", "url": "tg://user?id=5"},
        )
    )
    assert kept == inline(
        {"text": "Yes", "callback_data": "y", "style": "success"},
        {"text": "Site", "url": "http://example.com/"},
        {"text": "Code", "copy_text": {"text": "x" * 256}},
        {"text": "App", "web_app": {"url": "https://e.com"}},
        {"text": "Find", "switch_inline_query": ""},
        {"text": "Ann", "url": "tg://user?id=5"},
    )


@pytest.mark.parametrize("style", ["primary", "success", "danger"])
def test_three_styles_are_known(style):
    assert check_markup(inline({"text": "x", "callback_data": "x", "style": style})) is not None


def test_callback_data_is_counted_in_bytes():
    assert check_markup(inline({"text": "x", "callback_data": "é" * 32})) is not None
    assert refusal(inline({"text": "x", "callback_data": "é" * 33})) == "BUTTON_DATA_INVALID"
    assert refusal(inline({"text": "x", "callback_data": "x" * 65})) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": "a", "url": "e.com"}, "exactly one action must be used"),
        ({"callback_data": "a"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": 5, "callback_data": "a"}, 'Field "text" must be of type String'),
        ({"text": "", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": "x", "callback_data": 5}, 'Field "callback_data" must be of type String'),
        ({"text": "x", "callback_data": "a", "style": "pink"}, "invalid button style"),
        ({"text": "x", "pay": True}, "BUTTON_TYPE_INVALID"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "web_app": {"url": "http://e.com"}}, "Only HTTPS links are allowed"),
        (
            {"text": "x", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "http://localhost:8080"},
            "inline keyboard button URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "ftp://e.com"},
            "inline keyboard button URL 'ftp://e.com' is invalid: Unsupported URL protocol",
        ),
        ("x", "InlineKeyboardButton must be an Object"),
    ],
)
def test_one_bad_button_refuses_the_keyboard(button, complaint):
    assert complaint in refusal(inline({"text": "good", "callback_data": "g"}, button))


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ([], "object expected as reply markup"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": ["x"]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
        ({"keyboard": [[{"text": "a"}]], "selective": 1}, 'field "selective" must be of type'),
        ({"keyboard": [[5]]}, "KeyboardButton must be an Object"),
        ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
    ],
)
def test_a_wrong_shape_is_refused(markup, complaint):
    assert complaint in refusal(markup)


def test_at_most_a_hundred_buttons_fit():
    row = [{"text": "x", "callback_data": "x"}] * 8
    assert check_markup({"inline_keyboard": [row] * 12 + [row[:4]]}) is not None
    assert refusal({"inline_keyboard": [row] * 12 + [row[:5]]}) == "reply markup is too long"


@pytest.mark.parametrize(
    "empty", [None, "", {}, {"inline_keyboard": []}, {"inline_keyboard": [[]]}]
)
def test_an_empty_keyboard_is_none(empty):
    assert check_markup(empty) is None


def test_an_edit_takes_an_inline_keyboard_only():
    assert refusal({"keyboard": [[{"text": "a"}]]}, inline_only=True) == "inline keyboard expected"


async def test_a_keyboard_may_come_as_text_in_a_form(api):
    markup = json.dumps(inline({"text": "Yes", "callback_data": "y"}))
    sent = await api.form(
        "sendMessage", {"chat_id": str(ALICE), "text": "x", "reply_markup": markup}
    )
    assert labels(sent) == ["Yes"]


async def test_a_keyboard_that_is_no_json_is_refused(api):
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x", reply_markup="{")
    assert refused.description == "Bad Request: can't parse reply keyboard markup JSON object"


async def test_a_reply_keyboard_is_shown_to_the_person_and_not_told_to_the_bot(api, sim):
    keyboard = {"keyboard": [["Yes", "No"]], "resize_keyboard": True}
    sent = await api("sendMessage", chat_id=ALICE, text="x", reply_markup=keyboard)
    assert "reply_markup" not in sent
    shown = (await sim.last(ALICE))["sim"]["reply_markup"]
    assert shown == {"keyboard": [[{"text": "Yes"}, {"text": "No"}]], "resize_keyboard": True}


async def test_asking_for_a_reply_is_shown_to_the_person(api, sim):
    asked = {"force_reply": True, "input_field_placeholder": "Your note"}
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=asked)
    assert (await sim.last(ALICE))["sim"]["reply_markup"] == asked
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup={"remove_keyboard": False})
    assert "sim" not in await sim.last(ALICE)


def test_an_icon_is_kept():
    button = {"text": "x", "callback_data": "x", "icon_custom_emoji_id": "5"}
    assert check_markup(inline(button)) == inline(button)
