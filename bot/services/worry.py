"""Telling a worry: kept, rested and owed to the practice in one transaction (brief 4.5).

Only with a care link and a consent is anything kept; without, the advice comes all the same.
"""

from dataclasses import replace
from typing import Final

from bot.clock import from_epoch_ms
from bot.domain.errors import Stale
from bot.domain.people import CareLink, Person, Role
from bot.domain.program import Assignment, Status
from bot.domain.worry import About, Answer, Worry
from bot.services import access, resting, telling
from bot.services.notices import WINDOW
from bot.services.office import Office, Visitor
from bot.services.worry_page import (
    Wish,
    WorryPage,
    advice,
    help_card,
    own_page,
    page_for,
    shown_words,
)
from bot.store import audit, owed_edits, people, programs, worries, worry_rests
from bot.store.database import Tx

#: The same person telling the same again so soon, before anybody has looked, is one worry.
SAME_WORRY_MS: Final = 10 * 60 * 1000


async def tell_worry(
    office: Office, visitor: Visitor, wish: Wish, message_id: int | None
) -> WorryPage:
    """Record a worry, rest what it asks for, and owe everybody who is told a notice.

    The same tap twice is one worry. Without a care link and a consent only the advice comes.

    Args:
        office: the practice's desk.
        visitor: who tapped.
        wish: what was tapped.
        message_id: the message that shows the page from now on, so that it can say "seen".

    Raises:
        Stale: no such code.
    """
    return await office.db.write(lambda tx: _tell(tx, office, visitor, wish, message_id))


async def read_page(office: Office, visitor: Visitor, worry_id: int) -> WorryPage:
    """Return what became of somebody's own worry.

    Raises:
        NotAllowed: somebody else's, or none.
    """
    return await office.db.read(lambda tx: own_page(tx, office, visitor, worry_id))


async def answer_page(office: Office, visitor: Visitor, worry_id: int, answer: Answer) -> WorryPage:
    """Take what was answered on a page: somebody is here or not, halve the plan, pause it all.

    Raises:
        NotAllowed: somebody else's. Stale: not asked on that page.
    """

    def change(tx: Tx) -> WorryPage:
        page = own_page(tx, office, visitor, worry_id)
        lightens = answer in (Answer.HALVED, Answer.PAUSED)
        if page.code.offers != ("lighter" if lightens else "company"):
            raise Stale("not asked there")
        if page.worry is None or page.actor is None:
            return replace(page, answer=answer)
        if page.worry.answer is Answer.PAUSED or page.worry.answer is answer:
            return page
        if lightens:
            resting.halve(
                tx,
                office,
                page.worry,
                keep_one=answer is Answer.HALVED,
                school_only=page.role is Role.SCHOOL,
            )
        if answer is Answer.PAUSED:
            resting.stop_reminders(tx, page.actor, [page.worry.client_id])
        worries.set_answer(tx, worry_id, answer)
        _note(tx, office, page.worry, f"answered {answer}")
        telling.changed(tx, office, worry_id, but_person=page.actor.id)
        return own_page(tx, office, visitor, worry_id)

    return await office.db.write(change)


async def open_call_card(office: Office, visitor: Visitor, worry_id: int) -> WorryPage:
    """Show on a page whom one can call.

    Raises:
        NotAllowed: somebody else's. Stale: not offered on that page.
    """

    def change(tx: Tx) -> WorryPage:
        page = own_page(tx, office, visitor, worry_id)
        if page.code.offers != "lighter":
            raise Stale("not offered there")
        if page.worry is None:
            return replace(page, has_call_card=True)
        worries.open_call_card(tx, worry_id)
        return own_page(tx, office, visitor, worry_id)

    return await office.db.write(change)


async def bring_back(office: Office, visitor: Visitor, worry_id: int) -> WorryPage:
    """Let a card come back that a mild worry of one's own rests (brief 4.6.4).

    Raises:
        NotAllowed: somebody else's. Stale: only the therapist may, or another worry holds it.
    """

    def change(tx: Tx) -> WorryPage:
        page = own_page(tx, office, visitor, worry_id)
        if page.worry is None or page.actor is None or not page.code.is_mild:
            raise Stale("the therapist's to decide")
        for assignment_id, _, rests in page.rests:
            if rests and not worry_rests.is_held(tx, assignment_id, but_worry=worry_id):
                now = office.now_ms()
                programs.set_status(tx, assignment_id, Status.ACTIVE, None, now, page.actor.id)
                worry_rests.let_back(tx, assignment_id, page.actor.id, now)
        _note(tx, office, page.worry, "brought back")
        telling.changed(tx, office, worry_id, but_person=page.actor.id)
        return own_page(tx, office, visitor, worry_id)

    return await office.db.write(change)


