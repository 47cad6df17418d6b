"""What was assigned, and what comes next: the goal, if nobody has asked yet, and the family."""

from bot.domain.program import Place
from bot.services.assign import Assigned
from bot.texts import Say
from bot.views import labels
from bot.views.load import concerns
from bot.views.routes import Assign, ClientCard, Invite, Program
from bot.views.screen import Row, Screen, blocks, button, lines


def assigned(say: Say, done: Assigned) -> Screen:
    """Confirm what was assigned, and say when the family gets it."""
    a, client = done.assignment, done.client
    rows: list[Row] = [
        (
            button(say.plain("Program"), Program(client.id)),
            button(say.plain("Assign another"), Assign(client.id)),
        ),
        (button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),
    ]
    slot = labels.within(labels.slot(say, a.slot, client))
    if done.has_family:
        next_up = say("The family gets it at the next {slot} time.", slot=slot)
    else:
        next_up = say("Nobody has joined yet. The family's link is one tap away.")
        invite = button(say.plain("Invite the family"), Invite(client.id, "family"), "primary")
        rows.insert(0, (invite,))
    goal = None
    if done.asks_goal:
        goal = say("What would the family like to feel lighter or be able to do? Type their words.")
        rows.insert(0, (button(say.plain("Ask them later"), Program(client.id)),))
    return Screen(
        blocks(
            say(
                "✓ <b>{title}</b> is in {client}'s program.",
                title=done.activity.title,
                client=client.nickname,
            ),
            lines(
                say(
                    "{slot}, {days}, until {last}",
                    slot=labels.slot(say, a.slot, client),
                    days=labels.weekdays(say, a.weekdays),
                    last=say.day(a.ends_on) if a.ends_on else "–",
                ),
                say("From {day}.", day=say.day(a.starts_on)) if done.starts_later else None,
                say.many("About {n} minute.", "About {n} minutes.", a.minutes)
                if a.minutes
                else None,
                say("For school: the school sees it, too.") if a.place is Place.SCHOOL else None,
            ),
            say("Note: {note}", note=a.note) if a.note else None,
            concerns(say, done.load) if done.load else None,
            next_up,
            goal,
        ),
        tuple(rows),
    )
