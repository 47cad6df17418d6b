"""A message is kept once for each update, whatever the process does, and not without limit."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import OffsetClock
from bot.domain.errors import Invalid
from bot.domain.message import MOST_AN_HOUR, Mark
from bot.services import talking
from bot.services.office import Office, Visitor
from bot.services.talking import Words
from bot.store import deliveries, invites, people
from bot.store.database import Tx
from tests.office import MONDAY, open_office
from tests.store.records import Records, fill

ALICE = Visitor(2, "Alice", "en", 500)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path / "bot.sqlite3", OffsetClock(MONDAY)) as found:
        yield found


@pytest.fixture
async def there(office: Office) -> Records:
    def write(tx: Tx) -> Records:
        found = fill(tx)
        for person in (found.alice, found.bob):
            invites.add_consent(tx, person, found.client, "1", "en", 1)
        return found

    return await office.db.write(write)


async def owed(office: Office) -> list[str]:
    rows = await office.db.read(lambda tx: tx.all("SELECT subject FROM deliveries ORDER BY id"))
    return [row["subject"] for row in rows]


async def test_the_same_update_again_keeps_and_owes_nothing_more(office, there):
    first = await talking.send(office, ALICE, there.client, 0, Words("Hello"))
    again = await talking.send(office, ALICE, there.client, 0, Words("Hello"))
    assert first.head_id == again.head_id
    assert await owed(office) == [f"message:{first.head_id}"]
    assert [one.mark for one in again.progress] == [Mark.ON_ITS_WAY]


async def test_it_says_that_somebody_is_away(office, there):
    await office.db.write(lambda tx: people.set_reachable(tx, 1, why_not="blocked", now=1))
    sent = await talking.send(office, ALICE, there.client, 0, Words("Hello"))
    assert [one.mark for one in sent.progress] == [Mark.AWAY]


async def test_too_many_within_an_hour_are_not_sent_and_others_are_not_in_the_way(office, there):
    for n in range(MOST_AN_HOUR):
        await talking.send(office, replace(ALICE, receipt=n), there.client, 0, Words("Hello"))
    with pytest.raises(Invalid, match="message_many"):
        await talking.send(office, replace(ALICE, receipt=900), there.client, 0, Words("Hello"))
    assert len(await owed(office)) == MOST_AN_HOUR
    bob = Visitor(3, "Bob", "en", 901)
    assert (await talking.send(office, bob, there.client, 0, Words("Hello"))).progress


async def test_leaving_takes_reminders_at_once_and_lets_a_message_be_given_up_aloud(office, there):
    nora = Visitor(1, "Nora", "en", 700)
    await talking.send(office, nora, there.client, there.alice, Words("Hello"))
    await office.db.write(
        lambda tx: deliveries.skip_open_of(tx, there.alice, there.client, "care ended")
    )
    states = await office.db.read(lambda tx: tx.all("SELECT state FROM deliveries"))
    assert [row["state"] for row in states] == ["planned"], "the sender gives it up, and says so"
