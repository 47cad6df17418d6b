"""A family's own photo takes the pictograms' place, upright; a broken one is refused."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import CutOuts, Face, Photo, StepCard, Strip, UnreadablePhotoError
from bot.pictures.photos import LARGEST_BYTES
from tests.pictures.conftest import Draw
from tests.pictures.look import (
    a_photo,
    centre_of,
    edge_is_free,
    is_green,
    is_red,
    opened,
    pdf_pages,
    photo,
)


def photo_card(own: Photo | None) -> StepCard:
    return StepCard("Socks on", "my sock", 1, 3, "1 of 3", codes=("1F966",), photo=own)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_an_own_photo_takes_the_pictograms_place(form: str, draw: Draw) -> None:
    png = draw(photo_card(photo(form)))
    image = opened(png)
    assert image.size == (720, 900)
    assert edge_is_free(image)
    centre_of(image, is_red)
    with pytest.raises(AssertionError, match="no such pixel"):
        centre_of(image, is_green)


def test_a_strip_takes_photos_and_pictograms_side_by_side(draw: Draw) -> None:
    spec = Strip("Socks", (Face("mine", photo=photo()), Face("sock", ("1F966",))))
    image = opened(draw(spec))
    assert centre_of(image, is_red)[0] < 0.5 < centre_of(image, is_green)[0]
    assert pdf_pages(draw(CutOuts(spec.title, spec.faces))) == 1


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(turn: int, draw: Draw) -> None:
    """EXIF's eight turns: where the stored top edge (blue) is to be seen."""
    where = {
        1: "top",
        2: "top",
        3: "bottom",
        4: "bottom",
        5: "left",
        6: "right",
        7: "right",
        8: "left",
    }
    own = photo(turn=turn)
    assert (own.width, own.height) == ((300, 400) if turn >= 5 else (400, 300))
    image = opened(draw(photo_card(own)))
    red = centre_of(image, is_red)
    blue = centre_of(image, lambda colour: colour[2] > 180 and colour[0] < 80)
    across, down = blue[0] - red[0], blue[1] - red[1]
    side = (
        ("left" if across < 0 else "right")
        if abs(across) > abs(down)
        else ("top" if down < 0 else "bottom")
    )
    assert side == where[turn]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_size_and_kind_are_read_from_the_file(form: str) -> None:
    own = Photo.read(a_photo(form, (640, 480)))
    assert (own.kind, own.width, own.height) == (form.lower(), 640, 480)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0",
    ],
    ids=["nothing", "gif", "svg", "cut short"],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePhotoError):
        Photo.read(data)


def test_a_photo_too_large_to_draw_is_refused() -> None:
    with pytest.raises(UnreadablePhotoError, match="bytes"):
        Photo.read(a_photo() + b"\0" * LARGEST_BYTES)
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 60_000, 60_000)
    with pytest.raises(UnreadablePhotoError, match="pixels"):
        Photo.read(huge)


@given(cut=st.integers(0, 3000), noise=st.binary(max_size=40), at=st.integers(0, 400))
def test_a_damaged_photo_is_read_or_refused_but_never_crashes(
    cut: int, noise: bytes, at: int
) -> None:
    whole = a_photo(turn=6)
    damaged = (whole[:at] + noise + whole[at + len(noise) :])[: len(whole) - cut]
    try:
        Photo.read(damaged)
    except UnreadablePhotoError:
        return


def test_a_photo_whose_body_is_broken_still_leaves_a_card(draw: Draw) -> None:
    whole = a_photo()
    broken = Photo.read(whole[: len(whole) // 2])
    assert opened(draw(photo_card(broken))).size == (720, 900)


def test_a_photo_keeps_its_bytes_out_of_logs() -> None:
    assert "data=" not in repr(photo())
