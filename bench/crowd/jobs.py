"""The same reminders as python-telegram-bot's daily jobs; a process of its own.

Arguments: `due N` lets N jobs come due in one second and prints how many ran; `register N` prints
the seconds and megabytes that N jobs take. PTB keeps them in memory and hands them to APScheduler,
which by default leaves out a job that it comes to more than a second late.
"""

import asyncio
import json
import logging
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from telegram.ext import Application, ContextTypes, JobQueue

from bench.chat.bot import TOKEN
from bench.crowd.memory import resident_mb
from bench.pin import pin

#: Registering takes so long for each job; the jobs must not come due before it is over.
_EACH_S: Final = 0.001
_AFTERWARDS_S: Final = 15.0


async def _nothing(_: ContextTypes.DEFAULT_TYPE) -> None:
    """The job itself: the cheapest there is."""


def _application() -> tuple[Application[Any, Any, Any, Any, Any, Any], JobQueue[Any]]:
    application = Application.builder().token(TOKEN).build()
    if application.job_queue is None:
        raise RuntimeError("python-telegram-bot has no job queue here")
    return application, application.job_queue


async def due(number: int) -> dict[str, float]:
    """Let so many jobs come due in one second; return how many ran."""
    ran = 0

    async def job(_: ContextTypes.DEFAULT_TYPE) -> None:
        nonlocal ran
        ran += 1

    kept, queue = _application()
    at = (datetime.now(UTC) + timedelta(seconds=3 + number * _EACH_S)).replace(microsecond=0)
    await queue.start()
    for _ in range(number):
        queue.run_daily(job, at.timetz())
    await asyncio.sleep((at - datetime.now(UTC)).total_seconds() + _AFTERWARDS_S)
    await queue.stop(wait=False)
    del kept
    return {"ran": ran}


def register(number: int) -> dict[str, float]:
    """Register so many jobs, spread over the day."""
    kept, queue = _application()
    before, began = resident_mb(), time.perf_counter()
    midnight = datetime(2027, 1, 1, tzinfo=UTC)
    for index in range(number):
        queue.run_daily(_nothing, (midnight + timedelta(minutes=index % 1440)).timetz())
    took = time.perf_counter() - began
    del kept
    return {"seconds": took, "megabytes": resident_mb() - before}


def main() -> None:
    verb, number = sys.argv[1], int(sys.argv[2])
    logging.disable()  # a line for each missed job
    print(json.dumps(asyncio.run(due(number)) if verb == "due" else register(number)))


if __name__ == "__main__":
    pin(-1)
    main()
