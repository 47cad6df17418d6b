"""The words for what may be added to an answer (brief 4.1 to 4.4)."""

from typing import Final

from markupsafe import Markup

from bot.domain.details import Detail
from bot.domain.people import Role
from bot.texts import N_, Say

QUESTIONS: Final = {
    Detail.AFTER_ENERGY: N_("Energy afterwards?"),
    Detail.AFTER_COMFORT: N_("And how comfortable afterwards?"),
    Detail.BEFORE_ENERGY: N_("Energy before?"),
    Detail.BEFORE_COMFORT: N_("And how comfortable before?"),
    Detail.ENJOYED: N_("Was it liked? Ask them first if you can."),
    Detail.ANSWERED_FOR: N_("Who says so?"),
    Detail.REASON: N_("If you like: what was it?"),
    Detail.WISH: N_("And next time?"),
    Detail.ASKED_HELP: N_("Did they ask for the help they wanted?"),
}
WORDS: Final = {
    "low": N_("low"),
    "middle": N_("middle"),
    "high": N_("high"),
    "not_ok": N_("not OK"),
    "ok": N_("OK"),
    "good": N_("good"),
    "liked": N_("Liked it"),
    "okay": N_("It was okay"),
    "not_for_us": N_("Not for us"),
    "me": N_("I say so"),
    "client": N_("They say so"),
    "together": N_("We both say so"),
    "tired": N_("Tired or unwell"),
    "busy": N_("Too much on"),
    "body": N_("Body or senses said no"),
    "said_no": N_("They said no"),
    "other_thing": N_("We did something else"),
    "private": N_("Rather not say"),
    "smaller": N_("A smaller one"),
    "asked": N_("They asked for the help they wanted"),
}
#: The same for somebody whose own program it is.
OWN_WORDS: Final = {
    "not_for_us": N_("Not for me"),
    "client": N_("I say so"),
    "said_no": N_("I said no to it"),
    "other_thing": N_("I did something else"),
    "asked": N_("I asked for the help I wanted"),
}
OWN_QUESTIONS: Final = {Detail.ENJOYED: N_("Was it to your liking?")}
NAMES: Final = {
    Detail.AFTER_ENERGY: N_("Energy after"),
    Detail.AFTER_COMFORT: N_("Comfort after"),
    Detail.BEFORE_ENERGY: N_("Energy before"),
    Detail.BEFORE_COMFORT: N_("Comfort before"),
    Detail.ENJOYED: N_("Liked"),
    Detail.ANSWERED_FOR: N_("Said by"),
    Detail.REASON: N_("Reason"),
    Detail.WISH: N_("Next time"),
    Detail.ASKED_HELP: N_("Noted"),
}
#: One matching idea for a reason (brief 4.1), never a lecture.
TIPS: Final = {
    "tired": N_("Rest comes first. A lighter way is on the card for another day."),
    "busy": N_("Full days happen. Another time of day may be kinder."),
    "body": N_("Thank you for listening to that. One thing to look out for: {watch}"),
    "said_no": N_("Their no is a good answer. The lighter way asks nothing of them."),
    "other_thing": N_("That counts as your day. Nothing to make up."),
    "not_for_us": N_("Good to know. Not every card suits every family."),
    "private": N_("That is fine. Nothing more to say."),
}
OWN_TIPS: Final = {
    "said_no": N_("Your no is a good answer. The lighter way asks nothing of you."),
    "not_for_us": N_("Good to know. Not every card suits everybody."),
}


def word(say: Say, value: str, role: Role) -> str:
    """Return a choice as its button says it."""
    own = OWN_WORDS.get(value) if role is Role.SELF else None
    return say.plain(own or WORDS[value])


def question(say: Say, which: Detail, role: Role) -> str:
    """Return one of the optional questions."""
    own = OWN_QUESTIONS.get(which) if role is Role.SELF else None
    return say.plain(own or QUESTIONS[which])


def tip(say: Say, reason: str, watch: str, role: Role) -> Markup:
    """Return the one idea that goes with a reason."""
    own = OWN_TIPS.get(reason) if role is Role.SELF else None
    return say(own or TIPS[reason], watch=watch)
