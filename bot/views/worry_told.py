"""What a worry set going: what rests, who is told, and when they read it.

No time is promised that the practice has not set (brief 4.6.3).
"""

from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.practice import Practice, Setting
from bot.domain.rhythm import clock_time
from bot.domain.worry import Answer, Reader, Telling, Tier
from bot.domain.zones import city
from bot.services.worry_page import WorryPage
from bot.texts import N_, Say
from bot.views import labels
from bot.views.screen import blocks, lines

AS: Final = {
    Reader.THERAPIST: N_("therapist"),
    Reader.URGENT: N_("the practice's urgent contact"),
    Reader.SAFEGUARDING: N_("the practice's safety lead"),
    Reader.SPEECH: N_("for eating and swallowing"),
    Reader.LATE: N_("told because nobody had looked in time"),
}


def deeds(say: Say, data: WorryPage) -> Markup:
    """Say what was done with a worry that was kept."""
    return blocks(_rests(say, data), _told(say, data), when_read(say, data))


def not_kept(
    say: Say, data: WorryPage, known: dict[str, str | None], *, has_failed: bool
) -> Markup:
    """Say that nothing was kept and nobody told, so that nobody waits for an answer."""
    if has_failed:
        why = say("<b>I could not pass this on just now.</b> Please try /worry again soon.")
    elif data.actor is None:
        why = say(
            "Nothing about this is kept, and nobody is told. This bot works by invitation only."
        )
    else:
        why = say("Nothing about this is kept, and nobody is told: you are in no program here.")
    if not known["CLINIC_PHONE"]:
        return why
    call = say(
        "You can call {clinic}: {number}.", clinic=known["clinic"], number=known["CLINIC_PHONE"]
    )
    return blocks(why, call)


def _rests(say: Say, data: WorryPage) -> Markup | None:
    resting = [title for _, title, rests in data.rests if rests]
    back = [title for _, title, rests in data.rests if not rests]
    parts = []
    if data.answer is Answer.HALVED and data.stays:
        parts.append(say("One card stays: <b>{title}</b>.", title=", ".join(data.stays)))
    if resting:
        parts.append(
            say(
                "Resting until your therapist has looked: <b>{titles}</b>.",
                titles=", ".join(resting),
            )
        )
    if back:
        parts.append(say("Back in the program: <b>{titles}</b>.", titles=", ".join(back)))
    if data.code.quiet or data.answer is Answer.PAUSED:
        parts.append(say("Reminders rest. /reminders lets them come again."))
    return lines(*parts) if parts else None


def _told(say: Say, data: WorryPage) -> Markup:
    if not data.told:
        return say("<b>Nobody could be told here.</b> Please call the practice.")
    each = [Markup("• {}").format(_telling(say, one, data)) for one in data.told]
    nobody = (
        say("Others who care along do not see it.")
        if data.is_guarded
        else say("Nobody else is told. Others who care along do not see it.")
    )
    return lines(say("<b>Who is told</b>"), *each, _seen(say, data), nobody)


def _telling(say: Say, one: Telling, data: WorryPage) -> Markup:
    who = say("{name} ({as_what})", name=one.name, as_what=say.plain(AS[one.reader]))
    if one.sent_at is None or data.actor is None:
        return say("{who}: on its way", who=who)
    return say(
        "{who}: sent, {when}", who=who, when=say.moment(from_epoch_ms(one.sent_at), data.actor.zone)
    )


def _seen(say: Say, data: WorryPage) -> Markup | None:
    if data.worry is None or data.worry.seen_at is None or data.actor is None:
        return None
    when = say.moment(from_epoch_ms(data.worry.seen_at), data.actor.zone)
    return say("✓ <b>Seen by {name}</b>, {when}", name=data.seen_by or "", when=when)


def when_read(say: Say, data: WorryPage) -> Markup | None:
    """Say when it is read: what the practice has set, and nothing that it has not."""
    if data.worry is None or data.worry.seen_at is not None or data.actor is None:
        return None
    hours = reading_hours(say, data.practice)
    if data.code.tier is Tier.TELL:
        clinic = data.practice.name or say.plain("the practice")
        usual = say("I have passed this on for the next working day of {clinic}.", clinic=clinic)
    else:
        usual = say("Nobody reads it at once; it may be the next working day.")
    by = data.practice.look_by(from_epoch_ms(data.worry.created_at))
    promise = (
        say("The practice looks at it by {when}.", when=say.moment(by, data.actor.zone))
        if by and data.worry.late_told_at is None
        else None
    )
    return lines(promise or usual, hours)


def reading_hours(say: Say, practice: Practice) -> Markup | None:
    """Say when the practice reads messages, by its own clock."""
    hours = practice.hours
    if hours is None or not practice.certain(Setting.HOURS):
        return None
    return say(
        "They read messages {days}, {begin} to {end} ({place}).",
        days=labels.weekdays(say, hours.days),
        begin=clock_time(hours.begin),
        end=clock_time(hours.end),
        place=city(practice.zone),
    )
