"""From the link to the first card in nine taps at most, no typing; leaving stops it all at once."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.practice import ALICE, BOB, NORA, Practice, open_practice, refused
from tests.journeys.steps import Family, add_client, assign, invite
from tests.screen import labels, text_of

AFTERNOON = datetime(2027, 1, 11, 14, 0, tzinfo=UTC)
BEDTIME = datetime(2027, 1, 11, 18, 30, 5, tzinfo=UTC)
TUESDAY = datetime(2027, 1, 12, 20, 0, 5, tzinfo=UTC)
OTHER_LANGUAGE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Done"
msgstr "Fertig"
"""
#: In the order in which they come; "No, choose my place" is the longer way.
USUAL = ("English", "Yes, that is all right", "Parent", "Yes, it is", "07:00", "19:30")
ELSEWHERE = (
    "Yes, that is all right", "Parent", "No, choose my place", "Atlantic", "Azores 07:00",
    "07:00", "19:30",
)  # fmt: skip


async def test_nine_taps_and_no_typing_with_a_language_to_choose(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree("content", content)
    (content / "locales" / "de").mkdir(parents=True, exist_ok=True)
    (content / "locales" / "de" / "bot.po").write_text(OTHER_LANGUAGE, encoding="utf-8")
    async with open_practice(tmp_path / "bot.sqlite3", content_dir=str(content)) as practice:
        practice.may_fail.add("terminated by other getUpdates request")
        await add_client(practice, NORA, "Sunny")
        await assign(practice, NORA, "Sunny dress-socks-on morning daily")
        await _arrive(practice, USUAL, restarts=True)
        assert await refused(practice) == []


async def test_nine_taps_for_a_family_in_another_place(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    await assign(practice, NORA, "Sunny dress-socks-on morning daily")
    await _arrive(practice, ELSEWHERE, restarts=False)
    assert practice.one("SELECT zone FROM people WHERE telegram_id = ?", ALICE) == {
        "zone": "Atlantic/Azores"
    }


async def _arrive(practice: Practice, path: tuple[str, ...], *, restarts: bool) -> None:
    """Follow the link to the first card, counting the taps; the link itself is one."""
    sim = practice.sim
    await sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    taps = 1
    for label in path:
        await sim.tap(ALICE, label)
        taps += 1
        if restarts:
            await practice.restart()
    await sim.tap(ALICE, "Socks on")
    taps += 1
    card = text_of(await sim.last(ALICE))
    assert card.startswith("Socks on · Sunny") and "Safety first" in card
    assert taps <= 9
    typed = [m for m in await sim.messages(ALICE) if not m["from"]["is_bot"]]
    assert [text_of(m)[:6] for m in typed] == ["/start"], "nothing was typed but the link"


async def test_the_consent_says_what_is_kept_who_sees_it_and_how_to_leave(
    practice: Practice,
) -> None:
    await add_client(practice, NORA, "Sunny")
    await practice.sim.start(ALICE, await invite(practice, NORA, "Sunny"))
    page = text_of(await practice.sim.last(ALICE))
    for words in (
        "Kept: your first name here, your answers, your notes and your times.",
        "Who sees it: Nora, and the other people who care for Sunny.",
        "not end-to-end encrypted",
        "You can leave any time with /privacy. Messages then stop at once.",
    ):
        assert words in page
    assert practice.count("consents") == practice.count("care_links") - 1 == 0
    await practice.sim.tap(ALICE, "Yes, that is all right")
    kept = practice.one("SELECT version, given_at, withdrawn_at FROM consents")
    assert kept["version"] and kept["given_at"] and kept["withdrawn_at"] is None


async def test_leaving_stops_what_is_planned_and_what_is_asked_for_later(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.clock_to(BEDTIME)
    await sim.tap(ALICE, "Later")
    await sim.tap(ALICE, "15 minutes")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    await sim.send(BOB, "/today")
    await sim.tap(BOB, next(one for one in labels(await sim.last(BOB)) if "Socks on" in one))
    await sim.tap(BOB, "Thank Alice")
    planned = "SELECT count(*) AS n FROM deliveries WHERE state = 'planned' AND person_id = 2"
    assert practice.one(planned)["n"] == 2, "the card that was put off, and Bob's thanks"
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    assert practice.one(planned)["n"] == 0
    seen = len(await sim.from_bot(ALICE))
    await sim.advance(20 * 60)
    await sim.clock_to(TUESDAY)
    assert len(await sim.from_bot(ALICE)) == seen
    await sim.send(ALICE, "/worry")
    assert "call your local emergency number" in text_of(await sim.last(ALICE))


async def test_with_two_clients_every_card_says_whose_it_is(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Pip")
    await assign(practice, NORA, "Pip dress-socks-on bedtime daily")
    await sim.start(ALICE, await invite(practice, NORA, "Pip"))
    for label in ("Yes, that is all right", "Parent", "07:30", "20:00"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, "/today")
    assert labels(await sim.last(ALICE))[:2] == ["Pip", "Sunny"]
    before = len(await sim.from_bot(ALICE))
    await sim.clock_to(TUESDAY)
    cards = (await sim.from_bot(ALICE))[before:]
    assert cards and all("Pip" in text_of(one) or "Sunny" in text_of(one) for one in cards)
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Pip")
    await sim.tap(ALICE, "Socks on")
    assert "Pip" in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "We did it")
    assert "Pip" in text_of(await sim.last(ALICE)) and "Sunny" not in text_of(await sim.last(ALICE))


async def test_help_is_about_where_somebody_stands(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/help")
    page = await sim.last(ALICE)
    assert "Sunny: 2 cards are open today. One is plenty." in text_of(page)
    assert {"Help right now", "It is a lot", "Today's cards"} <= set(labels(page))
    await sim.send(ALICE, "/pause")
    await sim.tap(ALICE, "Until I say so")
    await sim.send(ALICE, "/help")
    assert "Sunny: reminders rest." in text_of(await sim.last(ALICE))
    await sim.tap(ALICE, "Let reminders come again")
    await sim.send(ALICE, "/help")
    await sim.tap(ALICE, "It is a lot")
    await sim.tap(ALICE, "Too much")
    assert "Halve it now" in labels(await sim.last(ALICE))
    await add_client(practice, NORA, "Pip")
    await sim.start(BOB, await invite(practice, NORA, "Pip"))
    await sim.send(BOB, "/help")
    assert "The first questions are still open." in text_of(await sim.last(BOB))
    await sim.tap(BOB, "Go on where I was")
    await sim.tap(BOB, "Yes, that is all right")
    for label in ("Grandparent", "07:00", "19:30"):
        await sim.tap(BOB, label)
    await sim.send(BOB, "/help")
    assert "Pip: the therapist is still choosing the first card." in text_of(await sim.last(BOB))
