"""Editing, deleting, copying, forwarding, pinning, reacting, replying."""

import pytest

from tests.sandbox.conftest import ALICE, BOB, CHARLIE, START
from tests.sim import labels

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
NO = {"inline_keyboard": [[{"text": "No", "callback_data": "n"}]]}


async def test_an_edit_changes_the_message_in_place(api, sim, clock):
    sent = await api("sendMessage", chat_id=ALICE, text="one", reply_markup=YES)
    assert sent["date"] == int(START.timestamp())
    clock.advance(60)
    edited = await api(
        "editMessageText",
        chat_id=ALICE,
        message_id=sent["message_id"],
        text="<i>two</i>",
        parse_mode="HTML",
        reply_markup=NO,
    )
    assert edited["message_id"] == sent["message_id"]
    assert edited["date"] == sent["date"]
    assert edited["edit_date"] == sent["date"] + 60
    shown = await sim.messages(ALICE)
    assert [(m["text"], labels(m)) for m in shown] == [("two", ["No"])]
    assert shown[0]["edited_at"].startswith("2026-03-02T08:01:0")


async def test_an_edit_without_a_keyboard_takes_it_away(api):
    sent = await api("sendMessage", chat_id=ALICE, text="one", reply_markup=YES)
    where = {"chat_id": ALICE, "message_id": sent["message_id"]}
    bare = await api("editMessageReplyMarkup", **where)
    assert "reply_markup" not in bare
    assert bare["text"] == "one"
    again = await api("editMessageReplyMarkup", **where, reply_markup=NO)
    assert labels(again) == ["No"]


async def test_what_a_call_was_answered_does_not_change_later(api, sim):
    sent = await api("sendMessage", chat_id=ALICE, text="one")
    await api("editMessageText", chat_id=ALICE, message_id=sent["message_id"], text="two")
    first = (await sim.calls("sendMessage"))[0]
    assert first["result"]["text"] == "one"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"chat_id": ALICE}, "message identifier is not specified"),
        ({"inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
        ({"message_id": 5}, "chat_id is empty"),
        ({"chat_id": ALICE, "message_id": "x"}, "message identifier is not specified"),
    ],
)
async def test_an_edit_has_to_name_its_message(api, params, description):
    refused = await api.refusal("editMessageText", text="x", **params)
    assert refused.description == f"Bad Request: {description}"


async def test_deleting_takes_the_message_from_the_screen(api, sim):
    sent = [await api("sendMessage", chat_id=ALICE, text=str(n)) for n in range(3)]
    theirs = await sim.send(ALICE, "mine")
    assert await api("deleteMessage", chat_id=ALICE, message_id=sent[0]["message_id"]) is True
    ids = [sent[1]["message_id"], theirs["message_id"], 5]
    assert await api("deleteMessages", chat_id=ALICE, message_ids=ids) is True
    assert [m["text"] for m in await sim.messages(ALICE)] == ["2"]
    gone = [m["text"] for m in await sim.messages(ALICE, gone=True) if m.get("deleted")]
    assert gone == ["0", "1", "mine"]


async def test_deleting_many_has_its_limits(api):
    refused = await api.refusal("deleteMessages", chat_id=ALICE, message_ids=[])
    assert refused.description == "Bad Request: message identifiers are not specified"
    refused = await api.refusal("deleteMessages", chat_id=ALICE, message_ids=list(range(101)))
    assert refused.description == "Bad Request: too many message identifiers specified"


