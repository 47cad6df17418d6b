"""Messages between a client's therapists and caregivers: kept, owed, and passed on by name alone.

The bot sends copies of its own, never a forward: nobody sees the other side's Telegram name or
number. Whatever is kept is owed as a delivery, so that nothing is lost with a process.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.clock import epoch_ms
from bot.domain.attachment import Attachment
from bot.domain.errors import Invalid, NotAllowed, Stale
from bot.domain.message import FOLLOWS, MOST_AN_HOUR, parts_of
from bot.domain.people import CareLink, Person, Role
from bot.domain.talk import Letter, Sent, Talk
from bot.services import access
from bot.services.notices import WINDOW
from bot.services.office import Office, Visitor
from bot.services.talking_marks import NOTICE
from bot.services.talking_pages import PAGE, PER_PAGE, letter_of, others_of, sent_of, talk_of
from bot.services.typed import expect
from bot.store import deliveries, drafts, message_copies, messages, owed_edits
from bot.store.database import Tx

MESSAGE: Final = "message"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody sends: a text, or a file; `source_id` is the message in their own chat."""

    text: str
    attachment: Attachment | None = None
    source_id: int | None = None


async def open_talk(office: Office, visitor: Visitor, client_id: int, to: int) -> Talk:
    """Take what somebody sends next, within two hours, as a message about a client.

    Args:
        office: where the records are.
        visitor: who writes.
        client_id: about whom.
        to: one person's id, or 0 for everybody on the other side.

    Raises:
        NotAllowed: neither a therapist nor a caregiver of theirs.
    """

    def change(tx: Tx) -> Talk:
        actor, link = access.party_to(tx, office, visitor.telegram_id, client_id)
        expect(tx, office, actor.id, MESSAGE, f"{client_id}:{to}")
        return talk_of(tx, office, actor, link, to)

    return await office.db.write(change)


async def send(office: Office, visitor: Visitor, client_id: int, to: int, words: Words) -> Sent:
    """Keep a message and owe it to those it is for; the same update keeps it once.

    Raises:
        NotAllowed: neither a therapist nor a caregiver. Stale: that person has left.
        Invalid: nothing in it, nobody to read it, or too many within an hour.
    """
    parts = parts_of(words.text, words.attachment)
    if not parts:
        raise Invalid("message_empty")

    def change(tx: Tx) -> Sent:
        actor, link = access.party_to(tx, office, visitor.telegram_id, client_id)
        there = messages.by_origin(tx, visitor.receipt)
        if there is not None:
            return sent_of(tx, office, actor, link, there.head_id)
        readers = _readers(tx, office, actor, link, to)
        now = office.now_ms()
        hour_ago = epoch_ms(office.now() - timedelta(hours=1))
        if messages.count_since(tx, actor.id, client_id, hour_ago) + len(parts) > MOST_AN_HOUR:
            raise Invalid("message_many")
        album = words.attachment.album if words.attachment else None
        since = epoch_ms(office.now() - FOLLOWS)
        first = messages.of_album(tx, actor.id, client_id, album, since) if album else None
        head = first.head_id if first else None
        for number, part in enumerate(parts, 1):
            added = messages.add(
                tx,
                part,
                client_id=client_id,
                from_person=actor.id,
                from_practice=link.role is Role.THERAPIST,
                head_id=head,
                album=album,
                source_id=words.source_id,
                number=number,
                parts=len(parts),
                now=now,
                origin=visitor.receipt,
            )
            head = head or added
            for reader in readers:
                message_copies.add(tx, added, reader.id)
                _owe(tx, office, reader, client_id, added)
        follows = epoch_ms(office.now() + FOLLOWS)
        drafts.expect(tx, actor.id, MESSAGE, f"{client_id}:{to}", follows)
        return sent_of(tx, office, actor, link, head or 0)

    return await office.db.write(change)


