"""The client's own answer, given with symbols on whoever's phone: it is kept as theirs.

Brief 0.2: the person can talk to the bot, too; brief 4.4: their answer wins over ours.
"""

from datetime import date
from typing import Final

from bot.domain.check_in import Outcome
from bot.domain.details import CHOICES, Detail
from bot.domain.errors import Invalid, Stale
from bot.services.cards import Card, card_of
from bot.services.check_in import check_in_within, still_open
from bot.services.office import Office, Visitor
from bot.store import check_ins
from bot.store.database import Tx

#: What symbols can say about an answer.
ASKED: Final = frozenset({Detail.AFTER_COMFORT, Detail.ENJOYED})


async def own_answer(
    office: Office, visitor: Visitor, assignment_id: int, on: date, outcome: Outcome
) -> Card:
    """Record the client's own answer; a "no" is one, and needs no reason but itself.

    Raises:
        Stale: it has ended, or is too long ago. NotAllowed: not theirs.
    """

    def change(tx: Tx) -> Card:
        card = check_in_within(tx, office, visitor, assignment_id, on, outcome)
        said = {Detail.ANSWERED_FOR: "client"}
        if outcome is Outcome.NOT_TODAY:
            said[Detail.REASON] = "said_no"
        return _say(tx, office, card, said)

    return await office.db.write(change)


async def own_detail(
    office: Office, visitor: Visitor, assignment_id: int, on: date, detail: Detail, value: str
) -> Card:
    """Record how it felt, or whether it was liked, as the client says.

    Raises:
        Invalid: no such choice. Stale: there is no answer yet. NotAllowed: not theirs.
    """
    if detail not in ASKED or value not in CHOICES[detail]:
        raise Invalid("choice", value=value)

    def change(tx: Tx) -> Card:
        actor, link, assignment = still_open(tx, office, visitor, assignment_id, on)
        card = card_of(tx, office, actor, link, assignment, on)
        if card.mine is None:
            raise Stale("no answer yet")
        return _say(tx, office, card, {detail: value, Detail.ANSWERED_FOR: "client"})

    return await office.db.write(change)


def _say(tx: Tx, office: Office, card: Card, said: dict[Detail, str]) -> Card:
    for detail, value in said.items():
        check_ins.set_detail(
            tx,
            assignment_id=card.assignment.id,
            person_id=card.actor.id,
            on=card.on,
            detail=detail,
            value=value,
            now=office.now_ms(),
        )
    return card_of(tx, office, card.actor, card.link, card.assignment, card.on)
