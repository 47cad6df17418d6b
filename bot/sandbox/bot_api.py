"""`/bot<token>/<method>`: each call is read, failed when so ordered, carried out and recorded."""

import asyncio
import json
import time
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.methods import METHODS, UPDATE_METHODS
from bot.sandbox.params import Call, read_call
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

_NO_METHOD = (404, "Not Found: method not found")


class BotApi:
    """The server's side of the Bot API."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self.webhook = Webhook(world.updates, world.timestamp, self._webhook_reply)

    async def handle(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answer one request; `path` is what follows `/bot`, with its query string."""
        started = time.perf_counter()
        path, _, query = path.partition("?")
        token, _, method = path.partition("/")
        if unquote(token) != self._token:
            return _response(ApiError(401, "Unauthorized").body())
        try:
            call = await read_call(request, unquote(method), query)
        except ApiError as error:
            return _response(error.body())
        fault = self._world.faults.take(method.lower(), self._about(call))
        if fault is None:
            return _response(await self._carry_out(call, started))
        return await self._fail(request, call, fault, started)

    async def download(self, path: str) -> web.StreamResponse:
        """Answer `/file/bot<token>/<file_path>`; `path` is what follows `/file/bot`."""
        token, _, file_path = path.partition("?")[0].partition("/")
        stored = self._world.files.at(unquote(file_path))
        if unquote(token) != self._token:
            return _response(ApiError(401, "Unauthorized").body())
        if stored is None:
            return _response(ApiError(404, "Not Found").body())
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def _fail(
        self, request: web.BaseRequest, call: Call, fault: Fault, started: float
    ) -> web.StreamResponse:
        refusal = fault.refusal()
        if refusal is not None:
            self._record(call, refusal.body(), started)
            return _response(refusal.body())
        if fault.kind == "delay":
            await asyncio.sleep(fault.delay_s)
            return _response(await self._carry_out(call, started))
        if fault.kind == "cut_answer":
            await self._carry_out(call, started)
        else:
            lost = {"ok": False, "error_code": 0, "description": "connection dropped"}
            self._record(call, lost, started)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _carry_out(self, call: Call, started: float) -> dict[str, Any]:
        name = call.method.lower()
        try:
            method = METHODS.get(name)
            if method is not None:
                result = method(self._world, call)
            elif name in UPDATE_METHODS:
                result = await UPDATE_METHODS[name](self._world, self.webhook, call)
            else:
                raise ApiError(*_NO_METHOD)
        except ApiError as error:
            answer = error.body()
        else:
            answer = {"ok": True, "result": result}
        if name != "getupdates" or answer.get("result") != []:
            self._record(call, answer, started)
        return answer

    async def _webhook_reply(self, params: dict[str, Any]) -> None:
        call = Call(str(params["method"]), {k: v for k, v in params.items() if k != "method"})
        await self._carry_out(call, time.perf_counter())

    def _record(self, call: Call, answer: dict[str, Any], started: float) -> None:
        milliseconds = (time.perf_counter() - started) * 1000
        self._world.calls.add(call.method, call.shown(), answer, milliseconds)

    def _about(self, call: Call) -> int | None:
        """Return the person that a call is about, for faults that hit one person."""
        if not self._world.faults.pending:
            return None
        user_id = call.integer("chat_id")
        if user_id is None:
            query = self._world.queries.get(call.text("callback_query_id") or "")
            user_id = None if query is None else query.user_id
        return user_id


def _response(answer: dict[str, Any]) -> web.Response:
    headers = None
    retry_after = answer.get("parameters", {}).get("retry_after")
    if retry_after is not None:
        headers = {"Retry-After": str(retry_after)}
    return web.Response(
        body=json.dumps(answer).encode(),
        status=200 if answer["ok"] else answer["error_code"],
        content_type="application/json",
        headers=headers,
    )
