"""A caseload of any length: a word for each, finding one, and names that are typed askew."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import OffsetClock
from bot.domain.people import Role, Stage
from bot.services import caseload
from bot.services.office import Visitor
from bot.store import clients, people
from bot.store.database import Tx
from tests.journeys.practice import ALICE, NORA, OLGA, Practice
from tests.journeys.steps import add_client, bring_in, invite, join
from tests.office import MONDAY, open_office
from tests.screen import labels, text_of


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = NORA) -> list[str]:
    return labels(await practice.sim.last(person))


async def test_each_client_has_a_word_and_the_word_finds_them(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)
    for name in ("Pip", "Robin", "Kim", "Max", "Lou", "Ali", "Bo", "Cleo"):
        await add_client(practice, NORA, name)
    await sim.send(NORA, "/clients")
    assert "9 clients" in await shown(practice)
    assert {"Pip · new", "new 8", "going 1"} <= set(await offered(practice))
    await sim.tap(NORA, "going 1")
    assert "1 of them: going" in await shown(practice)
    assert await offered(practice) == ["Sunny · going", "All clients", "new 8", "Find by name"]


async def _set_status(practice: Practice, status: str) -> int:
    return await practice.app.database.write(
        lambda tx: tx.run("UPDATE assignments SET status = :status", status=status)
    )


async def test_the_word_follows_what_happens(practice: Practice) -> None:
    sim = practice.sim
    await bring_in(practice)

    async def word() -> str:
        await sim.send(NORA, "/clients")
        return (await offered(practice))[0]

    assert await word() == "Sunny · going"
    before = await _set_status(practice, "paused")
    assert before == 2
    assert await word() == "Sunny · paused"
    await _set_status(practice, "active")
    await sim.advance(timedelta(days=13))
    assert await word() == "Sunny · going"
    await sim.advance(timedelta(days=1))
    assert await word() == "Sunny · quiet"
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    assert await word() == "Sunny · going"
    await sim.tap(ALICE, "Something worried me")
    await sim.tap(ALICE, "Pain or skin marks")
    await sim.tap(ALICE, (await offered(practice, ALICE))[0])
    assert await word() == "Sunny · worry"


async def test_a_client_is_found_by_a_name_typed_askew(practice: Practice) -> None:
    sim = practice.sim
    for name in ("Sunny", "Zoë", "Robin", "Pip"):
        await add_client(practice, NORA, name)
    await sim.send(NORA, "/clients zoe")
    assert "Zoë · Child" in await shown(practice)
    await sim.send(NORA, "/clients suny")
    assert "Clients like “suny”" in await shown(practice)
    assert await offered(practice) == ["Sunny · new", "All clients"]
    await sim.send(NORA, "/clients xqzw")
    assert "Nobody on your caseload is called like “xqzw”." in await shown(practice)
    await sim.tap(NORA, "All clients")
    assert "4 clients" in await shown(practice)


async def test_the_name_can_be_typed_after_a_tap_also_after_a_restart(practice: Practice) -> None:
    sim = practice.sim
    for number in range(9):
        await add_client(practice, NORA, f"Client{number}")
    await sim.send(NORA, "/clients")
    await sim.tap(NORA, "Find by name")
    await practice.restart()
    await sim.send(NORA, "client7")
    assert "Client7 · Child" in await shown(practice)


@pytest.mark.parametrize(
    ("command", "opens"),
    [
        ("program", "Program · Sunny"),
        ("checkins", "Check-ins · Sunny"),
        ("invite", "For Sunny's family"),
        ("sheet", "Sunny"),
        ("review", "Sunny"),
        ("progress", "Sunny"),
        ("team", "Sunny"),
        ("audit", "Sunny"),
    ],
)
async def test_an_unknown_name_offers_the_three_nearest(
    practice: Practice, command: str, opens: str
) -> None:
    sim = practice.sim
    for name in ("Sunny", "Sonny", "Robin", "Pip"):
        await add_client(practice, NORA, name)
    await sim.send(NORA, f"/{command} Suny")
    assert "I do not know “Suny”." in await shown(practice)
    assert "Nothing was changed." in await shown(practice)
    near = await offered(practice)
    assert near[0] == "Sunny" and len(near) == 4 and near[-1] == "All clients"
    await sim.tap(NORA, "Sunny")
    assert opens in await shown(practice)


async def test_two_of_one_name_are_told_apart_by_who_cares(practice: Practice) -> None:
    sim = practice.sim
    first = await add_client(practice, NORA, "Sunny")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"))
    await sim.send(NORA, "/newclient sunny teen")
    assert "Another client of yours is called so." in await shown(practice)
    await sim.tap(NORA, "Low-demand first")
    await sim.send(NORA, "/program SUNNY")
    assert await offered(practice) == ["Sunny · Child · Alice · new", "sunny · Teen · new"]
    await sim.send(NORA, "/program sunni")
    assert await offered(practice) == ["Sunny · Child · Alice", "sunny · Teen", "All clients"]
    await sim.send(NORA, "/clients")
    assert await offered(practice) == ["Sunny · Child · Alice · new", "sunny · Teen · new"]
    await sim.send(NORA, "/program SUNNY")
    await sim.tap(NORA, "Sunny · Child · Alice · new")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Lighter mornings")
    assert practice.one("SELECT client_id FROM programs")["client_id"] == first


async def test_another_therapists_client_is_nobody(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await add_client(practice, OLGA, "Pip")
    await sim.send(OLGA, "/clients Sunny")
    assert "Nobody on your caseload is called like “Sunny”." in await shown(practice, OLGA)
    await sim.send(OLGA, "/program Sunny")
    assert await offered(practice, OLGA) == ["Pip", "All clients"]


async def test_two_hundred_clients_cost_no_more_questions_than_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nora = Visitor(NORA, "Nora", "en", 1)
    asked: list[str] = []

    def fill(tx: Tx) -> None:
        nora_id = people.add(tx, NORA, "Nora", "en", "Europe/Berlin", 1).id
        people.make_therapist(tx, nora_id, 1)
        for n in range(200):
            one = clients.add(
                tx, f"Client{n}", Stage.CHILD, low_demand=False, by=nora_id, now=1, origin=-n - 1
            )
            people.add_link(tx, one.id, nora_id, Role.THERAPIST, 1)

    async with open_office(tmp_path / "bot.sqlite3", OffsetClock(MONDAY)) as office:
        await office.db.write(fill)
        for name in ("one", "all", "value"):
            real = getattr(Tx, name)

            def counted(self: Tx, sql: str, *, _real: Any = real, **params: Any) -> Any:
                asked.append(sql)
                return _real(self, sql, **params)

            monkeypatch.setattr(Tx, name, counted)
        found = await caseload.read_caseload(office, nora)
        assert len(found.entries) == 200 and len(asked) <= 2
        asked.clear()
        hit = await caseload.find_client(office, nora, "client 17")
        assert hit.near[0].client.nickname == "Client17" and len(asked) <= 2
