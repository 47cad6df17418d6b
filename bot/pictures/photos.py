"""A family's own photo: looked at before it is drawn, because it may be any bytes at all.

It is held in memory alone: nothing here, and nothing that is drawn with it, is written to disk.
"""

import hashlib
import struct
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

#: What a phone's camera makes; more would only hold up the drawing.
LARGEST_BYTES: Final = 10_000_000
LARGEST_PIXELS: Final = 50_000_000

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_NO_SIZE: Final = frozenset({0xC4, 0xC8, 0xCC})
_ORIENTATION: Final = 0x0112
#: SVG matrices for EXIF's turns and mirrors, in a picture one wide and one high.
_TURNS: Final = {
    1: "1 0 0 1 0 0",
    2: "-1 0 0 1 1 0",
    3: "-1 0 0 -1 1 1",
    4: "1 0 0 -1 0 1",
    5: "0 1 1 0 0 0",
    6: "0 1 -1 0 1 0",
    7: "0 -1 -1 0 1 1",
    8: "0 -1 1 0 0 1",
}


class UnreadablePhotoError(ValueError):
    """The bytes are no photo that can be drawn; the message says what would be."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that can be drawn: `width` and `height` in pixels, as a person holds it."""

    data: bytes = field(repr=False)
    kind: str
    width: int
    height: int
    turn: int
    digest: str

    @classmethod
    def read(cls, data: bytes) -> "Photo":
        """Look at the bytes of a JPEG, PNG or WebP file.

        Hashes the bytes, so a photo of several megabytes is better read outside the event loop.

        Raises:
            UnreadablePhotoError: another kind of file, a broken one, or one that is too large.
        """
        if len(data) > LARGEST_BYTES:
            raise UnreadablePhotoError(f"{len(data)} bytes; a photo holds {LARGEST_BYTES}")
        try:
            kind, width, height, turn = _look(data)
        except (struct.error, IndexError) as error:
            raise UnreadablePhotoError("the photo breaks off at its beginning") from error
        if not 0 < width * height <= LARGEST_PIXELS:
            raise UnreadablePhotoError(f"{width} x {height} pixels; it holds {LARGEST_PIXELS}")
        if turn >= 5:
            width, height = height, width
        return cls(data, kind, width, height, turn, hashlib.sha256(data).hexdigest())

    def svg(self) -> str:
        """Return the photo, the right way up, wrapped in SVG with its own proportions."""
        link = f"data:image/{self.kind};base64,{b64encode(self.data).decode()}"
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {self.width} {self.height}">'
            f'<g transform="scale({self.width} {self.height}) matrix({_TURNS[self.turn]})">'
            f'<image width="1" height="1" preserveAspectRatio="none" xlink:href="{link}"/>'
            "</g></svg>"
        )


def _look(data: bytes) -> tuple[str, int, int, int]:
    """Return kind, stored width and height, and EXIF's turn (1 to 8)."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", *_jpeg(data)
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        return "png", *struct.unpack(">II", data[16:24]), 1
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp", *_webp(data), 1
    raise UnreadablePhotoError("not a JPEG, PNG or WebP picture")


def _jpeg(data: bytes) -> tuple[int, int, int]:
    turn = 1
    for marker, body in _segments(data):
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turn = _exif_turn(body[6:])
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack(">HH", body[1:5])
            return width, height, turn
    raise UnreadablePhotoError("a JPEG that does not say how large it is")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if length < 2:
            return
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def _exif_turn(tiff: bytes) -> int:
    """Return the orientation that the camera wrote; upright when it cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for entry in range(start + 2, start + 2 + 12 * min(count, 64), 12):
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
            if tag == _ORIENTATION:
                return value if value in _TURNS else 1
    except struct.error:
        return 1
    return 1


def _webp(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise UnreadablePhotoError("a WebP picture of an unknown form")
