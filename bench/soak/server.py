"""The Bot API server of the soak, a process of its own; argument: how many families chat.

It prints its URL, then runs until its input ends.
"""

import asyncio
import sys

from bench.chat.bot import TOKEN
from bench.crowd.fill import chat_of
from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person


async def serve(families: int) -> None:
    """Serve until nobody listens any more."""
    people = [Person(chat_of(n), "Ana", started=True) for n in range(1, families + 1)]
    server = BotApiServer(clock=OffsetClock(), token=TOKEN, people=people, cap_per_second=None)
    await server.start()
    print(server.url, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
