"""What somebody wrote or sent without being asked: kept until it is clear where it belongs.

Nothing a family writes disappears silently: more words join those that wait already, and one tap
keeps them all with a card, or sends them to the therapist.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from bot.domain.attachment import Attachment, Kind
from bot.domain.check_in import Outcome, cut_note
from bot.domain.errors import Stale
from bot.services import access
from bot.services.cards import Card, card_of, dated_card
from bot.services.check_in import check_in_within, still_open
from bot.services.notes import KEPT
from bot.services.office import Office, Visitor
from bot.store import check_in_attachments, check_in_notes, drafts
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "said"
MOST_PIECES: Final = 30
#: What comes within this time joins what waits.
JOINS_WITHIN: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of theirs; `receipt` is its update, `source_id` its number in their chat."""

    receipt: int
    source_id: int | None
    text: str
    attachment: Attachment | None


@dataclass(frozen=True, slots=True)
class Said:
    """What waits, oldest first."""

    draft_id: int
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All words, and the words under pictures."""
        found = (p.attachment.caption if p.attachment else p.text for p in self.pieces)
        return "\n".join(text.strip() for text in found if text.strip())

    @property
    def is_for_notes(self) -> bool:
        """Say whether an answer can hold it: words, photos and voice notes."""
        return all(p.attachment is None or p.attachment.kind in KEPT for p in self.pieces)


async def keep_said(
    office: Office,
    visitor: Visitor,
    text: str,
    attachment: Attachment | None,
    source_id: int | None,
) -> Said:
    """Keep what was sent, with what waits already; the same update is kept once.

    Raises:
        NotAllowed: nobody we know.
    """
    new = Piece(visitor.receipt, source_id, text, attachment)

    def change(tx: Tx) -> Said:
        actor = access.person(tx, office, visitor.telegram_id)
        now = office.now_ms()
        draft = drafts.of_kind(tx, actor.id, KIND)
        if draft is None or not _joins(draft, now):
            data = {"pieces": _data([new]), "at": now}
            return _said(drafts.begin(tx, actor.id, KIND, data, now, visitor.receipt))
        before = _said(draft).pieces
        if any(piece.receipt == visitor.receipt for piece in before):
            return _said(draft)
        pieces = [*before, new][-MOST_PIECES:]
        data = {**draft.data, "pieces": _data(pieces), "at": now}
        return _said(drafts.save(tx, draft, data, now))

    return await office.db.write(change)


async def read_said(office: Office, visitor: Visitor, draft_id: int) -> Said:
    """Return what waits.

    Raises:
        Stale: it is gone. NotAllowed: nobody we know.
    """
    return await office.db.read(lambda tx: _there(tx, office, visitor, draft_id))


async def keep_with_card(
    office: Office,
    visitor: Visitor,
    draft_id: int,
    assignment_id: int,
    on: date,
    outcome: Outcome | None,
) -> Card:
    """Keep what waits as the note of this person's answer; give that answer first, if there is one.

    Without an answer nothing is changed: the card comes back with `mine` None. What is too long
    for a note goes on waiting, so that it can be sent whole.

    Raises:
        Stale: it is gone, or the card is closed. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        said = _there(tx, office, visitor, draft_id)
        actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
        card = dated_card(tx, office, actor, link, assignment, on)
        if outcome is not None:
            card = check_in_within(tx, office, visitor, assignment_id, on, outcome)
        if card.mine is None:
            return card
        was_cut = _keep(tx, office, card, said)
        if not was_cut:
            drafts.drop(tx, draft_id)
        card = card_of(tx, office, actor, link, assignment, on)
        return replace(card, note_was_cut=was_cut)

    return await office.db.write(change)


async def correct_said(office: Office, visitor: Visitor, source_id: int, words: str) -> None:
    """Take over the corrected words of a message that waits.

    Raises:
        NotAllowed: nobody we know.
    """

    def change(tx: Tx) -> None:
        actor = access.person(tx, office, visitor.telegram_id)
        draft = drafts.of_kind(tx, actor.id, KIND)
        waiting = _said(draft).pieces if draft is not None else ()
        if draft is not None and any(piece.source_id == source_id for piece in waiting):
            pieces = [_corrected(piece, source_id, words) for piece in waiting]
            drafts.save(tx, draft, {**draft.data, "pieces": _data(pieces)}, office.now_ms())

    await office.db.write(change)


def _there(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> Said:
    actor = access.person(tx, office, visitor.telegram_id)
    draft = drafts.of_kind(tx, actor.id, KIND)
    if draft is None or draft.id != draft_id:
        raise Stale("those words are gone")
    return _said(draft)


def _keep(tx: Tx, office: Office, card: Card, said: Said) -> bool:
    """Write words and pictures to an answer; say whether the words were too long for it."""
    before = card.mine.note if card.mine else None
    note, was_cut = cut_note("\n".join(part for part in (before, said.words) if part))
    at, person, now = card.assignment.id, card.actor.id, office.now_ms()
    if said.words:
        check_in_notes.put(
            tx,
            assignment_id=at,
            person_id=person,
            on=card.on,
            note=note,
            message_id=_only_source(said, before),
            now=now,
        )
    for piece in said.pieces:
        if piece.attachment is not None and piece.attachment.kind in KEPT:
            check_in_attachments.add(
                tx,
                assignment_id=at,
                person_id=person,
                on=card.on,
                kind=piece.attachment.kind,
                file_id=piece.attachment.file_id,
                now=now,
                origin=piece.receipt,
            )
    return was_cut


def _only_source(said: Said, before: str | None) -> int | None:
    """Return the message that a correction may change: a note of one message alone."""
    return said.pieces[0].source_id if len(said.pieces) == 1 and not before else None


def _joins(draft: Draft, now: int) -> bool:
    return now - int(draft.data["at"]) <= JOINS_WITHIN.total_seconds() * 1000


def _corrected(piece: Piece, source_id: int, words: str) -> Piece:
    if piece.source_id != source_id:
        return piece
    if piece.attachment is not None:
        return replace(piece, attachment=replace(piece.attachment, caption=words))
    return replace(piece, text=words)


def _data(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    return [asdict(piece) for piece in pieces]


def _said(draft: Draft) -> Said:
    return Said(draft.id, tuple(_piece(data) for data in draft.data["pieces"]))


def _piece(data: dict[str, Any]) -> Piece:
    file = data["attachment"]
    attachment = Attachment(**{**file, "kind": Kind(file["kind"])}) if file else None
    return Piece(data["receipt"], data["source_id"], data["text"], attachment)
