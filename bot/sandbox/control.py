"""The control interface under `/sim/`: part of the product, so that anyone can script a chat.

Version 1. Everything is a JSON object; an error is a 4xx with `{"error": sentence}`.

GET /sim/people
    `{"people": [{"id", "name", "language", "username"?, "unread", "blocked"}]}`
POST /sim/people {"name", "language"?="en", "id"?, "username"?, "started"?}
    Adds somebody; `started` says that they pressed Start some time before.
POST /sim/send {"user_id", one of the following, "reply_to"?: message_id}
    The person writes to the bot: `{"messages"}`.
    "text": over 4096 characters become several messages; "start": the deep link's payload;
    "photo", "voice", "document", "sticker": true for a sample, or `{"data"?: base64, "name"?,
    "mime"?, "caption"?, "duration"?}`, and a list of photos or documents is an album;
    "location": true, or `{"latitude", "longitude"}`.
POST /sim/edit {"user_id", "message_id", "text"}
    The person changes their own text: `{"messages"}`.
POST /sim/tap {"user_id", "message_id", "button": label or data, "wait_s"?=10}
    The person taps: `{"answer": {"text", "show_alert", "url"} or null, "answered", "tap_id"}`.
    "data" in place of "button" is a forged tap. Buttons that the phone handles by itself give
    "opened": url or "copied": text.
GET /sim/messages?user_id=&after=
    `{"messages"}`, oldest first: Bot API messages with "edited_at"?, "deleted"?, and in "sim"?
    what the Bot API leaves out: "reactions", "pinned", "reply_markup" (a reply keyboard).
POST /sim/read {"user_id"}
    The person has seen everything.
POST /sim/block {"user_id", "blocked": true or false}
    The person blocks or unblocks the bot: `{"people"}`.
GET /sim/commands?user_id=
    `{"commands": [{"command", "description"}]}`: the menu as the person sees it.
GET /sim/calls?after=
    `{"calls": [{"seq", "at", "method", "params", "ok", "result" or "error_code" and
    "description", "ms"}], "last"}`: the Bot API calls.
GET /sim/clock, POST /sim/clock {"to": instant} or {"advance_s": seconds}
    `{"now"}`: the shared clock.
GET /sim/faults, DELETE /sim/faults, POST /sim/faults {"kind", "user_id"?, "method"?,
"times"?=1, "retry_after"?, "delay_s"?}
    `{"faults"}`: the next matching calls fail. Kinds: blocked, deactivated, not_found, flood,
    http500, bad_gateway; drop (close the connection before acting), cut_answer (after acting),
    delay (act later). "times" null is until cleared; without "method" getUpdates is spared.
POST /sim/update {"update"}
    Puts any update into the queue: `{"update_id"}`, null when the bot does not want its kind.
POST /sim/settle
    `{"now", "settled"}` when nothing is left to do at the present clock; 504 after 60 seconds.
GET /sim/bot
    `{"version", "username", "name", "description", "zone"}`; the version is this interface's,
    the zone (IANA name or null) is where the page shows times at first.
GET /sim/files/{file_id}
    The bytes.
GET /sim/events
    Server-Sent Events, each a JSON object with "type": message, deleted, answer, action, clock,
    people, commands or call.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import quote, unquote

from aiohttp import web

from bot.sandbox import control_chat, control_world
from bot.sandbox.control_http import Ask, read_ask, reply
from bot.sandbox.incoming import PhoneError
from bot.sandbox.state import Json
from bot.sandbox.world import World

Settle = Callable[[], Awaitable[Any]]

ROUTES: Final[dict[tuple[str, str], Callable[[World, Ask], Json]]] = {
    ("GET", "people"): control_world.people,
    ("POST", "people"): control_world.add_person,
    ("POST", "send"): control_chat.send,
    ("POST", "edit"): control_chat.edit,
    ("GET", "messages"): control_chat.messages,
    ("POST", "read"): control_chat.read,
    ("POST", "block"): control_chat.set_blocked,
    ("GET", "commands"): control_chat.commands,
    ("GET", "calls"): control_world.calls,
    ("GET", "clock"): control_world.clock,
    ("POST", "clock"): control_world.move_clock,
    ("GET", "faults"): control_world.faults,
    ("POST", "faults"): control_world.add_fault,
    ("DELETE", "faults"): control_world.clear_faults,
    ("POST", "update"): control_world.raw_update,
    ("GET", "bot"): control_world.bot,
}
# A browser may show these itself; anything else is only offered for saving.
_PDF = "application/pdf"
_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/", "video/", _PDF)


class Control:
    """Answers the requests under `/sim/`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.settle: Settle | None = None

    async def handle(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answer one request; `path` is what follows `/sim/`, with its query string."""
        path, _, query = path.partition("?")
        if path == "events" and request.method == "GET":
            return await self._world.events.stream(request)
        if path.startswith("files/") and request.method == "GET":
            return self._file(unquote(path.removeprefix("files/")))
        try:
            ask = await read_ask(request, query)
            return reply(await self._answer(request.method, path, ask))
        except PhoneError as error:
            return reply({"error": str(error)}, error.status)

    async def _answer(self, method: str, path: str, ask: Ask) -> Json:
        if (method, path) == ("POST", "settle"):
            return await control_world.settle(self._world, self.settle)
        if (method, path) == ("POST", "tap"):
            return await control_chat.press(self._world, ask)
        route = ROUTES.get((method, path))
        if route is None:
            raise PhoneError(f"There is no {method} /sim/{path}.", 404)
        return route(self._world, ask)

    def _file(self, file_id: str) -> web.Response:
        stored = self._world.files.get(file_id)
        if stored is None:
            return reply({"error": "There is no such file."}, 404)
        inline = stored.mime.startswith(_SHOWN)
        disposition = "inline" if inline else "attachment"
        headers = {
            "Content-Type": stored.mime if inline else "application/octet-stream",
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(stored.name)}",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
        }
        if stored.mime != _PDF:
            # A browser's own reader of PDF files does not work inside a sandbox.
            headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return web.Response(body=stored.data, headers=headers)
