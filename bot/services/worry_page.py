"""The page of a worry: the advice for everybody, and what became of it for whoever told.

Whoever asks is shown the texts, in every state: a stranger, somebody who has left, a card of
somebody else's. What was told is shown to its writer alone (brief 4.6.5).
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.catalog.worry_models import Code
from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import CareLink, Client, Person, Role
from bot.domain.practice import Practice, Setting
from bot.domain.program import Assignment, Status
from bot.domain.worry import About, Answer, Reader, Telling, Worry, without_gaps
from bot.services import access, resting, sight
from bot.services.office import Office, Visitor
from bot.services.practice import practice_of
from bot.store import owed_edits, people, programs, worries, worry_tellings
from bot.store.database import Tx

OTHER: Final = "RF-OTHER"


@dataclass(frozen=True, slots=True)
class HelpCard:
    """Who asks, and about whom; without a `link` there are texts and no record.

    Attributes:
        links: whom it may be about, when that is still to be said.
    """

    actor: Person | None
    link: CareLink | None
    assignment: Assignment | None
    links: tuple[CareLink, ...]
    practice: Practice


@dataclass(frozen=True, slots=True)
class Wish:
    """What was tapped: a code, about whom, and from which card."""

    code: str
    about: About = About.CLIENT
    client_id: int = 0
    assignment_id: int = 0


@dataclass(frozen=True, slots=True)
class WorryPage:
    """The advice for a code; with a `worry` also what became of it.

    Attributes:
        told: who of the practice was told, as what.
        rests: (assignment, title, whether it still rests).
    """

    actor: Person | None
    role: Role | None
    client: Client | None
    code_name: str
    code: Code
    about: About
    practice: Practice
    answer: Answer | None = None
    has_call_card: bool = False
    worry: Worry | None = None
    told: tuple[Telling, ...] = ()
    seen_by: str | None = None
    rests: tuple[tuple[int, str, bool], ...] = ()
    stays: tuple[str, ...] = ()
    is_confirmed_wording: bool = False
    #: Somebody was told because of a safeguarding plan, which this page keeps to itself.
    is_guarded: bool = False


async def open_help_card(
    office: Office, visitor: Visitor, *, client_id: int = 0, assignment_id: int = 0
) -> HelpCard:
    """Find out who asks and about whom; nobody is refused."""
    return await office.db.read(lambda tx: help_card(tx, office, visitor, client_id, assignment_id))


async def hold_message(office: Office, actor: Person, message_id: int) -> None:
    """The help card stands in that message now: nothing that was sent with it edits it away."""
    await office.db.write(lambda tx: owed_edits.let_go(tx, actor.id, message_id, None))


async def read_advice(
    office: Office, visitor: Visitor, wish: Wish, answer: Answer | None = None
) -> WorryPage:
    """Return the advice for a code without keeping anything.

    Raises:
        Stale: no such code.
    """

    def ask(tx: Tx) -> WorryPage:
        card = help_card(tx, office, visitor, wish.client_id, wish.assignment_id)
        return replace(advice(office, card, wish), answer=answer)

    return await office.db.read(ask)


def help_card(
    tx: Tx, office: Office, visitor: Visitor, client_id: int, assignment_id: int
) -> HelpCard:
    """Find out who asks and about whom, within a transaction."""
    practice = practice_of(tx, office)
    if people.by_telegram_id(tx, visitor.telegram_id) is None:
        return HelpCard(None, None, None, (), practice)
    actor = access.person(tx, office, visitor.telegram_id)
    links = tuple(access.care_links(tx, office, actor))
    assignment = programs.assignment(tx, assignment_id) if assignment_id else None
    wanted = assignment.client_id if assignment else client_id
    if not wanted and not assignment_id:
        only = links[0] if len(links) == 1 else None
        return HelpCard(actor, only, None, () if only else links, practice)
    link = next((one for one in links if one.client.id == wanted), None)
    is_theirs = link is not None and assignment is not None and link.sees(assignment.place)
    return HelpCard(actor, link, assignment if is_theirs else None, (), practice)


def advice(office: Office, card: HelpCard, wish: Wish) -> WorryPage:
    """Return the advice for a code, without a record.

    Raises:
        Stale: no such code.
    """
    code = office.worries.codes.get(wish.code)
    if code is None:
        raise Stale("no such code")
    link = card.link
    return WorryPage(
        card.actor,
        link.role if link else None,
        link.client if link else None,
        wish.code,
        code,
        wish.about,
        card.practice,
        is_confirmed_wording=card.practice.value(Setting.WORDING) == office.worries.revision,
    )


def page_of(tx: Tx, office: Office, worry: Worry) -> WorryPage | None:
    """Return the page of a worry as its writer sees it; None when they have left."""
    actor = people.by_id(tx, worry.person_id)
    links = {link.client.id: link for link in access.care_links(tx, office, actor)}
    link = links.get(worry.client_id)
    return None if link is None else page_for(tx, office, actor, link, worry)


def own_page(tx: Tx, office: Office, visitor: Visitor, worry_id: int) -> WorryPage:
    """Return somebody's own page, within a transaction.

    Raises:
        NotAllowed: somebody else's, or none.
    """
    actor = access.person(tx, office, visitor.telegram_id)
    worry = worries.by_id(tx, worry_id)
    if worry is None or worry.person_id != actor.id:
        raise NotAllowed("not their worry")
    links = {link.client.id: link for link in access.care_links(tx, office, actor)}
    link = links.get(worry.client_id)
    if link is None:  # they have left: the advice stands, the rest is the practice's
        card = HelpCard(actor, None, None, (), practice_of(tx, office))
        return advice(office, card, Wish(worry.code, worry.about))
    return page_for(tx, office, actor, link, worry)


def page_for(tx: Tx, office: Office, actor: Person, link: CareLink, worry: Worry) -> WorryPage:
    """Return the page of a recorded worry for its writer."""
    card = HelpCard(actor, link, None, (), practice_of(tx, office))
    known = worry.code if worry.code in office.worries.codes else OTHER
    bare = advice(office, card, Wish(known, worry.about))
    today = office.today(actor.zone)
    active = [a for a in sight.assignments(tx, link) if a.status_on(today) is Status.ACTIVE]
    theirs = {a.id for a in sight.all_assignments(tx, link)}
    told = worry_tellings.tellings_of(tx, worry.id)
    public = Reader.SAFEGUARDING in bare.code.readers(worry.about, link.role)
    shown = tuple(one for one in told if public or one.reader is not Reader.SAFEGUARDING)
    return replace(
        bare,
        worry=worry,
        answer=worry.answer,
        has_call_card=worry.has_call_card,
        told=shown,
        is_guarded=len(shown) < len(told),
        seen_by=people.by_id(tx, worry.seen_by).name if worry.seen_by else None,
        rests=tuple(one for one in resting.titles(tx, office, worry.id) if one[0] in theirs),
        stays=tuple(resting.title_of(tx, office, one) for one in active),
    )


def shown_words(page: WorryPage) -> str:
    """Return the bot's own words that are shown, for the log (brief 4.6.8)."""
    certain = page.practice.certain
    facts = {
        "EMERGENCY": certain(Setting.EMERGENCY) or "the local emergency number",
        "CRISIS": certain(Setting.CRISIS),
        "POISON": certain(Setting.POISON),
        "CLINIC_PHONE": certain(Setting.PHONE),
        "clinic": page.practice.name or "the practice",
    }
    paragraphs = without_gaps(page.code.paragraphs(page.about, page.role), facts)
    return "\n".join(paragraph.format(**facts) for paragraph in paragraphs)
