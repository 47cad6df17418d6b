"""The local chat's control interface, as far as a measurement needs it."""

from types import TracebackType
from typing import Any, Self

import aiohttp


class Client:
    """Talks to the server at `url`; an answer that is not 200 is an error of the measurement."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(raise_for_status=True)
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

    async def calls(self, after: int) -> list[dict[str, Any]]:
        """Return the Bot API calls after number `after`, oldest first."""
        found = await self._ask("GET", f"/sim/calls?after={after}")
        calls: list[dict[str, Any]] = found["calls"]
        return calls

    async def update(self, update: dict[str, Any]) -> int:
        """Put an update into the bot's queue; return its id."""
        found = await self._ask("POST", "/sim/update", {"update": update})
        return int(found["update_id"])

    async def fetched(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self._ask("POST", "/sim/settle", {})

    async def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        if self._http is None:
            raise RuntimeError("use `async with Client(url) as client`")
        async with self._http.request(method, self._url + path, json=body) as got:
            found: dict[str, Any] = await got.json()
            return found
