"""Everybody who may come, and Sunny's records that each of them tries to reach."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Final

from bot.domain.assign_form import Field
from bot.domain.check_in import Outcome
from bot.domain.invite import token_hash
from bot.domain.people import Client, Role, Stage
from bot.domain.practice import NumberSetting
from bot.domain.program_change import Edit
from bot.domain.program_change import Field as ProgramField
from bot.domain.rhythm import Slot
from bot.domain.weekly_load import Load
from bot.domain.worry import About
from bot.services import (
    assign_form,
    assign_line,
    check_in,
    clients,
    meet,
    own_form,
    own_save,
    plan,
    practice,
    practice_readers,
    program,
    program_edit,
    staff_invites,
    talking,
    templates,
    timing,
    week_load,
    welcome,
    worry,
)
from bot.services.assign_form import AssignForm
from bot.services.assign_line import NotUnderstood
from bot.services.office import Office, Visitor
from bot.services.own_card import Defaults
from bot.services.program_edit import Conflict
from bot.services.talking import Words
from bot.services.worry_page import Wish
from bot.store import clients as client_store
from bot.store import closings, halvings, invites, people, programs
from bot.store.database import Tx
from bot.texts import load_texts
from bot.views.own_words import defaults


class Who(IntEnum):
    """What somebody is to Sunny; the value is their Telegram id."""

    ADMIN = 101  # a therapist without Sunny
    OWN = 102
    OTHER = 103  # a therapist of another client
    SUSPENDED = 104  # was Sunny's therapist, and still has the link
    FORMER = 105  # was Sunny's therapist, and gave Sunny on
    FAMILY = 106
    OTHER_FAMILY = 107
    SCHOOL = 108
    ENDED = 109  # cared for Sunny once
    LAPSED = 110  # cared for Sunny until a date that is over
    NEWCOMER = 111  # followed a link, and has not agreed yet
    STRANGER = 112
    RELATIVE = 113  # a therapist by trade, who cares for Sunny at home


ADMINS: Final = frozenset({Who.ADMIN})
OWN: Final = frozenset({Who.OWN})
#: Whoever told Sunny's worries.
WRITER: Final = frozenset({Who.FAMILY})
FAMILY: Final = WRITER | {Who.RELATIVE}
SCHOOL: Final = frozenset({Who.SCHOOL})
CAREGIVERS: Final = FAMILY | SCHOOL
NOBODY: Final = frozenset[Who]()
EVERYBODY: Final = frozenset(Who)
#: Everybody whom the bot has written down.
KNOWN: Final = EVERYBODY - {Who.STRANGER}
THERAPISTS: Final = frozenset({Who.ADMIN, Who.OWN, Who.OTHER, Who.FORMER, Who.RELATIVE})

#: Whom anything about Sunny may reach; school staff never what is the family's own.
NEAR_SUNNY: Final = OWN | CAREGIVERS
NICKNAME: Final = "Sunny"
GOAL: Final = "Mornings that feel lighter"
HOME_NOTE: Final = "by the front door"

CARD_FILE: Final = Path("content/activities/dressing/dress-zip.yaml")
EMERGENCY: Final = "112"
#: What the therapist's half-finished form says: all but the last tap.
FORM: Final = {
    Field.GOAL: "",
    "area": "dressing",
    Field.ACTIVITY: "dress-tshirt-on",
    "slot": "bedtime",
}

#: A line whose client is not clear, for a button to complete.
UNCLEAR: Final = "Sonny dress-tshirt-on bedtime"

#: A program of the library to begin with.
LIBRARY_PLAN: Final = "prog-calm-mornings"
#: An update's number, and a client's, that nothing in the records has.
NOTHING: Final = 999_999


@dataclass(frozen=True, slots=True)
class Sunny:
    """Sunny's records, for the arguments of a service."""

    today: date
    client: int
    cloud: int
    card: int
    school_card: int
    form: int
    line: int
    client_form: int
    welcome_form: int
    token: str
    #: An invitation that nobody has used.
    open_invite: int
    #: The writer is at the end of their strength; offers a lighter plan, and is the family's own.
    worry: int
    #: Something else; rests the card, and the family may bring it back.
    mild_worry: int
    wording: str
    #: An activity that Sunny's therapist wrote, for themself alone.
    own_activity: str
    #: A new text of it, half-written, and a card that goes on with its first text.
    own_form: int
    own_card: int
    #: What the writer's message to Sunny's therapist is.
    letter: int
    #: A change that waits, because the card was changed meanwhile.
    waiting: int
    #: A plan that the family halved.
    halving: int
    #: A plan from the library that Sunny's therapist looks at, and one that they kept for others.
    plan: int
    template: int
    people: dict[Who, int]
    #: A client whose program is closed; Sunny's own therapist and family were there, too.
    rain: int
    #: A colleague's open link.
    staff_token: str


