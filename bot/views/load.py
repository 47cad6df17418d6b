"""The load guard in words: what is much for a family, said once and left to the therapist."""

from markupsafe import Markup

from bot.domain.load import MOST_ACTIVITIES, MOST_MINUTES, Concern, Load
from bot.texts import Say
from bot.views.screen import bullets, lines


def concerns(say: Say, load: Load) -> Markup | None:
    """Return what is much about a program, or None when it is light enough."""
    if not load.concerns:
        return None
    found = [_concern(say, load, one) for one in load.concerns]
    return lines(say("🪶 <b>This may be a lot for one family.</b>"), bullets(found))


def _concern(say: Say, load: Load, which: Concern) -> Markup:
    match which:
        case Concern.ACTIVITIES:
            return say.many(
                "{n} activity at a time. Up to {most} is plenty.",
                "{n} activities at a time. Up to {most} is plenty.",
                load.activities,
                most=MOST_ACTIVITIES,
            )
        case Concern.FIRST_WEEK:
            return say.many(
                "{n} activity in the first week. One or two is a kind start.",
                "{n} activities in the first week. One or two is a kind start.",
                load.in_first_week,
            )
        case Concern.MINUTES:
            return say.many(
                "About {n} extra minute a week. Up to {most} is plenty.",
                "About {n} extra minutes a week. Up to {most} is plenty.",
                load.minutes,
                most=MOST_MINUTES,
            )
