"""python-telegram-bot with its own HTTP client understands everything that the server says."""

import asyncio

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MenuButtonCommands,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.sandbox import samples
from tests.sandbox.conftest import ALICE, BOB, TOKEN
from tests.sandbox.files import JPEG, PNG

YES = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Yes", callback_data="y")],
        [InlineKeyboardButton("Copy", copy_text=CopyTextButton("1234"))],
        [InlineKeyboardButton("Site", url="https://example.com")],
    ]
)


async def test_messages_of_every_kind_are_understood(bot):
    assert (await bot.get_me()).full_name == "Home Program"
    text = await bot.send_message(ALICE, "😀 <b>bold</b>", parse_mode="HTML", reply_markup=YES)
    assert list(text.parse_entities().values()) == ["bold"]
    assert text.chat.full_name == "Alice Ashe"
    assert text.reply_markup is not None
    assert (await bot.send_photo(ALICE, PNG, caption="see")).photo[-1].width == 40
    voice = await bot.send_voice(ALICE, samples.voice(), duration=2)
    assert voice.voice is not None
    assert (await bot.send_document(ALICE, b"%PDF-1.4", filename="a.pdf")).effective_attachment
    assert (await bot.send_sticker(ALICE, samples.sticker())).sticker
    assert (await bot.send_location(ALICE, 1, 2)).location
    assert (await bot.send_audio(ALICE, b"ID3", title="t")).audio
    assert (await bot.send_video(ALICE, b"mp4", width=2, height=2)).video
    assert (await bot.send_animation(ALICE, b"GIF")).animation
    album = await bot.send_media_group(ALICE, [InputMediaPhoto(PNG), InputMediaPhoto(JPEG)])
    assert album[0].media_group_id == album[1].media_group_id
    keyboard = ReplyKeyboardMarkup([["a"]])
    assert await bot.send_message(ALICE, "x", reply_markup=keyboard)
    assert await bot.send_chat_action(ALICE, "typing")


async def test_edits_copies_and_files_are_understood(bot):
    photo = await bot.send_photo(ALICE, PNG)
    changed = await bot.edit_message_media(
        InputMediaPhoto(JPEG, caption="<i>new</i>", parse_mode="HTML"), ALICE, photo.message_id
    )
    assert changed.caption == "new"
    assert (await bot.edit_message_caption(ALICE, photo.message_id, caption="c")).edit_date
    assert (await bot.edit_message_reply_markup(ALICE, photo.message_id, reply_markup=YES)).photo
    assert (await bot.copy_message(BOB, ALICE, photo.message_id)).message_id
    assert (await bot.forward_message(BOB, ALICE, photo.message_id)).forward_origin
    file = await bot.get_file(changed.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == JPEG
    assert await bot.set_message_reaction(ALICE, photo.message_id, ReactionTypeEmoji("👍"))
    assert await bot.pin_chat_message(ALICE, photo.message_id)
    chat = await bot.get_chat(ALICE)
    assert chat.pinned_message is not None
    assert (await bot.get_chat_member(ALICE, ALICE)).status == ChatMemberStatus.MEMBER
    assert await bot.delete_message(ALICE, photo.message_id)


async def test_the_profile_is_understood(bot, sim):
    scope = BotCommandScopeChat(ALICE)
    assert await bot.set_my_commands([BotCommand("today", "Today")], scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].command == "today"
    assert await sim.commands(ALICE) == ["today"]
    assert await bot.delete_my_commands(scope=scope)
    assert await bot.set_my_description("d", language_code="de")
    assert (await bot.get_my_description("de")).description == "d"
    assert await bot.set_my_short_description("s")
    assert (await bot.get_my_short_description()).short_description == "s"
    assert await bot.set_my_name("n")
    assert (await bot.get_my_name()).name == "n"
    assert await bot.set_chat_menu_button(ALICE, MenuButtonCommands())
    assert await bot.get_chat_menu_button(ALICE) == MenuButtonCommands()
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_refusals_become_its_exceptions(bot, sim):
    await sim.block(BOB)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(BOB, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    with pytest.raises(BadRequest, match=r"Can't parse entities: unsupported start tag"):
        await bot.send_message(ALICE, "<x>", parse_mode="HTML")
    await sim.faults("flood", retry_after=3)
    with pytest.raises(RetryAfter):
        await bot.send_message(ALICE, "x")


async def test_a_wrong_token_is_an_invalid_token(server):
    wrong = Bot("1:wrong", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


async def test_every_update_is_understood(bot, sim, api):
    first = await sim.send(ALICE, "/start x")
    await sim.edit(ALICE, first, "changed")
    for kind in ("photo", "voice", "document", "sticker", "location"):
        await sim.attach(ALICE, kind)
    await bot.send_message(ALICE, "x", reply_markup=YES)
    await sim.tap(ALICE, "Yes", wait_s=0)
    await sim.block(ALICE)
    updates = await bot.get_updates()
    assert [update.message is not None for update in updates] == [
        *(True, False, True, True, True, True, True, False, False)
    ]
    assert updates[1].edited_message is not None
    assert updates[-2].callback_query is not None
    assert updates[-1].my_chat_member is not None
    assert updates[-1].my_chat_member.new_chat_member.status == ChatMemberStatus.BANNED


async def test_a_second_bot_ends_the_first_ones_poll(bot, api):
    first = asyncio.create_task(bot.get_updates(timeout=20))
    async with asyncio.timeout(5):
        while not first.done():
            await api("getUpdates")
    with pytest.raises(Conflict, match="make sure that only one bot instance is running"):
        await first


async def test_a_whole_conversation_through_its_application(server, sim):
    async def greet(update: Update, _: object) -> None:
        assert update.message is not None
        await update.message.reply_html(f"Hello <b>{update.message.text}</b>", reply_markup=YES)

    async def tapped(update: Update, _: object) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("Noted")
        await query.edit_message_text("Done")

    app = Application.builder().token(TOKEN).base_url(f"{server.url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, greet))
    app.add_handler(CallbackQueryHandler(tapped))
    async with app:
        assert app.updater is not None
        await app.updater.start_polling()
        await app.start()
        server.settle = app.update_queue.join
        await sim.send(ALICE, "Alice")
        await sim.settle()
        assert (await sim.last(ALICE))["text"] == "Hello Alice"
        answer = await sim.tap(ALICE, "Yes")
        assert answer is not None
        assert answer["text"] == "Noted"
        await sim.settle()
        assert (await sim.last(ALICE))["text"] == "Done"
        await app.updater.stop()
        await app.stop()