def plain_words(language: str) -> Defaults:
    """What an own activity says where a question was left open."""
    return defaults(load_texts([], "en").say(language))


class Receipts:
    """Numbers of updates: each act has its own."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = itertools.count(1)

    def visitor(self, who: Who) -> Visitor:
        """Somebody comes, with an update that nobody has seen before."""
        return Visitor(who.value, who.name.title(), "en", next(self._numbers))


async def prepare(office: Office) -> Sunny:
    """Write Sunny's records into an empty database."""
    comes = Receipts().visitor
    await meet.meet(office, comes(Who.ADMIN))
    ids, sunny, cloud = await office.db.write(lambda tx: _people(tx, office))
    await program.set_goal(office, comes(Who.OWN), sunny.id, GOAL)
    for line in (f"dress-socks-on morning note: {HOME_NOTE}", "school-backpack afternoon school"):
        await _assign(office, comes, f"{NICKNAME} {line}")
    unclear = await assign_line.assign_typed(office, comes(Who.OWN), UNCLEAR)
    assert isinstance(unclear, NotUnderstood)
    card, school_card = await office.db.write(lambda tx: _cards(tx, sunny.id))
    today = office.today("UTC")
    for who in FAMILY:
        await check_in.check_in(office, comes(who), card, today, Outcome.DONE)
    for who in CAREGIVERS:
        await check_in.check_in(office, comes(who), school_card, today, Outcome.SOME)
    told = [
        await worry.tell_worry(office, comes(Who.FAMILY), wish, None)
        for wish in (
            Wish("RF-CARER", About.WRITER, sunny.id),
            Wish("RF-OTHER", About.CLIENT, sunny.id, card),
        )
    ]
    await practice.set_number(office, comes(Who.ADMIN), NumberSetting.EMERGENCY, EMERGENCY)
    await practice_readers.set_hours(office, comes(Who.ADMIN), 480, 960)
    for who in CAREGIVERS:
        at = sunny.id, Slot.MORNING, 420
        await timing.set_reminder(office, comes(who), *at, is_on=True)
    for who in FAMILY:
        await week_load.tell_load(office, comes(who), sunny.id, today, Load.TOO_MUCH)
    halving = await office.db.write(
        lambda tx: halvings.add(tx, sunny.id, ids[Who.FAMILY], office.now_ms(), -NOTHING)
    )
    saved = await own_save.import_own(office, comes(Who.OWN), CARD_FILE.read_bytes(), "zip.yaml")
    assert saved.card is not None
    own_activity = saved.card.activity.id
    await _assign(office, comes, f"{NICKNAME} {own_activity} bedtime")
    own_card = await office.db.read(
        lambda tx: next(
            a.id for a in programs.assignments_of(tx, sunny.id) if a.activity_id == own_activity
        )
    )
    newer = CARD_FILE.read_bytes().replace(b"title: Zip up", b"title: Up goes the zip of")
    await own_save.import_own(office, comes(Who.OWN), newer, "zip.yaml")
    own_page = await own_form.edit_own(office, comes(Who.OWN), plain_words, own_activity)
    form = await assign_form.begin_assign(office, comes(Who.OWN), sunny.id)
    for field, answer in FORM.items():
        await assign_form.answer_assign(office, comes(Who.OWN), form.draft_id, field, answer)
    client_form = await clients.begin_client(office, comes(Who.OWN), "", "")
    token = "open-for-whoever-comes"
    await office.db.write(lambda tx: _invite(tx, office, sunny.id, ids[Who.OWN], "for-one"))
    await office.db.write(lambda tx: _invite(tx, office, sunny.id, ids[Who.OWN], token))
    step = await welcome.open_invite(office, comes(Who.NEWCOMER), "for-one")
    newcomer = step.actor.id
    rain = await office.db.write(lambda tx: _closed(tx, office, ids))
    staff_link = await staff_invites.invite_therapist(office, comes(Who.ADMIN))
    letter = await talking.send(office, comes(Who.FAMILY), sunny.id, 0, Words("One sock today."))
    kept = await templates.save_template(office, comes(Who.OWN), sunny.id, "Mornings")
    plan_form = await plan.begin_plan(office, comes(Who.OWN), sunny.id, LIBRARY_PLAN)
    waiting = await _waiting(office, comes, school_card)
    worries = [page.worry.id for page in told if page.worry is not None]
    return Sunny(
        today,
        sunny.id,
        cloud.id,
        card,
        school_card,
        form.draft_id,
        unclear.draft_id,
        client_form.draft_id,
        step.draft_id,
        token,
        await office.db.read(lambda tx: int(tx.value("SELECT max(id) FROM invites"))),
        worries[0],
        worries[1],
        office.worries.revision,
        own_activity,
        own_page.draft_id,
        own_card,
        letter.head_id,
        waiting,
        halving,
        plan_form.draft_id,
        kept.template.id,
        {**ids, Who.NEWCOMER: newcomer},
        rain.id,
        staff_link.start_parameter.removeprefix("t-"),
    )


