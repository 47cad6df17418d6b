"""Language, place and leaving: what a person chooses about themselves holds at once."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.practice import ALICE, BOB, NORA, Practice, open_practice, refused
from tests.journeys.steps import Family, add_client, invite, join
from tests.screen import labels, text_of

BEDTIME = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)
GERMAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "<b>Settings</b>"
msgstr "<b>Einstellungen</b>"

msgid "Yes, that is all right"
msgstr "Ja, das ist in Ordnung"
"""


async def test_the_zone_moves_the_cards_with_the_person(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/settings")
    await sim.tap(ALICE, "My place and clock")
    await sim.tap(ALICE, "Americas")
    await sim.tap(ALICE, "›")
    await sim.tap(ALICE, "Back")
    await sim.send(ALICE, "new york")
    await sim.tap(ALICE, "New York 03:00")
    assert "Place: New York, where it is 03:00 now" in text_of(await sim.last(ALICE))
    due = practice.rows(
        "SELECT p.telegram_id AS who, r.next_due_at AS at FROM reminders r "
        "JOIN people p ON p.id = r.person_id WHERE r.slot = 'bedtime'"
    )
    at = {r["who"]: datetime.fromtimestamp(r["at"] / 1000, UTC) for r in due}
    assert (at[ALICE].hour, at[ALICE].minute) == (0, 30), "half past seven in New York"
    assert (at[BOB].hour, at[BOB].minute) == (18, 30), "and in Berlin"


async def test_a_place_that_is_not_known_is_asked_again(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/settings")
    await sim.tap(ALICE, "My place and clock")
    await sim.send(ALICE, "Little Whinging")
    assert "I do not know that place yet" in text_of(await sim.last(ALICE))
    await sim.send(ALICE, "3:01")
    offered = labels(await sim.last(ALICE))
    assert offered and all("03:0" in label for label in offered[:-1])
    await sim.tap(ALICE, offered[0])
    assert "where it is 03:0" in text_of(await sim.last(ALICE))


async def test_leaving_is_asked_twice_and_stops_the_cards_at_once(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    old_card = await sim.last(ALICE)
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "No, stay")
    assert practice.one("SELECT count(*) AS n FROM consents WHERE withdrawn_at IS NULL")["n"] == 2
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    assert "Messages have stopped" in text_of(await sim.last(ALICE))

    alice = practice.one("SELECT id FROM people WHERE telegram_id = ?", ALICE)["id"]
    gone = practice.one("SELECT withdrawn_at FROM consents WHERE person_id = ?", alice)
    assert gone["withdrawn_at"] is not None
    ended = practice.one("SELECT ended_at FROM care_links WHERE person_id = ?", alice)
    assert ended["ended_at"] is not None
    assert practice.rows("SELECT * FROM reminders WHERE person_id = ?", alice) == []

    seen = len(await sim.from_bot(ALICE))
    answer = await sim.tap(ALICE, "We did it", old_card)
    assert answer and answer["show_alert"]
    assert practice.count("check_ins") == 0, "an old card opens nothing any more"
    await sim.clock_to(BEDTIME)
    assert len(await sim.from_bot(ALICE)) == seen
    assert "Lights" in text_of(await sim.last(BOB)), "Bob's cards come as ever"


async def test_who_left_can_be_invited_again(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    await sim.send(ALICE, "/today")
    assert "no program for you here now" in text_of(await sim.last(ALICE))
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"), relation="Carer or helper")
    assert "Socks on" in text_of(await sim.last(ALICE))
    given = practice.rows(
        "SELECT withdrawn_at IS NULL AS valid FROM consents c JOIN people p ON p.id = c.person_id "
        "WHERE p.telegram_id = ? ORDER BY c.id",
        ALICE,
    )
    assert [r["valid"] for r in given] == [0, 1], "the first consent stays on record"
    await sim.clock_to(BEDTIME)
    assert "Lights" in text_of(await sim.last(ALICE))


async def test_leaving_in_the_middle_of_the_welcome_ends_the_welcome(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    await sim.tap(ALICE, "Yes, that is all right")
    question = await sim.last(ALICE)
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    await sim.tap(ALICE, "Parent", question)
    assert await sim.find(ALICE, "no program for you here now")
    assert practice.count("drafts") == practice.count("reminders") == 0


async def test_a_no_to_the_consent_keeps_nothing(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    token = await invite(practice, NORA, "Sunny")
    await sim.start(ALICE, token)
    await sim.tap(ALICE, "No, thank you")
    assert "Nothing is kept" in text_of(await sim.last(ALICE))
    assert practice.rows("SELECT * FROM people WHERE telegram_id = ?", ALICE) == []
    await join(practice, ALICE, token)  # and the link still works for a change of mind


async def test_a_late_no_does_not_claim_that_nothing_is_kept(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    consent = await sim.last(ALICE)
    no = next(b for row in _rows(consent) for b in row if b["text"] == "No, thank you")
    await sim.tap(ALICE, "Yes, that is all right")
    await sim.forge(ALICE, consent, no["callback_data"])
    assert "Nothing is kept" not in text_of(await sim.last(ALICE))
    assert practice.count("consents") == 1
    await sim.tap(ALICE, "Parent")


async def test_a_language_can_be_chosen_when_there_are_two(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree("content", content)
    (content / "locales" / "de").mkdir(parents=True, exist_ok=True)
    (content / "locales" / "de" / "bot.po").write_text(GERMAN, encoding="utf-8")
    async with open_practice(tmp_path / "bot.sqlite3", content_dir=str(content)) as practice:
        sim = practice.sim
        await add_client(practice, NORA, "Sunny")
        await sim.start(ALICE, await invite(practice, NORA, "Sunny"))
        await sim.tap(ALICE, "Deutsch")
        await sim.tap(ALICE, "Ja, das ist in Ordnung")
        for label in ("Parent", "Yes, it is", "07:00", "19:30"):
            await sim.tap(ALICE, label)
        await sim.send(ALICE, "/settings")
        assert text_of(await sim.last(ALICE)).startswith("Einstellungen")
        await sim.tap(ALICE, "Language")
        await sim.tap(ALICE, "English")
        assert text_of(await sim.last(ALICE)).startswith("Settings")
        languages = practice.rows("SELECT language FROM people ORDER BY id")
        assert [r["language"] for r in languages] == ["en", "en"]
        assert practice.one("SELECT language FROM consents") == {"language": "de"}
        assert await refused(practice) == []


def _rows(message: dict[str, object]) -> list[list[dict[str, str]]]:
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    rows: list[list[dict[str, str]]] = markup["inline_keyboard"]
    return rows
