"""What a therapist reads when a family makes its plan lighter, or asks for that."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.people import Client, Person
from bot.domain.weekly_load import Load
from bot.texts import Say
from bot.views import labels
from bot.views.routes import ClientCard, Program
from bot.views.screen import Row, Screen, blocks, bullets, button, lines
from bot.views.week_load import WORDS


class _Answer(Protocol):
    @property
    def value(self) -> Load: ...


def halved(say: Say, client: Client, about: Person, rests: Sequence[str]) -> Screen:
    """Tell a therapist that a plan is half as long now."""
    return Screen(
        blocks(
            say("🌿 <b>Half the plan</b> · {client}", client=client.nickname),
            say("{name} has halved the plan. It was too much for now.", name=about.name),
            lines(say("These cards rest:"), bullets(rests)),
            say("The family can put it back in one tap. You can, too, card by card."),
        ),
        _ways(say, client),
    )


def asks_for_less(
    say: Say, client: Client, about: Person, answers: Sequence[_Answer]
) -> Screen | None:
    """Tell a therapist that a family asks for a lighter week; None when that was changed."""
    if not answers:
        return None
    words = ", ".join(labels.within(say.plain(WORDS[one.value])) for one in answers[:2])
    return Screen(
        blocks(
            say("🌿 <b>A lighter week, please</b> · {client}", client=client.nickname),
            say(
                "{name} would like less next week. How heavy it was, newest first: {words}.",
                name=about.name,
                words=words,
            ),
        ),
        _ways(say, client),
    )


def _ways(say: Say, client: Client) -> tuple[Row, ...]:
    return (
        (button(say.plain("Open the program"), Program(client.id)),),
        (button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),
    )
