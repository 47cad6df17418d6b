"""Kind words for a wish that was not carried out: what happened, and a next step."""

from bot.domain.errors import Declined, Invalid, NotAllowed
from bot.texts import Say
from bot.views.routes import Home
from bot.views.screen import Screen, blocks, button


def alert(say: Say, why: Declined) -> str:
    """Return one line for a tap on an old, foreign or forged button (200 characters at most)."""
    if isinstance(why, NotAllowed):
        return say.plain("That button is not for this chat. Here is your start page.")
    if isinstance(why, Invalid):
        return _invalid(say, why)
    return say.plain("That card is from earlier. Here is where things stand now.")


def page(say: Say, why: Declined) -> Screen:
    """Return a page for a typed wish that was declined."""
    if isinstance(why, NotAllowed):
        text = say("That is not something I can open in this chat.")
    elif isinstance(why, Invalid):
        text = Screen(
            blocks(say("<b>That did not work yet.</b>"), say("{why}", why=_invalid(say, why)))
        ).text
    else:
        text = say("That is from earlier. /today or /help shows where things stand.")
    return Screen(text, ((button(say.plain("Start page"), Home()),),))


def _invalid(say: Say, why: Invalid) -> str:
    match why.code:
        case "invite_unknown":
            return say.plain(
                "I do not know this invitation. Please ask your therapist for a new link."
            )
        case "invite_used":
            return say.plain(
                "This invitation was used already. Each person gets a link of their own."
            )
        case "invite_expired" | "invite_revoked":
            return say.plain("This invitation has ended. Your therapist can send a new one.")
        case "invite_already_in":
            return say.plain("You are in this program already.")
        case "assigned_already":
            return say.plain(
                "{title} is in {client}'s program for that time already.",
                title=why.facts["title"],
                client=why.facts["client"],
            )
        case "note_long":
            return say.plain("That note is too long. It holds 500 characters.")
        case "note_empty":
            return say.plain("That note was empty.")
        case "time":
            return say.plain("I did not read that as a time. Try 7:30 or 19:15.")
        case "pause_date":
            return say.plain("That day does not work. A rest can last from tomorrow up to a year.")
        case _:
            return say.plain("That choice is not on offer any more.")
