"""Both transports, ours and python-telegram-bot's own, for the tests that run over both."""

import pytest
from telegram.request import HTTPXRequest

from bot.transport import AiohttpRequest
from tests.transport.servers import Make


@pytest.fixture(params=[AiohttpRequest, HTTPXRequest], ids=["ours", "httpx"])
def make(request: pytest.FixtureRequest) -> Make:
    """Return what makes a transport: called with the arguments that both take."""
    kind: Make = request.param
    return kind
