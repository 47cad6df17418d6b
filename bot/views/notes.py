"""A note to an answer: words, a photo or a voice note, each as welcome as none."""

from markupsafe import Markup

from bot.services.cards import Card as CardData
from bot.services.notes import Kept
from bot.texts import Say
from bot.views.card import who_reads
from bot.views.check_in import said_so_far
from bot.views.routes import More, Today
from bot.views.screen import Screen, blocks, button, lines


def ask_note(say: Say, data: CardData) -> Screen:
    """Ask for the note: the next message is it."""
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say(
                "Type your note, or send a photo or a voice message. {therapist} will see it.",
                therapist=who_reads(say, data),
            ),
            say("Nicknames only, please, and no medical numbers."),
            say("And please no photos of undressing, toileting or washing."),
        ),
        ((button(say.plain("No note"), More(data.assignment.id, data.on)),),),
    )


def kept(say: Say, found: Kept) -> Screen:
    """Say what is kept; words or more pictures may follow."""
    data = found.card
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            lines(_photos(say, found.photos), _voices(say, found.voices)),
            said_so_far(say, data),
            say("You can add a few words. That is enough, too."),
        ),
        (
            (button(say.plain("Add a bit more"), More(data.assignment.id, data.on)),),
            (button(say.plain("That is enough"), Today(data.link.client.id), "primary"),),
        ),
    )


def _photos(say: Say, n: int) -> Markup | None:
    return say.many("📷 {n} photo is kept.", "📷 {n} photos are kept.", n) if n else None


def _voices(say: Say, n: int) -> Markup | None:
    return say.many("🎤 {n} voice note is kept.", "🎤 {n} voice notes are kept.", n) if n else None
