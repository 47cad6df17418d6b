"""The life of answers: whatever caregivers, a therapist and the clock do, none is lost or doubled.

A model keeps beside the real services and a real file what each person last said. After every step
the two agree; each answer that was ever given has exactly one row.
"""

import asyncio
import itertools
import shutil
import tempfile
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.clock import OffsetClock
from bot.domain.check_in import CheckIn, Outcome, latest
from bot.domain.details import Detail
from bot.domain.errors import Declined
from bot.domain.people import Role, Stage
from bot.domain.program import Assignment
from bot.domain.program_change import Edit, Field
from bot.domain.progress import progress_of
from bot.domain.rhythm import EVERY_DAY, SCHOOL_DAYS, Slot
from bot.domain.worry import About
from bot.services import (
    cards,
    check_in,
    halving,
    notes,
    program_edit,
    progress,
    settle_in,
    timing,
    worry,
    worry_queue,
)
from bot.services.office import Office, Visitor
from bot.services.worry_page import Wish
from bot.store import check_ins, clients, invites, people, programs
from bot.store.database import Tx
from tests.office import open_office

NORA, ALICE, BOB = 1, 2, 3
ZONES: Final = {ALICE: "Europe/Berlin", BOB: "America/Los_Angeles"}
START: Final = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
CARDS: Final = (("dress-socks-on", EVERY_DAY), ("heavy-wall-push", SCHOOL_DAYS))
UNDO_MS: Final = 48 * 3600 * 1000
Key = tuple[int, date, int]

who = st.sampled_from((ALICE, BOB))
card = st.integers(0, len(CARDS) - 1)
days_back = st.sampled_from((0, 0, 0, 1, 1, 3, 4, -1))
outcome = st.sampled_from(list(Outcome))


class StandingClock(OffsetClock):
    """A clock that goes on when it is told to, and else by a moment for each answer."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(instant)
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def goes_on(self, by: timedelta) -> None:
        self.instant += by


@dataclass(frozen=True)
class Said:
    """What somebody's row says; `kept` is false once it was taken back."""

    outcome: Outcome
    answered_at: int
    recalled: bool
    kept: bool = True
    help_level: int | None = None
    note: str | None = None
    reason: str | None = None