async def test_a_reply_shows_what_it_replies_to(api, sim):
    theirs = await sim.send(ALICE, "hello")
    sent = await api(
        "sendMessage",
        chat_id=ALICE,
        text="hi",
        reply_parameters={"message_id": theirs["message_id"]},
    )
    assert sent["reply_to_message"]["text"] == "hello"
    missing = {"chat_id": ALICE, "text": "hi", "reply_parameters": {"message_id": 5}}
    refused = await api.refusal("sendMessage", **missing)
    assert refused.description == "Bad Request: message to be replied not found"
    missing["reply_parameters"] = {"message_id": 5, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api("sendMessage", **missing)
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x", reply_parameters={"a": 1})
    assert refused.description == 'Bad Request: can\'t find field "message_id"'


async def test_copies_and_forwards(api, sim):
    photo = (await sim.attach(ALICE, "photo", {"caption": "see"}))[0]
    source = {"from_chat_id": ALICE, "message_id": photo["message_id"]}
    copied = await api("copyMessage", chat_id=BOB, **source, caption="*new*", parse_mode="Markdown")
    copy = (await sim.messages(BOB))[-1]
    assert copy["message_id"] == copied["message_id"]
    assert (copy["caption"], copy["photo"]) == ("new", photo["photo"])
    forwarded = await api("forwardMessage", chat_id=BOB, **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == ALICE
    assert forwarded["caption"] == "see"
    refused = await api.refusal(
        "editMessageCaption", chat_id=BOB, message_id=forwarded["message_id"]
    )
    assert refused.description == "Bad Request: message can't be edited"


async def test_protected_content_stays_where_it_is(api):
    sent = await api("sendMessage", chat_id=ALICE, text="private", protect_content=True)
    assert sent["has_protected_content"] is True
    source = {"from_chat_id": ALICE, "message_id": sent["message_id"]}
    refused = await api.refusal("forwardMessage", chat_id=BOB, **source)
    assert refused.description == "Bad Request: message can't be forwarded"
    refused = await api.refusal("copyMessage", chat_id=BOB, **source)
    assert refused.description == "Bad Request: message can't be copied"


async def test_a_reaction_is_shown_and_taken_away(api, sim):
    theirs = await sim.send(ALICE, "done!")
    where = {"chat_id": ALICE, "message_id": theirs["message_id"]}
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert await api("setMessageReaction", **where, reaction=thumb) is True
    assert (await sim.messages(ALICE))[-1]["sim"]["reactions"] == ["👍"]
    await api("setMessageReaction", **where)
    assert (await sim.messages(ALICE))[-1]["sim"]["reactions"] == []
    for reaction, description in [
        ([{"type": "emoji", "emoji": "🧦"}], "REACTION_INVALID"),
        (["👍"], "REACTION_INVALID"),
        (thumb * 2, "REACTIONS_TOO_MANY"),
    ]:
        refused = await api.refusal("setMessageReaction", **where, reaction=reaction)
        assert refused.description == f"Bad Request: {description}"


async def test_one_message_is_pinned_at_a_time(api, sim):
    one, two = [await api("sendMessage", chat_id=ALICE, text=text) for text in "ab"]
    for message in (one, two):
        await api("pinChatMessage", chat_id=ALICE, message_id=message["message_id"])
    assert (await api("getChat", chat_id=ALICE))["pinned_message"]["text"] == "b"
    assert [m["sim"]["pinned"] for m in await sim.messages(ALICE)] == [False, True]
    refused = await api.refusal("unpinChatMessage", chat_id=ALICE, message_id=one["message_id"])
    assert refused.description == "Bad Request: message to unpin not found"
    assert await api("unpinChatMessage", chat_id=ALICE)
    assert await api("unpinAllChatMessages", chat_id=ALICE)
    assert "pinned_message" not in await api("getChat", chat_id=ALICE)


async def test_a_chat_action_is_checked(api):
    assert await api("sendChatAction", chat_id=ALICE, action="typing") is True
    refused = await api.refusal("sendChatAction", chat_id=ALICE, action="dancing")
    assert refused.description == "Bad Request: wrong parameter action in request"


async def test_members_of_a_private_chat(api, sim):
    me = await api("getMe")
    assert (await api("getChatMember", chat_id=ALICE, user_id=ALICE))["status"] == "member"
    await sim.block(ALICE)
    assert (await api("getChatMember", chat_id=ALICE, user_id=me["id"]))["status"] == "kicked"
    refused = await api.refusal("getChatMember", chat_id=ALICE, user_id=BOB)
    assert refused.description == "Bad Request: user not found"
    # Whoever has not written yet can be looked up, but not written to.
    assert (await api("getChat", chat_id=CHARLIE))["first_name"] == "Charlie"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"message_thread_id": 5}, "message thread not found"),
        ({"business_connection_id": "x"}, "business connection not found"),
        ({"allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
        ({"reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ],
)
async def test_what_the_local_chat_does_not_have_is_refused(api, params, description):
    refused = await api.refusal("sendMessage", chat_id=ALICE, text="x", **params)
    assert refused.description == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://t.me/home_program_bot?start=x", True),
        ("tg://resolve?domain=home_program_bot&start=x", True),
        ("https://t.me/other_bot?start=x", False),
        ("https://example.com", False),
        ("nowhere", False),
    ],
)
async def test_an_answer_may_open_the_bots_own_link_only(api, sim, url, fine):
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=YES)
    await sim.tap(ALICE, "Yes", wait_s=0)
    query = (await api.updates())[-1]["callback_query"]["id"]
    if fine:
        assert await api("answerCallbackQuery", callback_query_id=query, url=url) is True
    else:
        refused = await api.refusal("answerCallbackQuery", callback_query_id=query, url=url)
        assert refused.description == "Bad Request: URL_INVALID"


async def test_an_answer_holds_200_characters(api, sim):
    refused = await api.refusal("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refused.description == "Bad Request: MESSAGE_TOO_LONG"


async def test_link_previews_are_kept_and_can_change(api):
    off = {"is_disabled": True}
    sent = await api("sendMessage", chat_id=ALICE, text="e.com", link_preview_options=off)
    assert sent["link_preview_options"] == off
    where = {"chat_id": ALICE, "message_id": sent["message_id"]}
    refused = await api.refusal("editMessageText", **where, text="e.com", link_preview_options=off)
    assert refused.description.startswith("Bad Request: message is not modified")
    edited = await api("editMessageText", **where, text="e.com")
    assert "link_preview_options" not in edited
