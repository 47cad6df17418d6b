"""A therapist changes a running program: few taps, every change a version, nothing overwritten."""

from datetime import date, timedelta

from bot.domain.people import Role
from bot.store import people
from tests.journeys.practice import ALICE, NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client, assign
from tests.screen import labels, text_of

SHOWN = "assignment_versions"


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def open_socks(practice: Practice, person: int = NORA) -> None:
    await practice.sim.send(person, "/program Sunny")
    await practice.sim.tap(person, "Socks on")


async def taps(practice: Practice, person: int, *buttons: str) -> int:
    """Tap one button after the other; return how many taps that were."""
    for label in buttons:
        await practice.sim.tap(person, label)
    return len(buttons)


def socks(practice: Practice, family: Family) -> dict[str, object]:
    return practice.one("SELECT * FROM assignments WHERE id = ?", family.socks)


async def let_olga_care_for_sunny_too(practice: Practice, family: Family) -> None:
    await practice.sim.start(OLGA)
    olga = practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"]
    await practice.app.office.db.write(
        lambda tx: people.add_link(tx, family.client, olga, Role.THERAPIST, 0)
    )


async def test_a_slot_changes_in_three_taps_and_the_family_has_it_at_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "We did it"):
        await sim.tap(ALICE, label)
    await sim.send(NORA, "/program Sunny")
    assert await taps(practice, NORA, "Socks on", "Time of day", "Bedtime") <= 3
    assert "🌙 Bedtime, every day" in await shown(practice)
    await sim.send(ALICE, "/today")
    day = await shown(practice, ALICE)
    assert day.index("Bedtime") < day.index("Socks on"), "it stands at bedtime now"
    row = practice.one("SELECT assignment_version FROM check_ins")
    assert row["assignment_version"] == 1, "what was answered keeps the version it was about"
    await sim.tap(NORA, "History")
    past = await shown(practice)
    first, second = past.index("1. "), past.index("2. ")
    assert second < past.index("time of day: Morning → Bedtime") < first
    assert past.index("Answered Mon 11 Jan: ●") > first, "the answer stands under its version"


