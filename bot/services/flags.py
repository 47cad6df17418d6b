"""A client's safety flags: a therapist answers yes, no or not known; not known asks first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.gates import NO, UNKNOWN, YES
from bot.catalog.shared_models import Flag
from bot.domain.errors import Invalid
from bot.domain.people import Client, Person
from bot.services import access
from bot.services.office import Office, Visitor
from bot.store import audit, flags
from bot.store.database import Tx
from bot.store.flags import FlagAnswer

ANSWERS: Final = (YES, NO, UNKNOWN)


@dataclass(frozen=True, slots=True)
class FlagSheet:
    """A client's flags: the questions that there are, and what was answered."""

    actor: Person
    client: Client
    questions: Mapping[str, Flag]
    given: Mapping[str, FlagAnswer]

    @property
    def answers(self) -> dict[str, str]:
        """`yes`, `no` or `unknown` by flag or clearance id, as `gates_for` reads it."""
        return {flag: one.answer for flag, one in self.given.items()}

    @property
    def asked(self) -> tuple[Flag, ...]:
        """The flags to ask for: a part of something that is not there is left out."""
        found = self.answers
        return tuple(
            flag
            for flag in self.questions.values()
            if flag.part_of is None or found.get(flag.part_of, UNKNOWN) != NO
        )

    @property
    def open_ones(self) -> tuple[Flag, ...]:
        """The flags to ask for that nobody has answered."""
        return tuple(flag for flag in self.asked if flag.id not in self.given)

    def open_after(self, flag_id: str) -> Flag | None:
        """Return the next flag after one that nobody has answered, then from the beginning."""
        ids = list(self.questions)
        at = ids.index(flag_id) if flag_id in self.questions else -1
        later = [flag for flag in self.open_ones if ids.index(flag.id) > at]
        earlier = [flag for flag in self.open_ones if ids.index(flag.id) < at]
        return next(iter((*later, *earlier)), None)


def answers_of(tx: Tx, client_id: int) -> dict[str, str]:
    """Return a client's answers, within a transaction that has authorised the actor."""
    return flags.answers(tx, client_id)


async def read_flags(office: Office, visitor: Visitor, client_id: int) -> FlagSheet:
    """Return a client's flags.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _sheet(tx, office, visitor, client_id))


async def set_flag(
    office: Office, visitor: Visitor, client_id: int, flag: str, answer: str
) -> FlagSheet:
    """Answer a flag, or a clearance that turns its block into a confirmation.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: no such flag or answer.
    """
    catalogue = office.catalog.flags
    clearances = {f.cleared_by.id for f in catalogue.values() if f.cleared_by is not None}
    if answer not in ANSWERS or (flag not in catalogue and flag not in clearances):
        raise Invalid("choice", value=flag)

    def change(tx: Tx) -> FlagSheet:
        actor, _ = access.therapist_of(tx, office, visitor.telegram_id, client_id)
        now = office.now_ms()
        if flags.put(tx, client_id, flag, answer, actor.id, now):
            audit.record(
                tx,
                now,
                "flag answered",
                person_id=actor.id,
                client_id=client_id,
                detail=f"{flag} {answer}",
            )
        return _sheet(tx, office, visitor, client_id)

    return await office.db.write(change)


async def answer_open_no(office: Office, visitor: Visitor, client_id: int) -> FlagSheet:
    """Answer every flag with no that nobody has answered yet.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> FlagSheet:
        sheet = _sheet(tx, office, visitor, client_id)
        now = office.now_ms()
        for flag in sheet.open_ones:
            flags.put(tx, client_id, flag.id, NO, sheet.actor.id, now)
        if sheet.open_ones:
            audit.record(
                tx,
                now,
                "flags answered",
                person_id=sheet.actor.id,
                client_id=client_id,
                detail=f"{len(sheet.open_ones)} no",
            )
        return _sheet(tx, office, visitor, client_id)

    return await office.db.write(change)


def _sheet(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> FlagSheet:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    questions = office.catalog.in_language(actor.language).flags
    return FlagSheet(actor, link.client, questions, flags.of(tx, client_id))
