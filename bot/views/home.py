"""The start page for each kind of person, and help that fits their situation."""

from markupsafe import Markup

from bot.domain.people import CareLink, Person
from bot.texts import N_, Say
from bot.views.routes import Assign, ClientCard, Clients, Settings
from bot.views.screen import Button, Screen, blocks, bullets, button

#: (command, what it does), as the menus show them.
CAREGIVER_COMMANDS = (
    ("today", N_("Today's cards")),
    ("yesterday", N_("Answer about the last days")),
    ("reminders", N_("When cards come")),
    ("pause", N_("Rest the reminders for a while")),
    ("calm", N_("Help right now")),
    ("worry", N_("Something worried me")),
    ("message", N_("Write to your therapist")),
    ("progress", N_("What was tried, and what fits")),
    ("learn", N_("Short pages to read")),
    ("sheet", N_("The program on one page, to print")),
    ("settings", N_("Language, time zone, privacy")),
    ("privacy", N_("What is kept, and how to leave")),
    ("help", N_("How this works")),
)
THERAPIST_COMMANDS = (
    ("clients", N_("Your caseload")),
    ("newclient", N_("Add a client")),
    ("invite", N_("Invite a family")),
    ("assign", N_("Assign an activity")),
    ("program", N_("See and change a program")),
    ("checkins", N_("How the last two weeks went")),
    ("progress", N_("What was tried, and what fits")),
    ("review", N_("A client before a visit")),
    ("worries", N_("What worried a family")),
    ("team", N_("Who works with a client, covers, takes over")),
    ("audit", N_("Who did what for a client")),
    ("closed", N_("Closed programs, and opening one again")),
    ("message", N_("Write to a family")),
    ("library", N_("Search the library")),
    ("myactivities", N_("Your own activities")),
    ("sheet", N_("The program on one page, to print")),
    ("learn", N_("Short pages to read")),
    ("settings", N_("Language and time zone")),
    ("help", N_("How this works")),
)
#: For a therapist who is an administrator, too.
ADMIN_COMMANDS = (
    *THERAPIST_COMMANDS,
    ("therapists", N_("Colleagues: invite, suspend, hand over")),
    ("practice", N_("Numbers, hours and contacts")),
    ("status", N_("How the bot stands")),
    ("activities", N_("The library: read, switch on and off")),
)
STRANGER_COMMANDS = (
    ("start", N_("Begin")),
    ("worry", N_("Something worried me")),
    ("help", N_("How this works")),
)


def stranger(say: Say) -> Screen:
    """Show somebody we do not know how to be invited, and nothing else."""
    return Screen(
        blocks(
            say("<b>Hello. This is the Home Program bot.</b>"),
            say(
                "With it an occupational therapist sends families small things to do at home. "
                "It works by invitation only."
            ),
            say(
                "If you work with a therapist, ask them for your personal link. "
                "One tap on it opens your program here."
            ),
            say("You are in no program here. What you write is forgotten within two days."),
            say("Is someone in danger? /worry shows whom to call."),
        )
    )


def therapist(say: Say, actor: Person, caseload: tuple[CareLink, ...]) -> Screen:
    """Show a therapist what they can do next."""
    if not caseload:
        text = blocks(
            say("<b>Welcome, {name}.</b>", name=actor.name),
            say("Your caseload is empty. A first client takes a minute:"),
            bullets(
                (
                    say.plain("/newclient adds a client by nickname"),
                    say.plain("/assign chooses the first activity"),
                    say.plain("/invite makes the family's link"),
                )
            ),
        )
        return Screen(text)
    text = blocks(
        say("<b>Hello, {name}.</b>", name=actor.name),
        say.many(
            "You have {n} client on your caseload.",
            "You have {n} clients on your caseload.",
            len(caseload),
        ),
    )
    rows: tuple[tuple[Button, ...], ...] = tuple(
        (button(link.client.nickname, ClientCard(link.client.id)),) for link in caseload[:8]
    )
    if len(caseload) > 8:
        rows += ((button(say.plain("All clients"), Clients(0)),),)
    return Screen(text, (*rows, (button(say.plain("Assign an activity"), Assign(0), "primary"),)))


def choose_client(say: Say, links: tuple[CareLink, ...], question: Markup, kind: type) -> Screen:
    """Ask which client a command is about; each button leads to `kind(client id)`."""
    rows = tuple((button(link.client.nickname, kind(link.client.id)),) for link in links[:20])
    return Screen(question, rows)


def emergency_footer(say: Say, number: str | None = None) -> Markup:
    """The footer of every answer about safety (brief 4.5).

    A number that the practice has not confirmed is never shown as certain.
    """
    where = number or say.plain("your local emergency number (112 works in much of the world)")
    return say(
        "I am a program helper, not a doctor or an emergency service, and nobody reads this chat "
        "live. If someone is in danger, call {number} now.",
        number=where,
    )


def nothing_here(say: Say, actor: Person | None) -> Screen:
    """Show somebody without a program why there is none."""
    if actor is None:
        return stranger(say)
    return resting(say) if actor.is_suspended else ended(say)


def resting(say: Say) -> Screen:
    """Show a suspended therapist where they stand."""
    return Screen(
        blocks(
            say("<b>Your access is resting.</b>"),
            say("The practice has paused your work as a therapist. What you wrote is kept."),
            say("Your administrator can tell you more. Something worried you? /worry is for all."),
        ),
        ((button(say.plain("Settings"), Settings()),),),
    )


def ended(say: Say) -> Screen:
    """Say goodbye to somebody whose links have ended."""
    return Screen(
        blocks(
            say("<b>There is no program for you here now.</b>"),
            say("Your therapist can send you a new link whenever you like."),
            say("Something worried you? /worry shows whom to call."),
        ),
        ((button(say.plain("Settings"), Settings()),),),
    )
