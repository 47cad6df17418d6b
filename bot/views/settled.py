"""What was settled with one tap after "not today": the card rests, or comes later."""

from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views import labels
from bot.views.card import who_reads
from bot.views.routes import Today
from bot.views.screen import Screen, blocks, button


def told_not_for_us(say: Say, data: CardData) -> Screen:
    """Say that the therapist hears of it (brief 6.4, line 8)."""
    return Screen(
        blocks(
            labels.head(say, data.activity.title, data.link),
            say(
                "Thank you for telling me. The card rests, and {therapist} hears of it.",
                therapist=who_reads(say, data),
            ),
        ),
        ((button(say.plain("Back to today"), Today(data.link.client.id)),),),
    )


def later_today(say: Say, data: CardData, at: str) -> Screen:
    """Confirm that the card comes once more today."""
    return Screen(
        blocks(
            labels.head(say, data.activity.title, data.link),
            say("All right, later then. The card comes back at {time}.", time=at),
            say("Nothing is saved as “not today”."),
        ),
        ((button(say.plain("Back to today"), Today(data.link.client.id)),),),
    )
