"""Media in a message: an upload or a file id, checked as Telegram checks it before it is sent."""

import mimetypes
import re
from typing import Any

from telegram.constants import FileSizeLimit

from bot.sandbox.errors import bad_request
from bot.sandbox.files import StoredFile
from bot.sandbox.images import image_mime, image_size
from bot.sandbox.params import Call, Upload
from bot.sandbox.state import Json
from bot.sandbox.world import World

_UNKNOWN = "application/octet-stream"
_MIME = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.ASCII)
_PHOTO_SIDES = 10_000
_PHOTO_RATIO = 20
# What a message tells about a file of a kind, besides ids, names and sizes.
_NUMBERS = {
    "voice": ("duration",),
    "audio": ("duration",),
    "video": ("width", "height", "duration"),
    "animation": ("width", "height", "duration"),
}
_WORDS = {"audio": ("performer", "title")}
_NAMED = frozenset({"document", "audio", "video", "animation"})


def media_content(world: World, call: Call, kind: str, source: object, options: Json) -> Json:
    """Return the field of a message that holds one photo, voice note, document ...

    Args:
        world: Where the file is kept.
        call: The call, with its uploads.
        kind: What it is to be sent as.
        source: The parameter: a file id, an address, `attach://` with a name, or nothing when
            the upload has the name of the parameter.
        options: Further parameters, such as `duration`.

    Raises:
        ApiError: There is no such file, or it cannot be sent as this kind.
    """
    return as_content(_stored(world, call, kind, source, options))


def as_content(stored: StoredFile) -> Json:
    """Return the field of a message that shows a stored file."""
    described: Any = {**stored.media, **stored.described()}
    if stored.kind in _NAMED and stored.name:
        described["file_name"] = stored.name
    if stored.kind not in {"photo", "sticker"}:
        described["mime_type"] = stored.mime
    if stored.kind == "photo":
        return {"photo": [described]}
    if stored.kind == "animation":
        return {"animation": described, "document": dict(described)}
    return {stored.kind: described}


def keep_file(world: World, kind: str, upload: Upload, options: Json) -> StoredFile:
    """Check uploaded bytes and keep them.

    Raises:
        ApiError: Empty, too big, or no picture where one is needed.
    """
    if not upload.data:
        raise bad_request("file must be non-empty")
    mime = upload.mime if _MIME.fullmatch(upload.mime) else _UNKNOWN
    if mime == _UNKNOWN:
        mime = mimetypes.guess_type(upload.name)[0] or _UNKNOWN
    media: Json = {name: _whole(options.get(name)) for name in _NUMBERS.get(kind, ())}
    for name in _WORDS.get(kind, ()):
        if options.get(name):
            media[name] = str(options[name])
    if kind == "photo":
        mime = image_mime(upload.data) or mime
        media = _photo(upload.data)
    elif kind == "sticker":
        media = _sticker(upload.data, options)
    elif kind == "voice":
        mime = "audio/ogg" if mime == _UNKNOWN else mime
    return world.files.add(kind, upload.name, mime, upload.data, media)


def _stored(world: World, call: Call, kind: str, source: object, options: Json) -> StoredFile:
    upload = call.files.get(kind) if source is None or source == "" else None
    if upload is not None:
        return keep_file(world, kind, upload, options)
    if not source:
        raise bad_request(f"there is no {kind} in the request")
    text = str(source)
    if text.startswith("attach://"):
        upload = call.files.get(text.removeprefix("attach://"))
        if upload is None:
            raise bad_request("can't parse InputMedia: media not found")
        return keep_file(world, kind, upload, options)
    if text.startswith(("http://", "https://")):
        # The local chat reaches nothing outside this machine.
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(text)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(
            f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}"
        )
    return stored


def _photo(data: bytes) -> Json:
    if len(data) > FileSizeLimit.PHOTOSIZE_UPLOAD:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {FileSizeLimit.PHOTOSIZE_UPLOAD.value} bytes"
        )
    size = image_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _PHOTO_SIDES or max(size) > _PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}


def _sticker(data: bytes, options: Json) -> Json:
    size = image_size(data)
    if size is None:
        raise bad_request("STICKER_FILE_INVALID")
    sticker: Json = {
        "type": "regular",
        "width": size[0],
        "height": size[1],
        "is_animated": False,
        "is_video": False,
    }
    if options.get("emoji"):
        sticker["emoji"] = str(options["emoji"])
    return sticker


def _whole(value: object) -> int:
    try:
        return max(0, int(float(value)))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return 0
