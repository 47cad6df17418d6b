"""The library by its administrator: cards are read, switched off and on; and how the bot stands."""

from datetime import timedelta

from bot.store import marks
from tests.journeys.diary import write
from tests.journeys.practice import ALICE, NORA, Practice
from tests.journeys.steps import Family, add_client, assign, invite, join
from tests.screen import labels, text_of

DRAFT = "Draft: your therapist has the last word."


async def test_a_card_that_is_switched_off_stays_with_those_who_have_it(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/activities socks")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "Switch off")
    await practice.restart()
    assert "Whoever has it in a program keeps it" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/library socks")
    assert "Socks on" not in labels(await sim.last(NORA))
    await sim.send(NORA, "/assign Sunny dress-socks-on bedtime")
    assert not text_of(await sim.last(NORA)).startswith("✓")
    assert practice.count("assignments") == 2
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    assert practice.count("check_ins") == 1
    await sim.send(NORA, "/activities")
    await sim.tap(NORA, "Switched off")
    await sim.tap(NORA, "Socks on · off")
    await sim.tap(NORA, "Switch on")
    await sim.send(NORA, "/library socks")
    assert "Socks on" in labels(await sim.last(NORA))
    acts = practice.rows("SELECT detail FROM audit_events WHERE action = 'library card'")
    assert [row["detail"] for row in acts] == ["dress-socks-on: off", "dress-socks-on: on"]


async def test_a_review_is_signed_and_survives_reload_and_restart(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    assert DRAFT in text_of(await sim.last(ALICE))
    await sim.send(NORA, "/activities dress-socks-on")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "I have read it: N")
    assert "✓ Read by N, Mon 11 Jan" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/activities reload")
    await practice.restart()
    await sim.send(NORA, "/activities socks")
    assert "✓ Socks on" in labels(await sim.last(NORA))
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    assert DRAFT not in text_of(await sim.last(ALICE))
    kept = practice.one("SELECT * FROM activity_standings")
    assert kept["reviewed_initials"] == "N" and kept["reviewed_on"] == "2027-01-11"

    await practice.app.database.write(
        lambda tx: tx.run("UPDATE activity_standings SET reviewed_revision = 'an older text'")
    )
    await practice.restart()
    await sim.send(NORA, "/activities socks")
    assert "Socks on" in labels(await sim.last(NORA)), "another text was never read"


async def test_a_family_reaches_neither_library_nor_status(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    for typed in ("/activities", "/activities socks", "/status"):
        await sim.send(ALICE, typed)
        assert "It is for therapists here" in text_of(await sim.last(ALICE))
    for data in ("2A", "2L:all:0", "2O:dress-zip:0", "2R:dress-zip:1", "2z"):
        answer = await sim.forge(ALICE, await sim.last(ALICE), data)
        assert answer and answer["show_alert"], data
    assert practice.count("activity_standings") == 0


async def test_status_says_how_the_bot_stands_and_nothing_about_anybody(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.advance(timedelta(hours=3, minutes=5))
    await practice.app.database.write(
        lambda tx: marks.put(tx, marks.BACKUP_AT, practice.app.office.now_ms())
    )
    await sim.block(ALICE)
    await sim.send(NORA, "/status")
    shown = text_of(await sim.last(NORA))
    for words in (
        "0 d 3 h 5 min",
        "Last backup: Mon 11 Jan, 12:05",
        "No update went wrong",
        "Updates waiting: 0",
        "Updates set aside: 0",
        "People: 3, of whom Telegram does not reach 1",
        "Clients: 1",
    ):
        assert words in shown, (words, shown)
    assert "Sunny" not in shown and "Alice" not in shown
    await practice.restart()
    await sim.tap(NORA, "Look again")
    assert "0 d 0 h 0 min" in text_of(await sim.last(NORA))


async def test_the_practice_says_for_how_many_years_records_stay(practice: Practice) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/practice retention soon")
    assert "did not read that as years" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/practice")
    await sim.tap(NORA, "Records are kept")
    await sim.tap(NORA, "Type it")
    await practice.restart()
    await sim.send(NORA, "12 years")
    assert "✓ 12 years" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "10 years")
    assert practice.one("SELECT value FROM practice_settings")["value"] == "10"
    await sim.tap(NORA, "They stay")
    assert practice.count("practice_settings") == 0


async def test_new_activities_run_for_the_practices_usual_weeks(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/practice weeks 53")
    assert "Try a number from 1 to 52." in text_of(await sim.last(NORA))
    await sim.send(NORA, "/practice")
    assert "Usual weeks: 4 weeks" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Usual weeks")
    await sim.tap(NORA, "Type it")
    await practice.restart()
    await sim.send(NORA, "3 weeks")
    assert "✓ 3 weeks" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "6 weeks")
    await sim.send(NORA, "/assign Sunny")
    await sim.tap(NORA, "Ask them later")
    await sim.tap(NORA, "Dressing")
    await sim.tap(NORA, "Socks on")
    assert "For 6 weeks, from today." in text_of(await sim.last(NORA))
    await sim.tap(NORA, "✎ 6 weeks")
    assert "✓ 6 weeks" in labels(await sim.last(NORA))
    await sim.tap(NORA, "✓ 6 weeks")
    await sim.tap(NORA, "Assign it")
    await assign(practice, NORA, "Sunny dress-tshirt-on")
    ends = practice.rows("SELECT DISTINCT ends_on FROM assignments")
    assert [row["ends_on"] for row in ends] == ["2027-02-21"]
    write(practice, "UPDATE assignments SET ends_on = NULL")
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "📋 Templates")
    await sim.tap(NORA, "Keep this program as a template")
    await sim.send(NORA, "Without an end")
    assert '"weeks": 6' in practice.one("SELECT plan FROM program_templates")["plan"]
    await assign(practice, NORA, "Sunny dress-shoes-on 2w")
    last = practice.one("SELECT max(ends_on) AS day FROM assignments")
    assert last["day"] == "2027-01-24", "what a line says goes before"


async def test_the_practices_usual_times_are_offered_to_those_who_join(practice: Practice) -> None:
    sim = practice.sim
    client = await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/practice morning 6:45")
    assert "✓ 06:45" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/practice bedtime late")
    assert "I did not read that as a time" in text_of(await sim.last(NORA))
    await sim.send(NORA, "/practice afternoon 16:15")
    await assign(practice, NORA, "Sunny heavy-wall-push afternoon daily")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"), morning="06:45")
    kept = practice.rows(
        "SELECT slot, minute_of_day FROM reminders WHERE client_id = ? ORDER BY slot", client
    )
    assert [(row["slot"], row["minute_of_day"]) for row in kept] == [
        ("afternoon", 975),
        ("bedtime", 1170),
        ("morning", 405),
    ]
