"""The morning's question, "who needs me?", is answered by the first screen, without a tap."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.diary import answer, begin_earlier, write
from tests.journeys.practice import ALICE, NORA, OLGA, Practice, open_practice, refused
from tests.journeys.steps import Family, add_client, bring_in
from tests.screen import labels, text_of


@pytest.fixture
async def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Practice]:
    monkeypatch.setattr("bot.schedule.pacer.CHAT_GAP_S", 0)
    async with open_practice(tmp_path / "bot.sqlite3") as opened:
        opened.may_fail.add("terminated by other getUpdates")
        yield opened
        assert await refused(opened) == []


@pytest.fixture
async def family(practice: Practice) -> Family:
    return await bring_in(practice)


async def first_screen(practice: Practice, who: int = NORA) -> str:
    await practice.sim.start(who)
    return text_of(await practice.sim.last(who))


async def test_with_nothing_to_do_it_says_so(practice, family):
    assert "🌿 Nobody is waiting for you." in await first_screen(practice)


async def test_worry_message_pattern_and_review_in_that_order_each_one_tap_away(practice, family):
    sim, today = practice.sim, family.today
    begin_earlier(practice, 40)
    for days in (1, 2, 3):
        answer(
            practice, family.socks, today - timedelta(days=days),
            before_comfort="good", after_comfort="not_ok",
        )  # fmt: skip
    end = (today + timedelta(days=1)).isoformat()
    write(practice, "UPDATE assignments SET ends_on = ? WHERE id = ?", end, family.lights)
    await sim.send(ALICE, "/message When do we meet?")
    await sim.send(ALICE, "/worry")
    await sim.tap(ALICE, "Something else")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[-2])
    shown = await first_screen(practice)
    lines = [line for line in shown.splitlines() if "Sunny: " in line]
    assert [line[0] for line in lines] == ["🟡", "✉", "🌿", "🗓"], shown
    assert "1 new message" in lines[1]
    assert "comfort went down after “Socks on”" in lines[2]
    assert "a review, Tue 12 Jan" in lines[3]
    start = await sim.last(NORA)
    for label, page in (
        ("🟡 Sunny", "A worry"),
        ("✉️ Sunny", "When do we meet?"),
        ("🌿 Sunny", "Before a visit"),
        ("🗓 Sunny", "The review is due"),
    ):
        await sim.start(NORA)
        await sim.tap(NORA, label)
        assert page in text_of(await sim.last(NORA)), label
    assert labels(start)[0] == "Worries"


async def test_a_look_takes_the_line_away_until_there_is_news(practice, family):
    sim, today = practice.sim, family.today
    begin_earlier(practice, 40)
    for days in (1, 2):
        answer(
            practice, family.socks, today - timedelta(days=days), "not_today", reason="not_for_us"
        )
    assert "“Socks on” is not for them, they said twice" in await first_screen(practice)
    await sim.tap(NORA, "🌿 Sunny")
    assert "What would suit better than “Socks on”?" in text_of(await sim.last(NORA))
    await practice.restart()
    answered = await sim.tap(NORA, "I have had a look")
    assert answered and answered["text"] == "Noted. It comes back only with news."
    assert "🌿 Nobody is waiting" in await first_screen(practice)
    await sim.advance(timedelta(days=2))
    for days in (-1, -2):
        answer(practice, family.socks, today - timedelta(days=days), enjoyed="not_for_us")
    assert "“Socks on” is not for them" in await first_screen(practice)


async def test_quiet_is_said_of_a_plan_that_goes_on_and_not_of_a_rest(practice, family):
    begin_earlier(practice, 14)
    assert "Sunny: quiet for two weeks" in await first_screen(practice)
    write(
        practice,
        "UPDATE care_links SET paused_until = '2027-02-01' WHERE role <> 'therapist'",
    )
    assert "quiet" not in await first_screen(practice)
    write(practice, "UPDATE care_links SET paused_until = '2027-01-08' WHERE role <> 'therapist'")
    assert "quiet" not in await first_screen(practice), "they are back since three days"
    write(practice, "UPDATE care_links SET paused_until = NULL WHERE role <> 'therapist'")
    assert "quiet" in await first_screen(practice)
    await practice.sim.send(ALICE, "/message We are on holiday")
    assert "quiet" not in await first_screen(practice), "whoever writes is not silent"


async def test_a_rest_is_over_on_its_day_wherever_the_activity_is_shown(practice, family):
    sim = practice.sim
    begin_earlier(practice, 14)
    answer(practice, family.socks, family.today - timedelta(days=20))
    rests = "UPDATE assignments SET status = 'paused', paused_until = ?"
    tomorrow, today = (family.today + timedelta(days=1)).isoformat(), family.today.isoformat()
    for until, is_over in ((tomorrow, False), (today, True)):
        write(practice, rests, until)
        assert ("quiet for two weeks" in await first_screen(practice)) is is_over
        seen = {}
        for command, *taps in (("/clients Sunny",), ("/review Sunny",), ("/team Sunny", "Summary")):
            await sim.send(NORA, command)
            for label in taps:
                await sim.tap(NORA, label)
            seen[command] = text_of(await sim.last(NORA))
        counted = "2 activities in the program" if is_over else "0 activities in the program"
        assert counted in seen["/clients Sunny"]
        assert ("Socks on – resting" in seen["/review Sunny"]) is not is_over
        assert ("(rests)" in seen["/team Sunny"]) is not is_over


async def test_a_review_day_of_ones_own_goes_before_the_end_of_an_activity(practice, family):
    sim = practice.sim
    end = (family.today - timedelta(days=1)).isoformat()
    write(practice, "UPDATE assignments SET ends_on = ? WHERE id = ?", end, family.lights)
    assert "Sunny: a review, Sun 10 Jan" in await first_screen(practice)
    await sim.tap(NORA, "🗓 Sunny")
    await sim.tap(NORA, "Review in 4 weeks")
    assert "The next review: Mon 8 Feb" in text_of(await sim.last(NORA))
    assert "🌿 Nobody is waiting" in await first_screen(practice)
    assert practice.rows("SELECT action FROM audit_events WHERE action LIKE 'review on%'")


async def test_ten_lines_at_most_and_the_others_a_tap_away(practice, family):
    sim = practice.sim
    for n in range(12):
        await add_client(practice, NORA, f"Kid {n}")
        await sim.send(NORA, f"/assign Kid {n} dress-socks-on morning 1w")
    write(practice, "UPDATE assignments SET ends_on = '2027-01-10' WHERE client_id > 1")
    shown = await first_screen(practice)
    assert shown.count("a review") == 9 and "… and 3 more." in shown
    await sim.tap(NORA, "More ›")
    assert text_of(await sim.last(NORA)).count("a review") == 3
    await sim.tap(NORA, "‹")
    assert text_of(await sim.last(NORA)).count("a review") == 9
    assert "a review" not in await first_screen(practice, OLGA), "each sees their own caseload"


async def test_before_a_visit_everything_stands_on_one_screen(practice, family):
    sim, today = practice.sim, family.today
    begin_earlier(practice, 40)
    for days in range(1, 27):
        answer(
            practice, family.socks, today - timedelta(days=days), "some" if days % 3 else "done",
            help_level=2 if days < 15 else 4, enjoyed="liked", before_comfort="ok",
            after_comfort="good", note="A long note " * 40,
        )  # fmt: skip
    answer(practice, family.lights, today - timedelta(days=2), "not_today", reason="tired")
    alice = practice.one("SELECT id FROM people WHERE telegram_id = ?", ALICE)["id"]
    write(
        practice,
        "INSERT INTO load_answers (person_id, client_id, on_date, value, at) "
        "VALUES (?, ?, '2027-01-10', 'heavy', 1)", alice, family.client,
    )  # fmt: skip
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, "Mornings that feel lighter")
    await sim.send(NORA, "/review Sunny")
    page = await sim.last(NORA)
    shown = text_of(page)
    for words in (
        "Before a visit · Sunny",
        "Goal: Mornings that feel lighter",
        "Socks on: 8× done, 18× some; help, mostly “A word, look or point” (lately less)",
        "liked 26×",
        "comfort up 26×",
        "one to keep",
        "What makes “Socks on” work so well?",
        "1× not today; not today because: tired or unwell 1×",
        "Alice, Sun 10 Jan: heavy",
        "What has felt lighter since we met?",
    ):
        assert words in shown, shown
    assert "%" not in shown and len(shown) <= 4096
    assert "Alice: “A long note" in shown
    await practice.restart()
    await sim.tap(NORA, "Check-ins", page)
    assert "Check-ins · Sunny" in text_of(await sim.last(NORA))
