"""Colleagues: a link brings one in, suspending stops all at once, and each has their menu."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.practice import (
    ALICE,
    CHARLIE,
    DORA,
    NORA,
    OLGA,
    Practice,
    open_practice,
    refused,
)
from tests.journeys.steps import add_client, bring_in, token_in
from tests.screen import labels, text_of


@pytest.fixture
async def practice(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Practice]:
    """Nora is the only administrator."""
    async with open_practice(tmp_path / "bot.sqlite3", admin_ids=(NORA,)) as practice:
        yield practice
        assert await refused(practice) == []
    cries = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert cries == []


async def bring_in_olga(practice: Practice) -> None:
    """Nora invites Olga, who joins."""
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/therapists")
    await sim.tap(NORA, "Invite a colleague")
    token = token_in(text_of(await sim.last(NORA)))
    await practice.restart()
    await sim.start(OLGA, token)
    assert "Nora invites you to work with this bot" in text_of(await sim.last(OLGA))
    await practice.restart()
    await sim.tap(OLGA, "Yes, join as a therapist")
    assert "Your caseload is empty" in text_of(await sim.last(OLGA))


async def test_a_colleague_joins_by_a_link_that_works_once(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/therapists")
    await sim.tap(NORA, "Invite a colleague")
    token = token_in(text_of(await sim.last(NORA)))
    kept = practice.one("SELECT token_hash FROM staff_invites")["token_hash"]
    assert token.removeprefix("t-") not in kept and len(kept) == 64
    await sim.start(OLGA, token)
    assert practice.count("people") == 1, "looking at a link writes nobody down"
    page = await sim.last(OLGA)
    await sim.tap(OLGA, "Yes, join as a therapist")
    await sim.forge(OLGA, page, f"2j:{token.removeprefix('t-')}")
    await add_client(practice, OLGA, "Pip")
    await sim.start(DORA, token)
    assert "was used already" in text_of(await sim.last(DORA))
    assert "invitation only" in text_of(await sim.last(DORA))
    await sim.start(OLGA, token)
    assert "therapist here already" in text_of(await sim.last(OLGA))
    await sim.send(OLGA, "/therapists")
    assert "It is for the administrators" in text_of(await sim.last(OLGA))


async def test_a_link_ends_after_a_week_or_when_it_is_withdrawn(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    links = []
    for _ in range(2):
        await sim.send(NORA, "/therapists")
        await sim.tap(NORA, "Invite a colleague")
        links.append(token_in(text_of(await sim.last(NORA))))
        await sim.advance(timedelta(days=6))
    await sim.start(OLGA, links[0])
    assert "This link has ended" in text_of(await sim.last(OLGA))
    await sim.start(OLGA, links[1])
    await sim.send(NORA, "/therapists")
    assert "1 link is still open" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Withdraw the open links")
    answer = await sim.tap(OLGA, "Yes, join as a therapist")
    assert answer and "This link has ended" in answer["text"]
    assert practice.count("people") == 1
    await sim.start(CHARLIE, "t-nobody-made-this")
    assert "do not know this link" in text_of(await sim.last(CHARLIE))


async def test_a_suspended_therapists_open_cards_and_forms_stop_at_once(
    practice: Practice,
) -> None:
    sim = practice.sim
    await bring_in_olga(practice)
    await add_client(practice, OLGA, "Pip")
    await sim.send(OLGA, "/program Pip")
    card = await sim.last(OLGA)
    await sim.send(OLGA, "/newclient")
    assert practice.count("pending_inputs") == 1
    assert "newclient" in await sim.commands(OLGA)

    await sim.send(NORA, "/therapists")
    await sim.tap(NORA, "Olga")
    await sim.tap(NORA, "Suspend")
    assert "1 client stays on their caseload" in text_of(await sim.last(NORA))
    await practice.restart()
    await sim.tap(NORA, "Yes, suspend")
    page = await sim.last(NORA)
    assert "Please hand them over" in text_of(page)
    assert {"Bring back", "Hand the clients over"} <= set(labels(page))
    assert "Your access is resting" in text_of(await sim.last(OLGA)), "she hears of it"
    assert practice.count("drafts") == practice.count("pending_inputs") == 0
    assert await sim.commands(OLGA) == ["start", "worry", "help"]

    await sim.send(OLGA, "Secret")
    await sim.send(OLGA, "/clients")
    assert "It is for therapists here" in text_of(await sim.last(OLGA))
    for label in labels(card):
        answer = await sim.tap(OLGA, label, card)
        assert answer and answer["show_alert"], label
        card = await sim.last(OLGA)
        break
    await sim.start(OLGA)
    assert "Your access is resting" in text_of(await sim.last(OLGA))
    assert practice.count("clients") == 1

    await sim.tap(NORA, "Bring back")
    assert "Welcome back" in text_of(await sim.last(OLGA))
    assert "clients" in await sim.commands(OLGA)
    await sim.send(OLGA, "/clients")
    assert any("Pip" in label for label in labels(await sim.last(OLGA))), "her clients are hers"


async def test_an_administrator_hands_a_suspended_therapists_clients_over(
    practice: Practice,
) -> None:
    sim = practice.sim
    await bring_in_olga(practice)
    client = await add_client(practice, OLGA, "Pip")
    await sim.send(NORA, "/therapists")
    for label in ("Olga", "Suspend", "Yes, suspend", "Hand the clients over", "Nora"):
        await sim.tap(NORA, label)
    await practice.restart()
    await sim.tap(NORA, "Yes, hand over")
    await sim.settle()
    assert "0 clients on the caseload" in text_of(await sim.find(NORA, "suspended"))
    assert "Before, it was Olga" in text_of(await sim.find(NORA, "Handover"))
    await sim.tap(NORA, "Read the summary")
    assert "Pip" in text_of(await sim.last(NORA))
    trail = practice.rows("SELECT action FROM audit_events WHERE client_id = ?", client)
    assert [row["action"] for row in trail] == ["client added", "handed over", "opened"]
    await sim.send(NORA, "/therapists")
    for label in ("Olga · suspended", "Bring back"):
        await sim.tap(NORA, label)
    await sim.send(OLGA, "/clients")
    assert "Your caseload is empty" in text_of(await sim.last(OLGA))


async def test_nobody_locks_an_administrator_out(practice: Practice) -> None:
    sim = practice.sim
    await bring_in_olga(practice)
    nora = practice.one("SELECT id FROM people WHERE telegram_id = ?", NORA)["id"]
    await sim.send(NORA, "/therapists")
    await sim.tap(NORA, "Nora · administrator")
    page = await sim.last(NORA)
    assert "Suspend" not in labels(page)
    for sure in (0, 1):
        answer = await sim.forge(NORA, page, f"2s:{nora}:{sure}")
        assert answer and "ADMIN_IDS" in answer["text"]
    answer = await sim.forge(OLGA, await sim.last(OLGA), f"2s:{nora}:1")
    assert answer and answer["show_alert"]
    assert practice.rows("SELECT 1 FROM people WHERE suspended_at IS NOT NULL") == []


async def test_two_administrators_at_once_do_it_once(tmp_path: Path) -> None:
    async with open_practice(tmp_path / "two.sqlite3", admin_ids=(NORA, OLGA)) as practice:
        sim = practice.sim
        await sim.start(NORA)
        await sim.start(OLGA)
        await sim.send(NORA, "/therapists")
        await sim.tap(NORA, "Invite a colleague")
        await sim.start(DORA, token_in(text_of(await sim.last(NORA))))
        await sim.tap(DORA, "Yes, join as a therapist")
        for who in (NORA, OLGA):
            await sim.send(who, "/therapists")
            await sim.tap(who, "Dora")
            await sim.tap(who, "Suspend")
        for who in (NORA, OLGA):
            await sim.tap(who, "Yes, suspend")
            assert "Bring back" in labels(await sim.last(who))
        told = [m for m in await sim.from_bot(DORA) if "access is resting" in text_of(m)]
        assert len(told) == 1
        acts = practice.rows("SELECT 1 FROM audit_events WHERE action = 'therapist suspended'")
        assert len(acts) == 1


async def test_each_sees_their_own_menu(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(DORA)
    assert await sim.commands(DORA) == ["start", "worry", "help"]
    await bring_in(practice)
    await bring_in_olga(practice)
    staff = {"clients", "assign", "invite", "team"}
    assert staff | {"therapists", "practice"} <= set(await sim.commands(NORA))
    assert staff <= set(await sim.commands(OLGA))
    assert not {"therapists", "practice"} & set(await sim.commands(OLGA))
    parents = set(await sim.commands(ALICE))
    assert "today" in parents and not (staff | {"therapists", "practice"}) & parents
    for typed in ("/clients", "/team Sunny", "/therapists", "/practice", "/audit"):
        await sim.send(ALICE, typed)
        assert "It is for therapists here" in text_of(await sim.last(ALICE)), typed
    calls = [c for c in await sim.calls() if c["method"] == "setMyCommands"]
    await sim.send(ALICE, "/today")
    await practice.restart()
    await sim.send(ALICE, "/today")
    again = [c for c in await sim.calls() if c["method"] == "setMyCommands"]
    assert len(again) == len(calls) + 1, "the start sets the strangers' menu, Alice's stands"
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    assert await sim.commands(ALICE) == ["start", "worry", "help"]
