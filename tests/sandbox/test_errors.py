"""Each row of the table of Telegram's errors, code and words, as a bot meets it."""

import pytest

from tests.sandbox.conftest import ALICE, BOB, CHARLIE, RefusedError
from tests.sandbox.files import PNG, multipart

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def test_blocked(api, sim):
    await sim.block(ALICE)
    for method in ("sendMessage", "sendChatAction", "deleteMessages"):
        params = {"text": "x", "action": "typing", "message_ids": [1]}
        refused = await api.refusal(method, chat_id=ALICE, **params)
        assert refused.status == refused.code == 403
        assert refused.description == "Forbidden: bot was blocked by the user"
    await sim.block(ALICE, blocked=False)
    assert (await api("sendMessage", chat_id=ALICE, text="x"))["text"] == "x"


async def test_deactivated(api, sim):
    await sim.faults("deactivated", user_id=ALICE)
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x")
    assert (refused.code, refused.description) == (403, "Forbidden: user is deactivated")


async def test_never_started(api, sim):
    refused = await api.refusal("sendMessage", chat_id=CHARLIE, text="x")
    assert refused.code == 403
    assert refused.description == "Forbidden: bot can't initiate conversation with a user"
    await sim.start(CHARLIE)
    assert await api("sendMessage", chat_id=CHARLIE, text="x")


@pytest.mark.parametrize(
    ("chat_id", "description"),
    [
        (None, "Bad Request: chat_id is empty"),
        ("", "Bad Request: chat_id is empty"),
        (5, "Bad Request: chat not found"),
        (-1, "Bad Request: chat not found"),
        ("@nobody", "Bad Request: chat not found"),
        ("x", "Bad Request: chat not found"),
    ],
)
async def test_no_such_chat(api, chat_id, description):
    params = {} if chat_id is None else {"chat_id": chat_id}
    refused = await api.refusal("sendMessage", text="x", **params)
    assert (refused.code, refused.description) == (400, description)


async def test_not_modified(api):
    sent = await api(
        "sendMessage", chat_id=ALICE, text="<b>x</b>", parse_mode="HTML", reply_markup=YES
    )
    same = {"chat_id": ALICE, "message_id": sent["message_id"]}
    for method in ("editMessageText", "editMessageReplyMarkup"):
        params = {"text": "*x*", "parse_mode": "Markdown"}
        refused = await api.refusal(method, **same, **params, reply_markup=YES)
        assert (refused.code, refused.description) == (400, NOT_MODIFIED)
    assert await api("editMessageText", **same, text="x", reply_markup=YES)


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("editMessageText", {"text": "y"}, "message to edit not found"),
        ("editMessageReplyMarkup", {}, "message to edit not found"),
        ("deleteMessage", {}, "message to delete not found"),
        ("pinChatMessage", {}, "message to pin not found"),
        ("setMessageReaction", {"reaction": []}, "message to react not found"),
        ("copyMessage", {"from_chat_id": ALICE}, "message to copy not found"),
        ("forwardMessage", {"from_chat_id": ALICE}, "message to forward not found"),
    ],
)
async def test_the_message_is_not_there(api, method, params, description):
    sent = await api("sendMessage", chat_id=ALICE, text="x")
    await api("deleteMessage", chat_id=ALICE, message_id=sent["message_id"])
    for message_id in (sent["message_id"], 5):
        refused = await api.refusal(method, chat_id=ALICE, message_id=message_id, **params)
        assert refused.description == f"Bad Request: {description}"


async def test_a_message_of_the_person_cannot_be_edited(api, sim):
    theirs = (await sim.send(ALICE, "hello"))["message_id"]
    refused = await api.refusal("editMessageText", chat_id=ALICE, message_id=theirs, text="y")
    assert refused.description == "Bad Request: message can't be edited"


async def test_an_old_message_cannot_be_deleted(api, clock):
    sent = await api("sendMessage", chat_id=ALICE, text="x")
    clock.advance(48 * 3600 + 5)
    refused = await api.refusal("deleteMessage", chat_id=ALICE, message_id=sent["message_id"])
    assert refused.description == "Bad Request: message can't be deleted"


