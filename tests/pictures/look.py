"""Looking at drawn pictures: how large, how much ink, and whether something touches the edge."""

import io
import re
from collections.abc import Callable

from PIL import Image

from bot.pictures import Face, Photo, StepCard

PAPER = (245, 239, 229)
DARK = 80
Colour = tuple[int, int, int]


def opened(png: bytes) -> Image.Image:
    """Decode a PNG; anything else is an error."""
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def ink(image: Image.Image) -> float:
    """Return the share of dark pixels: an empty page has none."""
    dark = image.convert("L").histogram()[:DARK]
    return sum(dark) / (image.width * image.height)


def edge_is_free(image: Image.Image, width: int = 10) -> bool:
    """Say whether nothing was drawn in the outermost pixels."""
    w, h = image.size
    strips = ((0, 0, w, width), (0, h - width, w, h), (0, 0, width, h), (w - width, 0, w, h))
    return all(image.crop(strip).getcolors() == [_all(image.crop(strip))] for strip in strips)


def _all(strip: Image.Image) -> tuple[int, Colour]:
    return strip.width * strip.height, PAPER


def centre_of(image: Image.Image, wanted: Callable[[Colour], bool]) -> tuple[float, float]:
    """Return the middle of all pixels of a kind, as shares of width and height."""
    small = image.resize((image.width // 4, image.height // 4))
    found = [
        (x / small.width, y / small.height)
        for y in range(small.height)
        for x in range(small.width)
        if wanted(small.getpixel((x, y)))  # type: ignore[arg-type]
    ]
    assert found, "no such pixel"
    return tuple(sum(each) / len(found) for each in zip(*found, strict=True))


def is_green(colour: Colour) -> bool:
    """Broccoli."""
    red, green, blue = colour
    return green > red + 30 and green > blue + 30


def is_red(colour: Colour) -> bool:
    """The red test photo; no pictogram of the tests is that red."""
    red, green, blue = colour
    return red > 200 and green < 60 and blue < 60


def a_photo(
    form: str = "JPEG", size: tuple[int, int] = (400, 300), *, turn: int | None = None
) -> bytes:
    """Return a photo: red, with a blue stripe along its top."""
    image = Image.new("RGB", size, (230, 20, 20))
    image.paste((20, 20, 230), (0, 0, size[0], size[1] // 4))
    exif = Image.Exif()
    if turn is not None:
        exif[0x0112] = turn
    file = io.BytesIO()
    image.save(file, form, exif=exif)
    return file.getvalue()


def photo(form: str = "JPEG", *, turn: int | None = None) -> Photo:
    return Photo.read(a_photo(form, turn=turn))


def card(
    label: str = "thumbs in", words: str = "", *, codes: tuple[str, ...] = ("1F9E6",)
) -> StepCard:
    return StepCard("Socks on", label, 2, 7, "2 of 7", words=words, codes=codes)


def faces(count: int) -> tuple[Face, ...]:
    return tuple(Face(f"step {number}", ("1F9E6", "2B06")) for number in range(1, count + 1))


def pdf_pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    assert pdf.startswith(b"%PDF-")
    (count,) = re.findall(rb"/Count (\d+)", pdf)
    return int(count)


def pdf_size(pdf: bytes) -> tuple[float, float]:
    """Return the first page's width and height in points."""
    found = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found
    return float(found[1]), float(found[2])
