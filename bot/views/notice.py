"""Messages to therapists that nobody asked for: somebody is away, or a card does not suit."""

from bot.domain.people import Client, Person
from bot.domain.program import Assignment
from bot.texts import Say
from bot.views.routes import AssignmentCard, ClientCard
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


def not_for_us(
    say: Say, client: Client, about: Person, assignment: Assignment, title: str
) -> Screen:
    """Tell a therapist that a family does not find a card suits them (brief 4.1)."""
    return Screen(
        blocks(
            say("🌿 <b>Not for us</b> · {client}", client=client.nickname),
            say(
                "{name} says that “{title}” does not suit them. The card is resting.",
                name=about.name,
                title=title,
            ),
            say("Another card may fit better. They know that you hear of it."),
        ),
        (
            (button(say.plain("Open the card"), AssignmentCard(assignment.id)),),
            (button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),
        ),
    )


def care_ended(say: Say, client: Client) -> Screen:
    """Thank somebody whose time as a helper is over; nothing is asked any more."""
    return Screen(
        blocks(
            say("🌿 <b>Thank you for your time with {client}.</b>", client=client.nickname),
            say("Your part in this program ends here. The reminders have stopped."),
            say("If you are to help again, the therapist can send you a new link."),
        )
    )
