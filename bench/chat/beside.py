"""A job that runs beside a block of code, and ends with it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def beside(job: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `job` until the block ends; when it fails first, the block is cancelled."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(job)
        try:
            yield
        finally:
            task.cancel()
