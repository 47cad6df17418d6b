"""Draw every strip of the library on a few pages: `python -m scripts.contact_sheet [AREA ...]`.

Writes build/contact-sheet.pdf and build/contact-sheet-NN.png, so that somebody can look at every
picture and find those that say the wrong thing.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal

import typst

from bot.catalog import Catalog, load
from bot.catalog.models import Activity
from bot.pictures import strip_of
from bot.pictures.payload import payload
from bot.pictures.typefaces import typefaces

_ROOT: Final = Path(__file__).parents[1]
_TEMPLATE: Final = Path(__file__).with_suffix(".typ")
_OUT: Final = _ROOT / "build"


def page_data(cards: Iterable[Activity]) -> dict[str, Any]:
    """Return what the template reads: all strips, each drawing once."""
    data: dict[str, Any] = {}
    strips: list[dict[str, Any]] = []
    art: dict[str, str] = {}
    for card in cards:
        data = payload(strip_of(card), typefaces().families)
        art |= data["art"]
        strips.append({"id": card.id, "title": card.title, "faces": data["faces"]})
    return {**data, "art": art, "strips": strips}


def pages(cards: Iterable[Activity], form: Literal["png", "pdf"]) -> list[bytes]:
    """Return the contact sheet's pages as PNG, or the one PDF."""
    drawn = typst.compile(
        _TEMPLATE,
        root=_ROOT,
        format=form,
        ppi=72,
        font_paths=typefaces().fonts,
        ignore_system_fonts=True,
        sys_inputs={"spec": json.dumps(page_data(cards))},
        timestamp=0,
    )
    return [drawn] if isinstance(drawn, bytes) else list(drawn or ())


def main() -> None:
    """Write the sheets, and say where."""
    parser = argparse.ArgumentParser(prog="python -m scripts.contact_sheet", description=__doc__)
    parser.add_argument("area", nargs="*", help="only these areas, such as dressing")
    parser.add_argument("--content", type=Path, action="append", help="content folders")
    options = parser.parse_args()
    catalog: Catalog = load(options.content or [_ROOT / "content"])
    cards = [
        card
        for area in catalog.areas
        if not options.area or area in options.area
        for card in catalog.activities.values()
        if card.area == area
    ]
    _OUT.mkdir(exist_ok=True)
    for old in _OUT.glob("contact-sheet*"):
        old.unlink()
    for number, page in enumerate(pages(cards, "png"), start=1):
        path = _OUT / f"contact-sheet-{number:02}.png"
        path.write_bytes(page)
    (_OUT / "contact-sheet.pdf").write_bytes(pages(cards, "pdf")[0])
    sys.stdout.write(f"{_OUT}/contact-sheet.pdf and -NN.png: {len(cards)} strips\n")


if __name__ == "__main__":
    main()
