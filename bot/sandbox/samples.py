"""Small files for people who want to send a picture or a voice note and have none at hand."""

import struct
import zlib

VOICE_SECONDS = 2

_OPUS_SILENCE = b"\xf8\xff\xfe"
_FRAMES_PER_SECOND = 50
_SAMPLES_PER_FRAME = 960
_OGG_POLYNOMIAL = 0x04C11DB7


def photo() -> bytes:
    """Return a PNG of 320 x 240 pixels: a soft evening sky over a hill."""
    width, height = 320, 240
    rows = []
    for y in range(height):
        sky = bytes((250 - y // 3, 200 - y // 4, 150 + y // 3))
        hill = bytes((96, 140, 92))
        edge = [y > 150 + (x - 200) ** 2 // 500 for x in range(width)]
        rows.append(b"\0" + b"".join(hill if below else sky for below in edge))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, data) for kind, data in chunks)


def voice() -> bytes:
    """Return an Ogg Opus file of two silent seconds."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 6) + b"sample" + struct.pack("<I", 0)
    frames = [_OPUS_SILENCE] * (VOICE_SECONDS * _FRAMES_PER_SECOND)
    end = len(frames) * _SAMPLES_PER_FRAME
    return (
        _ogg_page([head], sequence=0, position=0, flags=2)
        + _ogg_page([tags], sequence=1, position=0, flags=0)
        + _ogg_page(frames, sequence=2, position=end, flags=4)
    )


def document() -> bytes:
    """Return a short text file."""
    return b"A note from school\n\nWe practised the zip before playtime. It went well.\n"


def sticker() -> bytes:
    """Return a WEBP picture of one pixel."""
    return bytes.fromhex(
        "52494646220000005745425056503820160000003001009d012a010001000ec0fe25a400037000000000"
    )


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def _ogg_page(packets: list[bytes], *, sequence: int, position: int, flags: int) -> bytes:
    header = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 1, sequence, 0)
    page = header + bytes([len(packets), *map(len, packets)]) + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


def _ogg_checksum(data: bytes) -> int:
    checksum = 0
    for byte in data:
        checksum ^= byte << 24
        for _ in range(8):
            checksum = checksum << 1 ^ (_OGG_POLYNOMIAL if checksum & 0x80000000 else 0)
        checksum &= 0xFFFFFFFF
    return checksum
