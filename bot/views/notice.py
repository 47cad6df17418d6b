"""Messages to therapists that nobody asked for: a family told of a worry."""

from bot.clock import from_epoch_ms
from bot.domain.people import Client, Person
from bot.services.cards import DayItem
from bot.texts import Say
from bot.views.routes import AssignmentCard, CheckIns, ClientCard
from bot.views.screen import Screen, blocks, button


def worry(
    say: Say, reader: Person, client: Client, item: DayItem, told_by: Person, at: int
) -> Screen:
    """Tell a therapist about a worry (`at` in UTC epoch milliseconds)."""
    return Screen(
        blocks(
            say("⚠️ <b>A worry</b> · {client}", client=client.nickname),
            say(
                "{who} said that something worried them about “{title}”, {when}.",
                who=told_by.name,
                title=item.activity.title,
                when=say.moment(from_epoch_ms(at), reader.zone),
            ),
            say("The card is resting. They were shown the emergency text first."),
            say("Please get in touch with them your usual way."),
        ),
        (
            (button(say.plain("Open the card"), AssignmentCard(item.assignment.id)),),
            (
                button(say.plain("Check-ins"), CheckIns(client.id)),
                button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),
            ),
        ),
    )


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
