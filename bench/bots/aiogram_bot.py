"""A bare aiogram bot: answer the tap, edit the card. No database.

Argument: the API server's URL.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message

from bench.pin import pin
from bench.tap.race import TOKEN


async def tapped(query: CallbackQuery) -> None:
    """Do what the check-in does, without a database."""
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"You said: {query.data}")


async def main(url: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(Bot(TOKEN, session=session), handle_signals=False)


if __name__ == "__main__":
    pin(-1)
    asyncio.run(main(sys.argv[1]))
