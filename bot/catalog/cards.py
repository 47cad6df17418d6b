"""A card as plain text, whole and folded: what its length is measured on.

Telegram's captions and messages are short; a card that would be cut could lose its stop signs.
"""

from collections.abc import Iterator, Sequence

from bot.catalog.models import Activity


def folded(activity: Activity) -> str:
    """Return the first view of a card: what it is, what is needed, stop signs, the second door."""
    return "\n".join(_head(activity))


def whole(activity: Activity, safety_texts: Sequence[str]) -> str:
    """Return everything on a card that a family can read, safety texts in full."""
    return "\n".join([*_head(activity), *_body(activity, safety_texts)])


def _head(activity: Activity) -> Iterator[str]:
    yield activity.title
    yield activity.why
    yield f"{activity.minutes} minutes, up to {activity.times_a_week} times a week"
    yield from _listed("You could use", activity.need)
    yield from _listed("Stop signs", activity.stop)
    yield f"Another way in: {activity.low.idea}"


def _body(activity: Activity, safety_texts: Sequence[str]) -> Iterator[str]:
    yield from _listed("To keep everyone safe", safety_texts)
    for place, step in enumerate(activity.steps, start=1):
        yield f"{place}. {step}"
    if activity.chain is not None:
        yield f"Handing over: {activity.chain}"
    yield from _listed("To make it lighter", activity.easier)
    yield from _listed("When it feels comfortable", activity.harder)
    yield from activity.low.lines
    yield f"Comfort: {activity.watch}"
    yield from _listed("Worth noticing", activity.effort)
    yield f"How sure we are: {activity.evidence.note}"


def _listed(heading: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        yield f"{heading}:"
    for entry in entries:
        yield f"- {entry}"
