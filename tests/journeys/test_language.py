"""A second language: chosen on the way in, spoken on every screen, within every limit."""

from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.catalog import load
from bot.domain.client_form import Detail
from bot.domain.program_change import Field as ChangeField
from bot.domain.template import named_for
from bot.settings import Settings
from scripts.texts import collect
from tests.journeys.practice import ALICE, NORA, Practice, open_practice, refused
from tests.journeys.steps import add_client, assign, invite
from tests.own_cards import ANSWERS
from tests.pseudo import LANGUAGE, accented, write_pseudo_locale
from tests.screen import buttons, labels, text_of

#: What ends the visit, makes a new message each time, or is another person's business.
LEFT_ALONE = ("vw:", "zs:", "es:", "DX:", "I:", "pp:", "pf:")
SCREENS = 140
SAID = [m.id for m in collect() if isinstance(m.id, str) and "{" not in m.id and len(m.id) > 9]
#: The library is not in that language: its words are English, as they should be.
LIBRARY = [
    words
    for one in load(Settings(_env_file=None).content_dirs).programs.values()
    for words in (one.name, one.start_small, named_for(one.goal, one.named, "Sunny"))
]
CARDS = [
    words
    for catalog in [load(Settings(_env_file=None).content_dirs)]
    for card in (catalog.activities[name] for name in ("dress-socks-on", "dress-zip"))
    for words in (
        *(card.title, card.why, card.chain or "", card.low.idea, card.watch),
        *(*card.steps, *card.easier, *card.harder, *card.low.lines, *card.need, *card.stop),
        *catalog.safety_texts(card),
        *(step.label for step in card.pictures),
    )
    if words
]


@pytest.fixture
async def abroad(tmp_path: Path) -> AsyncIterator[Practice]:
    """A practice whose own content folder brings a second language."""
    own = tmp_path / "own"
    write_pseudo_locale(own)
    async with open_practice(tmp_path / "bot.sqlite3", content_dir=f"content,{own}") as practice:
        yield practice
        failed = [call["description"] for call in await refused(practice)]
        # A card that is gone is no fault: a fresh one comes.
        assert [why for why in failed if "message to edit not found" not in why] == []


async def _tap(practice: Practice, person: int, start: str) -> None:
    shown = await practice.sim.last(person)
    data = next(b["callback_data"] for b in buttons(shown) if b["callback_data"].startswith(start))
    await practice.sim.tap(person, data)


async def test_the_way_in_asks_for_the_language_first_and_keeps_it(abroad: Practice) -> None:
    await add_client(abroad, NORA, "Sunny")
    await assign(abroad, NORA, "Sunny socks on morning daily")
    await abroad.sim.start(ALICE, await invite(abroad, NORA, "Sunny"))
    assert labels(await abroad.sim.last(ALICE)) == ["English", "Esperanto"]
    await abroad.sim.tap(ALICE, "Esperanto")
    assert "Béfõré wé bégîñ" in text_of(await abroad.sim.last(ALICE))
    for _ in range(5):
        await _tap(abroad, ALICE, "o:")
    assert "Yõü àré àll šéé" not in text_of(await abroad.sim.last(ALICE))
    assert abroad.one("SELECT language FROM people WHERE telegram_id = ?", ALICE)["language"] == (
        LANGUAGE
    )
    assert abroad.one("SELECT language FROM consents")["language"] == LANGUAGE


@pytest.mark.parametrize("person", [ALICE, NORA])
async def test_no_screen_is_left_in_english_and_none_breaks_a_limit(
    abroad: Practice, person: int
) -> None:
    await add_client(abroad, NORA, "Sunny")
    await assign(abroad, NORA, "Sunny socks on morning daily")
    await assign(abroad, NORA, "Sunny lights-down half hour bedtime daily")
    await abroad.sim.start(ALICE, await invite(abroad, NORA, "Sunny"))
    await abroad.sim.tap(ALICE, "Esperanto")
    for _ in range(5):
        await _tap(abroad, ALICE, "o:")
    if person == NORA:
        await abroad.sim.send(NORA, "/settings")
        await _tap(abroad, NORA, "el")
        await abroad.sim.tap(NORA, "Esperanto")
    left = await _crawl(abroad, person)
    assert left == {}


async def test_what_is_typed_about_clients_is_answered_in_ones_language(abroad: Practice) -> None:
    sim = abroad.sim
    await sim.start(NORA)
    await sim.send(NORA, "/settings")
    await _tap(abroad, NORA, "el")
    await sim.tap(NORA, "Esperanto")
    left: dict[str, str] = {}

    async def look(step: str) -> None:
        card = await sim.last(NORA)
        text = "\n".join([text_of(card), *labels(card)])
        left.update({said: f"{step}: {text}" for said in SAID if said in text})

    for line in (
        "/clients",
        "/newclient",
        "/newclient Anna Miller child usual",
        "/newclient Sunny zebra child teen likes: born: x slots: noon",
        "/newclient Sunny child usual 2019-05 she slots: morning words: the name alone",
        "/newclient Pip child low aac",
        *("/clients suny", "/clients xqzw", "/program suny", "/invite", "/invite suny school"),
        *("/invite Sunny school", "/invite Sunny helper", "/invite Sunny self x"),
        "/invite Sunny helper until sunday",
    ):
        await sim.send(NORA, line)
        await look(line)
    for data in ("1f", "1w:new:0", *(f"1q:1:{field}:1" for field in Detail)):
        await sim.forge(NORA, await sim.last(NORA), data)
        await look(data)
    await sim.forge(NORA, await sim.last(NORA), "1q:1:birth:1")
    await sim.send(NORA, "seven")
    await look("a birth that is none")
    assert left == {}


