"""Starts the bot quickly, many times: its modules are loaded once, and each bot is a fork of that.

A bot that is started so is a process of its own that runs the same `main` as `python -m bot`.
Orders come line by line on standard input: `start`, `kill`. Each is answered by a line when done.
"""

import os
import signal
import sys

import bot.app
import bot.commands.telegram  # noqa: F401 - both are loaded here, once for all forks
from bot.__main__ import main


def serve() -> None:
    """Obey until the input ends; no bot outlives this process."""
    bot = 0
    for order in sys.stdin:
        if order.strip() == "start":
            bot = os.fork()
            if bot == 0:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os._exit(main(["run"]))
        elif bot:
            os.kill(bot, signal.SIGKILL)
            os.waitpid(bot, 0)
            bot = 0
        sys.stdout.write("done\n")
        sys.stdout.flush()
    if bot:
        os.kill(bot, signal.SIGKILL)
        os.waitpid(bot, 0)


if __name__ == "__main__":
    serve()
