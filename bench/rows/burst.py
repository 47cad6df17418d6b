"""Row `burst`: 1,000 reminders due at once, to a server that refuses more than 30 a second.

Delivered messages a second; who loses messages is not called fast for it. The strict server makes
the wait longer for who comes back too early.
"""

from bench.burst.rounds import PLAIN, bursts, mid
from bench.row import Row


def run(runs: int) -> Row:
    """Play the burst, `runs` times."""
    found = bursts(runs)
    own, strict = found["ours"], found["ours, strict server"]
    both = (*own, *strict)
    others = {name: each for name, each in found.items() if not name.startswith("ours")}
    also = {
        f"share of the cap of {PLAIN.cap:g}/s, %": mid([b.share * 100 for b in own]),
        "share, strict server, %": mid([b.share * 100 for b in strict]),
        "answers with 429, all runs": sum(b.refused for b in both),
        "not delivered, all runs": sum(b.told.messages - b.delivered for b in both),
    }
    for name, each in others.items():
        also[f"{name}: answers with 429"] = mid([b.refused for b in each])
        also[f"{name}: delivered"] = mid([b.delivered for b in each])
    return Row(
        name="burst",
        unit="messages/s",
        ours=mid([b.per_second for b in own]),
        peers={name: mid([b.per_second for b in each]) for name, each in others.items()},
        runs=runs,
        also=also,
    )
