"""The short words that people type instead of tapping, in their own language and in English."""

from collections.abc import Mapping
from typing import Final

from bot.domain.intent import Intent
from bot.texts import N_, Say

_PHRASES: Final[Mapping[Intent, tuple[str, ...]]] = {
    Intent.DONE: (
        N_("done"),
        N_("all done"),
        N_("did it"),
        N_("we did it"),
        N_("i did it"),
        N_("we did"),
        N_("yes we did"),
        N_("yes, done"),
        N_("finished"),
    ),
    Intent.SOME: (
        N_("some"),
        N_("some of it"),
        N_("a bit"),
        N_("a little"),
        N_("a bit of it"),
        N_("part of it"),
        N_("we did some"),
        N_("half of it"),
    ),
    Intent.NOT_TODAY: (
        N_("not today"),
        N_("not now"),
        N_("no, not today"),
        N_("we skipped it"),
        N_("skip"),
        N_("skipped"),
    ),
    Intent.NO: (N_("no"), N_("nope"), N_("no thanks")),
    Intent.HELP: (
        N_("help"),
        N_("i need help"),
        N_("how does this work"),
        N_("what can you do"),
        N_("i am stuck"),
    ),
    Intent.TODAY: (
        N_("today"),
        N_("cards"),
        N_("what is on today"),
        N_("show me today"),
        N_("show me the cards"),
    ),
    Intent.CALM: (N_("calm"), N_("i need a break"), N_("it is too much"), N_("meltdown")),
    Intent.WORRY: (N_("worry"), N_("i am worried"), N_("something worried me")),
    Intent.HELLO: (N_("hello"), N_("hi"), N_("hey"), N_("good morning"), N_("good evening")),
    Intent.THANKS: (N_("thanks"), N_("thank you"), N_("thank you so much")),
}


def phrases(say: Say) -> dict[Intent, tuple[str, ...]]:
    """Return what is listened for: the reader's language, and English."""
    return {
        intent: (*known, *(say.plain(one) for one in known)) for intent, known in _PHRASES.items()
    }
