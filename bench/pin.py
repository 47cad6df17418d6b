"""Each process on its own processor, so that the server's work is not counted as the bot's."""

import os


def pin(index: int) -> None:
    """Keep this process on one of the processors that it may use; -1 is the last one.

    Does nothing where there is one processor only, or where the system has no such call.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) > 1:
        os.sched_setaffinity(0, {allowed[index]})
