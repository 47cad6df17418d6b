"""Row `plan_10k_due_s`: seconds to plan 10,000 due reminders, of 300,000 that there are.

Beside it python-telegram-bot's daily jobs: how long they take to register. Of 10,000 that are due
in one second it is printed how many ran.
"""

from typing import Final

from bench.crowd.once import DUE, FAMILIES, copied, crowd, inside
from bench.row import Row, middle
from bot.domain.rhythm import REMINDED_SLOTS

_PTB: Final = "python-telegram-bot run_daily"


def run(runs: int) -> Row:
    """Plan on a fresh copy of the database each time."""
    seconds, holds = [], []
    for _ in range(runs):
        with copied() as database:
            found = inside("bench.crowd.tick", str(database), crowd().crowd.at.isoformat())
        if found["planned"] != DUE:
            raise RuntimeError(f"{found['planned']} deliveries were planned, not {DUE}")
        print(
            f"  ours: {found['plan_s']:.3f} s, the loop was held {found['longest_hold_ms']:.1f} ms",
            flush=True,
        )
        seconds.append(found["plan_s"])
        holds.append(found["longest_hold_ms"])
    ran = int(inside("bench.crowd.jobs", "due", str(DUE))["ran"])
    jobs = inside("bench.crowd.jobs", "register", str(FAMILIES))
    print(f"  {_PTB}: {ran:,} of {DUE:,} jobs that were due in one second ran", flush=True)
    return Row(
        name="plan_10k_due_s",
        unit=f"s, of {FAMILIES * len(REMINDED_SLOTS):,}",
        ours=middle(seconds),
        peers={f"{_PTB}, registering {FAMILIES:,}": round(jobs["seconds"], 1)},
        runs=runs,
        also={
            "longest hold of the event loop, ms": round(max(holds), 1),
            f"{_PTB}: of {DUE:,} due in one second ran": ran,
            f"{_PTB}: MB for {FAMILIES:,}": round(jobs["megabytes"]),
        },
    )