class LifeOfAnswers(RuleBasedStateMachine):
    """Two caregivers in two zones, a therapist, two cards, and a clock."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = StandingClock(START)
        self.stack = AsyncExitStack()
        self.receipts = itertools.count(1)
        self.said: dict[Key, Said] = {}
        self.last: tuple[Visitor, int, date, Outcome] | None = None
        self.left: set[int] = set()
        self.worries: list[tuple[int, int]] = []
        self.halving: int | None = None
        opened = open_office(self.folder / "bot.sqlite3", self.clock)
        self.office: Office = self.run(self.stack.enter_async_context(opened))
        self.run(self.office.db.write(self._people))

    def run(self, coroutine: Any) -> Any:
        return self.loop.run_until_complete(coroutine)

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()
        shutil.rmtree(self.folder)

    def _people(self, tx: Tx) -> None:
        now = self.office.now_ms()
        self.ids = {
            one: people.add(tx, one, name, "en", ZONES.get(one, "UTC"), now).id
            for one, name in ((NORA, "Nora"), (ALICE, "Alice"), (BOB, "Bob"))
        }
        people.make_therapist(tx, self.ids[NORA], now)
        nora = self.ids[NORA]
        sunny = clients.add(tx, "Sunny", Stage.CHILD, low_demand=False, by=nora, now=now, origin=-1)
        self.client = sunny.id
        people.add_link(tx, sunny.id, nora, Role.THERAPIST, now)
        for one in (ALICE, BOB):
            people.add_link(tx, sunny.id, self.ids[one], Role.FAMILY, now)
            invites.add_consent(tx, self.ids[one], sunny.id, "1", "en", now)
        program = programs.begin_program(tx, sunny.id, nora, now)
        for number, (activity_id, days) in enumerate(CARDS):
            activity = self.office.catalog.activities[activity_id]
            body = activity.model_dump_json()
            programs.keep_revision(tx, activity_id, activity.revision, body, now)
            programs.add_assignment(
                tx, program, activity_id=activity_id, revision=activity.revision,
                slot=(Slot.MORNING, Slot.BEDTIME)[number], weekdays=days,
                starts_on=START.date() - timedelta(days=2), ends_on=None, note=None, by=nora,
                now=now, origin=-2 - number,
            )  # fmt: skip
        self.cards = [one.id for one in programs.assignments_of(tx, sunny.id)]

    # -- what people do --------------------------------------------------------------------------

    def visitor(self, one: int) -> Visitor:
        return Visitor(one, "", "en", next(self.receipts))

    def today(self, one: int) -> date:
        return self.office.today(ZONES[one])

    def assignment(self, number: int) -> Assignment:
        def ask(tx: Tx) -> Assignment:
            found = programs.assignment(tx, self.cards[number])
            assert found is not None
            return found

        found: Assignment = self.run(self.office.db.read(ask))
        return found

    def is_kept(self, number: int, on: date) -> bool:
        return any(
            said.kept for (one, day, _), said in self.said.items()
            if one == self.cards[number] and day == on
        )  # fmt: skip

    def try_(self, coroutine: Any, *, may: bool) -> Any:
        """Do something that is to succeed, or to be declined; a moment passes after it."""
        try:
            done = self.run(coroutine)
        except Declined:
            assert not may, "it was declined without a reason"
            return None
        assert may, "it was to be declined"
        self.clock.goes_on(timedelta(milliseconds=1))
        return done

    def give(self, visitor: Visitor, number: int, on: date, what: Outcome) -> None:
        one = visitor.telegram_id
        today = self.today(one)
        wanted = self.assignment(number).is_wanted_on(on) or self.is_kept(number, on)
        may = one not in self.left and 0 <= (today - on).days <= 3 and wanted
        at = self.cards[number], on
        now = self.office.now_ms()
        self.try_(check_in.check_in(self.office, visitor, *at, what), may=may)
        if not may:
            return
        key = (*at, self.ids[one])
        before = self.said.get(key)
        stays = before is not None and before.kept
        self.said[key] = Said(
            what,
            before.answered_at if before and stays else now,
            recalled=before.recalled if before else on < today,
            help_level=before.help_level if before else None,
            note=before.note if before else None,
            reason=before.reason if before and what is Outcome.NOT_TODAY else None,
        )
        self.last = visitor, number, on, what

    @rule(one=who, number=card, back=days_back, what=outcome)
    def answer(self, one: int, number: int, back: int, what: Outcome) -> None:
        """Today, from memory, too long ago, or a day that is still to come."""
        self.give(self.visitor(one), number, self.today(one) - timedelta(days=back), what)

    @precondition(lambda self: self.said)
    @rule(pick=st.integers(0, 99), what=st.one_of(st.none(), outcome))
    def a_change_of_mind(self, pick: int, what: Outcome | None) -> None:
        """One of the answers is changed, or taken back; what was taken back may be said again."""
        number, on, person = sorted(self.said)[pick % len(self.said)]
        one = next(who for who, known in self.ids.items() if known == person)
        place = self.cards.index(number)
        if what is None:
            self.take_back_on(one, place, on)
        else:
            self.give(self.visitor(one), place, on, what)

    @precondition(lambda self: self.last is not None)
    @rule()
    def the_same_update_again(self) -> None:
        """A process that died is given its last update once more."""
        assert self.last is not None
        self.give(*self.last)

    @rule(number=card, one=outcome, other=outcome)
    def both_at_once(self, number: int, one: Outcome, other: Outcome) -> None:
        """Two caregivers answer at the same moment: both are kept."""
        on = self.today(ALICE)
        self.give(self.visitor(ALICE), number, on, one)
        self.give(self.visitor(BOB), number, on, other)

    @rule(one=who, number=card, back=days_back, level=st.integers(0, 5))
    def add_help(self, one: int, number: int, back: int, level: int) -> None:
        self.add(one, number, back, "help_level", level)

    @rule(one=who, number=card, back=days_back, value=st.sampled_from(("tired", "busy")))
    def add_reason(self, one: int, number: int, back: int, value: str) -> None:
        self.add(one, number, back, "reason", value)

    @rule(one=who, number=card, back=days_back, words=st.text("abc ", min_size=1, max_size=6))
    def add_note(self, one: int, number: int, back: int, words: str) -> None:
        if words.strip():
            self.add(one, number, back, "note", words.strip())

    def add(self, one: int, number: int, back: int, what: str, value: Any) -> None:
        on = self.today(one) - timedelta(days=back)
        key = self.cards[number], on, self.ids[one]
        said = self.said.get(key)
        may = said is not None and said.kept and one not in self.left
        is_open = 0 <= back <= 3
        visitor = self.visitor(one)
        at = self.office, visitor, self.cards[number], on
        if what == "help_level":
            self.try_(check_in.set_help(*at, value), may=may and is_open)
        elif what == "reason":
            self.try_(check_in.add_detail(*at, Detail.REASON, value), may=may and is_open)
        else:
            # A note may still be on its way when the three days end; who answered may finish it.
            self.try_(notes.add_note(*at, value), may=may)
            is_open = True
        if may and is_open and said is not None:
            self.said[key] = replace(said, **{what: value})

    @rule(one=who, number=card, back=st.integers(0, 5))
    def take_back(self, one: int, number: int, back: int) -> None:
        self.take_back_on(one, number, self.today(one) - timedelta(days=back))

    def take_back_on(self, one: int, number: int, on: date) -> None:
        key = self.cards[number], on, self.ids[one]
        said = self.said.get(key)
        too_late = (
            said is not None and said.kept and self.office.now_ms() - said.answered_at > UNDO_MS
        )
        may = one not in self.left and not too_late
        self.try_(check_in.undo(self.office, self.visitor(one), self.cards[number], on), may=may)
        if may and said is not None:
            self.said[key] = replace(said, kept=False)

    @rule(hours=st.sampled_from((1, 5, 23, 24, 49)))
    def time_goes_on(self, hours: int) -> None:
        self.clock.goes_on(timedelta(hours=hours))

    # -- what happens to the program -------------------------------------------------------------

    @rule(number=card, field=st.sampled_from((Field.REST, Field.BACK)))
    def the_therapist_rests_or_brings_back(self, number: int, field: Field) -> None:
        seen = self.assignment(number).version
        edit = Edit(field, "-" if field is Field.REST else "")
        at = self.office, self.visitor(NORA), self.cards[number], seen
        with suppress(Declined):  # it was so already, or a worry holds it
            self.run(program_edit.change_assignment(*at, edit))

    @rule(one=who, number=card)
    def something_hurts(self, one: int, number: int) -> None:
        wish = Wish("RF-PAIN", About.CLIENT, self.client, self.cards[number])
        page = self.run(worry.tell_worry(self.office, self.visitor(one), wish, None))
        if page.worry is not None:
            self.worries.append((page.worry.id, self.cards[number]))

    @precondition(lambda self: self.worries)
    @rule()
    def the_therapist_lets_it_back(self) -> None:
        worry_id, number = self.worries.pop()
        with suppress(Declined):
            at = self.office, self.visitor(NORA), worry_id, number
            self.run(worry_queue.let_back(*at))

    @rule(one=who)
    def half_of_it_rests(self, one: int) -> None:
        may = one not in self.left
        at = self.office, self.visitor(one), self.client, self.today(one)
        done = self.try_(halving.halve(*at), may=may)
        if done is not None and done.halving is not None:
            self.halving = done.halving.id

    @precondition(lambda self: self.halving is not None)
    @rule(one=who)
    def all_of_it_comes_back(self, one: int) -> None:
        at = self.office, self.visitor(one), self.halving
        self.try_(halving.unhalve(*at), may=one not in self.left)  # type: ignore[arg-type]

    @rule(one=who)
    def what_rests_by_halves_hurts_too(self, one: int) -> None:
        """A worry holds what a halving rests: putting the plan back leaves that card down."""
        self.half_of_it_rests(one)
        self.something_hurts(one, 1)
        if self.halving is not None:
            self.all_of_it_comes_back(one)

    @rule(one=who, days=st.sampled_from((0, 1, 9)))
    def reminders_rest(self, one: int, days: int) -> None:
        until = self.today(one) + timedelta(days=days) if days else None
        at = self.office, self.visitor(one), self.client, until
        self.try_(timing.pause(*at), may=one not in self.left)

    @precondition(lambda self: BOB not in self.left)
    @rule(chance=st.integers(0, 9))
    def bob_leaves(self, chance: int) -> None:
        """Once in a while; what he answered stays with the practice."""
        if chance == 0:
            self.run(settle_in.withdraw(self.office, self.visitor(BOB), self.client))
            self.left.add(BOB)

    # -- what holds after each of it -------------------------------------------------------------

    @invariant()
    def nothing_is_lost_or_counted_twice(self) -> None:
        rows = self.run(self.office.db.read(lambda tx: tx.all("SELECT * FROM check_ins")))
        found = {
            (row["assignment_id"], date.fromisoformat(row["on_date"]), row["person_id"]): Said(
                Outcome(row["outcome"]), row["answered_at"], bool(row["recalled"]),
                row["withdrawn_at"] is None, row["help_level"], row["note"], row["reason"],
            )
            for row in rows
        }  # fmt: skip
        assert len(rows) == len(found), "one row each"
        assert found == self.said
        assert all(row["changed_at"] >= row["answered_at"] for row in rows)

    @invariant()
    def whoever_looks_sees_what_was_said_last(self) -> None:
        kept = self.run(self.office.db.read(self._kept))
        newest = latest(kept)
        for one in (ALICE, BOB):
            if one in self.left:
                continue
            visitor = self.visitor(one)
            day = self.run(cards.read_day(self.office, visitor, self.client))
            shown = {item.assignment.id: item.answer for item in day.items if item.answer}
            assert {
                number: (answer.person_id, answer.outcome) for number, answer in shown.items()
            } == {
                number: (answer.person_id, answer.outcome)
                for (number, on), answer in newest.items()
                if on == self.today(one)
            }

    @invariant()
    def the_look_back_counts_each_day_once(self) -> None:
        kept = self.run(self.office.db.read(self._kept))
        named = dict(zip(self.cards, (activity for activity, _ in CARDS), strict=True))
        found = self.run(progress.read_progress(self.office, self.visitor(NORA), self.client))
        assert found.progress == progress_of(kept, named)
        done = {key for key, one in latest(kept).items() if one.outcome is not Outcome.NOT_TODAY}
        assert sum(one.days for one in found.progress.tried) == len(done)

    @invariant()
    def what_a_worry_holds_is_never_on(self) -> None:
        on = self.run(
            self.office.db.read(
                lambda tx: tx.all(
                    "SELECT a.id FROM assignments a JOIN worry_rests r ON r.assignment_id = a.id "
                    "WHERE r.back_at IS NULL AND a.status = 'active'"
                )
            )
        )
        assert on == []

    def _kept(self, tx: Tx) -> list[CheckIn]:
        return check_ins.of_client(tx, self.client, date.min, date.max)


TestLifeOfAnswers = LifeOfAnswers.TestCase
TestLifeOfAnswers.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
