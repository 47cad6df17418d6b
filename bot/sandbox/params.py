"""One Bot API call as it came in: JSON, form, multipart or query string end in one shape."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from telegram.constants import FileSizeLimit

from bot.sandbox.errors import ApiError, bad_request

_TRUE = frozenset({"true", "1", "yes"})
# A parameter that is not a file is small; more than this is a mistake or an attack.
_BODY_LIMIT = 16 * 1024 * 1024
_UPLOAD_LIMIT = FileSizeLimit.FILESIZE_UPLOAD.value


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Call:
    """A method and its parameters.

    What a getter has decoded replaces the raw value, so that the history of calls shows
    keyboards as objects and ids as numbers, however they were sent.
    """

    method: str
    params: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return a string parameter; None when it is absent or empty."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        """Return a whole number; None when it is absent or no number."""
        value = self.params.get(name)
        if isinstance(value, str):
            try:
                value = int(value)
            except ValueError:
                return None
            self.params[name] = value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def number(self, name: str) -> float | None:
        """Return a number; None when it is absent or no number."""
        try:
            return float(self.params[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Return a yes-or-no parameter; absent is no."""
        value = self.params.get(name)
        if isinstance(value, str):
            value = value.strip().lower() in _TRUE
            self.params[name] = value
        return value is True or value == 1

    def json(self, name: str, what: str) -> object:
        """Return a JSON parameter, decoded; None when it is absent or empty.

        Raises:
            ApiError: It is text, but no JSON; `what` names it in the complaint.
        """
        value = self.params.get(name)
        if isinstance(value, str):
            if not value:
                return None
            try:
                value = json.loads(value)
            except (ValueError, RecursionError) as error:
                raise bad_request(f"can't parse {what} JSON object") from error
            self.params[name] = value
        return value

    def shown(self) -> dict[str, Any]:
        """Return the parameters for the history: files as name and size."""
        if not self.files:
            return self.params
        files = {
            name: {"file": upload.name, "bytes": len(upload.data)}
            for name, upload in self.files.items()
        }
        return {**self.params, **files}


async def read_call(request: web.BaseRequest, method: str, query: str) -> Call:
    """Read the parameters of one request.

    Raises:
        ApiError: The body is no JSON object, or too large.
    """
    params: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    call = Call(method, params)
    if not request.body_exists:
        return call
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(request, call)
        return call
    body = await read_body(request, _BODY_LIMIT)
    if kind == "application/json":
        params.update(_json_object(body))
    elif body:
        params.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return call


async def read_body(request: web.BaseRequest, limit: int) -> bytes:
    """Read a request's body of at most `limit` bytes.

    Raises:
        ApiError: It is larger.
    """
    if (request.content_length or 0) > limit:
        raise too_large()
    body = await request.content.read(-1) if request.content_length else b""
    if request.content_length is None:
        chunks = bytearray()
        async for chunk in request.content.iter_any():
            chunks += chunk
            if len(chunks) > limit:
                raise too_large()
        body = bytes(chunks)
    return body


def too_large() -> ApiError:
    """Return the error for a request that no server would read to its end."""
    return ApiError(413, "Request Entity Too Large")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body) if body else {}
    except (ValueError, RecursionError) as error:
        raise bad_request("can't parse JSON in the request body") from error
    if not isinstance(value, dict):
        raise bad_request("the request body must be a JSON object")
    return value


async def _read_multipart(request: web.BaseRequest, call: Call) -> None:
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            data = await _read_part(part)
            if part.filename is None:
                call.params[part.name] = data.decode("utf-8", "replace")
            else:
                mime = part.headers.get("Content-Type", "application/octet-stream")
                call.files[part.name] = Upload(part.filename, mime, data)
    except (ValueError, AssertionError) as error:
        raise bad_request("can't parse the multipart request body") from error


async def _read_part(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(65536):
        data += chunk
        if len(data) > _UPLOAD_LIMIT:
            raise too_large()
    return bytes(data)