async def hold_page(office: Office, visitor: Visitor, head_id: int, shown_in: int) -> None:
    """Remember which message shows how far a sending has come: it is edited as that changes."""

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        head = messages.by_id(tx, head_id)
        if head is None or head.from_person != actor.id:
            return
        owed_edits.keep_page(
            tx,
            person_id=actor.id,
            client_id=head.client_id,
            local_date=office.today(actor.zone),
            subject=f"{PAGE}:{head_id}",
            message_id=shown_in,
            now=office.now_ms(),
            window_ends_at=epoch_ms(office.now() + WINDOW),
        )
        owed_edits.owe_edit(tx, f"{PAGE}:{head_id}", office.now_ms())

    await office.db.write(change)


async def mark_seen(office: Office, visitor: Visitor, message_id: int) -> Letter:
    """Say that somebody has seen a message: its writer is shown that, the others, too.

    Raises:
        NotAllowed: it is not for them. Stale: no such message.
    """
    return await office.db.write(lambda tx: _see(tx, office, visitor, message_id)[0])


async def mark_all_seen(office: Office, visitor: Visitor, client_id: int) -> Talk:
    """Say that somebody has seen all that was written to them about a client.

    Raises:
        NotAllowed: neither a therapist nor a caregiver of theirs.
    """

    def change(tx: Tx) -> Talk:
        actor, link = access.party_to(tx, office, visitor.telegram_id, client_id)
        for head in message_copies.unseen_heads(tx, actor.id, client_id):
            _mark_seen(tx, office, actor, head)
        return talk_of(tx, office, actor, link, 0, most=PER_PAGE)

    return await office.db.write(change)


async def begin_answer(office: Office, visitor: Visitor, message_id: int) -> Letter:
    """Take what somebody sends next as the answer to a message; it counts as seen.

    Raises:
        NotAllowed: it is not for them. Stale: no such message.
    """

    def change(tx: Tx) -> Letter:
        letter, actor = _see(tx, office, visitor, message_id)
        one = letter.message
        expect(tx, office, actor.id, MESSAGE, f"{one.client_id}:{one.answer_to}")
        return letter

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def _see(tx: Tx, office: Office, visitor: Visitor, message_id: int) -> tuple[Letter, Person]:
    one = messages.by_id(tx, message_id)
    if one is None:
        access.person(tx, office, visitor.telegram_id)
        raise Stale("no such message")
    actor, _ = access.party_to(tx, office, visitor.telegram_id, one.client_id)
    if not message_copies.is_for(tx, one.id, actor.id):
        raise NotAllowed("not for them")
    _mark_seen(tx, office, actor, one.head_id, tapped=one.id)
    return letter_of(tx, office, actor, one), actor


def _mark_seen(tx: Tx, office: Office, actor: Person, head_id: int, tapped: int = 0) -> None:
    """Every screen that shows it is owed an edit, but the one that was tapped."""
    now = office.now_ms()
    if message_copies.mark_seen(tx, head_id, actor.id, now):
        owed_edits.owe_edit(tx, f"{PAGE}:{head_id}", now)
        for part in messages.sent_at_once(tx, head_id):
            mine = actor.id if part.id == tapped else 0
            owed_edits.owe_edit(tx, f"{NOTICE}:{part.id}", now, but_person=mine)


def _readers(tx: Tx, office: Office, actor: Person, link: CareLink, to: int) -> list[Person]:
    others = others_of(tx, office, link)
    if not to:
        found = [one.person for one in others if one.role is not Role.SCHOOL]
        if not found:
            is_practice = link.role is Role.THERAPIST
            raise Invalid("message_nobody" if is_practice else "message_no_therapist")
        return found
    found = [one.person for one in others if one.person.id == to]
    if not found:
        raise Stale("they have left")
    return found


def _owe(tx: Tx, office: Office, reader: Person, client_id: int, message_id: int) -> None:
    deliveries.plan(
        tx,
        person_id=reader.id,
        client_id=client_id,
        slot=deliveries.NOTICE,
        local_date=office.today(reader.zone),
        subject=f"{NOTICE}:{message_id}",
        due_at=office.now_ms(),
        window_ends_at=epoch_ms(office.now() + WINDOW),
    )