async def test_days_minutes_note_and_how_long_change_and_each_is_a_version(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_socks(practice)
    await taps(practice, NORA, "Days", "✓ Sat", "✓ Sun", "Take Monday to Friday")
    assert "Monday to Friday" in await shown(practice)
    await taps(practice, NORA, "Minutes", "Another number")
    await sim.send(NORA, "a lot")
    assert "I did not read that as minutes" in await shown(practice)
    await practice.restart()
    await sim.send(NORA, "12")
    assert "about 12 minutes" in await shown(practice)
    await taps(practice, NORA, "Note", "Write a note")
    await sim.send(NORA, "By the front <door> & the bench")
    assert "Note: By the front <door> & the bench" in await shown(practice)
    await taps(practice, NORA, "How long", "Until a date")
    await sim.send(NORA, "2027-03-01")
    assert "Until Mon 1 Mar" in await shown(practice)
    now = socks(practice, family)
    assert (now["weekdays"], now["minutes"], now["ends_on"]) == (31, 12, "2027-03-01")
    assert now["version"] == 5
    assert len(practice.rows(f"SELECT 1 FROM {SHOWN} WHERE assignment_id = ?", family.socks)) == 5
    await sim.tap(NORA, "History")
    past = await shown(practice)
    for line in ("days: every day → Monday to Friday", "minutes: as on the card → 12", "Nora"):
        assert line in past
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    card = await shown(practice, ALICE)
    assert "about 12 minutes" in card and "By the front <door> & the bench" in card


async def test_a_step_gets_other_words_for_one_client_and_safety_stays(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_socks(practice)
    await taps(practice, NORA, "Steps", "Step 2", "Other words")
    await sim.send(NORA, "x" * 301)
    assert "It holds 300." in await shown(practice)
    await practice.restart()
    await sim.send(NORA, "The blue sock first.")
    assert "These are Sunny's own steps:" in await shown(practice)
    await taps(practice, NORA, "Step 1", "Leave it out")
    await sim.tap(NORA, "Add a step at the end")
    await sim.send(NORA, "Wiggle the toes.")
    steps = await shown(practice)
    assert "1. The blue sock first." in steps and "Wiggle the toes." in steps
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    assert "Safety first" in await shown(practice, ALICE)
    await sim.tap(ALICE, "Show me the steps")
    assert "The blue sock first." in await shown(practice, ALICE)
    await open_socks(practice)
    await taps(practice, NORA, "Steps", "All as on the card")
    assert "The steps of the card." in await shown(practice)
    assert socks(practice, family)["own_steps"] is None


async def test_the_part_to_hand_over_is_one_tap(practice: Practice, family: Family) -> None:
    await open_socks(practice)
    await practice.sim.tap(NORA, "The part to hand over")
    last = labels(await practice.sim.last(NORA))[-3]
    await practice.sim.tap(NORA, last)
    number = int(last.split(".")[0])
    assert f"From step {number} on, it is Sunny's part" in await shown(practice)
    assert socks(practice, family)["hand_over_from"] == number


async def test_a_rest_with_a_date_ends_by_itself(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await open_socks(practice)
    await taps(practice, NORA, "Pause it", "Until another date")
    await sim.send(NORA, "2027-01-10")
    assert "That day does not work." in await shown(practice)
    await sim.send(NORA, "2027-01-14")
    assert "Rests until Thu 14 Jan" in await shown(practice)
    await sim.send(ALICE, "/today")
    assert "Socks on" not in await shown(practice, ALICE)
    await sim.advance(timedelta(days=3))
    await sim.send(ALICE, "/today")
    assert "Socks on" in await shown(practice, ALICE)
    await open_socks(practice)
    assert "Rests" not in await shown(practice)


async def test_an_end_has_a_reason_that_the_practice_keeps(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_socks(practice)
    await taps(practice, NORA, "End it", "In my own words")
    await practice.restart()
    await sim.send(NORA, "Grandma's way works better")
    assert "has ended" in await shown(practice)
    assert socks(practice, family)["ended_why"] == "Grandma's way works better"
    await taps(practice, NORA, "Program", "What has ended")
    assert "Grandma's way works better" in await shown(practice)
    await sim.tap(NORA, "Socks on")
    assert "has ended: Grandma's way works better" in await shown(practice)
    await sim.send(ALICE, "/today")
    assert "Socks on" not in await shown(practice, ALICE)


async def test_the_order_within_a_time_of_day_changes(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await assign(practice, NORA, "Sunny dress-tshirt-on morning daily")
    await open_socks(practice)
    assert "⬆ Move up" not in labels(await sim.last(NORA))
    await sim.tap(NORA, "⬇ Move down")
    await sim.send(ALICE, "/today")
    day = await shown(practice, ALICE)
    shirt = practice.one("SELECT max(id) AS id FROM assignments")["id"]
    order = practice.rows("SELECT id FROM assignments WHERE slot = 'morning' ORDER BY position")
    assert [row["id"] for row in order] == [shirt, family.socks]
    assert day.index("T-shirt") < day.index("Socks on")
    await open_socks(practice)
    await sim.tap(NORA, "⬆ Move up")
    await sim.tap(NORA, "History")
    assert (await shown(practice)).count("another place in the list") == 2


async def test_the_second_of_two_therapists_is_shown_the_change_and_asked(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await let_olga_care_for_sunny_too(practice, family)
    await open_socks(practice)
    await sim.tap(NORA, "Time of day")
    await open_socks(practice, OLGA)
    await taps(practice, OLGA, "Time of day", "Bedtime")
    await sim.tap(NORA, "After school")
    asked = await shown(practice)
    assert "This was changed while you looked at it" in asked
    assert "Olga: time of day: Morning → Bedtime" in asked
    assert "time of day: Bedtime → After school" in asked
    assert socks(practice, family)["slot"] == "bedtime", "nothing is overwritten"
    await practice.restart()
    await sim.tap(NORA, "Change it all the same")
    assert socks(practice, family)["slot"] == "afternoon"
    assert socks(practice, family)["version"] == 3


async def test_typed_words_wait_too_when_somebody_else_was_first(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await let_olga_care_for_sunny_too(practice, family)
    await open_socks(practice)
    await taps(practice, NORA, "Note", "Write a note")
    await open_socks(practice, OLGA)
    await taps(practice, OLGA, "Days", "weekends")
    await sim.send(NORA, "By the door")
    assert "Olga: days: every day → weekends" in await shown(practice)
    await sim.tap(NORA, "Leave it as it is")
    assert socks(practice, family)["note"] is None
    await open_socks(practice, OLGA)
    await taps(practice, OLGA, "Minutes", "8")
    assert socks(practice, family)["version"] == 3


async def test_the_same_change_by_both_is_one_change(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await let_olga_care_for_sunny_too(practice, family)
    await open_socks(practice)
    await sim.tap(NORA, "Time of day")
    await open_socks(practice, OLGA)
    await taps(practice, OLGA, "Time of day", "Bedtime")
    await sim.tap(NORA, "Bedtime")
    assert "🌙 Bedtime" in await shown(practice)
    assert socks(practice, family)["version"] == 2


async def test_a_worry_takes_over_a_rest_that_would_have_ended_by_itself(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await open_socks(practice)
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await taps(practice, NORA, "Pause it", "Until Mon 18 Jan")
    await taps(practice, ALICE, "Something worried me", "Pain or skin marks")
    await sim.tap(ALICE, labels(await sim.last(ALICE))[0])
    now = socks(practice, family)
    assert (now["status"], now["paused_until"], now["paused_why"]) == ("paused", None, "worry")
    await sim.advance(timedelta(days=8))
    await sim.send(ALICE, "/today")
    assert "Socks on" not in await shown(practice, ALICE)
    await open_socks(practice)
    await sim.tap(NORA, "Resume it")
    assert socks(practice, family)["status"] == "active"


async def test_the_load_guard_warns_and_forbids_nothing(practice: Practice, family: Family) -> None:
    sim = practice.sim
    for card in ("heavy-wall-push afternoon", "calm-corner afternoon", "heavy-basket afternoon"):
        await assign(practice, NORA, f"Sunny {card} daily")
    await sim.send(NORA, "/program Sunny")
    page = await shown(practice)
    assert "5 activities at a time. Up to 4 is plenty." in page
    assert "5 activities in the first week. One or two is a kind start." in page
    assert "extra minutes a week. Up to 120 is plenty." in page


async def test_another_therapist_steers_nothing(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await add_client(practice, OLGA, "Pip")
    page = await sim.last(OLGA)
    for data in (
        f"4c:{family.socks}:slot",
        f"4s:{family.socks}:1:slot:bedtime:0",
        f"4s:{family.socks}:1:end::0",
        f"4o:{family.socks}:1",
        f"4h:{family.socks}:0",
        f"4e:{family.client}",
        f"4t:{family.socks}:1:note:0",
    ):
        answer = await sim.forge(OLGA, page, data)
        assert answer is not None and answer["show_alert"], data
    assert socks(practice, family)["version"] == 1
    assert date.fromisoformat(str(socks(practice, family)["starts_on"])) == family.today
