"""Messages to therapists that nobody asked for: a family told of a worry."""

from bot.domain.people import Client, Person
from bot.texts import Say
from bot.views.routes import ClientCard
from bot.views.screen import Screen, blocks, button


def about_caregiver(say: Say, client: Client, about: Person, kind: str) -> Screen:
    """Tell a therapist that a caregiver cannot be reached, or that it has gone quiet."""
    if kind == "quiet":
        text = blocks(
            say("🌿 <b>Quiet</b> · {client}", client=client.nickname),
            say(
                "There has been no answer for two weeks. {name}'s reminders now rest.",
                name=about.name,
            ),
            say("Perhaps less would be kinder for a while."),
        )
    else:
        text = blocks(
            say("📭 <b>Not reachable</b> · {client}", client=client.nickname),
            say(
                "{name} has blocked this bot or closed Telegram. Reminders to them have stopped.",
                name=about.name,
            ),
            say("They start again by themselves when {name} comes back.", name=about.name),
        )
    return Screen(
        text,
        ((button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),),
    )
