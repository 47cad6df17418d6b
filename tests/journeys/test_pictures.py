"""Looking in place of reading: pictures, pages to print, photos, learn cards, the library."""

from pathlib import Path
from typing import Final

from tests.journeys.practice import ALICE, BOB, CHARLIE, NORA, Practice, open_practice
from tests.journeys.steps import Family, add_client
from tests.screen import Message, buttons, labels, text_of

NAME: Final = "dress-socks-on.yaml"
CARD: Final = (Path("content/activities/dressing") / NAME).read_text(encoding="utf-8")


async def _open_card(practice: Practice) -> None:
    await practice.sim.send(ALICE, "/today")
    await practice.sim.tap(ALICE, "Socks on")


async def _largest(practice: Practice, message: Message) -> bytes:
    return await practice.sim.download(message["photo"][-1]["file_id"])


async def test_each_step_has_its_picture_and_the_last_one_asks(
    practice: Practice, family: Family
) -> None:
    await _open_card(practice)
    before = len(await practice.sim.from_bot(ALICE))
    await practice.sim.tap(ALICE, "Show me the steps")
    shown, pictures = await practice.sim.last(ALICE), set()
    for number in range(1, 8):
        step = await practice.sim.last(ALICE)
        assert step["message_id"] == shown["message_id"], "moved along in place"
        assert f"Step {number} of 7" in text_of(step)
        pictures.add(step["photo"][-1]["file_unique_id"])
        await practice.sim.tap(ALICE, "Next")
    assert len(pictures) == 7
    end = await practice.sim.last(ALICE)
    assert end["message_id"] == shown["message_id"]
    assert "How was it?" in text_of(end)
    await practice.sim.tap(ALICE, "We did it")
    assert practice.one("SELECT outcome FROM check_ins")["outcome"] == "done"
    await practice.sim.tap(ALICE, "Back to today")
    assert "photo" not in await practice.sim.last(ALICE)
    assert len(await practice.sim.from_bot(ALICE)) == before, "one live card"


async def test_a_family_s_own_photo_takes_the_pictogram_s_place_for_them_alone(
    practice: Practice, family: Family, tmp_path: Path
) -> None:
    await _open_card(practice)
    await practice.sim.tap(ALICE, "Show me the steps")
    pictogram = await _largest(practice, await practice.sim.last(ALICE))
    await practice.sim.tap(ALICE, "Our own photo")
    assert "none of undressing" in text_of(await practice.sim.last(ALICE))
    await practice.sim.send(ALICE, "not a photo")
    assert "waiting for a photo" in text_of(await practice.sim.last(ALICE))
    await practice.sim.attach(ALICE, "photo")
    own = await _largest(practice, await practice.sim.last(ALICE))
    assert own != pictogram
    assert practice.one("SELECT step FROM step_photos")["step"] == 1

    await practice.sim.send(BOB, "/today")
    await practice.sim.tap(BOB, "Socks on")
    await practice.sim.tap(BOB, "Show me the steps")
    assert await _largest(practice, await practice.sim.last(BOB)) == pictogram

    await practice.sim.tap(ALICE, "Our own photo")
    await practice.sim.tap(ALICE, "Use the pictogram")
    assert await _largest(practice, await practice.sim.last(ALICE)) == pictogram
    assert practice.count("step_photos") == 0


async def test_strip_and_boards_are_one_tap_from_the_card_and_pages_print(
    practice: Practice, family: Family
) -> None:
    await _open_card(practice)
    await practice.sim.tap(ALICE, "Pictures, print")
    boards = "All steps in one picture", "First – then", "Choose one of two", "How does it feel?"
    for name in boards:
        await practice.sim.tap(ALICE, name)
        shown = await practice.sim.last(ALICE)
        assert shown["photo"], name
        await practice.sim.tap(ALICE, "Back")
    for name in ("Print: steps to cut out", "Print: the last step first"):
        await practice.sim.tap(ALICE, name)
        page = next(m for m in reversed(await practice.sim.from_bot(ALICE)) if "document" in m)
        assert (await practice.sim.download(page["document"]["file_id"])).startswith(b"%PDF")
    assert sum("document" in m for m in await practice.sim.from_bot(ALICE)) == 2


async def test_the_sheet_for_the_fridge_is_there_for_family_and_therapist(
    practice: Practice, family: Family
) -> None:
    await practice.sim.send(NORA, "/sheet Sunny")
    await practice.sim.send(ALICE, "/sheet")
    for person in (NORA, ALICE):
        page = next(m for m in await practice.sim.from_bot(person) if "document" in m)
        assert page["document"]["file_name"] == "home-program.pdf"
        assert (await practice.sim.download(page["document"]["file_id"])).startswith(b"%PDF")
    await practice.sim.send(CHARLIE, "/sheet Sunny")
    assert all("document" not in m for m in await practice.sim.from_bot(CHARLIE))


async def test_a_therapist_puts_a_learn_card_beside_a_program(
    practice: Practice, family: Family
) -> None:
    await practice.sim.send(NORA, "/program Sunny")
    await practice.sim.tap(NORA, "Learn cards")
    title = "Learning from the last step backwards"
    await practice.sim.tap(NORA, title)
    await practice.sim.tap(NORA, "Put it beside Sunny's program")
    await practice.sim.send(ALICE, "/learn")
    shelf = await practice.sim.last(ALICE)
    assert labels(shelf)[0] == f"★ {title}"
    await practice.sim.tap(ALICE, f"★ {title}")
    card = await practice.sim.last(ALICE)
    assert "In short" in text_of(card)
    assert not any("beside" in b["text"] for b in buttons(card)), "families attach nothing"


async def test_the_library_is_searched_by_everyday_words(
    practice: Practice, family: Family
) -> None:
    await practice.sim.send(NORA, "/library zipper stuck")
    assert "Zip up the coat" in labels(await practice.sim.last(NORA))
    await practice.sim.tap(NORA, "Zip up the coat")
    assert "Safety" in text_of(await practice.sim.last(NORA))
    await practice.sim.send(ALICE, "/library zip")
    assert "not something I can open" in text_of(await practice.sim.last(ALICE))


async def test_the_library_is_read_anew_and_running_programs_keep_their_texts(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    folder = own / "activities" / "dressing"
    folder.mkdir(parents=True)
    async with open_practice(tmp_path / "bot.sqlite3", content_dir=f"content,{own}") as practice:
        await add_client(practice, NORA, "Sunny")
        await practice.sim.send(NORA, "/assign Sunny dress-socks-on morning daily")
        text = CARD.replace("title: Socks on", "title: Our own socks")
        (folder / NAME).write_text(text)
        await practice.sim.send(NORA, "/activities reload")
        assert "read anew" in text_of(await practice.sim.last(NORA))
        await practice.sim.send(NORA, "/program Sunny")
        assert "Socks on" in text_of(await practice.sim.last(NORA)), (
            "the running one keeps its text"
        )
        await practice.sim.send(NORA, "/library our own socks")
        assert "Our own socks" in labels(await practice.sim.last(NORA))

        (folder / NAME).write_text(text.replace("area: dressing", "area: nowhere"))
        await practice.sim.send(NORA, "/activities reload")
        assert "Nothing was changed" in text_of(await practice.sim.last(NORA))
        await practice.sim.send(NORA, "/library our own socks")
        assert "Our own socks" in labels(await practice.sim.last(NORA))
        await practice.sim.send(ALICE, "/activities reload")
        assert "not something I can open" in text_of(await practice.sim.last(ALICE))
