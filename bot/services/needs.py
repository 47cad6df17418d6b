"""Who needs a therapist now: the first thing that they see, in at most ten lines.

Worries come first, then messages, then clients whose pattern asks for a look, then reviews.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.catalog.worry_models import Code
from bot.clock import from_epoch_ms
from bot.domain.patterns import Found, Sign, signs_of
from bot.domain.people import Client, Person
from bot.domain.rhythm import local_date
from bot.domain.worry import URGENCY, Worry
from bot.services import access
from bot.services.evidence import evidence_of, reviews_of
from bot.services.office import Office, Visitor
from bot.services.resting import title_of
from bot.services.worry_page import OTHER
from bot.store import clients, message_copies, programs, worry_tellings
from bot.store.database import Tx


class Kind(StrEnum):
    """What is needed, the most pressing first."""

    WORRY = "worry"
    MESSAGE = "message"
    LOOK = "look"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Need:
    """One line: who, and what.

    Attributes:
        worry: with its code, when somebody told one that nobody has seen.
        messages: how many wait.
        since: the day of the oldest of them, or of the review.
        signs: with the title of the card that each is about.
    """

    kind: Kind
    client: Client
    worry: Worry | None = None
    code: Code | None = None
    messages: int = 0
    since: date | None = None
    signs: tuple[tuple[Sign, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """Everybody who needs somebody, the most pressing first."""

    actor: Person
    today: date
    lines: tuple[Need, ...]

    @property
    def worries(self) -> int:
        """How many worries nobody has seen."""
        return sum(one.kind is Kind.WORRY for one in self.lines)


async def read_needs(office: Office, visitor: Visitor) -> Needs:
    """Return who needs a therapist now.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> Needs:
        actor = access.therapist(tx, office, visitor.telegram_id)
        theirs = {link.client.id: link.client for link in access.caseload(tx, office, actor)}
        today = office.today(actor.zone)
        lines = (
            *_worries(tx, office, actor),
            *_messages(tx, actor, theirs),
            *_looks(tx, office, actor, theirs, today),
            *_reviews(tx, theirs, today),
        )
        return Needs(actor, today, lines)

    return await office.db.read(ask)


def signs_with_titles(
    tx: Tx, office: Office, found: tuple[Found, ...]
) -> tuple[tuple[Sign, str | None], ...]:
    """Return signs with the titles of the cards that they are about."""
    named: list[tuple[Sign, str | None]] = []
    for one in found:
        card = programs.assignment(tx, one.assignment) if one.assignment else None
        named.append((one.sign, title_of(tx, office, card) if card else None))
    return tuple(named)


def _worries(tx: Tx, office: Office, actor: Person) -> list[Need]:
    codes = office.worries.codes
    found = []
    waiting = worry_tellings.all_unseen_for(tx, actor.id, office.now_ms())
    for worry in sorted(waiting, key=lambda one: (URGENCY.index(one.tier), one.created_at)):
        client = clients.by_id(tx, worry.client_id)
        if client is not None:
            code = codes.get(worry.code) or codes[OTHER]
            found.append(Need(Kind.WORRY, client, worry, code))
    return found


def _messages(tx: Tx, actor: Person, theirs: dict[int, Client]) -> list[Need]:
    waiting = message_copies.unseen_of(tx, actor.id)
    return [
        Need(
            Kind.MESSAGE,
            theirs[client],
            messages=count,
            since=local_date(from_epoch_ms(since), actor.zone),
        )
        for client, (count, since) in sorted(waiting.items(), key=lambda item: item[1][1])
        if client in theirs
    ]


def _looks(
    tx: Tx, office: Office, actor: Person, theirs: dict[int, Client], today: date
) -> list[Need]:
    known = evidence_of(tx, office, theirs, today, actor.zone)
    order = list(Sign)
    found = []
    for client, evidence in known.items():
        signs = signs_of(evidence, today)
        if signs:
            named = signs_with_titles(tx, office, signs)
            found.append(Need(Kind.LOOK, theirs[client], signs=named))
    return sorted(found, key=lambda one: (order.index(one.signs[0][0]), one.client.nickname))


def _reviews(tx: Tx, theirs: dict[int, Client], today: date) -> list[Need]:
    due = reviews_of(tx, theirs, today)
    return [
        Need(Kind.REVIEW, theirs[client], since=on)
        for client, on in sorted(due.items(), key=lambda item: (item[1], item[0]))
    ]
