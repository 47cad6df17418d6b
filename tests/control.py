"""The control interface of one local chat: HTTP, clock, faults, history."""

import json
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp


class SimError(AssertionError):
    """A step of a story could not be taken; the message says what was on the screen."""


class Control:
    """What a script can ask of the local chat, apart from what one person does.

    Args:
        url: The server's address, such as `http://127.0.0.1:8080`.
        auto_settle: After each step of a story, wait until the bot has nothing left to do.
    """

    def __init__(self, url: str, *, auto_settle: bool = False) -> None:
        self.url = url
        self.auto_settle = auto_settle
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def ask(self, method: str, path: str, /, **values: Any) -> dict[str, Any]:
        """Call the control interface; raise SimError with its sentence when it refuses."""
        status, answer = await self.try_ask(method, path, **values)
        if status != 200:
            raise SimError(f"{method} {path}: {status}: {answer.get('error', answer)}")
        return answer

    async def try_ask(self, method: str, path: str, /, **values: Any) -> tuple[int, dict[str, Any]]:
        """Call the control interface; return the status and the answer, whatever they are."""
        if self._http is None:
            raise RuntimeError("Use `async with Sim(url) as sim`.")
        query = {k: str(v) for k, v in values.items()} if method == "GET" else None
        body = values if method == "POST" else None
        async with self._http.request(method, self.url + path, params=query, json=body) as got:
            return got.status, json.loads(await got.read())

    async def download(self, file_id: str) -> bytes:
        """Return the bytes of a file."""
        if self._http is None:
            raise RuntimeError("Use `async with Sim(url) as sim`.")
        async with self._http.get(f"{self.url}/sim/files/{file_id}") as got:
            if got.status != 200:
                raise SimError(f"No file {file_id}.")
            return await got.read()

    async def people(self) -> list[dict[str, Any]]:
        """Return who can chat."""
        return list((await self.ask("GET", "/sim/people"))["people"])

    async def add_person(self, name: str, **about: Any) -> int:
        """Let somebody else chat; return their id."""
        answer = await self.ask("POST", "/sim/people", name=name, **about)
        return int(answer["people"][0]["id"])

    async def calls(
        self, method: str | None = None, *, after: int = 0, failed: bool | None = None
    ) -> list[dict[str, Any]]:
        """Return the Bot API calls: of one method, or only (un)successful ones."""
        found = (await self.ask("GET", "/sim/calls", after=after))["calls"]
        return [
            call
            for call in found
            if (method is None or call["method"].lower() == method.lower())
            and (failed is None or call["ok"] is not failed)
        ]

    async def last_call(self) -> int:
        """Return the number of the last call, for `calls(after=...)`."""
        return int((await self.ask("GET", "/sim/calls", after=2**50))["last"])

    async def now(self) -> datetime:
        """Return the shared clock."""
        return datetime.fromisoformat((await self.ask("GET", "/sim/clock"))["now"])

    async def clock_to(self, instant: datetime | str) -> datetime:
        """Move the clock to an instant with its zone."""
        to = instant if isinstance(instant, str) else instant.isoformat()
        answer = await self.ask("POST", "/sim/clock", to=to)
        await self._settled()
        return datetime.fromisoformat(answer["now"])

    async def advance(self, by: timedelta | float) -> datetime:
        """Move the clock by some time, or by seconds."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        answer = await self.ask("POST", "/sim/clock", advance_s=seconds)
        await self._settled()
        return datetime.fromisoformat(answer["now"])

    async def settle(self) -> None:
        """Wait until the bot has nothing left to do at the present clock."""
        await self.ask("POST", "/sim/settle")

    async def faults(self, kind: str, **how: Any) -> list[dict[str, Any]]:
        """Let the next matching calls fail; return the faults that wait."""
        return list((await self.ask("POST", "/sim/faults", kind=kind, **how))["faults"])

    async def clear_faults(self) -> None:
        """Let everything work again."""
        await self.ask("DELETE", "/sim/faults")

    async def update(self, update: dict[str, Any]) -> int | None:
        """Put a raw update into the queue; return its id."""
        found = (await self.ask("POST", "/sim/update", update=update))["update_id"]
        await self._settled()
        return None if found is None else int(found)

    async def _settled(self) -> None:
        if self.auto_settle:
            await self.settle()
