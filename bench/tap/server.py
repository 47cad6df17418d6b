"""A lean Bot API server that hands out taps and takes the time; a process of its own.

Arguments: a JSON file with `{"chats": [...], "taps_each": n}`. It prints `{"port": n}` when it is
ready, and the verdict when every tap is done or nothing happened for a while.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web

from bench.pin import pin
from bench.tap.ledger import Ledger

_STILL: Final = 10.0  # seconds without any call after which a run has failed
_TRUE: Final = b'{"ok":true,"result":true}'
_ME: Final = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bot","username":"home_bot"}}'


class Server:
    """Answers the few methods that a polling bot needs; any other is answered with `true`."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.calls = 0
        self.over = asyncio.Event()
        self._moved = asyncio.Event()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """Answer one call."""
        self.calls += 1
        method = request.path.rpartition("/")[2]
        fields = _fields(await request.read(), request.content_type)
        match method:
            case "getUpdates":
                payload = await self._updates(fields)
            case "answerCallbackQuery":
                self.ledger.answered(fields["callback_query_id"])
                payload = _TRUE
            case "editMessageText":
                payload = self._edit(fields)
            case "getMe":
                payload = _ME
            case _:
                payload = _TRUE
        if not self.ledger.started or self.ledger.done:
            self._moved.set()
        if self.ledger.done:
            self.over.set()
        return web.Response(body=payload, content_type="application/json")

    async def _updates(self, fields: dict[str, Any]) -> bytes:
        offset, limit = int(fields.get("offset") or 0), int(fields.get("limit") or 100)
        found = self.ledger.updates(offset, limit)
        if not found and int(fields.get("timeout") or 0):
            self._moved.clear()
            try:
                async with asyncio.timeout(float(fields["timeout"])):
                    while not found and not self.over.is_set():
                        await self._moved.wait()
                        self._moved.clear()
                        found = self.ledger.updates(offset, limit)
            except TimeoutError:
                pass
        return b'{"ok":true,"result":[' + b",".join(found) + b"]}"

    def _edit(self, fields: dict[str, Any]) -> bytes:
        chat_id, text = int(fields["chat_id"]), str(fields["text"])
        self.ledger.edited(chat_id, text)
        message = {
            "message_id": int(fields["message_id"]),
            "date": 1_772_348_400,
            "edit_date": 1_772_348_401,
            "chat": {"id": chat_id, "type": "private", "first_name": "Ana"},
            "text": text,
        }
        return json.dumps({"ok": True, "result": message}).encode()


def _fields(body: bytes, content_type: str) -> dict[str, Any]:
    if not body:
        return {}
    if content_type == "application/json":
        fields: dict[str, Any] = json.loads(body)
        return fields
    return dict(parse_qsl(body.decode()))


async def _watch(server: Server) -> None:
    """Wait until all is done, or until a bot has been still for too long."""
    seen = -1
    while not server.over.is_set() and server.calls != seen:
        seen = server.calls
        try:
            async with asyncio.timeout(_STILL):
                await server.over.wait()
        except TimeoutError:
            continue


async def _main(ledger: Ledger) -> None:
    server = Server(ledger)
    runner = web.ServerRunner(web.Server(server, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)
    await _watch(server)
    print(json.dumps(server.ledger.verdict()), flush=True)
    await asyncio.Event().wait()  # until the bot and then this process are stopped


if __name__ == "__main__":
    pin(0)
    asyncio.run(_main(Ledger(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
