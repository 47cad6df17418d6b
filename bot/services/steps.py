"""Walking through a card's steps: where a person stands is kept, so that it can go on later."""

from datetime import date

from bot.domain import own_steps
from bot.domain.check_in import may_answer
from bot.domain.program import Status
from bot.services import access
from bot.services.card_photos import photos_for
from bot.services.cards import dated_card
from bot.services.office import Office, Visitor
from bot.services.pictures import Illustrated
from bot.store import cards_read
from bot.store.database import Tx


async def go_to_step(
    office: Office, visitor: Visitor, assignment_id: int, on: date, number: int
) -> Illustrated:
    """Record the step that a person looks at (counted from 1), and return the card.

    A card that rests is returned as it is: there is nothing to walk through.

    Raises:
        Stale: it has ended, or is not of that date. NotAllowed: not theirs.
        Invalid: a date that is no business of this card.
    """

    def change(tx: Tx) -> Illustrated:
        actor, link, assignment = access.caregiver_for(
            tx, office, visitor.telegram_id, assignment_id
        )
        card = dated_card(tx, office, actor, link, assignment, on)
        is_on = assignment.status_on(card.today) is Status.ACTIVE
        if is_on and may_answer(on, card.today) and number >= 1:
            step = number if number <= len(card.activity.steps) else None
            at = actor.id, assignment.id, assignment.revision
            cards_read.reach(tx, *at, on, step, office.now_ms())
        photos = photos_for(tx, actor, assignment)
        return Illustrated(card, own_steps.shown(photos, assignment.own_steps), ())

    return await office.db.write(change)