async def test_every_page_of_a_program_is_in_ones_language(abroad: Practice) -> None:
    """Steering, history, templates, plans, the preview and typed lines, each page once."""
    sim = abroad.sim
    await add_client(abroad, NORA, "Sunny")
    await assign(abroad, NORA, "Sunny dress-socks-on morning daily")
    await assign(abroad, NORA, "Sunny dress-zip morning daily")
    await sim.send(NORA, "/settings")
    await _tap(abroad, NORA, "el")
    await sim.tap(NORA, "Esperanto")
    left: dict[str, str] = {}

    async def look(step: str) -> None:
        card = await sim.last(NORA)
        text = "\n".join([text_of(card), *labels(card)])
        for words in (*LIBRARY, *CARDS):
            text = text.replace(words, "")
        left.update({said: f"{step}: {text}" for said in SAID if said in text})

    for data in (
        *(f"4c:1:{field}" for field in ChangeField),
        *(f"4t:1:1:{field}:1" for field in ("note", "min", "until", "rest", "end", "word", "add")),
        *("4d:1:1:3", "4s:1:1:slot:bedtime:0", "4s:1:1:days:31:0", "4s:1:2:rest:-:0"),
        *("4s:1:3:word:Left foot:1", "4s:1:4:hand:2:0", "4o:1:0", "4o:1:1", "4s:1:5:all::0"),
        *("4s:2:1:min:5:0", "4h:1:0", "4s:1:6:end:goal_reached:0", "4e:1", "4h:1:0"),
        *("4l:1:0", "4l:1:1", "4v:1", "4b:1:prog-softer-bedtimes"),
        *("P:1", "4j:1", "4f:2", "4m:1:2027-01-11:morning:1", "4u:2:2027-01-11:l:1"),
        *("4u:2:2027-01-11:e:0", "4i:2:2027-01-11:1:0", "4i:2:2027-01-11:99:0"),
    ):
        await sim.forge(NORA, await sim.last(NORA), data)
        await look(data)
    plan = abroad.one("SELECT id FROM drafts WHERE kind = 'plan'")["id"]
    for data in (f"4p:{plan}:0", f"4p:{plan}:2", f"4w:{plan}", f"4q:{plan}"):
        await sim.forge(NORA, await sim.last(NORA), data)
        await look(data)
    await sim.send(NORA, "Lighter evenings")
    await look("the goal of a plan")
    await sim.tap(NORA, labels(await sim.last(NORA))[0])
    await look("a plan that is assigned")
    await sim.forge(NORA, await sim.last(NORA), "4v:1")
    await sim.send(NORA, "Evenings")
    for data in ("4k:1:1", "4n:1:1", "4r:1:1:0", "4r:1:1:1"):
        await sim.forge(NORA, await sim.last(NORA), data)
        await look(data)
    for line in (
        *("dress-zip bedtime 5min 4w", "pause dress-zip 2 weeks", "resume dress-zip", "dress-zip"),
        *("shoes", "dress-zip noon 400w 99min note:", "end dress-zip x", "pause dress-zip until x"),
        *("dress-zip 3 days daily mon school", "end dress-zip: enough"),
    ):
        await sim.send(NORA, f"/program Sunny {line}")
        await look(line)
    assert left == {}


async def _crawl(practice: Practice, person: int) -> dict[str, str]:
    """Tap whatever is there; return English sentences and the button that led to them."""
    await practice.sim.send(person, "/help")
    todo: deque[str] = deque()
    seen: set[str] = set()
    left: dict[str, str] = {}
    route = "/help"
    for _ in range(SCREENS):
        shown = await practice.sim.last(person)
        text = "\n".join([text_of(shown), *labels(shown)])
        for words in LIBRARY:
            text = text.replace(words, "")
        left |= {said: f"{route}: {text}" for said in SAID if said in text}
        for one in buttons(shown):
            data = one.get("callback_data", "")
            kind = data.split(":")[0]
            if data and data not in seen and not data.startswith(LEFT_ALONE):
                seen.add(data)
                if sum(other.split(":")[0] == kind for other in seen) <= 9:
                    todo.append(data)
        if not todo:
            break
        route = todo.popleft()
        await practice.sim.forge(person, shown, route)
    return left


async def test_an_activity_is_written_in_that_language_and_no_screen_breaks_a_limit(
    abroad: Practice,
) -> None:
    sim = abroad.sim
    await add_client(abroad, NORA, "Sunny")
    await sim.send(NORA, "/settings")
    await _tap(abroad, NORA, "el")
    await sim.tap(NORA, "Esperanto")
    await sim.send(NORA, "/myactivities")
    left: dict[str, str] = {}
    for words in ("[New activity]", *ANSWERS, "[Safety]", "[Back to the whole]", "[Keep it]"):
        shown = await sim.last(NORA)
        text = "\n".join([text_of(shown), *labels(shown)])
        left |= {said: f"before {words}: {text}" for said in SAID if said in text}
        label = words.strip("[]")
        if words.startswith("["):
            there = labels(shown)
            await sim.tap(NORA, label if label in there else accented(label), shown)
        else:
            await sim.send(NORA, words)
    assert left == {}
    assert accented("Nothing special") not in abroad.one("SELECT body FROM own_texts")["body"]
    assert accented("Getting started") in abroad.one("SELECT body FROM own_texts")["body"]
    await _tap(abroad, NORA, "5a:")
    assert "paper monster" in text_of(await sim.last(NORA))
