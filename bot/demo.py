"""The demo family of the local chat: two believable weeks, written by the bot's own services.

Every record is made the way people make it, with the clock turned back; nothing is forged in SQL.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import OffsetClock
from bot.domain.check_in import Outcome
from bot.domain.people import Relation, Role, Stage
from bot.domain.rhythm import occurrence
from bot.domain.welcome import Question
from bot.services import (
    assign_form,
    assign_line,
    check_in,
    clients,
    invitations,
    meet,
    notes,
    program,
    timing,
    welcome,
)
from bot.services.assign import Assigned
from bot.services.assign_form import AssignForm
from bot.services.office import Office, Visitor
from bot.store import people, programs, reminders
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo: Telegram id and name."""

    id: int
    name: str


THERAPIST: Final = DemoPerson(1001, "Nora")
PARENT: Final = DemoPerson(1002, "Sam")
GRANDPARENT: Final = DemoPerson(1003, "Ilse")
PEOPLE: Final = (THERAPIST, PARENT, GRANDPARENT)

CLIENT: Final = "Robin"
GOAL: Final = "We would like mornings to feel lighter, with Robin doing the last bits of dressing."
DAYS: Final = 14

#: What was answered, day by day from two weeks ago: d done, s some, n not today, - no answer.
#: Capital letters are Ilse's answers, the others Sam's; only the card's own weekdays count.
_STORY: Final = {
    "dress-tshirt-on": ("morning daily 8w", "s-nsDsd--sdD-d"),
    "heavy-basket": ("afternoon mon wed fri 8w note: the laundry is enough", "-d-dSnd-dsd-sd"),
    "sleep-lights-down": ("bedtime daily 8w", "dds-ndd-Dd-dsd"),
}
_OUTCOMES: Final = {"d": Outcome.DONE, "s": Outcome.SOME, "n": Outcome.NOT_TODAY}
#: Some answers say more: (help level or None, note), by how manieth answer of the card.
_MORE: Final = {
    ("dress-tshirt-on", 1): (4, ""),
    ("dress-tshirt-on", 3): (3, "Found the second sleeve alone, with Grandma watching."),
    ("dress-tshirt-on", 5): (2, "Warmed the shirt first. That helped."),
    ("dress-tshirt-on", 7): (1, ""),
    ("heavy-basket", 2): (2, "Carried the towels and laughed the whole way."),
    ("sleep-lights-down", 4): (None, "Visitors, everything late."),
    ("sleep-lights-down", 8): (1, "Chose the audio story."),
}


class _Cast:
    """The demo's people, each act with a receipt of its own that no real update has."""

    def __init__(self) -> None:
        self._receipts: Iterator[int] = itertools.count(-1, -1)

    def visitor(self, who: DemoPerson) -> Visitor:
        return Visitor(who.id, who.name, "en", next(self._receipts))


async def play_demo(office: Office) -> None:
    """Write the demo family's two weeks into an empty database."""
    cast = _Cast()
    begin = office.now() - timedelta(days=DAYS)
    then = _at(office, begin)
    client, cards = await _plan(then, cast)
    for person, relation in ((PARENT, Relation.PARENT), (GRANDPARENT, Relation.GRANDPARENT)):
        await _join(then, cast, client, person, relation)
    for activity, (_, answers) in _STORY.items():
        await _live(office, cast, cards[activity], activity, answers)
    await office.db.write(lambda tx: _remind_from_now_on(tx, office))


async def _plan(then: Office, cast: _Cast) -> tuple[int, dict[str, int]]:
    """Nora's part: the client, the goal, the activities."""
    await meet.meet(then, cast.visitor(THERAPIST))
    nora = cast.visitor(THERAPIST)
    form = await clients.begin_client(then, nora, CLIENT, Stage.CHILD)
    form = await clients.answer_client(then, nora, form.draft_id, "pace", "usual")
    if form.client is None:
        raise LookupError("the demo's client was not added")
    await program.set_goal(then, cast.visitor(THERAPIST), form.client.id, GOAL)
    cards = {}
    for activity, (how, _) in _STORY.items():
        line = f"{CLIENT} {activity} {how}"
        nora = cast.visitor(THERAPIST)
        done = await assign_line.assign_typed(then, nora, line)
        if isinstance(done, AssignForm) and done.last is not None:  # Nora looks at what it asks
            mark = done.last.checks.mark
            done = await assign_form.finish_assign(then, nora, done.draft_id, mark)
        if not isinstance(done, Assigned):
            raise LookupError(f"the demo's line was not understood: {line}")
        cards[activity] = done.assignment.id
    return form.client.id, cards


async def _join(
    then: Office, cast: _Cast, client: int, person: DemoPerson, relation: Relation
) -> None:
    """A caregiver's part: the invitation and its questions."""
    invitation = await invitations.invite(then, cast.visitor(THERAPIST), client, Role.FAMILY)
    token = invitation.start_parameter.removeprefix("i-")
    step = await welcome.open_invite(then, cast.visitor(person), token)
    answers = {
        Question.LANGUAGE: then.default_language,
        Question.CONSENT: "yes",
        Question.RELATION: str(relation),
        Question.ZONE: then.default_zone,
        Question.MORNING: str(7 * 60),
        Question.BEDTIME: str(19 * 60 + 30),
    }
    while step.question is not None:
        step = await welcome.answer_welcome(
            then, cast.visitor(person), step.draft_id, step.question, answers[step.question]
        )


async def _live(office: Office, cast: _Cast, card: int, activity: str, answers: str) -> None:
    """Two weeks of answers about one card."""
    given = 0
    today = office.today(office.default_zone)
    for ago, sign in zip(range(DAYS, 0, -1), answers, strict=True):
        on = today - timedelta(days=ago)
        evening = occurrence(on, 20 * 60, office.default_zone)
        if sign == "-" or evening is None or not await _is_planned(office, card, on.weekday()):
            continue
        then = _at(office, evening)
        who = GRANDPARENT if sign.isupper() else PARENT
        await check_in.check_in(then, cast.visitor(who), card, on, _OUTCOMES[sign.lower()])
        given += 1
        level, note = _MORE.get((activity, given), (None, ""))
        if level is not None:
            await check_in.set_help(then, cast.visitor(who), card, on, level)
        if note:
            await notes.add_note(then, cast.visitor(who), card, on, note)


def _remind_from_now_on(tx: Tx, office: Office) -> None:
    """Nobody was reminded in these two weeks: the first card is the next one."""
    for person in people.everybody(tx):
        for reminder in reminders.of_person(tx, person.id):
            timing.reschedule(tx, office, reminder)


async def _is_planned(office: Office, card: int, weekday: int) -> bool:
    found = await office.db.read(lambda tx: programs.assignment(tx, card))
    return found is not None and weekday in found.weekdays.days


def _at(office: Office, instant: datetime) -> Office:
    """Return the same office at another time."""
    return replace(office, clock=OffsetClock(instant))
