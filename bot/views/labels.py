"""The words for slots, outcomes, help levels and days, said one way everywhere."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.people import CareLink, Client, Relation, Role, Stage
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, WEEKEND, Slot, Weekdays
from bot.texts import N_, Say

_SLOTS: Final = {
    Slot.MORNING: N_("Morning"),
    Slot.AFTERNOON: N_("Afternoon"),
    Slot.BEDTIME: N_("Bedtime"),
    Slot.ANYTIME: N_("Any time"),
}
_AFTER_SCHOOL: Final = N_("After school")
SLOT_SIGN: Final = {
    Slot.MORNING: "🌤",
    Slot.AFTERNOON: "🎒",
    Slot.BEDTIME: "🌙",
    Slot.ANYTIME: "🕰",
}
SLOT_ORDER: Final = (Slot.MORNING, Slot.AFTERNOON, Slot.ANYTIME, Slot.BEDTIME)
_OUTCOMES: Final = {
    Outcome.DONE: N_("We did it"),
    Outcome.SOME: N_("Some of it"),
    Outcome.NOT_TODAY: N_("Not today"),
}
_OWN_DONE: Final = N_("Did it")
OUTCOME_SIGN: Final = {Outcome.DONE: "●", Outcome.SOME: "◐", Outcome.NOT_TODAY: "○"}
UNKNOWN_SIGN: Final = "·"
UNPLANNED_SIGN: Final = "–"
#: Brief 4.2, in the words for a child and for an adult.
_HELP: Final = (
    (N_("All by themself"), N_("On my own")),
    (N_("Pictures, set-up or waiting"), N_("Set-up or equipment")),
    (N_("A word, look or point"), N_("A reminder or pointer")),
    (N_("I showed how"), N_("Someone showed me")),
    (N_("Some hands-on help"), N_("Some hands-on help")),
    (N_("We did most of it together"), N_("Someone did most of it")),
)
_RELATIONS: Final = {
    Relation.PARENT: N_("Parent"),
    Relation.GRANDPARENT: N_("Grandparent"),
    Relation.PARTNER: N_("Partner"),
    Relation.SIBLING: N_("Brother or sister"),
    Relation.CARER: N_("Carer or helper"),
    Relation.OTHER: N_("Somebody else"),
}
_ROLES: Final = {
    Role.THERAPIST: N_("Therapist"),
    Role.FAMILY: N_("Family"),
    Role.SELF: N_("For themself"),
    Role.SCHOOL: N_("School"),
}
_STAGES: Final = {Stage.CHILD: N_("Child"), Stage.TEEN: N_("Teen"), Stage.ADULT: N_("Adult")}


def head(say: Say, title: str, link: CareLink) -> Markup:
    """Return a card's headline: whose it is stands there, unless it is the reader's own."""
    if link.role is Role.SELF:
        return say("<b>{title}</b>", title=title)
    return say("<b>{title}</b> · {client}", title=title, client=link.client.nickname)


def who(say: Say, name: str, *, is_reader: bool) -> str:
    """Return who has answered: "you", or somebody's name."""
    return say.plain("you") if is_reader else name


def sign(which: Slot, client: Client) -> str:
    """Return a slot's sign; a grown-up's afternoon has no school bag."""
    if which is Slot.AFTERNOON and client.stage is Stage.ADULT:
        return "☀️"
    return SLOT_SIGN[which]


def slot(say: Say, which: Slot, client: Client) -> str:
    """Return a slot's name; a child's or teen's afternoon is after school."""
    if which is Slot.AFTERNOON and client.stage is not Stage.ADULT:
        return say.plain(_AFTER_SCHOOL)
    return say.plain(_SLOTS[which])


def apart(say: Say, client: Client, carers: Mapping[int, str]) -> str:
    """Return a client's name; with what tells two of one name apart, where that is known."""
    if client.id not in carers:
        return client.nickname
    born = str(client.birth_year) if client.birth_year else ""
    about = (stage(say, client.stage), born, carers[client.id])
    return " · ".join((client.nickname, *filter(None, about)))


def outcome(say: Say, which: Outcome, role: Role = Role.FAMILY) -> str:
    """Return an outcome as its button says it."""
    if which is Outcome.DONE and role is Role.SELF:
        return say.plain(_OWN_DONE)
    return say.plain(_OUTCOMES[which])


def help_level(say: Say, level: int, role: Role = Role.FAMILY) -> str:
    """Return a help level (0 to 5) in words."""
    return say.plain(_HELP[level][1 if role is Role.SELF else 0])


def relation(say: Say, which: Relation | None) -> str:
    """Return what a caregiver is to the client."""
    return say.plain(_RELATIONS[which or Relation.OTHER])


def role(say: Say, which: Role) -> str:
    """Return what an invitation lets somebody be."""
    return say.plain(_ROLES[which])


def care(say: Say, link: CareLink) -> str:
    """Return what somebody is to the client, within a sentence."""
    if link.role is Role.FAMILY:
        return within(relation(say, link.relation))
    return within(role(say, link.role))


def stage(say: Say, which: Stage) -> str:
    """Return child, teen or adult."""
    return say.plain(_STAGES[which])


def weekdays(say: Say, days: Weekdays) -> str:
    """Return a set of weekdays in words."""
    groups = {
        EVERY_DAY: N_("every day"),
        SCHOOL_DAYS: N_("Monday to Friday"),
        WEEKEND: N_("weekends"),
    }
    if days in groups:
        return say.plain(groups[days])
    return ", ".join(say.weekday(day) for day in days.days)


def within(label: str) -> str:
    """Return a label as it stands within a sentence: with a small letter, but "I" stays "I"."""
    return label if label.startswith("I ") else label[:1].lower() + label[1:]
