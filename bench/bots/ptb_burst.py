"""A python-telegram-bot bot that sends one message to each of many chats at once.

Arguments: `gather` (bare), or `limiter` and how many retries AIORateLimiter may make; then how
many chats, and the API server's URL. It answers taps meanwhile, many at a time, and says when it
is done by its short description.
"""

import asyncio
import logging
import sys
from typing import Any, Final

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, CallbackQueryHandler

from bench.chat.bot import TOKEN
from bench.chat.watch import OVER
from bench.crowd.fill import chat_of

_PATIENT: Final = 300.0  # seconds: a full connection pool is to make messages wait, not fail
_AT_ONCE: Final = 256
Bot = Application[Any, Any, Any, Any, Any, Any]


async def tapped(update: Update, _: object) -> None:
    """Answer the tap, edit the card."""
    query = update.callback_query
    if query is not None:
        await query.answer()
        await query.edit_message_text(f"You said: {query.data} ({update.update_id})")


async def burst(application: Bot, chats: int) -> None:
    """Send to every chat at once; what is refused for good is lost."""

    async def send(number: int) -> None:
        try:
            await application.bot.send_message(chat_of(number), "Good morning. Here is the card.")
        except TelegramError:
            return

    await asyncio.gather(*(send(number) for number in range(1, chats + 1)))
    await application.bot.set_my_short_description(OVER)


def main(limiter: AIORateLimiter | None, chats: int, url: str) -> None:
    async def begin(application: Bot) -> None:
        application.create_task(burst(application, chats))

    builder: Any = Application.builder().token(TOKEN).base_url(f"{url}/bot")
    builder = builder.pool_timeout(_PATIENT).connect_timeout(_PATIENT).read_timeout(_PATIENT)
    builder = builder.concurrent_updates(_AT_ONCE).post_init(begin)
    if limiter is not None:
        builder = builder.rate_limiter(limiter)
    application: Bot = builder.build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling(stop_signals=None)


if __name__ == "__main__":
    logging.disable()
    if sys.argv[1] == "gather":
        main(None, int(sys.argv[2]), sys.argv[3])
    else:
        main(AIORateLimiter(max_retries=int(sys.argv[2])), int(sys.argv[3]), sys.argv[4])
