"""Pictures in the chat: drawn aside, sent once, moved along in place.

A text cannot become a photo in Telegram, nor a photo a text: then the new card comes and the old
one goes, so that there is still one live card. What cannot be drawn comes as its words.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Final

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.messenger import TRIES, Messenger, Transient, keyboard, sort
from bot.pictures import Page, Photo, PictureError, Studio, UnreadablePhotoError
from bot.pictures.keys import key_of
from bot.views.screen import Screen

log = logging.getLogger(__name__)

KNOWN: Final = 4096
PHOTOS_KEPT: Final = 64
LARGEST_PHOTO: Final = 10 * 1024 * 1024


class Gallery:
    """Draws, sends and remembers pictures.

    Telegram keeps what was uploaded: a picture that went out before is named by its file id.
    """

    def __init__(self, messenger: Messenger, studio: Studio) -> None:
        self._messenger = messenger
        self._studio = studio
        self._file_ids: OrderedDict[str, str] = OrderedDict()
        self._photos: OrderedDict[str, Photo] = OrderedDict()
        self._warming: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Load fonts and templates aside, so that the first family does not wait for them."""
        self._warming = asyncio.create_task(self._warm_up(), name="studio warm-up")

    async def close(self) -> None:
        """Let the studio go."""
        if self._warming is not None:
            await self._warming
        await self._studio.close()

    async def _warm_up(self) -> None:
        try:
            await self._studio.warm_up()
        except PictureError:
            log.exception("no pictures can be drawn; their words go alone")

    async def show(
        self, chat_id: int, message_id: int | None, screen: Screen, *, is_on_photo: bool
    ) -> None:
        """Show a screen with a picture, or leave one.

        Raises:
            Unreachable: blocked, deactivated or unknown. Transient: it did not work in time.
        """
        try:
            media = await self._media(screen.picture) if screen.picture else None
        except PictureError:
            log.exception("a picture could not be drawn; its words go alone")
            media = None
        if media is None and not is_on_photo:
            await self._messenger.show(chat_id, message_id, screen)
        elif media is not None and is_on_photo and message_id is not None:
            await self._move_along(chat_id, message_id, screen, media)
        elif screen.may_stay and is_on_photo and message_id is not None and _caption(screen):
            await self._say_under(chat_id, message_id, screen)
        else:
            await self._put_in_place(chat_id, message_id, screen, media)

    async def print(self, chat_id: int, spec: Page, name: str, caption: str) -> None:
        """Send a page to print, as a PDF.

        Raises:
            PictureError: it cannot be drawn. Unreachable, Transient: as in `show`.
        """
        page = await self._studio.picture(spec)
        try:
            await self._messenger.bot.send_document(chat_id, page, caption, filename=name)
        except TelegramError as error:
            raise sort(error) from error

    async def photo(self, file_id: str) -> Photo | None:
        """Fetch a family's own photo; None when it is gone or cannot be drawn."""
        known = self._photos.get(file_id)
        if known is not None:
            return known
        try:
            file = await self._messenger.bot.get_file(file_id)
            if (file.file_size or 0) > LARGEST_PHOTO:
                return None
            photo = await self._studio.photo(bytes(await file.download_as_bytearray()))
        except (TelegramError, UnreadablePhotoError) as error:
            log.info("a photo cannot be shown: %s", type(error).__name__)
            return None
        self._photos[file_id] = photo
        while len(self._photos) > PHOTOS_KEPT:
            self._photos.popitem(last=False)
        return photo

    # -- inside ---------------------------------------------------------------------------------

    async def _media(self, spec: Page) -> tuple[str, str | bytes]:
        """Return the picture's key, and its file id or its bytes."""
        key = key_of(spec)
        known = self._file_ids.get(key)
        return key, known if known is not None else await self._studio.picture(spec)

    async def _put_in_place(
        self,
        chat_id: int,
        message_id: int | None,
        screen: Screen,
        media: tuple[str, str | bytes] | None,
    ) -> None:
        if media is None:
            await self._messenger.show(chat_id, None, screen)
        else:
            await self._send(chat_id, screen, media)
        if message_id is not None:
            await self._take_away(chat_id, message_id)

    async def _send(self, chat_id: int, screen: Screen, media: tuple[str, str | bytes]) -> None:
        key, content = media
        for last in (False,) * (TRIES - 1) + (True,):
            try:
                self._messenger.on_answer()
                sent = await self._messenger.bot.send_photo(
                    chat_id,
                    content,
                    _caption(screen),
                    parse_mode=ParseMode.HTML,
                    reply_markup=self._buttons(screen),
                )
            except BadRequest as error:
                if isinstance(content, bytes) or screen.picture is None:
                    raise sort(error) from error
                self._file_ids.pop(key, None)  # Telegram no longer knows the file
                content = await self._studio.picture(screen.picture)
            except TelegramError as error:
                await _wait_or_raise(error, last=last)
            else:
                self._remember(key, sent)
                return
        raise Transient(None, may_have_arrived=False)

    async def _move_along(
        self, chat_id: int, message_id: int, screen: Screen, media: tuple[str, str | bytes]
    ) -> None:
        key, content = media
        try:
            moved = await self._messenger.bot.edit_message_media(
                InputMediaPhoto(content, _caption(screen), parse_mode=ParseMode.HTML),
                chat_id,
                message_id,
                reply_markup=self._buttons(screen),
            )
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return
            self._file_ids.pop(key, None)
            await self._send(chat_id, screen, await self._media(screen.picture or Page()))
        except TelegramError as error:
            raise sort(error) from error
        else:
            if isinstance(moved, Message):
                self._remember(key, moved)

    async def _say_under(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Change the words under a picture; the picture stays."""
        try:
            await self._messenger.bot.edit_message_caption(
                chat_id,
                message_id,
                caption=_caption(screen),
                parse_mode=ParseMode.HTML,
                reply_markup=self._buttons(screen),
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                await self._messenger.show(chat_id, None, screen)
        except TelegramError as error:
            raise sort(error) from error

    async def _take_away(self, chat_id: int, message_id: int) -> None:
        try:
            await self._messenger.bot.delete_message(chat_id, message_id)
        except TelegramError as error:
            log.info("an old card stays: %s", error.message)

    def _remember(self, key: str, message: Message) -> None:
        if message.photo:
            self._file_ids[key] = message.photo[-1].file_id
            while len(self._file_ids) > KNOWN:
                self._file_ids.popitem(last=False)

    def _buttons(self, screen: Screen) -> InlineKeyboardMarkup | None:
        rows = keyboard(screen)
        return InlineKeyboardMarkup.de_json(rows, self._messenger.bot) if rows else None


async def _wait_or_raise(error: TelegramError, *, last: bool) -> None:
    meaning = sort(error)
    if last or not isinstance(meaning, Transient) or meaning.may_have_arrived:
        raise meaning from error
    await asyncio.sleep(min(meaning.retry_after or 0.2, 30))


def _caption(screen: Screen) -> str:
    text = str(screen.text)
    return text if len(screen.text.striptags()) <= MessageLimit.CAPTION_LENGTH else ""
