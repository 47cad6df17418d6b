"""Help that knows the person's situation: first where they stand, then how it works."""

from markupsafe import Markup

from bot.domain.people import Person, Role
from bot.services.situation import Care, Situation
from bot.texts import Say
from bot.views.calm_routes import Calm
from bot.views.emergency import footer
from bot.views.home import ADMIN_COMMANDS, THERAPIST_COMMANDS
from bot.views.life_routes import AskLoad
from bot.views.routes import Clients, Home, Privacy, Reminders, Resume, Settings, Today
from bot.views.screen import Row, Screen, blocks, bullets, button, lines


def help_page(say: Say, found: Situation) -> Screen:
    """Explain what this person can do here, where they stand first."""
    parts: list[Markup] = [say("<b>How this works</b>")]
    rows: list[Row] = []
    if found.is_arriving:
        parts += [say("The first questions are still open. A few taps, and your program is here.")]
        rows += [(button(say.plain("Go on where I was"), Home(), "primary"),)]
    elif not found.cares and not found.actor.is_therapist:
        parts += [say("There is no program for you here now. Your therapist can send a new link.")]
    if found.cares:
        parts += [_whose(say, found), lines(*(_stands(say, one) for one in found.cares))]
        parts += [_how(say)]
        rows += _ways(say, found)
    if found.actor.is_therapist:
        parts += [_therapist_help(say, found.actor)]
        if found.caseload:
            rows += [(button(say.plain("Your clients"), Clients(0)),)]
    rows += [(button(say.plain("Settings"), Settings()),)]
    parts += [footer(say, found.practice, found.actor)]
    return Screen(blocks(*parts), tuple(rows))


def _whose(say: Say, found: Situation) -> Markup:
    others = [link.client.nickname for link in found.cares_for if link.role is not Role.SELF]
    own = len(others) < len(found.cares_for)
    return blocks(
        say("You have a program of your own.") if own else None,
        say("You have a program for {names}.", names=", ".join(others)) if others else None,
    )


def _stands(say: Say, one: Care) -> Markup:
    """Return how it stands with one client today."""
    name = say.plain("You") if one.link.role is Role.SELF else one.link.client.nickname
    if one.is_resting:
        return say("{name}: reminders rest. The button below starts reminders again.", name=name)
    if not one.has_cards:
        return say("{name}: the therapist is still choosing the first card.", name=name)
    if one.open_today:
        return say.many(
            "{name}: {n} card is open today. Some of it is plenty.",
            "{name}: {n} cards are open today. One is plenty.",
            one.open_today,
            name=name,
        )
    return say("{name}: nothing is open today.", name=name)


def _how(say: Say) -> Markup:
    return bullets(
        (
            say.plain("A card comes at the times you chose. /today shows it any time."),
            say.plain("One tap says how it went. Every answer is a good answer."),
            say.plain("Not today? That is fine, and nobody counts."),
            say.plain("“Something worried me” is on every card. /worry works any time."),
            say.plain("/calm helps in a hard moment. /message writes to your therapist."),
            say.plain("/pause gives you a rest. /reminders changes the times."),
        )
    )


def _ways(say: Say, found: Situation) -> list[Row]:
    first = found.cares[0].link.client.id
    rows: list[Row] = []
    for one in found.cares:
        client = one.link.client
        label = say.plain("Today's cards")
        if len(found.cares) > 1 and one.link.role is not Role.SELF:
            label = say.plain("Today · {client}", client=client.nickname)
        rows.append((button(label, Today(client.id), "primary"),))
        if one.is_resting:
            rows.append((button(say.plain("Let reminders come again"), Resume(client.id)),))
    rows.append((button(say.plain("Help right now"), Calm(first)),))
    if found.cares[0].link.role is not Role.SCHOOL:
        rows[-1] = (*rows[-1], button(say.plain("It is a lot"), AskLoad(first)))
    rows.append(
        (
            button(say.plain("Reminders"), Reminders(first)),
            button(say.plain("Privacy"), Privacy()),
        )
    )
    return rows


def _therapist_help(say: Say, actor: Person) -> Markup:
    known = ADMIN_COMMANDS if actor.is_admin else THERAPIST_COMMANDS
    each = [Markup("/{} – {}").format(command, say.plain(what)) for command, what in known]
    return blocks(
        say("<b>For therapists</b>"),
        Markup("\n").join(each),
        say("You can also assign in one line:"),
        Markup("<code>{}</code>").format(
            "/assign Sunny socks on morning mon wed fri 4w note: by the front door"
        ),
    )
