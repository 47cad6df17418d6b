"""Small pictures, and forms that carry files."""

import json
import struct
from io import BytesIO

import aiohttp

from bot.sandbox import samples


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG, which is all that is looked at."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + head + b"\0" * 4


PNG = png(40, 30)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108001e002803012200")
WEBP_LOSSY = samples.sticker()
WEBP_LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (39 | 29 << 14).to_bytes(4, "little")
WEBP_EXTENDED = (
    b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (39).to_bytes(3, "little") + (29).to_bytes(3, "little")
)


def multipart(**fields: object) -> aiohttp.FormData:
    """Return a form; bytes become a file with a name."""
    form = aiohttp.FormData()
    for name, value in fields.items():
        if isinstance(value, bytes):
            form.add_field(name, BytesIO(value), filename=f"{name}.bin")
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form
