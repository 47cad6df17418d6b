"""Files keep their id: what was uploaded once can be sent again by id, and fetched."""

import hashlib
from dataclasses import dataclass

from telegram.constants import FileSizeLimit

from bot.sandbox.errors import bad_request
from bot.sandbox.state import Json

# How ids begin, and where files of a kind lie, as Telegram has it.
_KINDS = {
    "photo": ("AgACAgIAAxk", "photos"),
    "voice": ("AwACAgIAAxk", "voice"),
    "video": ("BAACAgIAAxk", "videos"),
    "document": ("BQACAgIAAxk", "documents"),
    "audio": ("CQACAgIAAxk", "music"),
    "animation": ("CgACAgIAAxk", "animations"),
    "sticker": ("CAACAgIAAxk", "stickers"),
}
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "audio/ogg": ".oga",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file.

    Attributes:
        id: The `file_id`.
        unique_id: The `file_unique_id`: the same for the same bytes.
        kind: photo, voice, video, document, audio, animation or sticker.
        path: The `file_path` for downloading.
        media: What a message tells about the file, without the ids.
    """

    id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime: str
    data: bytes
    media: Json

    def described(self) -> Json:
        """Return the ids and the size, as they stand in every Bot API file object."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class FileStore:
    """All files by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, name: str, mime: str, data: bytes, media: Json) -> StoredFile:
        """Keep a file; the same bytes of one kind and name are kept once."""
        prefix, folder = _KINDS[kind]
        digest = hashlib.sha256(f"{kind}\0{name}\0{mime}\0{media}\0".encode() + data).hexdigest()
        file_id = f"{prefix}{digest[:48]}"
        known = self._by_id.get(file_id)
        if known is not None:
            return known
        suffix = "." + name.rsplit(".", 1)[1] if "." in name else _SUFFIXES.get(mime, "")
        suffix = suffix if suffix[1:].isalnum() else ""
        unique = f"AQAD{hashlib.sha256(data).hexdigest()[:12]}"
        path = f"{folder}/file_{len(self._by_id)}{suffix}"
        stored = StoredFile(file_id, unique, kind, path, name, mime, data, media)
        self._by_id[file_id] = stored
        self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Return a file by its id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return a file by its path for downloading."""
        return self._by_path.get(path)

    def describe(self, file_id: str | None) -> Json:
        """Return the Bot API `File`, ready to be downloaded.

        Raises:
            ApiError: There is no such file, or it is too big to be downloaded.
        """
        stored = None if file_id is None else self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.data) > FileSizeLimit.FILESIZE_DOWNLOAD:
            raise bad_request("file is too big")
        return {**stored.described(), "file_path": stored.path}
