"""How the weeks went, as a therapist reads them: by day, by activity, with voices and pictures."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.diary import answer, begin_earlier, write
from tests.journeys.practice import ALICE, CHARLIE, NORA, Practice, open_practice, refused
from tests.journeys.steps import Family, begin_note, bring_in, bring_in_another
from tests.screen import buttons, labels, text_of


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with open_practice(tmp_path / "bot.sqlite3") as opened:
        opened.may_fail.add("terminated by other getUpdates")
        yield opened
        assert await refused(opened) == []


@pytest.fixture
async def family(practice: Practice) -> Family:
    return await bring_in(practice)


async def two_weeks(practice: Practice) -> str:
    await practice.sim.send(NORA, "/checkins Sunny")
    return text_of(await practice.sim.last(NORA))


async def test_done_some_not_today_unknown_and_unplanned_stand_apart(practice, family):
    begin_earlier(practice, 40)
    today = family.today
    answer(practice, family.socks, today)
    answer(practice, family.socks, today - timedelta(days=1), "some", recalled=1)
    answer(practice, family.socks, today - timedelta(days=2), "not_today", reason="tired")
    write(
        practice,
        "UPDATE assignment_versions "
        "SET changed_at = changed_at - 4000000000, starts_on = '2026-11-30'",
    )
    await practice.sim.send(NORA, "/program Sunny")
    await practice.sim.tap(NORA, "Lights-down half hour")
    await practice.sim.tap(NORA, "Pause it")
    await practice.sim.tap(NORA, "Until I bring it back")
    shown = await two_weeks(practice)
    assert "Socks on · 3 answers\n······ ·····○◐ ●" in shown, shown
    assert "From memory: Sun 10 Jan" in shown
    assert "Lights-down half hour · 0 answers\n······ ······· –" in shown, "it rests since today"


async def test_one_activity_by_itself_says_each_answer_with_all_that_was_added(practice, family):
    sim, today = practice.sim, family.today
    begin_earlier(practice, 40)
    for days in range(1, 28):
        answer(
            practice, family.socks, today - timedelta(days=days),
            help_level=1 if days < 14 else 4,
        )  # fmt: skip
    answer(
        practice, family.socks, today, "some", help_level=2, before_comfort="ok",
        after_comfort="good", enjoyed="liked", note="She laughed <b>once</b>",
    )  # fmt: skip
    assert "Help, mostly: Pictures, set-up or waiting (lately less)" in await two_weeks(practice)
    await sim.tap(NORA, "Socks on")
    shown = text_of(await sim.last(NORA))
    assert "◐ Mon 11 Jan, Alice\na word, look or point; comfort OK → good; liked it" in shown
    assert "“She laughed <b>once</b>”" in shown
    weeks = "some hands-on help | some hands-on help | pictures, set-up or waiting | "
    assert f"Help by week, the latest last: {weeks}pictures, set-up or waiting" in shown, shown
    assert shown.index("Mon 11 Jan, Alice") < shown.index("Sun 10 Jan, Alice")
    assert "Lights-down" not in shown
    await practice.restart()
    await sim.tap(NORA, "‹ Two weeks before")
    earlier = text_of(await sim.last(NORA))
    assert "Tue 15 Dec to Mon 28 Dec" in earlier and "some hands-on help" in earlier
    await sim.tap(NORA, "Later ›")
    assert "Mon 11 Jan, Alice" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "All activities")
    assert "Lights-down half hour" in text_of(await sim.last(NORA))


async def test_photos_and_voice_notes_play_and_go_when_the_answer_is_taken_back(practice, family):
    sim = practice.sim
    await begin_note(practice)
    await sim.attach(ALICE, "voice")
    shown = await two_weeks(practice)
    assert "Socks on · 1 answer" in shown
    play = next(label for label in labels(await sim.last(NORA)) if label.startswith("🎤"))
    assert play == "🎤 Alice, Mon 11 Jan"
    page = await sim.last(NORA)
    data = next(b["callback_data"] for b in buttons(page) if b["text"] == play)
    await sim.tap(NORA, play)
    assert "voice" in await sim.last(NORA)
    await sim.tap(NORA, "Socks on", page)
    page = await sim.find(NORA, "Check-ins · Sunny")
    assert "● Mon 11 Jan, Alice 🎤" in text_of(page)
    await bring_in_another(practice)
    answered = await sim.forge(CHARLIE, await sim.last(CHARLIE), data)
    assert answered and answered["show_alert"]
    write(practice, "UPDATE check_ins SET withdrawn_at = 1")
    answered = await sim.forge(NORA, page, data)
    assert answered and answered["show_alert"]
    assert "🎤" not in await two_weeks(practice)


async def test_the_client_card_leads_everywhere(practice, family):
    sim = practice.sim
    for label, words in (
        ("Before a visit", "Before a visit · Sunny"),
        ("Messages", "It goes to Alice (parent), Bob (grandparent)."),
        ("Check-ins", "Check-ins · Sunny"),
    ):
        await sim.send(NORA, "/clients")
        await sim.tap(NORA, next(x for x in labels(await sim.last(NORA)) if "Sunny" in x))
        await sim.tap(NORA, label)
        assert words in text_of(await sim.last(NORA))