async def leave_page(office: Office, visitor: Visitor, worry_id: int) -> tuple[WorryPage, bool]:
    """Go on from a page, which stays in the chat; say whether for the first time.

    Raises:
        NotAllowed: somebody else's.
    """

    def change(tx: Tx) -> tuple[WorryPage, bool]:
        page = own_page(tx, office, visitor, worry_id)
        first = page.worry is not None and worries.leave(tx, worry_id, office.now_ms())
        return own_page(tx, office, visitor, worry_id), first

    return await office.db.write(change)


# -- inside -------------------------------------------------------------------------------------


def _tell(
    tx: Tx, office: Office, visitor: Visitor, wish: Wish, message_id: int | None
) -> WorryPage:
    card = help_card(tx, office, visitor, wish.client_id, wish.assignment_id)
    bare = advice(office, card, wish)
    if card.actor is None or card.link is None:
        return bare
    worry = worries.by_origin(tx, visitor.receipt) or worries.same_since(
        tx,
        person_id=card.actor.id,
        client_id=card.link.client.id,
        assignment_id=card.assignment.id if card.assignment else None,
        code=wish.code,
        about=wish.about,
        since=office.now_ms() - SAME_WORRY_MS,
    )
    if worry is None:
        worry = _record(tx, office, visitor, card.actor, card.link, card.assignment, bare)
    if message_id is not None:
        _show_in(tx, office, card.actor, worry, message_id)
    return page_for(tx, office, card.actor, card.link, worry)


def _record(
    tx: Tx,
    office: Office,
    visitor: Visitor,
    actor: Person,
    link: CareLink,
    assignment: Assignment | None,
    page: WorryPage,
) -> Worry:
    worry_id = worries.add(
        tx,
        client_id=link.client.id,
        person_id=actor.id,
        assignment_id=assignment.id if assignment else None,
        code=page.code_name,
        tier=page.code.tier,
        about=page.about,
        shown=shown_words(page),
        now=office.now_ms(),
        origin=visitor.receipt,
    )
    worry = worries.by_id(tx, worry_id)
    if worry is None:
        raise LookupError("a worry vanished within a transaction")
    about_client = page.about is About.CLIENT or link.role is Role.SELF
    if about_client:
        resting.rest_cards(tx, office, worry, page.code.rests)
    if page.code.quiet:
        _be_quiet(tx, office, actor, link, about_client=about_client)
    telling.tell(tx, office, worry, page.code.readers(page.about, link.role))
    _note(tx, office, worry, "told")
    return worry


def _be_quiet(tx: Tx, office: Office, actor: Person, link: CareLink, *, about_client: bool) -> None:
    """Stop every reminder that asks for something: about the client, or to the writer."""
    if about_client:
        for person, _ in people.caregivers_of(tx, link.client.id, office.now_ms()):
            resting.stop_reminders(tx, person, [link.client.id])
    else:
        every = [one.client.id for one in access.care_links(tx, office, actor)]
        resting.stop_reminders(tx, actor, every)


def _show_in(tx: Tx, office: Office, actor: Person, worry: Worry, message_id: int) -> None:
    """The page stands in that message: no reminder that stood there before may edit it away."""
    subject = f"{telling.PAGE}:{worry.id}"
    owed_edits.let_go(tx, actor.id, message_id, subject)
    told_at = from_epoch_ms(worry.created_at)
    owed_edits.keep_page(
        tx,
        person_id=actor.id,
        client_id=worry.client_id,
        local_date=told_at.date(),
        subject=subject,
        message_id=message_id,
        now=office.now_ms(),
        window_ends_at=worry.created_at + int(WINDOW.total_seconds() * 1000),
    )


def _note(tx: Tx, office: Office, worry: Worry, what: str) -> None:
    audit.record(
        tx,
        office.now_ms(),
        f"worry {what}",
        person_id=worry.person_id,
        client_id=worry.client_id,
        detail=worry.code,
    )
