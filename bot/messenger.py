"""Screens go out here, and Telegram's errors are sorted: gone, transient, or ours.

`message is not modified` is success; a card that is gone is sent anew; the text of an error is
for the log, never for a person.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.domain.attachment import Kind
from bot.transport import call, surely_not_sent
from bot.views.screen import Button, Screen

log = logging.getLogger(__name__)

NO_PREVIEW: Final = {"is_disabled": True}
#: Errors after which nobody can be written to in a chat, and how they are recorded.
_GONE: Final = (
    ("bot was blocked", "blocked"),
    ("user is deactivated", "deactivated"),
    ("initiate conversation", "never started"),
    ("chat not found", "chat not found"),
    ("chat_id is empty", "chat not found"),
    ("kicked", "removed"),
)
_CARD_IS_GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message_id_invalid",
)
_SENDS: Final = {
    Kind.PHOTO: "sendPhoto",
    Kind.VOICE: "sendVoice",
    Kind.DOCUMENT: "sendDocument",
}
ANSWER_LIMIT: Final = 200
TRIES: Final = 3
#: Somebody who waits for a screen longer than this has gone; whoever comes too early waits longer.
LONGEST_WAIT_S: Final = 30.0


class Unreachable(Exception):  # noqa: N818 - a state of the chat, not a fault of ours
    """Nobody can be written to in this chat; `reason` is a short code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Transient(Exception):  # noqa: N818
    """It may work later.

    Attributes:
        retry_after: seconds that Telegram asked to wait in this chat, or None.
        may_have_arrived: the message may be there already.
    """

    def __init__(self, retry_after: float | None, *, may_have_arrived: bool) -> None:
        super().__init__(f"retry after {retry_after}")
        self.retry_after = retry_after
        self.may_have_arrived = may_have_arrived


@dataclass(frozen=True, slots=True)
class Messenger:
    """Sends and edits screens through one bot; `on_answer` hears of each new answer's message."""

    bot: Bot
    on_answer: Callable[[], None] = lambda: None

    async def send(self, chat_id: int, screen: Screen) -> int:
        """Send a new message; return its id.

        Raises:
            Unreachable: blocked, deactivated or unknown. Transient: try later.
        """
        method, content = _method(screen)
        try:
            values = {"chat_id": chat_id, **content}
            if screen.is_silent:
                values["disable_notification"] = True
            sent = await call(self.bot, method, values)
        except TelegramError as error:
            if screen.file is None or not _is_file_unknown(error):
                raise sort(error) from error
            log.warning("a file cannot be sent again: %s", error.message)
            return await self.send(chat_id, replace(screen, text=screen.file.instead, file=None))
        return int(sent["message_id"])

    async def show(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        """Edit a card in place, or send a new one when there is none; return its id.

        Answers to people are tried up to three times: at once after a connection that never
        was, after `retry_after` when Telegram asks to wait.

        Raises:
            Unreachable: blocked, deactivated or unknown. Transient: it did not work in time.
        """
        for last in (False,) * (TRIES - 1) + (True,):
            try:
                if message_id is not None:
                    if await self._edit(chat_id, message_id, screen):
                        return message_id
                    message_id = None  # the card is gone: a fresh one comes
                self.on_answer()
                return await self.send(chat_id, screen)
            except Transient as error:
                wait = error.retry_after or 0.2
                if last or wait > LONGEST_WAIT_S or (message_id is None and error.may_have_arrived):
                    raise
                await asyncio.sleep(wait)
        raise AssertionError("the loop returns or raises")

    async def answer(self, query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """Answer a tap, so that the phone's spinner stops. A late answer is no trouble."""
        shown = text[:ANSWER_LIMIT] if text else None
        try:
            await call(
                self.bot,
                "answerCallbackQuery",
                {"callback_query_id": query_id, "text": shown, "show_alert": alert or None},
            )
        except BadRequest as error:
            log.info("a tap was answered too late: %s", error.message)
        except TelegramError as error:
            log.warning("a tap could not be answered: %s", error.message)

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Edit a card in place; one that is gone stays gone.

        Raises:
            Unreachable: blocked, deactivated or unknown. Transient: try later.
        """
        await self._edit(chat_id, message_id, screen)

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Edit a card; say whether it is still there."""
        try:
            place = {"chat_id": chat_id, "message_id": message_id}
            if screen.file is not None:
                await call(self.bot, "editMessageCaption", {**place, **_caption(screen)})
            else:
                await call(self.bot, "editMessageText", {**place, **_content(screen)})
        except BadRequest as error:
            reason = error.message.lower()
            if "message is not modified" in reason:
                return True
            if any(words in reason for words in _CARD_IS_GONE):
                return False
            raise sort(error) from error
        except TelegramError as error:
            raise sort(error) from error
        return True


def sort(error: TelegramError) -> Exception:
    """Return what a Telegram error means for us: Unreachable, Transient, or itself (a bug)."""
    reason = error.message.lower()
    for words, code in _GONE:
        if words in reason:
            return Unreachable(code)
    if isinstance(error, Forbidden):
        return Unreachable("forbidden")
    if isinstance(error, ChatMigrated):
        return Unreachable("moved")  # a person's own chat never moves: this was a group
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait if isinstance(wait, int) else wait.total_seconds()
        return Transient(float(seconds), may_have_arrived=False)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return Transient(None, may_have_arrived=not surely_not_sent(error))
    return error


def _content(screen: Screen) -> dict[str, Any]:
    """Return a screen's parameters as plain values: objects of the library cost six times more."""
    return {
        "text": str(screen.text),
        "parse_mode": ParseMode.HTML.value,
        "reply_markup": keyboard(screen),
        "link_preview_options": NO_PREVIEW,
    }


def _caption(screen: Screen) -> dict[str, Any]:
    """Return the parameters of the words under a file."""
    return {
        "caption": str(screen.text),
        "parse_mode": ParseMode.HTML.value,
        "reply_markup": keyboard(screen),
    }


def _method(screen: Screen) -> tuple[str, dict[str, Any]]:
    """Return how a screen is sent: as a text, or as a file that Telegram keeps."""
    if screen.file is None:
        return "sendMessage", _content(screen)
    return _SENDS[screen.file.kind], {
        screen.file.kind.value: screen.file.file_id,
        **_caption(screen),
    }


def _is_file_unknown(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and "file" in error.message.lower()


def keyboard(screen: Screen) -> dict[str, Any] | None:
    """Return a screen's buttons as the Bot API's InlineKeyboardMarkup."""
    if not screen.rows:
        return None
    return {"inline_keyboard": [[_button(one) for one in row] for row in screen.rows]}


def _button(one: Button) -> dict[str, Any]:
    fields = {
        "text": one.label,
        "url": one.url,
        "callback_data": one.data,
        "copy_text": {"text": one.copy} if one.copy else None,
        "style": one.style,
    }
    return {name: value for name, value in fields.items() if value is not None}
