"""What a conversation's pages show: whom one writes to, what was written, how far it has come.

A caregiver reads what they wrote and what was for them, nothing else; a therapist of the client
reads it all, so that whoever covers knows what was said.
"""

from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.errors import NotAllowed, Stale
from bot.domain.kindness import quiet_until
from bot.domain.message import FOLLOWS, Mark, Message
from bot.domain.people import CareLink, Person, Role
from bot.domain.talk import Letter, Line, Party, Progress, Sent, Talk
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.store import invites, message_copies, messages, owed_edits, people
from bot.store.database import Tx
from bot.store.message_copies import Copy

#: The subject of the page that shows how far a sending has come.
PAGE: Final = "message-page"
LATELY: Final = 4
PER_PAGE: Final = 8


async def read_talk(office: Office, visitor: Visitor, client_id: int, page: int) -> Talk:
    """Return a page of a conversation, the newest first.

    Raises:
        NotAllowed: neither a therapist nor a caregiver of theirs.
    """

    def ask(tx: Tx) -> Talk:
        actor, link = access.party_to(tx, office, visitor.telegram_id, client_id)
        return talk_of(tx, office, actor, link, 0, page=page, most=PER_PAGE)

    return await office.db.read(ask)


async def read_message(office: Office, visitor: Visitor, message_id: int) -> Letter:
    """Return one part, for somebody who may read it.

    Raises:
        NotAllowed: not theirs to read. Stale: no such message.
    """

    def ask(tx: Tx) -> Letter:
        one = messages.by_id(tx, message_id)
        if one is None:
            access.person(tx, office, visitor.telegram_id)
            raise Stale("no such message")
        actor, link = access.party_to(tx, office, visitor.telegram_id, one.client_id)
        reads_all = link.role is Role.THERAPIST
        if not messages.may_read(tx, one.id, one.client_id, actor.id, reads_all=reads_all):
            raise NotAllowed("not theirs to read")
        return letter_of(tx, office, actor, one)

    return await office.db.read(ask)


# -- within a transaction that has authorised ---------------------------------------------------


def may_talk(tx: Tx, person: Person, link: CareLink) -> bool:
    """Say whether somebody still takes part: a therapist, or a caregiver whose consent stands."""
    if link.role is Role.THERAPIST:
        return person.is_therapist
    return invites.has_consent(tx, person.id, link.client.id)


def others_of(tx: Tx, office: Office, link: CareLink) -> tuple[Party, ...]:
    """Return everybody on the other side of a conversation."""
    client = link.client.id
    if link.role is not Role.THERAPIST:
        found = [
            one for one in people.therapists_of(tx, client, office.now_ms()) if one.is_therapist
        ]
        return tuple(Party(one, Role.THERAPIST) for one in found)
    return tuple(
        Party(one, its.role, its.relation)
        for one, its in people.caregivers_of(tx, client, office.now_ms())
        if invites.has_consent(tx, one.id, client)
    )


def talk_of(
    tx: Tx,
    office: Office,
    actor: Person,
    link: CareLink,
    to: int,
    *,
    page: int = 0,
    most: int = LATELY,
) -> Talk:
    """Return a conversation with its newest messages, or a page of it."""
    others = others_of(tx, office, link)
    if to not in {0, *(one.person.id for one in others)}:
        to = 0
    if not to and len(others) == 1:
        to = others[0].person.id
    found = messages.conversation(
        tx,
        link.client.id,
        actor.id,
        reads_all=link.role is Role.THERAPIST,
        skip=page * most,
        most=most + 1,
    )
    return Talk(
        actor,
        link.client,
        link.role,
        to,
        others,
        tuple(_line(tx, office, actor, one) for one in found[:most]),
        practice_of(tx, office),
        page,
        len(found) > most,
    )


def sent_of(tx: Tx, office: Office, actor: Person, link: CareLink, head_id: int) -> Sent:
    """Return how far a sending of somebody has come."""
    parts = messages.sent_at_once(tx, head_id)
    copies = message_copies.of(tx, head_id)
    shown = owed_edits.shown_in(tx, actor.id, f"{PAGE}:{head_id}")
    only = copies[0].person_id if len(copies) == 1 else 0
    return Sent(
        actor,
        link.client,
        link.role,
        tuple(parts),
        tuple(_progress(tx, office, link.client.id, one) for one in copies),
        practice_of(tx, office),
        only if link.role is Role.THERAPIST else 0,
        shown,
        is_open=office.now() < from_epoch_ms(parts[-1].created_at) + FOLLOWS,
        has_worry_words=link.role is not Role.THERAPIST
        and any(office.worries.words.are_in(one.body) for one in parts),
    )


def letter_of(tx: Tx, office: Office, reader: Person, one: Message) -> Letter:
    """Return one part of a message as somebody gets it."""
    link = people.link(tx, reader.id, one.client_id, office.now_ms())
    if link is None:
        raise NotAllowed("no care link")
    copies = message_copies.of(tx, one.head_id)
    mine = next((copy for copy in copies if copy.person_id == reader.id), None)
    seen = [copy for copy in copies if copy.seen_at and copy.person_id != reader.id]
    by = people.by_id(tx, seen[0].person_id).name if seen and not one.from_practice else None
    writer = party_of(tx, office, one.from_person, one.client_id, from_practice=one.from_practice)
    return Letter(reader, link.client, link.role, one, writer, mine.seen_at if mine else None, by)


def party_of(
    tx: Tx, office: Office, person_id: int, client_id: int, *, from_practice: bool
) -> Party:
    """Return who somebody is to a client, or was when they have left."""
    person = people.by_id(tx, person_id)
    if from_practice:
        return Party(person, Role.THERAPIST)
    link = people.link(tx, person_id, client_id, office.now_ms())
    return Party(person, link.role, link.relation) if link else Party(person, None)


def _line(tx: Tx, office: Office, actor: Person, one: Message) -> Line:
    if one.from_person == actor.id:
        return Line(one, None, is_new=False)
    mine = [copy for copy in message_copies.of(tx, one.head_id) if copy.person_id == actor.id]
    writer = party_of(tx, office, one.from_person, one.client_id, from_practice=one.from_practice)
    return Line(one, writer, bool(mine) and mine[0].seen_at is None)


def _progress(tx: Tx, office: Office, client_id: int, copy: Copy) -> Progress:
    person = people.by_id(tx, copy.person_id)
    link = people.link(tx, copy.person_id, client_id, office.now_ms())
    is_therapist = link is not None and link.role is Role.THERAPIST
    who = party_of(tx, office, copy.person_id, client_id, from_practice=is_therapist)
    if copy.seen_at is not None:
        return Progress(who, Mark.SEEN, copy.seen_at)
    if copy.delivered == copy.parts:
        return Progress(who, Mark.DELIVERED, copy.delivered_at)
    if copy.lost or link is None:
        return Progress(who, Mark.LOST)
    if not person.is_reachable:
        return Progress(who, Mark.AWAY)
    is_night = quiet_until(office.now(), person.zone, person.quiet) is not None
    return Progress(who, Mark.NIGHT if is_night else Mark.ON_ITS_WAY)
