"""The studio draws aside, draws nothing twice, and writes nothing of a family to disk."""

import asyncio
import threading
from concurrent.futures import CancelledError as NeverBegun
from pathlib import Path

import pytest

from bot.pictures import (
    Captions,
    Face,
    FeelingsStrip,
    FirstThen,
    Ladder,
    PictureError,
    ProgramSheet,
    StepCard,
    Strip,
    Studio,
    UnreadablePhotoError,
)
from bot.pictures.cache import FolderCache, MemoryCache
from bot.pictures.keys import drawing_version, key_of
from bot.pictures.press import _TEMPLATES, Press
from bot.pictures.specs import Choice, CutOuts, Page
from tests.pictures.look import a_photo, card, faces, opened, photo

SOCK = Face("sock", ("1F9E6",))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_each_kind_of_picture_has_its_way_in(studio: Studio) -> None:
    pngs = [
        await studio.step_card(card()),
        await studio.strip(Strip("Socks", faces(3))),
        await studio.first_then(FirstThen(SOCK, SOCK)),
        await studio.choice(Choice(SOCK, SOCK)),
        await studio.feelings(FeelingsStrip()),
    ]
    assert [opened(png).width for png in pngs] == [1080] * 5
    pdfs = [
        await studio.program_sheet(ProgramSheet("Maya", "", ())),
        await studio.cut_outs(CutOuts("Socks", faces(3))),
        await studio.ladder(Ladder("Socks", faces(3))),
    ]
    assert all(pdf.startswith(b"%PDF-") for pdf in pdfs)
    assert studio.drawn == 8


async def test_a_picture_asked_for_again_is_not_drawn_again(studio: Studio) -> None:
    first = await studio.step_card(card())
    assert await studio.step_card(card()) is first
    assert studio.drawn == 1


async def test_many_who_ask_at_once_get_one_drawing(studio: Studio) -> None:
    pictures = await asyncio.gather(*(studio.step_card(card("at once")) for _ in range(20)))
    assert len(set(map(id, pictures))) == 1
    assert studio.drawn == 1


async def test_one_who_leaves_does_not_take_the_picture_from_the_others(studio: Studio) -> None:
    impatient = asyncio.create_task(studio.step_card(card("left")))
    patient = asyncio.create_task(studio.step_card(card("left")))
    await asyncio.sleep(0)
    impatient.cancel()
    assert opened(await patient)
    assert impatient.cancelled()
    assert studio.drawn == 1


async def test_the_event_loop_runs_on_while_a_picture_is_drawn(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    drawing = Press.draw

    def noticed(self: Press, spec: Page, *, photos: bool) -> bytes:
        threads.append(threading.current_thread().name)
        return drawing(self, spec, photos=photos)

    monkeypatch.setattr(Press, "draw", noticed)
    wanted = asyncio.gather(*(studio.strip(Strip(f"Socks {n}", faces(9))) for n in range(5)))
    rounds = 0
    while not wanted.done():
        await asyncio.sleep(0)
        rounds += 1
    assert rounds > 500, "a loop that is held turns a few times only"
    assert {name.split("_")[0] for name in threads} == {"studio"}


async def test_a_picture_is_kept_between_runs(tmp_path: Path) -> None:
    first, second = Studio(tmp_path), Studio(tmp_path)
    drawn = await first.step_card(card())
    assert await second.step_card(card()) == drawn
    assert (first.drawn, second.drawn) == (1, 0)
    await first.close()
    await second.close()


async def test_nothing_of_a_family_is_written_to_disk(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    await studio.program_sheet(ProgramSheet("Maya", "her goal", ()))
    await studio.strip(Strip("Socks", (Face("mine", photo=photo()),)))
    assert files(tmp_path) == []
    await studio.strip(Strip("Socks", (SOCK,)))
    assert len(files(tmp_path)) == 1
    await studio.close()


async def test_a_torn_file_is_drawn_anew(tmp_path: Path) -> None:
    first, second = Studio(tmp_path), Studio(tmp_path)
    whole = await first.step_card(card())
    (file,) = files(tmp_path)
    file.write_bytes(whole[: len(whole) // 2])
    assert await second.step_card(card()) == whole
    assert file.read_bytes() == whole
    await first.close()
    await second.close()


async def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    studio = Studio(tmp_path / "file" / "folder")
    assert opened(await studio.step_card(card()))
    await studio.close()


async def test_a_drawing_that_fails_is_told_and_may_be_tried_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(_TEMPLATES, StepCard, "gone.typ")
        with pytest.raises(PictureError, match=r"gone\.typ"):
            await studio.step_card(card("again"))
    assert opened(await studio.step_card(card("again")))


async def test_what_nothing_draws_is_told(studio: Studio) -> None:
    with pytest.raises(PictureError, match="nothing draws a Page"):
        await studio.picture(Page())


async def test_photos_are_looked_at_aside(studio: Studio) -> None:
    assert (await studio.photo(a_photo())).width == 400
    with pytest.raises(UnreadablePhotoError):
        await studio.photo(b"no photo")


async def test_closing_lets_the_thread_go() -> None:
    studio = Studio()
    await studio.warm_up()
    waiting = [asyncio.create_task(studio.step_card(card(f"late {n}"))) for n in range(5)]
    await asyncio.sleep(0)
    await studio.close()
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(end, bytes | asyncio.CancelledError | NeverBegun) for end in ends)
    assert not [each for each in threading.enumerate() if each.name.startswith("studio")]


def test_memory_keeps_what_was_asked_for_last() -> None:
    cache = MemoryCache(limit_bytes=30)
    for key in ("a", "b", "c"):
        cache.keep(key, bytes(10))
    assert cache.get("a")
    cache.keep("d", bytes(10))
    assert (cache.get("b"), len(cache)) == (None, 3)
    cache.keep("too large", bytes(31))
    assert cache.get("too large") is None
    cache.keep("a", bytes(5))
    assert cache.get("a") == bytes(5)


def test_a_folder_stays_under_its_limit(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path, limit_bytes=3000)
    picture = b"%PDF-" + bytes(990) + b"%%EOF"
    for number in range(12):
        cache.keep(f"{number:064}", "pdf", picture)
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 3000
    assert cache.get(f"{11:064}", "pdf") == picture


def test_any_difference_is_another_picture() -> None:
    specs = [
        card(),
        card("other"),
        card(codes=("1F9E6", "2B06")),
        Strip("Socks", faces(2)),
        CutOuts("Socks", faces(2)),
        CutOuts("Socks", faces(2), "letter"),
        Strip("Socks", faces(2), direction="rtl"),
        Strip("Socks", faces(2), language="de"),
        Strip("Socks", faces(2), captions=Captions(credit="other")),
        Strip("Socks", (Face("a", photo=photo()),)),
        Strip("Socks", (Face("a", photo=photo("PNG")),)),
    ]
    assert len({key_of(spec) for spec in specs}) == len(specs)
    assert key_of(card()) == key_of(card())
    assert len(drawing_version()) == 64
