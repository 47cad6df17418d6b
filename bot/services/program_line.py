"""Changing one activity by a typed line: all that it says, as one version, or nothing."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from bot.domain.nearest import exactly
from bot.domain.people import CareLink, Client, Person
from bot.domain.program import Assignment, Status
from bot.domain.program_change import edited
from bot.domain.running import Running
from bot.domain.typed_program import TypedChange, parse_change, starts_with_activity
from bot.services import access
from bot.services.cards import card_text
from bot.services.family import family_zone
from bot.services.office import Office, Visitor
from bot.services.program_edit import why_of, write_change
from bot.services.steered import Steered, steered
from bot.store import assignment_versions, programs
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Changed:
    """What a line has changed: the assignment before and after."""

    before: Assignment
    page: Steered
    why: str | None


@dataclass(frozen=True, slots=True)
class UnclearLine:
    """A line that changed nothing.

    Attributes:
        program: what is running, to choose from.
        today: the family's local date.
    """

    actor: Person
    client: Client
    typed: TypedChange
    program: tuple[Running, ...]
    today: date


@dataclass(frozen=True, slots=True)
class NameAlone:
    """The words that stand for the client; nothing else was said, or it is nobody's name."""

    said: str


async def change_by_line(
    office: Office, visitor: Visitor, line: str
) -> Changed | Steered | UnclearLine | NameAlone:
    """Do what a typed line says: a client, an activity, and what to change about it.

    Raises:
        NotAllowed: not a therapist. Invalid: what it says is not possible.
    """

    def change(tx: Tx) -> Changed | Steered | UnclearLine | NameAlone:
        actor = access.therapist(tx, office, visitor.telegram_id)
        done = _done_before(tx, office, visitor)
        if done is not None:
            return done
        own = access.caseload(tx, office, actor)
        link, said = _client(tx, office, actor, own, line)
        if link is None:
            return NameAlone(said)
        if not said:
            return NameAlone(link.client.nickname)
        made = _change(tx, office, actor, link.client, said)
        if isinstance(made, Changed) and made.page.assignment.version != made.before.version:
            assignment_versions.made_by(tx, made.page.assignment, visitor.receipt)
        return made

    return await office.db.write(change)


def _done_before(tx: Tx, office: Office, visitor: Visitor) -> Changed | None:
    """Return what the same update has changed already: it was processed, then the bot stopped."""
    found = assignment_versions.by_origin(tx, visitor.receipt)
    if found is None:
        return None
    assignment_id, version = found
    actor, link, one = access.therapist_for(tx, office, visitor.telegram_id, assignment_id)
    known = {each.state.version: each for each in assignment_versions.of(tx, one)}
    page = steered(tx, office, actor, link.client, known[version].state)
    return Changed(known[version - 1].state, page, known[version].why)


def _client(
    tx: Tx, office: Office, actor: Person, own: list[CareLink], line: str
) -> tuple[CareLink | None, str]:
    """Return whose name the line begins with, and the rest; the only client may go unnamed.

    Without a client it is the words that stand for the name: nobody has it, or several do.
    """
    words = line.split()
    names = {link.client.id: link.client.nickname for link in own}
    for size in range(min(len(words), 8), 0, -1):
        hits = exactly(" ".join(words[:size]), names)
        if len(hits) == 1:
            link = next(link for link in own if link.client.id == hits[0])
            return link, line.split(maxsplit=size)[size] if len(words) > size else ""
        if hits:
            return None, " ".join(words[:size])
    if len(own) == 1 and starts_with_activity(line, running(tx, office, actor, own[0].client)):
        return own[0], line
    return None, words[0] if words else ""


def running(tx: Tx, office: Office, actor: Person, client: Client) -> tuple[Running, ...]:
    """Return what a client's program holds, by what it may be called."""
    return tuple(
        Running(a.id, a.activity_id, card_text(tx, office, a, actor.language).title, a.slot)
        for a in programs.assignments_of(tx, client.id)
        if a.status is not Status.ENDED
    )


def _change(
    tx: Tx, office: Office, actor: Person, client: Client, line: str
) -> Changed | Steered | UnclearLine:
    today = office.today(family_zone(tx, office, client.id, actor))
    program = running(tx, office, actor, client)
    typed = parse_change(line, program, today)
    one = programs.assignment(tx, typed.assignment) if typed.assignment else None
    if one is None or typed.problems:
        return UnclearLine(actor, client, typed, program, today)
    if not typed.edits:
        return steered(tx, office, actor, client, one)
    steps = len(card_text(tx, office, one).steps)
    wanted = reduce(lambda so_far, edit: edited(so_far, edit, steps, today), typed.edits, one)
    why = next((why for edit in typed.edits if (why := why_of(edit))), None)
    saved = write_change(tx, office, actor, one, wanted, why)
    return Changed(replace(one), steered(tx, office, actor, client, saved), why)
