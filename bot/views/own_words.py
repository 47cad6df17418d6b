"""The questions about a new activity in words, and what a card says where one was left open."""

from typing import Final

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.own_asks import Ask
from bot.domain.rhythm import Slot
from bot.services.own_card import Defaults
from bot.texts import N_, Say

LABELS: Final = {
    Ask.TITLE: N_("Title"),
    Ask.AREA: N_("Area"),
    Ask.PEOPLE: N_("Who it is for"),
    Ask.AGE: N_("Age"),
    Ask.SLOT: N_("Time of day"),
    Ask.MINUTES: N_("Minutes"),
    Ask.TIMES: N_("Times a week"),
    Ask.WHY: N_("Why it helps"),
    Ask.NEED: N_("Things to have"),
    Ask.STEPS: N_("Steps, photos"),
    Ask.SAFE: N_("Safety"),
    Ask.STOP: N_("Stop signs"),
    Ask.EASIER: N_("Easier"),
    Ask.HARDER: N_("A bit more"),
    Ask.LOW: N_("A lighter way"),
    Ask.WATCH: N_("Comfort"),
    Ask.EFFORT: N_("Worth noticing"),
    Ask.CHAIN: N_("Handing over"),
    Ask.GATE: N_("To confirm first"),
    Ask.SEARCH: N_("Search words"),
}
#: Each question, and a line that helps to answer it.
QUESTIONS: Final = {
    Ask.TITLE: (N_("What is it called?"), N_("A few words will do, like: Socks on.")),
    Ask.AREA: (N_("Which area does it belong to?"), N_("Each area brings its own safety texts.")),
    Ask.PEOPLE: (N_("Who is it for?"), N_("Tap all that fit.")),
    Ask.AGE: (
        N_("From which age is it safe?"),
        N_("This is about hazards, not about ability. 0 is any age. Tap one or type it, to 17."),
    ),
    Ask.SLOT: (N_("When in the day?"), N_("You can choose another time when you assign it.")),
    Ask.MINUTES: (N_("How long is one go?"), N_("Tap the minutes or type them, 1 to 60.")),
    Ask.TIMES: (N_("How often a week, at most?"), N_("Tap a number or type one, 1 to 14.")),
    Ask.WHY: (N_("Why does it help?"), N_("One or two sentences that a family reads.")),
    Ask.NEED: (N_("What is good to have at hand?"), N_("Type each thing on a line of its own.")),
    Ask.STEPS: (
        N_("How does it go, step by step?"),
        N_(
            "Each message is a step, and several lines are several steps. "
            "An emoji in a step becomes its picture. "
            "A photo that you send goes to the last step. Please none that shows a client."
        ),
    ),
    Ask.SAFE: (
        N_("What keeps everyone safe?"),
        N_("Those with a lock come with the area or the words. Tick what else fits."),
    ),
    Ask.STOP: (N_("When is it time to stop?"), N_("Type each sign on a line of its own.")),
    Ask.EASIER: (N_("What makes it easier?"), N_("Type each way on a line of its own.")),
    Ask.HARDER: (
        N_("What is a bit more, when it feels comfortable?"),
        N_("Type each way on a line of its own."),
    ),
    Ask.LOW: (
        N_("A lighter way in, for days of little energy?"),
        N_(
            "First an idea, then lines that invite and ask for nothing. Like:\n"
            "Sock puppets first. The socks come later, or not today.\n"
            "This sock is telling a story."
        ),
    ),
    Ask.WATCH: (N_("What helps to keep it comfortable?"), N_("One or two sentences.")),
    Ask.EFFORT: (
        N_("Which effort is worth noticing?"),
        N_("Type each thing on a line of its own, like: Getting two thumbs in."),
    ),
    Ask.CHAIN: (
        N_("How is it handed over, from the last step backwards?"),
        N_("One or two sentences."),
    ),
    Ask.GATE: (
        N_("What does a therapist confirm before assigning it?"),
        N_("One or two sentences."),
    ),
    Ask.SEARCH: (
        N_("Which other words lead to it?"),
        N_("Type each on a line of its own, like: zipper."),
    ),
}
SLOTS: Final = {
    Slot.MORNING: N_("Morning"),
    Slot.AFTERNOON: N_("Afternoon"),
    Slot.BEDTIME: N_("Bedtime"),
    Slot.ANYTIME: N_("Any time"),
}
PEOPLE: Final = {
    "child": N_("Child"),
    "teen": N_("Teen"),
    "adult": N_("Adult"),
    "older": N_("Older person"),
}
#: What the buttons offer; any other number can be typed.
NUMBERS: Final = {
    Ask.AGE: (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16),
    Ask.MINUTES: (2, 3, 5, 10, 15, 20, 30, 45),
    Ask.TIMES: (1, 2, 3, 4, 5, 6, 7),
}


def facts(say: Say, activity: Activity) -> Markup:
    """Return whom a card is for, when, how long and how often, in one line."""
    people = ", ".join(say.plain(PEOPLE[one]) for one in activity.people)
    age = say.plain("from {n}", n=activity.age_min) if activity.age_min else None
    minutes = say.plain("{n} min", n=activity.minutes)
    times = say.plain("up to {n} times a week", n=activity.times_a_week)
    slot = say.plain(SLOTS[Slot(activity.slot)])
    return Markup("{}").format(
        " · ".join(one for one in (people, age, slot, minutes, times) if one)
    )


def defaults(say: Say) -> Defaults:
    """Return what a card says where its therapist left a question open."""
    return Defaults(
        need=(say.plain("Nothing special"),),
        easier=(say.plain("Only the first step, and that is enough"),),
        harder=(say.plain("They choose what comes next"),),
        low=(
            say.plain("Looking at it together is enough."),
            say.plain("It can wait for another day."),
            say.plain("The things lie ready, whenever you like."),
        ),
        watch=say.plain("It ends while it still feels comfortable."),
        effort=(say.plain("Getting started"),),
        note=say.plain("From the experience of the therapist who wrote it."),
    )
