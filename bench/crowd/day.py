"""Plays a day of a crowd's reminders: planned and sent as the bot does, without the sending.

Arguments: a database, which is changed, and the instant at which the day begins. Prints by how
many megabytes the database has grown, and how many reminders were sent.
"""

import asyncio
import json
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bench.chat.bot import TOKEN
from bench.crowd.tick import settings_for
from bot.app import build
from bot.clock import OffsetClock, epoch_ms
from bot.logs import configure
from bot.schedule.planner import plan_due
from bot.store import deliveries
from bot.store.database import Tx

STEP: Final = timedelta(minutes=10)
_LEASE_MS: Final = 120_000


async def play(database: Path, begin: datetime) -> dict[str, float]:
    """Play the day in steps."""
    clock = OffsetClock(begin)
    app = build(settings_for(database), clock)
    await app.database.open()
    before = await _size(app.database.path)
    sent = 0
    try:
        for step in range(int(timedelta(days=1) / STEP)):
            clock.move_to(begin + step * STEP)
            while await plan_due(app.office):
                pass
            now = epoch_ms(clock.now())
            sent += await app.database.write(partial(_send, now=now))
            await app.ticker.put_away()
    finally:
        await app.database.close()
    return {"megabytes": await _size(database) - before, "sent": sent}


def _send(tx: Tx, now: int) -> int:
    count = 0
    while (delivery := deliveries.claim_one(tx, now, now + _LEASE_MS)) is not None:
        deliveries.mark_sent(tx, delivery.id, 1_000_000 + delivery.id, now)
        count += 1
    return count


async def _size(database: Path) -> float:
    return (await asyncio.to_thread(database.stat)).st_size / 1e6


if __name__ == "__main__":
    configure("WARNING", [TOKEN])
    print(json.dumps(asyncio.run(play(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))))
