"""/practice: a number is a suggestion until an administrator stands for it; nobody else sets any.

Typed and tapped in the local chat; what the screens claim is checked against the database.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.house import THERAPIST, open_house
from tests.journeys.practice import ALICE, NORA, OLGA, Practice, open_practice, refused
from tests.screen import labels, text_of

FALLBACK = "your local emergency number (112 works in much of the world)"
GUEST = 1005
SETTINGS = "SELECT name, value, confirmed_at IS NOT NULL AS sure FROM practice_settings"


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[Practice]:
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        yield practice
        assert await refused(practice) == [], "the strict server refused a call"


def kept(practice: Practice) -> dict[str, tuple[str, bool]]:
    """Return every setting with whether somebody stands for it."""
    return {row["name"]: (row["value"], bool(row["sure"])) for row in practice.rows(SETTINGS)}


async def _open(practice: Practice, *path: str, who: int = NORA) -> dict[str, Any]:
    await practice.sim.send(who, "/practice")
    for label in path:
        await practice.sim.tap(who, label)
    return dict(await practice.sim.last(who))


# -- numbers --------------------------------------------------------------------------------------


async def test_a_country_only_suggests_and_a_tap_confirms(practice: Practice) -> None:
    page = await _open(practice)
    assert "Emergency number: –" in text_of(page) and "Safety wording: draft" in text_of(page)
    await _open(practice, "Country", "Choose the country", "›", "›", "‹", "‹", "Canada")
    assert kept(practice) == {
        "country": ("CA", True),
        "emergency": ("911", False),
        "crisis": ("988", False),
    }
    await practice.sim.tap(NORA, "Emergency number")
    page = await practice.sim.last(NORA)
    assert "911, not confirmed" in text_of(page)
    answer = await practice.sim.tap(NORA, "Confirm 911")
    assert answer and answer["text"] == "Saved"
    assert "Confirmed by Nora, Mon 11 Jan" in text_of(await practice.sim.last(NORA))
    row = practice.one("SELECT * FROM practice_settings WHERE name = 'emergency'")
    nora = practice.one("SELECT id FROM people WHERE telegram_id = ?", NORA)["id"]
    assert (row["confirmed_by"], row["set_by"]) == (nora, nora) and row["confirmed_at"]
    trail = practice.rows("SELECT action, detail FROM audit_events WHERE action LIKE 'practice%'")
    assert {"action": "practice emergency confirmed", "detail": "911"} in trail
    assert kept(practice)["crisis"] == ("988", False), "each number for itself"


async def test_families_read_a_number_only_when_it_is_confirmed(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await _open(house.practice, "Country", "Choose the country", "Canada")
        assert FALLBACK in await house.tell(ALICE, "Swallowed something")
        assert "911" not in await house.shown(ALICE)
        await _open(house.practice, "Emergency number", "Confirm 911")
        page = await house.tell(ALICE, "Swallowed something")
        assert "call 911 now" in page.lower() and FALLBACK not in page
        await _open(house.practice, "Emergency number", "Leave it empty")
        assert FALLBACK in await house.tell(ALICE, "Breathing or choking")


async def test_a_move_to_another_country_makes_every_number_be_confirmed_anew(
    practice: Practice,
) -> None:
    for line in ("country ie", "poison 01 809 2166", "phone +353 1 234"):
        await practice.sim.send(NORA, f"/practice {line}")
    for name in ("Emergency number", "Crisis line", "Poison line", "Practice's phone"):
        page = await _open(practice, name)
        await practice.sim.tap(NORA, next(one for one in labels(page) if one.startswith("Confirm")))
    assert all(sure for _, sure in kept(practice).values())
    await practice.sim.send(NORA, "/practice country New Zealand")
    found = kept(practice)
    assert found["emergency"] == ("111", False) and found["crisis"] == ("1737", False)
    assert found["poison"] == ("01 809 2166", False) and found["phone"] == ("+353 1 234", False)
    await practice.sim.send(NORA, "/practice country NZ")
    assert kept(practice) == found, "the same country again changes nothing"


async def test_the_first_country_leaves_what_is_confirmed_alone(practice: Practice) -> None:
    await practice.sim.send(NORA, "/practice emergency 112 or 110")
    await practice.sim.tap(NORA, "Confirm 112 or 110")
    await practice.sim.send(NORA, "/practice country Germany")
    assert kept(practice)["emergency"] == ("112 or 110", True)


async def test_another_country_suggests_nothing(practice: Practice) -> None:
    await _open(practice, "Country", "Choose the country", "Another country")
    assert kept(practice) == {"country": ("ZZ", True)}
    assert "Country: ✓ another country" in text_of(await practice.sim.last(NORA))


async def test_what_is_confirmed_is_what_was_on_the_screen(practice: Practice) -> None:
    """Two administrators at once: a number changed meanwhile is not confirmed unseen."""
    sim = practice.sim
    await sim.start(OLGA)
    await sim.send(NORA, "/practice emergency 112")
    card = await sim.last(NORA)
    await sim.send(OLGA, "/practice emergency 113")
    answer = await sim.tap(NORA, "Confirm 112", card)
    assert answer and answer["show_alert"]
    assert kept(practice)["emergency"] == ("113", False)
    await sim.tap(OLGA, "Confirm 113")
    await sim.send(NORA, "/practice emergency 113")
    assert kept(practice)["emergency"] == ("113", True), "the same number stays confirmed"
    await sim.send(NORA, "/practice emergency 114")
    assert kept(practice)["emergency"] == ("114", False), "another one is to be confirmed"


# -- typed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "path", "bad", "answer", "good", "value"),
    [
        (
            "emergency",
            "Emergency number",
            "help!",
            "as a number to call",
            "999 or 112",
            "999 or 112",
        ),
        ("name", "Name", "\u200b", "name was empty", "Riverside <OT> & Co", "Riverside <OT> & Co"),
        ("hours", "Reading hours", "in the morning", "as hours", "8:30-16:30", "31 510 990"),
        ("hours", "Reading hours", "17-9", "as hours", "9 to 17", "31 540 1020"),
        ("promise", "Worries seen within", "soon", "as hours", "36", "36"),
        ("promise", "Worries seen within", "999", "as hours", "36 h", "36"),
        ("country", "Country", "Narnia", "do not know that country", "ireland", "IE"),
    ],
)
async def test_a_value_is_typed_and_a_slip_is_asked_again(
    practice: Practice, setting: str, path: str, bad: str, answer: str, good: str, value: str
) -> None:
    sim = practice.sim
    await _open(
        practice, path, *(["Choose the country"] if setting == "country" else []), "Type it"
    )
    await sim.send(NORA, bad)
    assert answer in text_of(await sim.last(NORA))
    assert setting not in kept(practice)
    await sim.send(NORA, good)
    assert kept(practice)[setting][0] == value
    await sim.send(NORA, "just words")
    assert kept(practice)[setting][0] == value, "the next text is just a text"


@pytest.mark.parametrize(
    "line", ["nonsense 1", "emergency", "urgent 3", "wording x", "hours 25-26"]
)
async def test_a_line_that_is_not_clear_changes_nothing(practice: Practice, line: str) -> None:
    await practice.sim.send(NORA, f"/practice {line}")
    assert "That did not work yet." in text_of(await practice.sim.last(NORA))
    assert kept(practice) == {}


async def test_a_restart_in_the_middle_of_typing_loses_nothing(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await _open(house.practice, "Poison line", "Type it")
        await house.restart()
        await house.sim.send(THERAPIST, "0361 730 730")
        await house.restart()
        await house.sim.tap(THERAPIST, "Confirm 0361 730 730")
        assert kept(house.practice)["poison"] == ("0361 730 730", True)


# -- hours, promise, people, wording --------------------------------------------------------------


async def test_reading_hours_are_chosen_day_by_day_and_told_to_families(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        assert "They read messages" not in await house.tell(ALICE, "Swallowed something")
        await _open(house.practice, "Reading hours", "08:00–17:00", "✓ Fri", "Sat")
        page = await house.practice.sim.last(NORA)
        assert "Mon, Tue, Wed, Thu, Sat, 08:00 to 17:00 (Berlin)" in text_of(page)
        page_of_alice = await house.tell(
            ALICE, "Breathing or choking", "Held their breath, went pale or floppy"
        )
        assert "They read messages Mon, Tue, Wed, Thu, Sat, 08:00 to 17:00" in page_of_alice
        for day in ("✓ Mon", "✓ Tue", "✓ Wed", "✓ Thu", "✓ Sat"):
            await house.sim.tap(NORA, day)
        assert kept(house.practice)["hours"] == ("32 480 1020", True), "one day stays"
        await house.sim.tap(NORA, "Leave it empty")
        assert "hours" not in kept(house.practice)


async def test_a_promise_is_made_changed_and_taken_back(practice: Practice) -> None:
    await _open(practice, "Worries seen within", "24 hours")
    assert kept(practice) == {"promise": ("24", True)}
    await practice.sim.tap(NORA, "48 hours")
    assert kept(practice) == {"promise": ("48", True)}
    assert "✓ 48 hours" in labels(await practice.sim.last(NORA))
    await practice.sim.tap(NORA, "No promise")
    assert kept(practice) == {}


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("Urgent contact", "urgent"),
        ("Safety lead", "safeguarding"),
        ("For eating and swallowing", "speech"),
    ],
)
async def test_contacts_are_chosen_among_the_therapists(
    practice: Practice, name: str, setting: str
) -> None:
    sim = practice.sim
    await sim.start(OLGA)
    page = await _open(practice, name)
    assert labels(page) == ["Nora", "Olga", "Nobody", "Back"]
    olga = practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"]
    await sim.tap(NORA, "Olga")
    assert kept(practice) == {setting: (str(olga), True)}
    assert f"{name}: ✓ Olga" in text_of(await _open(practice))
    answer = await sim.forge(NORA, await sim.last(NORA), f"XU:{setting}:999")
    assert answer and answer["show_alert"], "only somebody of the practice"
    await _open(practice, name, "Nobody")
    assert kept(practice) == {}


async def test_the_wording_is_read_whole_before_it_is_confirmed(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        draft = "The practice has not confirmed this wording yet."
        assert draft in await house.tell(ALICE, "Swallowed something")
        sim = house.sim
        await _open(house.practice, "Safety wording", "Read the texts")
        read = ""
        for _ in range(20):
            page = await sim.last(NORA)
            read += text_of(page)
            if "Confirm all of this wording" in labels(page):
                break
            await sim.tap(NORA, "›")
        for code in house.practice.app.office.worries.codes:
            assert code in read, code
        await sim.tap(NORA, "Confirm all of this wording")
        assert kept(house.practice)["wording"][1]
        assert "Safety wording: ✓ confirmed" in text_of(await _open(house.practice))
        assert draft not in await house.tell(ALICE, "Someone may be hurt or unsafe")
        await house.practice.app.database.write(
            lambda tx: tx.run("UPDATE practice_settings SET value = 'old' WHERE name = 'wording'")
        )
        assert draft in await house.tell(ALICE, "I am at the end of my strength")


# -- who may --------------------------------------------------------------------------------------


async def test_only_an_administrator_may_see_or_set_anything(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        therapist = await house.sim.add_person("Tom")
        await house.sim.start(therapist)
        sim, database = house.sim, house.practice.app.database
        await house.join(therapist, "Sunny")
        await database.write(
            lambda tx: tx.run(
                f"UPDATE people SET therapist_since = 1 WHERE telegram_id = {therapist}"
            )
        )
        stranger = await sim.add_person("Sid")
        await sim.start(stranger)
        before = kept(house.practice)
        forged = (
            "X", "XI:emergency", "XT:emergency", "XX:urgent", "XL:0", "XS:DE", "XH:480:960",
            "XD:0:1", "XP:24", "XU:urgent:1", "XW:0", "XC:emergency:00000000",
            f"XV:{house.practice.app.office.worries.revision}",
        )  # fmt: skip
        for who in (therapist, ALICE, stranger):
            for line in ("/practice", "/practice emergency 666", "/practice name Evil"):
                await sim.send(who, line)
                shown = await house.shown(who)
                assert "not something I can open" in shown or "invitation only" in shown, (
                    who,
                    line,
                )
            page = await sim.last(who)
            for data in forged:
                answer = await sim.forge(who, page, data)
                assert answer and answer["show_alert"], (who, data)
            await sim.send(who, "666")
        assert kept(house.practice) == before
        assert "practice" not in await sim.commands(therapist)


async def test_a_suspended_administrator_sets_nothing(practice: Practice) -> None:
    sim = practice.sim
    await sim.send(NORA, "/practice emergency 112")
    await practice.app.database.write(
        lambda tx: tx.run(f"UPDATE people SET suspended_at = 1 WHERE telegram_id = {NORA}")
    )
    answer = await sim.tap(NORA, "Confirm 112")
    assert answer and answer["show_alert"]
    assert kept(practice)["emergency"] == ("112", False)


async def test_an_administrator_finds_the_command_and_hears_what_is_lacking(
    practice: Practice,
) -> None:
    await practice.sim.start(NORA)
    assert {"practice", "worries"} <= set(await practice.sim.commands(NORA))
    assert "no emergency number of yours yet" in text_of(await practice.sim.last(NORA))
    await practice.sim.send(NORA, "/practice emergency 112")
    await practice.sim.tap(NORA, "Confirm 112")
    await practice.sim.start(NORA)
    assert "no emergency number of yours" not in text_of(await practice.sim.last(NORA))
    assert "practice" not in await practice.sim.commands(GUEST)
    assert "worry" in await practice.sim.commands(GUEST)
