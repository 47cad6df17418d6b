"""Load answers: one for each person, client and evening."""

from datetime import date

from bot.domain.weekly_load import Load
from bot.store import load_answers
from bot.store.database import Database, Tx
from tests.store.records import Records

LAST, SUNDAY, MONDAY = date(2027, 1, 10), date(2027, 1, 17), date(2027, 1, 18)


async def test_an_evening_has_one_answer_and_the_newest_come_first(
    database: Database, there: Records
) -> None:
    def change(tx: Tx) -> None:
        load_answers.put(tx, there.alice, there.client, LAST, Load.LIGHT, 1)
        load_answers.put(tx, there.alice, there.client, SUNDAY, Load.OKAY, 2)
        load_answers.put(tx, there.alice, there.client, SUNDAY, Load.HEAVY, 3)

    await database.write(change)
    newest = await database.read(lambda tx: load_answers.newest_of(tx, there.alice, there.client))
    assert [(one.on, one.value, one.at) for one in newest] == [
        (SUNDAY, Load.HEAVY, 3),
        (LAST, Load.LIGHT, 1),
    ]
    since = await database.read(lambda tx: load_answers.of_client(tx, there.client, SUNDAY))
    assert since == newest[:1]

    def asked(tx: Tx) -> list[bool]:
        days = (SUNDAY, MONDAY)
        return [load_answers.was_answered(tx, there.alice, there.client, day) for day in days]

    assert await database.read(asked) == [True, False]
