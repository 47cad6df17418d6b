"""Webhooks: real delivery, the secret, retries, and the method in a response."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.sandbox.conftest import ALICE, BOB


@dataclass
class Hook:
    """A bot's own address: notes what comes, and answers as told."""

    url: str = ""
    got: list[tuple[int, str | None, str | None]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    body: dict[str, Any] | None = None
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, request: web.BaseRequest) -> web.Response:
        update = json.loads(await request.read())
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        async with self.arrived:
            self.got.append((update["update_id"], update["message"]["text"], secret))
            self.arrived.notify_all()
        status = self.answers.pop(0) if self.answers else 200
        return (
            web.json_response(self.body, status=status)
            if self.body
            else web.Response(status=status)
        )

    async def texts(self, count: int) -> list[str | None]:
        """Return the texts when so many updates have come."""
        async with asyncio.timeout(10), self.arrived:
            await self.arrived.wait_for(lambda: len(self.got) >= count)
        return [text for _, text, _ in self.got]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    found = Hook()
    runner = web.ServerRunner(web.Server(found.handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()


async def test_updates_are_delivered_with_the_secret(api, sim, hook):
    await sim.send(ALICE, "before")
    assert await api("setWebhook", url=hook.url, secret_token="S_e-1") is True
    await sim.send(ALICE, "after")
    assert await hook.texts(2) == ["before", "after"]
    assert {secret for _, _, secret in hook.got} == {"S_e-1"}
    await sim.settle()
    info = await api("getWebhookInfo")
    assert info["url"] == hook.url
    assert info["pending_update_count"] == 0


async def test_a_refused_update_comes_again_with_the_same_id(api, sim, hook):
    hook.answers = [500, 404]
    await api("setWebhook", url=hook.url)
    await sim.send(ALICE, "x")
    assert await hook.texts(3) == ["x", "x", "x"]
    assert len({update_id for update_id, _, _ in hook.got}) == 1
    await sim.settle()
    info = await api("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 404")
    assert info["last_error_date"] > 0


async def test_a_refused_update_holds_up_its_own_chat_only(api, sim, hook):
    hook.answers = [500]
    await api("setWebhook", url=hook.url)
    await sim.send(ALICE, "a1")
    await sim.send(ALICE, "a2")
    await sim.send(BOB, "b1")
    texts = await hook.texts(4)
    assert texts.index("b1") < len(texts) - 1
    assert [text for text in texts if text != "b1"] == ["a1", "a1", "a2"]


async def test_polling_and_a_webhook_exclude_each_other(api, sim, hook):
    poll = await api.long_poll()
    await api("setWebhook", url=hook.url)
    with pytest.raises(Exception, match="Conflict: terminated by setWebhook request"):
        await asyncio.wait_for(poll, 5)
    refused = await api.refusal("getUpdates")
    assert refused.code == 409
    assert refused.description == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
        "delete the webhook first"
    )
    await api("deleteWebhook")
    await sim.send(ALICE, "x")
    assert len(await api("getUpdates")) == 1


async def test_waiting_updates_can_be_dropped(api, sim, hook):
    await sim.send(ALICE, "old")
    await api("setWebhook", url=hook.url, drop_pending_updates=True)
    await sim.send(ALICE, "new")
    assert await hook.texts(1) == ["new"]
    await api("setWebhook", url="")
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_a_method_in_the_response_is_carried_out(api, sim, hook):
    hook.body = {"method": "sendMessage", "chat_id": ALICE, "text": "from the hook"}
    await api("setWebhook", url=hook.url)
    await sim.send(ALICE, "x")
    await hook.texts(1)
    await sim.settle()
    async with asyncio.timeout(5):
        while not await sim.from_bot(ALICE):
            pass
    assert (await sim.last(ALICE))["text"] == "from the hook"


async def test_nobody_at_the_address_is_noted(api, sim):
    await api("setWebhook", url="http://127.0.0.1:9/hook", max_connections=500)
    await sim.send(ALICE, "x")
    async with asyncio.timeout(5):
        while "last_error_message" not in (info := await api("getWebhookInfo")):
            pass
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    assert info["max_connections"] == 100


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "ftp://127.0.0.1/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com/x"}, "bad webhook: the local chat delivers to this machine"),
        (
            {"url": "http://127.0.0.1:9/x", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
        (
            {"url": "http://127.0.0.1:9/x", "secret_token": "a" * 257},
            "secret token is too long",
        ),
    ],
)
async def test_a_wrong_webhook_is_refused(api, params, description):
    assert description in (await api.refusal("setWebhook", **params)).description
