"""A photo or voice note goes with its check-in: kept once, gone when it is taken back."""

from datetime import timedelta
from typing import Any

from bot.domain.attachment import Kind
from bot.domain.check_in import Outcome
from bot.store import check_in_attachments, check_ins
from bot.store.database import Tx
from tests.store.records import MONDAY, NOW, Records


def answer(tx: Tx, there: Records) -> None:
    check_ins.upsert(
        tx,
        assignment_id=there.card,
        person_id=there.alice,
        version=1,
        on=MONDAY,
        outcome=Outcome.DONE,
        recalled=False,
        now=NOW,
    )


def keep(tx: Tx, there: Records, **other: Any) -> bool:
    values: dict[str, Any] = {
        "assignment_id": there.card,
        "person_id": there.alice,
        "on": MONDAY,
        "kind": Kind.VOICE,
        "file_id": "AwAC1",
        "now": NOW,
        "origin": 70,
    }
    return check_in_attachments.add(tx, **{**values, **other})


async def kept(database, there):
    return await database.read(
        lambda tx: check_in_attachments.of_check_in(tx, there.card, there.alice, MONDAY)
    )


async def test_without_an_answer_nothing_is_kept(database, there):
    assert await database.write(lambda tx: keep(tx, there)) is False
    assert await kept(database, there) == []


async def test_the_same_update_keeps_it_once_and_it_says_whose_it_is(database, there):
    await database.write(lambda tx: answer(tx, there))
    for _ in range(2):
        assert await database.write(lambda tx: keep(tx, there)) is True
    assert await database.write(
        lambda tx: keep(tx, there, kind=Kind.PHOTO, file_id="AgAC", origin=71)
    )
    found = await kept(database, there)
    assert [(one.kind, one.file_id, one.name) for one in found] == [
        (Kind.VOICE, "AwAC1", "Alice"),
        (Kind.PHOTO, "AgAC", "Alice"),
    ]
    since = MONDAY - timedelta(days=3)
    of_client = await database.read(
        lambda tx: check_in_attachments.of_client(tx, there.client, since, MONDAY)
    )
    assert [one.id for one in of_client] == [one.id for one in reversed(found)]


async def test_taken_back_with_its_answer_and_there_again_with_it(database, there):
    await database.write(lambda tx: answer(tx, there))
    await database.write(lambda tx: keep(tx, there))
    one = (await kept(database, there))[0]
    await database.write(
        lambda tx: check_ins.withdraw(
            tx, assignment_id=there.card, person_id=there.alice, on=MONDAY, now=NOW
        )
    )
    assert await kept(database, there) == []
    assert await database.read(lambda tx: check_in_attachments.by_id(tx, one.id)) is None
    await database.write(lambda tx: answer(tx, there))
    assert await kept(database, there) == [one]
