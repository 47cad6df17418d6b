"""Whose photo stands for a step: a person's own goes before the one of the card's therapist."""

from bot.domain.own_activity import PREFIX
from bot.domain.people import Person
from bot.domain.program import Assignment
from bot.store import own_activities, step_photos
from bot.store.database import Tx


def photos_for(tx: Tx, actor: Person, assignment: Assignment) -> dict[int, str]:
    """Return Telegram's file ids by the step's number on the card, counted from 1."""
    mine = step_photos.of(tx, actor.id, assignment.activity_id)
    if not assignment.activity_id.startswith(PREFIX):
        return mine
    return {**own_activities.photos(tx, assignment.activity_id, assignment.revision), **mine}
