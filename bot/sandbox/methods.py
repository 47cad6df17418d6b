"""The table of Bot API methods that the local chat speaks; names are not case-sensitive."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.sandbox import (
    methods_chat,
    methods_edit,
    methods_profile,
    methods_send,
    methods_updates,
)
from bot.sandbox.params import Call
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

Method = Callable[[World, Call], object]
UpdateMethod = Callable[[World, Webhook, Call], Awaitable[object]]

METHODS: Final[dict[str, Method]] = {
    name.lower(): method
    for name, method in {
        "getMe": methods_profile.get_me,
        "logOut": methods_profile.log_out,
        "close": methods_profile.log_out,
        "sendMessage": methods_send.send_message,
        "sendPhoto": methods_send.send_photo,
        "sendDocument": methods_send.send_document,
        "sendVoice": methods_send.send_voice,
        "sendAudio": methods_send.send_audio,
        "sendVideo": methods_send.send_video,
        "sendAnimation": methods_send.send_animation,
        "sendSticker": methods_send.send_sticker,
        "sendLocation": methods_send.send_location,
        "sendMediaGroup": methods_send.send_media_group,
        "sendChatAction": methods_send.send_chat_action,
        "editMessageText": methods_edit.edit_message_text,
        "editMessageCaption": methods_edit.edit_message_caption,
        "editMessageMedia": methods_edit.edit_message_media,
        "editMessageReplyMarkup": methods_edit.edit_message_reply_markup,
        "deleteMessage": methods_edit.delete_message,
        "deleteMessages": methods_edit.delete_messages,
        "answerCallbackQuery": methods_edit.answer_callback_query,
        "copyMessage": methods_chat.copy_message,
        "forwardMessage": methods_chat.forward_message,
        "getChat": methods_chat.get_chat,
        "getChatMember": methods_chat.get_chat_member,
        "setMessageReaction": methods_chat.set_message_reaction,
        "pinChatMessage": methods_chat.pin_chat_message,
        "unpinChatMessage": methods_chat.unpin_chat_message,
        "unpinAllChatMessages": methods_chat.unpin_all_chat_messages,
        "getFile": methods_profile.get_file,
        "setMyCommands": methods_profile.set_my_commands,
        "getMyCommands": methods_profile.get_my_commands,
        "deleteMyCommands": methods_profile.delete_my_commands,
        "setMyName": methods_profile.text_setter("name"),
        "getMyName": methods_profile.text_getter("name"),
        "setMyDescription": methods_profile.text_setter("description"),
        "getMyDescription": methods_profile.text_getter("description"),
        "setMyShortDescription": methods_profile.text_setter("short_description"),
        "getMyShortDescription": methods_profile.text_getter("short_description"),
        "setChatMenuButton": methods_profile.set_chat_menu_button,
        "getChatMenuButton": methods_profile.get_chat_menu_button,
    }.items()
}

UPDATE_METHODS: Final[dict[str, UpdateMethod]] = {
    "getupdates": methods_updates.get_updates,
    "setwebhook": methods_updates.set_webhook,
    "deletewebhook": methods_updates.delete_webhook,
    "getwebhookinfo": methods_updates.get_webhook_info,
}
