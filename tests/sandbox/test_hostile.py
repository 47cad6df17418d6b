"""Whatever a bot or a script sends: a refusal in words, never a broken server."""

import json
import re

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import OffsetClock
from bot.sandbox.control import ROUTES
from bot.sandbox.control_http import Ask
from bot.sandbox.errors import ApiError
from bot.sandbox.incoming import PhoneError
from bot.sandbox.limits import Pacer
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Call, Upload
from bot.sandbox.world import World
from tests.sandbox.conftest import ALICE, BOB, PEOPLE, START, TOKEN
from tests.sandbox.files import PNG

NAMES = re.findall(
    r"\w+",
    """
    chat_id from_chat_id message_id message_ids text caption parse_mode entities reply_markup
    reply_parameters media photo document voice sticker latitude longitude horizontal_accuracy
    action commands scope language_code name description menu_button reaction callback_query_id url
    show_alert file_id user_id caption_entities link_preview_options duration protect_content
    """,
)
ASKED = re.findall(
    r"\w+",
    """
    user_id text photo voice document sticker location start reply_to message_id button data
    wait_s blocked after to advance_s kind times method retry_after delay_s update name id
    """,
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([ALICE, BOB, 1, 0, -1, 2**63])
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["HTML", "MarkdownV2", "<b>x</b>", "{", "[]", "attach://photo", "https://e.com"]
    )
)
KEYS = st.sampled_from(
    [*NAMES, "type", "inline_keyboard", "offset", "length", "emoji", "id", "chat"]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


def new_world() -> World:
    pacer = Pacer(lambda: 0.0, None, None, strict_growth=False)
    world = World(
        clock=OffsetClock(START), token=TOKEN, username="b", name="B", people=PEOPLE, pacer=pacer
    )
    world.chats[ALICE].next_id = 1
    for text in ("one", "two"):
        METHODS["sendmessage"](world, Call("sendMessage", {"chat_id": ALICE, "text": text}))
    return world


@given(
    st.sampled_from(sorted(METHODS)),
    st.dictionaries(st.sampled_from(NAMES), VALUES | VALUES.map(repr), max_size=6),
    st.booleans(),
)
@settings(max_examples=400)
def test_every_method_answers_or_refuses(method, params, near):
    world = new_world()
    if near:
        params = {"chat_id": ALICE, "message_id": 1, "text": "x", "media": [], **params}
    call = Call(method, params, {"photo": Upload("a.png", "image/png", PNG)})
    try:
        result = METHODS[method](world, call)
    except ApiError as error:
        result = error.body()
    json.dumps(result)
    json.dumps(call.shown())


@given(
    st.sampled_from(sorted(ROUTES)),
    st.dictionaries(st.sampled_from(ASKED), VALUES, max_size=4),
    st.booleans(),
)
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
async def test_every_request_answers_or_refuses(route, values, near):
    world = new_world()
    if near:
        values = {"user_id": ALICE, **values}
    try:
        json.dumps(ROUTES[route](world, Ask(values)))
    except PhoneError as error:
        json.dumps(str(error))
    for waiting in world.updates.waiting():
        json.dumps(waiting.update)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff=\xfe", "application/x-www-form-urlencoded", 400),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=b", 400),
        (b"", "application/json", 400),
    ],
)
async def test_a_damaged_body_is_refused(api, body, kind, status):
    headers = {"Content-Type": kind}
    async with api.http.post(api.address("sendMessage"), data=body, headers=headers) as got:
        assert got.status == status
        assert json.loads(await got.read())["ok"] is False


async def test_parameters_may_stand_in_the_query(api):
    async with api.http.get(api.address("sendMessage") + f"?chat_id={ALICE}&text=a%20b%2B") as got:
        assert json.loads(await got.read())["result"]["text"] == "a b+"


async def test_a_body_without_a_length_is_read(api):
    async def chunks():
        yield b'{"chat_id": '
        yield f'{ALICE}, "text": "x"}}'.encode()

    headers = {"Content-Type": "application/json"}
    async with api.http.post(api.address("sendMessage"), data=chunks(), headers=headers) as got:
        assert got.status == 200


async def test_a_huge_body_is_refused(api):
    async def chunks():
        for _ in range(17):
            yield b" " * 1024 * 1024

    headers = {"Content-Type": "application/json"}
    try:
        async with api.http.post(api.address("getMe"), data=chunks(), headers=headers) as got:
            assert got.status == 413
    except aiohttp.ClientConnectionError:
        # The server may close while the client still sends.
        assert await api("getMe")
