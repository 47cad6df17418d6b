"""Row `idle_tick_ms`: milliseconds of a tick that finds nothing due among 300,000 reminders."""

from bench.crowd.once import copied, crowd, inside
from bench.row import Row, middle


def run(runs: int) -> Row:
    """Take the median of 200 ticks, `runs` times."""
    times = []
    for _ in range(runs):
        with copied() as database:
            found = inside("bench.crowd.tick", str(database), crowd().crowd.at.isoformat())
        print(f"  ours: {found['idle_ms']:.3f} ms", flush=True)
        times.append(found["idle_ms"])
    return Row(name="idle_tick_ms", unit="ms", ours=middle(times), runs=runs)
