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
