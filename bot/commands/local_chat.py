"""`sandbox`, and `run` without a token: the local chat."""

import argparse
import asyncio
import errno
import os
from contextlib import AsyncExitStack
from typing import Final

from bot.app import StartError
from bot.commands.waiting import serve, until_told
from bot.sandbox.run import start_local_chat
from bot.settings import Settings

_PORT_TROUBLE: Final = (errno.EADDRINUSE, errno.EACCES)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Run until told to stop; return the exit status."""
    return asyncio.run(until_told(_run(settings, options)))


async def _run(settings: Settings, options: argparse.Namespace) -> int:
    async with AsyncExitStack() as stack:
        try:
            chat = await start_local_chat(
                stack,
                settings,
                port=options.port,
                database=options.database,
                empty=options.empty,
            )
        except OSError as error:
            if error.errno not in _PORT_TROUBLE:
                raise
            raise StartError(
                f"port {options.port}: {os.strerror(error.errno)}; "
                "stop what uses it, or name another with: python -m bot sandbox --port 8090"
            ) from error
        print(f"The local chat is open: {chat.server.url}", flush=True)
        print(
            "You are everyone there: therapist, parent, grandparent. Stop it with Ctrl+C.",
            flush=True,
        )
        return await serve(chat.app)
