"""Files that people send and get: small ones, fetched whole and never written to disk."""

import logging

from telegram.error import TelegramError

from bot.messenger import Messenger, sort

log = logging.getLogger(__name__)


async def fetch(messenger: Messenger, file_id: str, at_most: int) -> bytes | None:
    """Return a file that somebody sent; None when Telegram does not hand it over.

    Args:
        at_most: bytes; of a larger file one byte more comes, so that whoever reads it can tell.
    """
    try:
        file = await messenger.bot.get_file(file_id)
        if (file.file_size or 0) > at_most:
            return bytes(at_most + 1)
        return bytes(await file.download_as_bytearray())[: at_most + 1]
    except TelegramError as error:
        log.info("a file cannot be fetched: %s", error.message)
        return None


async def send(
    messenger: Messenger, chat_id: int, content: bytes, name: str, caption: str = ""
) -> None:
    """Send a file.

    Raises:
        Unreachable: blocked, deactivated or unknown. Transient: try later.
    """
    try:
        messenger.on_answer()
        await messenger.bot.send_document(chat_id, content, caption or None, filename=name)
    except TelegramError as error:
        raise sort(error) from error
