"""Request bodies that are written piece by piece, each piece under the write timeout.

aiohttp has no write timeout of its own: a server that stops reading would hold an upload for ever.
"""

import asyncio
import io
import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Final, TypeAlias

from aiohttp import Payload
from aiohttp.abc import AbstractStreamWriter
from telegram.request import RequestData

JSON: Final = "application/json"

PIECE: Final = 64 * 1024
"""Bytes handed to the socket at once; asyncio buffers about as much before it waits."""

FilePart: TypeAlias = tuple[str, bytes | IO[bytes], str]
"""File name, content or open binary file, MIME type."""


class WriteTimeoutError(asyncio.TimeoutError):
    """The server took no more of the request within the write timeout."""


class TimedBody(Payload):
    """A request body of bytes and open files.

    A file is read from its start in a thread, as python-telegram-bot's own transport does, and
    stays open: it belongs to the caller.

    Args:
        segments: bytes or files opened in binary mode, in the order in which they are sent.
        content_type: the Content-Type header.
        write_timeout: seconds that the server may take to accept a piece; None waits for ever.

    Raises:
        TypeError: a file was opened in text mode.
    """

    def __init__(
        self,
        segments: Sequence[bytes | IO[bytes]],
        *,
        content_type: str,
        write_timeout: float | None,
    ) -> None:
        super().__init__(segments, content_type=content_type)
        self._segments = [(segment, _size(segment)) for segment in segments]
        self._write_timeout = write_timeout
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether a first piece was handed to the socket."""
        return self._begun

    @property
    def size(self) -> int | None:
        """Bytes in all, or None (sent in chunks) when a file does not tell its size."""
        sizes = [size for _, size in self._segments if size is not None]
        return sum(sizes) if len(sizes) == len(self._segments) else None

    @property
    def autoclose(self) -> bool:
        """Nothing here needs closing: the files belong to the caller."""
        return True

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Return the parts held in memory as text; files are named, not read."""
        return "".join(
            part.decode(encoding, errors) if isinstance(part, bytes) else "<file>"
            for part, _ in self._segments
        )

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write every segment.

        Raises:
            WriteTimeoutError: the server stopped reading.
            EOFError: a file became shorter while it was sent.
        """
        for segment, size in self._segments:
            if isinstance(segment, bytes):
                for piece in _pieces(segment):
                    await self._write_piece(writer, piece)
            else:
                await self._write_file(writer, segment, size)

    async def write_with_length(
        self,
        writer: AbstractStreamWriter,
        content_length: int | None,
    ) -> None:
        """Write every segment: the length announced is always the body's own."""
        await self.write(writer)

    async def _write_file(
        self, writer: AbstractStreamWriter, file: IO[bytes], size: int | None
    ) -> None:
        await asyncio.to_thread(_rewind, file)
        left = size
        while left is None or left > 0:
            piece = await asyncio.to_thread(file.read, PIECE if left is None else min(PIECE, left))
            if not piece:
                break
            if left is not None:
                left -= len(piece)
            await self._write_piece(writer, piece)
        if left:
            raise EOFError("a file became shorter while it was being sent")

    async def _write_piece(self, writer: AbstractStreamWriter, piece: bytes | memoryview) -> None:
        try:
            async with asyncio.timeout(self._write_timeout):
                await writer.write(piece)
                self._begun = True
                await writer.drain()
        except TimeoutError as error:
            if error.errno is not None:  # the operating system's own word about the socket
                raise
            raise WriteTimeoutError("the server took no more of the request") from None


def request_body(
    data: RequestData | None, *, write_timeout: float | None
) -> bytes | TimedBody | None:
    """Return the body of a call: JSON, or a form when files go along; None when there is nothing.

    JSON is one of the Bot API's four encodings: a keyboard goes as it is, not as a text within a
    text. Up to `PIECE` bytes of it are plain bytes: they fit asyncio's own buffer, so writing
    never waits.
    """
    if data is None:
        return None
    if data.contains_files and (files := data.multipart_data):
        return _with_files(data.json_parameters, files, write_timeout)
    fields = data.parameters
    if not fields:
        return None
    text = json.dumps(fields).encode()
    if len(text) <= PIECE:
        return text
    return TimedBody([text], content_type=JSON, write_timeout=write_timeout)


def _with_files(
    fields: Mapping[str, str], files: Mapping[str, FilePart], write_timeout: float | None
) -> TimedBody:
    boundary = secrets.token_hex(16)
    segments: list[bytes | IO[bytes]] = []
    head = "".join(
        f"--{boundary}\r\nContent-Disposition: form-data; name={_quoted(name)}\r\n\r\n{value}\r\n"
        for name, value in fields.items()
    )
    for name, (filename, content, mime) in files.items():
        head += (
            f"--{boundary}\r\nContent-Disposition: form-data; name={_quoted(name)}; "
            f"filename={_quoted(filename)}\r\nContent-Type: {mime}\r\n\r\n"
        )
        segments += [head.encode(), content]
        head = "\r\n"
    segments.append(f"{head}--{boundary}--\r\n".encode())
    return TimedBody(
        segments,
        content_type=f"multipart/form-data; boundary={boundary}",
        write_timeout=write_timeout,
    )


def _quoted(value: str) -> str:
    """Quote a name as browsers do: raw UTF-8, with quotes and line breaks percent-encoded."""
    return '"' + value.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A") + '"'


def _pieces(content: bytes) -> Iterator[bytes | memoryview]:
    if len(content) <= PIECE:
        yield content
        return
    view = memoryview(content)
    for start in range(0, len(content), PIECE):
        yield view[start : start + PIECE]


def _checked(segment: object) -> None:
    if isinstance(segment, io.TextIOBase):
        raise TypeError("a file to upload is open in text mode; open it in binary mode")


def _size(segment: bytes | IO[bytes]) -> int | None:
    if isinstance(segment, bytes):
        return len(segment)
    _checked(segment)
    try:
        return segment.seek(0, os.SEEK_END)
    except (AttributeError, OSError):
        return None


def _rewind(file: IO[bytes]) -> None:
    try:
        file.seek(0)
    except (AttributeError, OSError):
        return  # a stream is sent from where it stands
