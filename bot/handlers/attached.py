"""Reads the file that a message brings: the kinds that can be kept, and nothing else."""

from telegram import Document, Message, Voice

from bot.domain.attachment import Attachment, Kind
from bot.handlers.border import tidy


def attachment_of(message: Message) -> Attachment | None:
    """Return the photo, voice note or document of a message; None for all other kinds."""
    caption, album = tidy(message.caption or ""), message.media_group_id
    if message.photo:
        photo = message.photo[-1]  # the largest
        return Attachment(Kind.PHOTO, photo.file_id, caption, album, size=photo.file_size)
    if message.voice is not None:
        return _voice(message.voice, caption)
    if message.document is not None and message.animation is None:
        return _document(message.document, caption, album)
    return None


def _voice(voice: Voice, caption: str) -> Attachment:
    seconds = voice.to_dict().get("duration")  # the attribute's type is about to change
    return Attachment(
        Kind.VOICE,
        voice.file_id,
        caption,
        mime_type=voice.mime_type,
        size=voice.file_size,
        duration_s=int(seconds) if isinstance(seconds, int | float) else None,
    )


def _document(file: Document, caption: str, album: str | None) -> Attachment:
    return Attachment(
        Kind.DOCUMENT,
        file.file_id,
        caption,
        album,
        file_name=tidy(file.file_name) if file.file_name else None,
        mime_type=file.mime_type,
        size=file.file_size,
    )
