"""A note to an answer: words, a photo or a voice note, kept with what it is about.

A correction of the message in the chat corrects the note, as long as the answer is open.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.attachment import Attachment, Kind
from bot.domain.check_in import cut_note, may_answer
from bot.domain.errors import Invalid, Stale
from bot.domain.people import Person
from bot.services import access
from bot.services.cards import Card, card_of
from bot.services.check_in import still_open
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import check_in_attachments, check_in_notes, drafts
from bot.store.database import Tx

NOTE: Final = "note"
#: What can be kept with an answer; a document says too little about how it went.
KEPT: Final = frozenset({Kind.PHOTO, Kind.VOICE})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with what was added to it."""

    card: Card
    photos: int
    voices: int


async def await_note(office: Office, visitor: Visitor, assignment_id: int, on: date) -> Card:
    """Take the next text, photo or voice note, within two hours, as the note of this check-in.

    Raises:
        Stale: there is no answer of theirs. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
        card = card_of(tx, office, actor, link, assignment, on)
        if card.mine is None:
            raise Stale("no answer yet")
        expect(tx, office, actor.id, NOTE, f"{assignment_id}:{on.isoformat()}")
        return card

    return await office.db.write(change)


async def add_note(
    office: Office,
    visitor: Visitor,
    assignment_id: int,
    on: date,
    text: str,
    message_id: int | None = None,
) -> Card:
    """Keep a note, at most 500 characters (brief 4.1); the rest is cut and said so.

    Args:
        office: the practice's desk.
        visitor: who writes.
        assignment_id: what it is about.
        on: of which local date.
        text: the words.
        message_id: their own message that brought it.

    Raises:
        Invalid: an empty note. Stale: there is no answer of theirs. NotAllowed: not theirs.
    """
    note, was_cut = cut_note(text)
    if not note:
        raise Invalid("note_empty")

    def change(tx: Tx) -> Card:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if not _put(tx, office, actor, (assignment_id, on), note, message_id):
            raise Stale("no answer yet")
        drafts.take_expected(tx, actor.id, visitor.receipt)
        card = card_of(tx, office, actor, link, assignment, on)
        return replace(card, note_was_cut=was_cut)

    return await office.db.write(change)


async def add_attachment(
    office: Office,
    visitor: Visitor,
    assignment_id: int,
    on: date,
    attachment: Attachment,
    message_id: int | None = None,
) -> Kept:
    """Keep a photo or a voice note with an answer; words under it are the note, if there is none.

    More may follow (an album, words): what is waited for stays open.

    Raises:
        Invalid: another kind of file. Stale: there is no answer of theirs. NotAllowed: not theirs.
    """
    if attachment.kind not in KEPT:
        raise Invalid("note_file")
    caption, was_cut = cut_note(attachment.caption)

    def change(tx: Tx) -> Kept:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if not check_in_attachments.add(
            tx,
            assignment_id=assignment_id,
            person_id=actor.id,
            on=on,
            kind=attachment.kind,
            file_id=attachment.file_id,
            now=office.now_ms(),
            origin=visitor.receipt,
        ):
            raise Stale("no answer yet")
        before = card_of(tx, office, actor, link, assignment, on).mine
        if caption and before is not None and not before.note:
            _put(tx, office, actor, (assignment_id, on), caption, message_id)
        kinds = [x.kind for x in check_in_attachments.of_check_in(tx, assignment_id, actor.id, on)]
        card = card_of(tx, office, actor, link, assignment, on)
        card = replace(card, note_was_cut=was_cut)
        return Kept(card, kinds.count(Kind.PHOTO), kinds.count(Kind.VOICE))

    return await office.db.write(change)


async def correct_note(office: Office, visitor: Visitor, message_id: int, text: str) -> Card | None:
    """Take over the corrected words of a message that had become a note.

    Returns:
        The answer's card, or None when that message is no note, or one that is closed by now.

    Raises:
        NotAllowed: nobody we know, or no longer theirs.
    """
    note, was_cut = cut_note(text)

    def change(tx: Tx) -> Card | None:
        person = access.person(tx, office, visitor.telegram_id)
        found = check_in_notes.by_message(tx, person.id, message_id)
        if found is None or not note:
            return None
        assignment_id, on = found
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        if not may_answer(on, office.today(actor.zone)):
            return None
        _put(tx, office, actor, (assignment_id, on), note, message_id)
        card = card_of(tx, office, actor, link, assignment, on)
        return replace(card, note_was_cut=was_cut)

    return await office.db.write(change)


def _put(
    tx: Tx,
    office: Office,
    actor: Person,
    about: tuple[int, date],
    note: str,
    message_id: int | None,
) -> bool:
    """Write the note of an answer; say whether there is such an answer."""
    assignment_id, on = about
    return check_in_notes.put(
        tx,
        assignment_id=assignment_id,
        person_id=actor.id,
        on=on,
        note=note,
        message_id=message_id,
        now=office.now_ms(),
    )
