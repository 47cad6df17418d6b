"""Kind words for a wish that was not carried out: what happened, and a next step."""

from typing import Final

from bot.domain.errors import Declined, Invalid, NotAllowed
from bot.texts import N_, Say
from bot.views.routes import Home
from bot.views.screen import Screen, blocks, button


def alert(say: Say, why: Declined) -> str:
    """Return one line for a tap on an old, foreign or forged button (200 characters at most)."""
    if isinstance(why, NotAllowed):
        return say.plain("That button is not for this chat. Here is your start page.")
    if isinstance(why, Invalid):
        return words(say, why)
    return say.plain("That card is from earlier. Here is where things stand now.")


def page(say: Say, why: Declined) -> Screen:
    """Return a page for a typed wish that was declined."""
    if isinstance(why, NotAllowed):
        text = say("That is not something I can open in this chat.")
    elif isinstance(why, Invalid):
        text = Screen(
            blocks(say("<b>That did not work yet.</b>"), say("{why}", why=words(say, why)))
        ).text
    else:
        text = say("That is from earlier. /today or /help shows where things stand.")
    return Screen(text, ((button(say.plain("Start page"), Home()),),))


def for_therapists(say: Say) -> Screen:
    """Tell a family, or a stranger, that a command is for those who treat."""
    return Screen(
        blocks(
            say("That is not something I can open in this chat. It is for therapists here."),
            say("/help shows what there is for you."),
        ),
        ((button(say.plain("Start page"), Home()),),),
    )


def for_administrators(say: Say) -> Screen:
    """Tell a therapist that a command is for the practice's administrators."""
    return Screen(
        blocks(
            say("That is not something I can open in this chat. It is for the administrators."),
            say("/help shows what there is for you."),
        ),
        ((button(say.plain("Start page"), Home()),),),
    )


_INVALID: Final = {
    "staff_unknown": N_("I do not know this link. Please ask your administrator for a new one."),
    "staff_used": N_("This link was used already. Each colleague gets a link of their own."),
    "staff_ended": N_("This link has ended. Your administrator can send a new one."),
    "staff_already": N_("You work as a therapist here already."),
    "staff_suspended": N_("Your access is resting. Your administrator can bring it back."),
    "staff_admin": N_(
        "Administrators are named in the settings file. Take them out of ADMIN_IDS first."
    ),
    "cover_dates": N_("Those dates cannot be a cover. It begins today or later, for up to a year."),
    "cover_words": N_("I did not read that as two dates. Try 20 Jan - 2 Feb."),
    "closing_words": N_("Those words are too long or empty. The page holds 600 characters."),
    "closing_worry": N_("A worry is waiting that nobody has looked at. /worries shows it."),
    "team_there": N_("{name} is in this team already."),
    "team_linked": N_("{name} cares for this client at home. Please choose somebody else."),
    "team_last": N_("Somebody stays with each client. Please hand the client over instead."),
    "invite_unknown": N_(
        "I do not know this invitation. Please ask your therapist for a new link."
    ),
    "invite_used": N_("This invitation was used already. Each person gets a link of their own."),
    "invite_expired": N_("This invitation has ended. Your therapist can send a new one."),
    "invite_revoked": N_("This invitation has ended. Your therapist can send a new one."),
    "invite_already_in": N_("You are in this program already."),
    "assigned_already": N_("{title} is in {client}'s program for that time already."),
    "note_long": N_("That note is too long. It holds 500 characters."),
    "note_empty": N_("That note was empty."),
    "note_file": N_("I can keep words, a photo or a voice message with an answer."),
    "birth": N_("I did not read that as a time of birth. Try 2019, or 2019-05."),
    "detail_long": N_("That is a bit long. It holds {most} characters."),
    "last_slot": N_("One time of day stays on."),
    "day": N_("I did not read that as a day. Try Sunday, or 2027-01-31."),
    "helper_day": N_("That day does not work. It can be from today on, up to a year ahead."),
    "own_number": N_("I was waiting for a number from {least} to {most}."),
    "own_buttons": N_("Here the buttons help. Tap one of them."),
    "own_empty": N_("That was empty."),
    "own_long": N_("That has {n} characters. It holds {most}."),
    "own_many": N_("That would be {n}. There is room for {most}."),
    "own_photo": N_("A photo goes with a step. The step in words comes first."),
    "own_changed": N_("It got another text in the meantime. Please open it once more."),
    "photo": N_("I was waiting for a photo. Send one, or tap Back."),
    "time": N_("I did not read that as a time. Try 7:30 or 19:15."),
    "practice_name": N_("That name was empty."),
    "practice_country": N_("I do not know that country. /practice shows those with numbers."),
    "practice_number": N_("I did not read that as a number to call. Try 112, or 999 or 112."),
    "practice_hours": N_("I did not read that as hours. Try 8:30-16:30."),
    "practice_promise": N_("I did not read that as hours. Try 24; 0 promises nothing."),
    "practice_retention": N_("I did not read that as years. Try 10; 0 keeps the records."),
    "practice_line": N_("Try /practice emergency 112. You can set: {known}."),
    "message_empty": N_("There was nothing in it to pass on. Send a few words."),
    "message_nobody": N_("Nobody at home has joined yet. Nothing was sent."),
    "message_no_therapist": N_(
        "There is no therapist here just now, so nothing was sent. Please call the practice."
    ),
    "message_many": N_(
        "That is a lot for one hour, so this one was not sent. In a hurry, please call."
    ),
    "nothing_planned": N_("Nothing is planned for that time."),
    "nothing_to_keep": N_("There is no activity to keep yet."),
    "nothing_to_assign": N_("No activity is left to assign."),
    "template_name": N_("That name was empty."),
    "template_name_long": N_("That name is too long. It holds {most} characters."),
    "step_empty": N_("That step was empty."),
    "step_long": N_("That step has {n} characters. It holds {most}."),
    "many_steps": N_("There are {most} steps already. That is plenty."),
    "last_step": N_("One step stays, at least."),
    "minutes": N_("I did not read that as minutes. Try a number from 1 to {most}."),
    "weeks": N_("I did not read that as weeks. Try a number from {least} to {most}."),
    "until_date": N_("That last day does not work. It can be from today to a year ahead."),
    "start_date": N_("That first day does not work. It can be from today to a year ahead."),
    "reason_long": N_("That reason has {n} characters. It holds {most}."),
    "date": N_("I did not read that as a day. Try 2027-02-01."),
    "twice_in_slot": N_("{title} is in the program for that time already."),
    "worry_rests": N_("It rests because of a worry. Bring it back first, then choose a day."),
    "pause_date": N_("That day does not work. A rest can last from tomorrow up to a year."),
}
_OTHERWISE: Final = N_("That choice is not on offer any more.")


def words(say: Say, why: Invalid) -> str:
    """Return why a wish is not possible."""
    return say.plain(_INVALID.get(why.code, _OTHERWISE), **why.facts)
