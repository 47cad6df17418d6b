"""How many new messages pass, and what happens to who does not wait."""

import pytest

from bot.clock import OffsetClock
from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Pacer
from bot.sandbox.server import BotApiServer
from tests.sandbox.conftest import ALICE, BOB, PEOPLE, TOKEN, Api


class Seconds:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pacer(
    seconds: Seconds, cap: float | None, chat: float | None = None, strict: bool = False
) -> Pacer:
    return Pacer(seconds, cap, chat, strict)


def wait_after(pace: Pacer, chat: int = ALICE, messages: int = 1) -> int | None:
    """Return how long a message has to wait, None when it passes."""
    try:
        pace.count(chat, messages)
    except ApiError as error:
        return error.retry_after
    return None


def test_a_second_holds_so_many_messages_over_all_chats():
    seconds = Seconds()
    pace = pacer(seconds, 3)
    assert [wait_after(pace, chat) for chat in (1, 2, 3, 4, 4)] == [None, None, None, 1, 1]
    seconds.now += 1.0
    assert [wait_after(pace, chat) for chat in (1, 2, 3, 4)] == [None, None, None, 1]


def test_an_album_counts_as_its_messages():
    pace = pacer(Seconds(), 5)
    assert wait_after(pace, messages=4) is None
    assert wait_after(pace, messages=2) == 1
    assert wait_after(pace, messages=1) is None


def test_one_chat_gets_a_short_burst_and_then_its_rate():
    seconds = Seconds()
    pace = pacer(seconds, None, 0.5)
    assert [wait_after(pace) for _ in range(4)] == [None, None, None, 2]
    assert wait_after(pace, BOB) is None
    seconds.now += 2
    assert [wait_after(pace) for _ in range(2)] == [None, 2]


def test_without_limits_everything_passes():
    pace = pacer(Seconds(), None)
    assert {wait_after(pace) for _ in range(5000)} == {None}


def test_retrying_too_early_makes_the_wait_longer_when_strict():
    seconds = Seconds()
    pace = pacer(seconds, 1, strict=True)
    assert [wait_after(pace) for _ in range(4)] == [None, 1, 2, 4]
    seconds.now += 4
    assert wait_after(pace) is None


def test_retrying_too_early_changes_nothing_otherwise():
    pace = pacer(Seconds(), 1)
    assert [wait_after(pace) for _ in range(4)] == [None, 1, 1, 1]


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery", "deleteMessage"])
async def test_only_new_messages_are_counted(api, method):
    limited = BotApiServer(clock=OffsetClock(), token=TOKEN, people=PEOPLE, cap_per_second=1)
    await limited.start()
    try:
        call = Api(limited, api.http)
        await call("sendMessage", chat_id=ALICE, text="one")
        refused = await call.refusal("sendMessage", chat_id=BOB, text="two")
        assert (refused.code, refused.headers["Retry-After"]) == (429, "1")
        assert refused.description == "Too Many Requests: retry after 1"
        assert refused.parameters == {"retry_after": 1}
        other = await call.refusal(method, chat_id=ALICE, message_id=5, text="x")
        assert other.code == 400
    finally:
        await limited.stop()
