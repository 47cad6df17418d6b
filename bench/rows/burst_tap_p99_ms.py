"""Row `burst_tap_p99_ms`: how long taps wait while 1,000 reminders go out.

From the tap to its answer and its edited card, whichever comes later; 99 of 100 are faster.
"""

from bench.burst.rounds import bursts, mid
from bench.row import Row


def run(runs: int) -> Row:
    """Play the burst, `runs` times."""
    found = bursts(runs)
    return Row(
        name="burst_tap_p99_ms",
        unit="ms",
        ours=mid([burst.tap_p99_ms for burst in found["ours"]]),
        peers={
            name: mid([burst.tap_p99_ms for burst in each])
            for name, each in found.items()
            if not name.startswith("ours")
        },
        runs=runs,
        also={"strict server": mid([burst.tap_p99_ms for burst in found["ours, strict server"]])},
    )
