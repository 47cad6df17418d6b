"""64 families in a fresh database, each with one card, and the buttons on those cards."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from bench.tap.ledger import Chat, plain_chats
from bot.catalog import Activity, load
from bot.clock import Clock, SystemClock, epoch_ms
from bot.domain.check_in import Outcome
from bot.domain.people import Role, Stage
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.store import clients, invites, people, programs
from bot.store.database import Database, Tx
from bot.store.migrate import upgrade
from bot.views import routes

THERAPIST: Final = 4000
ZONE: Final = "UTC"


async def settle_in(database: Path, content: Path) -> list[Chat]:
    """Fill a new database; return each caregiver's chat with the data of the three answers."""
    clock = SystemClock()
    activity = next(iter(load([content]).activities.values()))
    store = await Database(database).open()
    try:
        await upgrade(store, epoch_ms(clock.now()))
        return await store.write(lambda tx: _families(tx, clock, activity))
    finally:
        await store.close()


def _families(tx: Tx, clock: Clock, activity: Activity) -> list[Chat]:
    now = epoch_ms(clock.now())
    therapist = people.add(tx, THERAPIST, "Ellen", "en", ZONE, now)
    people.make_therapist(tx, therapist.id, now)
    programs.keep_revision(tx, activity.id, activity.revision, activity.model_dump_json(), now)
    return [_family(tx, clock, activity, therapist.id, chat) for chat in plain_chats()]


def _family(tx: Tx, clock: Clock, activity: Activity, therapist_id: int, chat: Chat) -> Chat:
    now, today = epoch_ms(clock.now()), clock.now().date()
    origin = chat["chat_id"]
    client = clients.add(
        tx, "Sam", Stage.CHILD, low_demand=False, by=therapist_id, now=now, origin=origin
    )
    parent = people.add(tx, chat["chat_id"], "Ana", "en", ZONE, now)
    people.add_link(tx, client.id, therapist_id, Role.THERAPIST, now)
    people.add_link(tx, client.id, parent.id, Role.FAMILY, now)
    invites.add_consent(tx, parent.id, client.id, "1", "en", now)
    program = programs.begin_program(tx, client.id, therapist_id, now)
    assignment = programs.add_assignment(
        tx,
        program,
        activity_id=activity.id,
        revision=activity.revision,
        slot=Slot.MORNING,
        weekdays=EVERY_DAY,
        starts_on=today - timedelta(days=1),
        ends_on=None,
        note=None,
        by=therapist_id,
        now=now,
        origin=origin,
    )
    if assignment is None:
        raise LookupError("a new program held the activity already")
    answers = [
        routes.encode(routes.Answer(assignment, today, outcome, routes.Place.CARD))
        for outcome in Outcome
    ]
    return {**chat, "data": answers}
