"""What is known about a client: who answered, when, and what is not there is not known."""

from datetime import date

import pytest

from bot.domain.people import Client, Role, Stage
from bot.domain.program import Place
from bot.domain.rhythm import Slot
from bot.store import clients, flags, people
from bot.store.database import Database
from tests.store.records import NOW, Records


async def test_an_answer_keeps_who_gave_it_until_it_changes(
    database: Database, there: Records
) -> None:
    async def put(answer: str, by: int, now: int) -> bool:
        return await database.write(
            lambda tx: flags.put(tx, there.client, "seizures", answer, by, now)
        )

    assert await put("yes", there.nora, NOW)
    assert not await put("yes", there.alice, NOW + 1)
    kept = (await database.read(lambda tx: flags.of(tx, there.client)))["seizures"]
    assert (kept.answer, kept.answered_by, kept.answered_at) == ("yes", "Nora", NOW)
    assert await put("unknown", there.alice, NOW + 2)
    kept = (await database.read(lambda tx: flags.of(tx, there.client)))["seizures"]
    assert (kept.answer, kept.answered_by, kept.answered_at) == ("unknown", "Alice", NOW + 2)
    assert await database.read(lambda tx: flags.answers(tx, there.client)) == {
        "seizures": "unknown"
    }
    assert await database.read(lambda tx: flags.answers(tx, there.client + 1)) == {}


async def test_a_clients_details_come_back_as_they_were_written(
    database: Database, there: Records
) -> None:
    before = await database.read(lambda tx: clients.by_id(tx, there.client))
    assert before == Client(there.client, "Sunny", Stage.CHILD)
    await database.write(
        lambda tx: clients.set_detail(
            tx,
            there.client,
            birth_year=2019,
            birth_month=5,
            pronoun="she",
            words="autistic girl",
            interests="trains",
            slots="morning bedtime",
            picture_only=1,
        )
    )
    after = await database.read(lambda tx: clients.by_id(tx, there.client))
    assert after is not None
    assert (after.birth_year, after.birth_month, after.pronoun) == (2019, 5, "she")
    assert (after.words, after.interests, after.picture_only) == ("autistic girl", "trains", True)
    assert after.slots == {Slot.MORNING, Slot.BEDTIME}
    with pytest.raises(ValueError, match="created_by"):
        await database.write(lambda tx: clients.set_detail(tx, there.client, created_by=1))


@pytest.mark.parametrize(
    ("year", "month", "day", "age"),
    [
        (None, None, date(2027, 1, 11), None),
        (2019, None, date(2027, 1, 11), 7),
        (2019, None, date(2027, 12, 31), 7),
        (2019, 5, date(2027, 5, 31), 7),
        (2019, 5, date(2027, 6, 1), 8),
        (2027, 1, date(2027, 1, 11), 0),
    ],
)
def test_the_youngest_possible_age_counts(
    year: int | None, month: int | None, day: date, age: int | None
) -> None:
    client = Client(1, "Sunny", Stage.CHILD, birth_year=year, birth_month=month)
    assert client.age_on(day) == age


async def test_a_link_that_ends_is_over_at_its_instant_though_nothing_ran(
    database: Database, there: Records
) -> None:
    dora = await database.write(lambda tx: people.add(tx, 9, "Dora", "en", "Europe/Berlin", NOW).id)
    ends = NOW + 1000
    await database.write(
        lambda tx: people.add_link(
            tx, there.client, dora, Role.FAMILY, NOW, ends_at=ends, ends_on="2026-11-24"
        )
    )
    link = await database.read(lambda tx: people.link(tx, dora, there.client, ends - 1))
    assert link is not None
    assert (link.ends_at, link.ends_on) == (ends, "2026-11-24")

    async def carers(now: int) -> list[str]:
        found = await database.read(lambda tx: people.caregivers_of(tx, there.client, now))
        return sorted(person.name for person, _ in found)

    assert await carers(ends - 1) == ["Alice", "Bob", "Dora"]
    assert await carers(ends) == ["Alice", "Bob"]
    assert await database.read(lambda tx: people.link(tx, dora, there.client, ends)) is None
    assert await database.read(lambda tx: people.links_of(tx, dora, ends)) == []
    await database.write(
        lambda tx: people.add_link(tx, there.client, dora, Role.SCHOOL, ends)  # invited again
    )
    again = await database.read(lambda tx: people.link(tx, dora, there.client, ends + 9))
    assert again is not None
    assert (again.role, again.ends_at, again.started_at) == (Role.SCHOOL, None, ends)
    assert again.sees(Place.SCHOOL)
    assert not again.sees(Place.HOME)
