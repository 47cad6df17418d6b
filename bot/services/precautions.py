"""What stands before an assignment: a flag that blocks a card, and what is looked at first.

The rule (brief 2.3): a blocked card is not assigned; what is to be confirmed is confirmed by a
person who has read it, and who did so is recorded. Not known asks first and never blocks.
"""

from dataclasses import dataclass
from typing import Final

from bot.catalog import Activity
from bot.catalog.gates import Reason
from bot.catalog.models import fingerprint
from bot.domain.people import Person
from bot.services import flags
from bot.services.office import Office
from bot.store import assignment_checks, clients
from bot.store.database import Tx

CARD: Final = "card"
AGE: Final = "age"
#: The mark where nothing is asked.
NOTHING: Final = "-"
MARK_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class Precautions:
    """What the person's flags and the card itself ask for, in the therapist's language.

    Attributes:
        blocked: why the card cannot be assigned now.
        confirm: which flags to look at first.
        question: what the card itself asks of the therapist.
        floor_age: the card's floor age in years, where the client may be younger: about hazards.
    """

    blocked: tuple[Reason, ...] = ()
    confirm: tuple[Reason, ...] = ()
    question: str | None = None
    floor_age: int | None = None

    @property
    def asks(self) -> bool:
        """Say whether there is something to look at first."""
        return bool(self.confirm) or self.question is not None or self.floor_age is not None

    @property
    def mark(self) -> str:
        """Return what a button carries that confirms just this; `NOTHING` when nothing is asked.

        When a flag is answered anew meanwhile, an older button confirms nothing.
        """
        if not self.asks:
            return NOTHING
        asked = [[reason.flag, reason.known, list(reason.notes)] for reason in self.confirm]
        return fingerprint([asked, self.question, self.floor_age])[:MARK_LENGTH]

    def lets_pass(self, mark: str) -> bool:
        """Say whether the card may be assigned by somebody who confirmed what a mark says."""
        return not self.blocked and mark == self.mark


def look(tx: Tx, office: Office, actor: Person, client_id: int, activity: Activity) -> Precautions:
    """Return what stands before assigning a card, within a transaction that has authorised."""
    catalog = office.catalog_of(actor.id).in_language(actor.language)
    card = catalog.activities[activity.id]
    gates = catalog.gates_for(card, flags.answers_of(tx, client_id))
    client = clients.by_id(tx, client_id)
    age = client.age_on(office.today(actor.zone)) if client else None
    is_young = age is not None and age < card.floor_age
    return Precautions(
        gates.blocked, gates.confirm, card.gate, card.floor_age if is_young else None
    )


def record(tx: Tx, found: Precautions, assignment_id: int, by: int, now: int) -> None:
    """Write down who confirmed what, in which words, and when (UTC epoch milliseconds)."""
    for reason in found.confirm:
        words = ". ".join((reason.label, *reason.notes))
        answer = "yes" if reason.known else "unknown"
        assignment_checks.record(tx, assignment_id, reason.flag, answer, words, by=by, now=now)
    if found.floor_age is not None:
        words = f"from {found.floor_age} years on"
        assignment_checks.record(tx, assignment_id, AGE, "card", words, by=by, now=now)
    if found.question is not None:
        assignment_checks.record(tx, assignment_id, CARD, "card", found.question, by=by, now=now)
