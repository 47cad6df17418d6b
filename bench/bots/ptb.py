"""A bare python-telegram-bot bot: answer the tap, edit the card. No database.

Arguments: how many updates at once (1: one by one), `httpx` (PTB's default) or `ours` (our
transport under the same bot), the API server's URL.
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler

from bench.pin import pin
from bench.tap.race import TOKEN
from bot.transport import AiohttpRequest

_PATIENT = 60.0  # seconds: a full pool must slow this bot down, not make it lose taps


async def tapped(update: Update, _: object) -> None:
    """Do what the check-in does, without a database."""
    query = update.callback_query
    if query is not None:
        await query.answer()
        await query.edit_message_text(f"You said: {query.data}")


def main(at_once: int, transport: str, url: str) -> None:
    builder: Any = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    if transport == "ours":
        builder = builder.request(AiohttpRequest(pool_timeout=_PATIENT))
        builder = builder.get_updates_request(AiohttpRequest())
    else:
        builder = builder.pool_timeout(_PATIENT).connect_timeout(_PATIENT).read_timeout(_PATIENT)
    if at_once > 1:
        builder = builder.concurrent_updates(at_once)
    app: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    app.add_handler(CallbackQueryHandler(tapped))
    app.run_polling(stop_signals=None)


if __name__ == "__main__":
    pin(-1)
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