async def _assign(office: Office, comes: Callable[[Who], Visitor], line: str) -> None:
    """Sunny's therapist assigns by a line, and looks at what the card asks for."""
    done = await assign_line.assign_typed(office, comes(Who.OWN), line)
    if isinstance(done, AssignForm) and done.last is not None:
        mark = done.last.checks.mark
        await assign_form.finish_assign(office, comes(Who.OWN), done.draft_id, mark)


async def _waiting(office: Office, comes: Callable[[Who], Visitor], card: int) -> int:
    """The second of two changes that were made to the same version; return its draft."""
    for minutes in ("7", "9"):
        edit = Edit(ProgramField.MINUTES, minutes)
        made = await program_edit.change_assignment(office, comes(Who.OWN), card, 1, edit)
    assert isinstance(made, Conflict)
    return made.draft_id


def _people(tx: Tx, office: Office) -> tuple[dict[Who, int], Client, Client]:
    now = office.now_ms()
    ids: dict[Who, int] = {
        who: people.add(tx, who.value, who.name.title(), "en", "UTC", now).id
        for who in Who
        if who not in (Who.NEWCOMER, Who.STRANGER)
    }
    for who in (Who.OWN, Who.OTHER, Who.SUSPENDED, Who.FORMER, Who.RELATIVE):
        people.make_therapist(tx, ids[who], now)
    sunny, cloud = (
        client_store.add(tx, name, Stage.CHILD, low_demand=False, by=by, now=now, origin=-by)
        for name, by in ((NICKNAME, ids[Who.OWN]), ("Cloud", ids[Who.OTHER]))
    )
    links = (
        (sunny, Who.OWN, Role.THERAPIST, None),
        (sunny, Who.SUSPENDED, Role.THERAPIST, None),
        (sunny, Who.FORMER, Role.THERAPIST, None),
        (cloud, Who.OTHER, Role.THERAPIST, None),
        (sunny, Who.FAMILY, Role.FAMILY, None),
        (sunny, Who.RELATIVE, Role.FAMILY, None),
        (cloud, Who.OTHER_FAMILY, Role.FAMILY, None),
        (sunny, Who.SCHOOL, Role.SCHOOL, None),
        (sunny, Who.ENDED, Role.FAMILY, None),
        (sunny, Who.LAPSED, Role.FAMILY, now - 3_600_000),
    )
    for client, who, role, ends in links:
        people.add_link(tx, client.id, ids[who], role, now - 1, ends_at=ends)
        if role is not Role.THERAPIST:
            invites.add_consent(tx, ids[who], client.id, "1", "en", now)
    for who in (Who.FORMER, Who.ENDED):
        people.end_link(tx, sunny.id, ids[who], now)
    tx.run("UPDATE people SET suspended_at = :now WHERE id = :p", now=now, p=ids[Who.SUSPENDED])
    return ids, sunny, cloud


def _cards(tx: Tx, client_id: int) -> tuple[int, int]:
    card, school_card = tx.all(
        "SELECT id FROM assignments WHERE client_id = :c ORDER BY id", c=client_id
    )
    return card["id"], school_card["id"]


def _closed(tx: Tx, office: Office, ids: dict[Who, int]) -> Client:
    own, family, now = ids[Who.OWN], ids[Who.FAMILY], office.now_ms()
    rain = client_store.add(
        tx, "Rain", Stage.CHILD, low_demand=False, by=own, now=now, origin=-NOTHING
    )
    people.add_link(tx, rain.id, own, Role.THERAPIST, now)
    people.add_link(tx, rain.id, family, Role.FAMILY, now)
    invites.add_consent(tx, family, rain.id, "1", "en", now)
    closings.close(tx, rain.id, own, now)
    return rain


def _invite(tx: Tx, office: Office, client_id: int, by: int, token: str) -> None:
    now = office.now_ms()
    invites.add(
        tx,
        token_hash(token),
        client_id,
        Role.FAMILY,
        by=by,
        now=now,
        expires_at=now + 3_600_000,
        origin=-sum(map(ord, token)),
    )