async def test_a_photo_has_no_text_and_a_text_no_caption(api):
    photo = await api.form("sendPhoto", multipart(chat_id=str(ALICE), photo=PNG))
    text = await api("sendMessage", chat_id=ALICE, text="x")
    refused = await api.refusal(
        "editMessageText", chat_id=ALICE, message_id=photo["message_id"], text="y"
    )
    assert refused.description == "Bad Request: there is no text in the message to edit"
    refused = await api.refusal(
        "editMessageCaption", chat_id=ALICE, message_id=text["message_id"], caption="y"
    )
    assert refused.description == "Bad Request: there is no caption in the message to edit"


async def test_cannot_parse_entities(api):
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="<b>x", parse_mode="HTML")
    assert refused.description == (
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
    )


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "message text is empty"),
        (" ", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
    ],
)
async def test_empty_or_too_long(api, text, description):
    refused = await api.refusal("sendMessage", chat_id=ALICE, text=text)
    assert (refused.code, refused.description) == (400, f"Bad Request: {description}")


async def test_the_caption_is_too_long(api):
    form = multipart(chat_id=str(ALICE), caption="x" * 1025, photo=PNG)
    with pytest.raises(RefusedError, match="Bad Request: message caption is too long"):
        await api.form("sendPhoto", form)


async def test_button_data_invalid(api):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x", reply_markup=markup)
    assert (refused.code, refused.description) == (400, "Bad Request: BUTTON_DATA_INVALID")


async def test_the_query_is_too_old(api, sim, clock):
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    refused = await api.refusal("answerCallbackQuery", callback_query_id="5")
    assert (refused.code, refused.description) == (400, TOO_OLD)

    await sim.tap(ALICE, "Yes", wait_s=0)
    tap = (await api.updates())[-1]["callback_query"]
    assert await api("answerCallbackQuery", callback_query_id=tap["id"]) is True
    again = await api.refusal("answerCallbackQuery", callback_query_id=tap["id"])
    assert again.description == TOO_OLD

    await sim.tap(ALICE, "Yes", wait_s=0)
    tap = (await api.updates())[-1]["callback_query"]
    clock.advance(151)
    late = await api.refusal("answerCallbackQuery", callback_query_id=tap["id"])
    assert late.description == TOO_OLD


async def test_the_group_has_moved(api, sim):
    group = {"id": -5, "type": "group", "title": "Family"}
    await sim.update(
        {"message": {"message_id": 1, "date": 1, "chat": group, "migrate_to_chat_id": -1005}}
    )
    refused = await api.refusal("sendMessage", chat_id=-5, text="x")
    assert refused.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused.parameters == {"migrate_to_chat_id": -1005}
    assert (await api("sendMessage", chat_id=-1005, text="x"))["chat"]["type"] == "supergroup"


async def test_files(api):
    refused = await api.refusal("sendPhoto", chat_id=ALICE, photo="AgACAgIAAxkunknown")
    assert refused.description == "Bad Request: wrong file identifier/HTTP URL specified"
    refused = await api.refusal("getFile", file_id="x")
    assert refused.description == "Bad Request: invalid file_id"
    form = multipart(chat_id=str(ALICE), document=b"x" * 20_000_001)
    sent = await api.form("sendDocument", form)
    refused = await api.refusal("getFile", file_id=sent["document"]["file_id"])
    assert refused.description == "Bad Request: file is too big"


async def test_unauthorized(api):
    api.token = "700001:wrong"
    refused = await api.refusal("getMe")
    assert (refused.status, refused.code, refused.description) == (401, 401, "Unauthorized")


async def test_method_not_found(api):
    refused = await api.refusal("sendNothing")
    assert (refused.code, refused.description) == (404, "Not Found: method not found")


async def test_too_many_requests(api, sim):
    await sim.faults("flood", user_id=BOB, retry_after=7)
    refused = await api.refusal("sendMessage", chat_id=BOB, text="x")
    assert (refused.status, refused.code) == (429, 429)
    assert refused.description == "Too Many Requests: retry after 7"
    assert refused.parameters == {"retry_after": 7}
    assert refused.headers["Retry-After"] == "7"


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [("http500", 500, "Internal Server Error"), ("bad_gateway", 502, "Bad Gateway")],
)
async def test_server_errors(api, sim, kind, code, description):
    await sim.faults(kind, method="sendMessage")
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x")
    assert (refused.status, refused.description) == (code, description)
    assert await api("sendMessage", chat_id=ALICE, text="x")
