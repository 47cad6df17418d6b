"""From a spec to what its template reads: words settled, each drawing once, nothing else.

The payload is JSON and goes to typst as data. A template never sees a code that has no drawing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import singledispatch
from itertools import groupby
from typing import Any, Final

from bot.pictures.photos import Photo
from bot.pictures.pictograms import SIGNS, drawable, drawing, shape, turns
from bot.pictures.qr import qr_svg
from bot.pictures.specs import (
    Choice,
    CutOuts,
    Face,
    FeelingsStrip,
    FirstThen,
    InvitationCard,
    Ladder,
    Page,
    ProgramSheet,
    SheetItem,
    SoFar,
    StepCard,
    Strip,
)
from bot.pictures.words import sentence, settled

#: Pictures for energy low, middle, high and comfort not OK, OK, good (brief 7).
ENERGY: Final = ("1FAAB", "1F50B", "26A1")
COMFORT: Final = ("1F641", "1F610", "1F642")
#: How large a sign is beside the thing that it is about.
SIGN_SHARE: Final = 0.5
#: The scripts that typst's `lang` knows by two or three letters; anything else reads as English.
_FALLBACK_LANGUAGE: Final = "en"


@dataclass(frozen=True, slots=True)
class _Art:
    """The drawings of one page by name, each carried once however often it is shown."""

    rtl: bool
    svgs: dict[str, str] = field(default_factory=dict)

    def face(self, face: Face, *, grey: bool = False) -> dict[str, Any]:
        """Return a face for the template; `grey` carries the grey drawings as well."""
        photo = face.photo
        return {
            "label": sentence(face.label),
            "codes": self._signs(face.codes, grey=grey),
            "photo": photo and self._photo(photo),
            "ratio": photo.width / photo.height if photo else 1,
        }

    def _signs(self, codes: Iterable[str], *, grey: bool) -> list[dict[str, Any]]:
        known = drawable(tuple(codes))
        things = [code for code in known if code not in SIGNS]
        for code in known:
            self.svgs[code] = drawing(code)
            if grey:
                self.svgs[f"{code}/grey"] = drawing(code, grey=True)
        return [self._sized(code, sign=bool(things) and code in SIGNS) for code in known]

    def _sized(self, code: str, *, sign: bool) -> dict[str, Any]:
        width, height = shape(code)
        share = SIGN_SHARE if sign else 1.0
        return {
            "art": code,
            "width": width * share,
            "height": height * share,
            "turned": self.rtl and turns(code),
        }

    def _photo(self, photo: Photo) -> str:
        self.svgs[photo.digest] = photo.svg()
        return photo.digest


def payload(spec: Page, families: Iterable[str]) -> dict[str, Any]:
    """Return what the spec's template reads."""
    art = _Art(spec.direction == "rtl")
    filled: Mapping[str, Any] = _fill(spec, art)
    language = spec.language.lower().replace("_", "-").split("-")[0]
    plain = language.isascii() and language.isalpha() and len(language) in {2, 3}
    return {
        **filled,
        "captions": {name: settled(words) for name, words in asdict(spec.captions).items()},
        "language": language if plain else _FALLBACK_LANGUAGE,
        "direction": spec.direction,
        "fonts": list(families),
        "art": art.svgs,
    }


@singledispatch
def _fill(spec: Page, _art: _Art) -> dict[str, Any]:
    raise TypeError(f"nothing draws a {type(spec).__name__}")


@_fill.register
def _(spec: StepCard, art: _Art) -> dict[str, Any]:
    return {
        "title": sentence(spec.title),
        "place": settled(spec.place),
        "number": spec.number,
        "of": spec.of,
        "words": settled(spec.words),
        "face": art.face(Face(spec.label, spec.codes, spec.photo)),
    }


@_fill.register
def _(spec: Strip, art: _Art) -> dict[str, Any]:
    return {"title": sentence(spec.title), "faces": [art.face(face) for face in spec.faces]}


@_fill.register
def _(spec: FirstThen, art: _Art) -> dict[str, Any]:
    return {"first": art.face(spec.first), "then": art.face(spec.then)}


@_fill.register
def _(spec: Choice, art: _Art) -> dict[str, Any]:
    return {
        "one": art.face(spec.one),
        "other": art.face(spec.other),
        "question": settled(spec.question),
    }


@_fill.register
def _(spec: FeelingsStrip, art: _Art) -> dict[str, Any]:
    says = spec.captions
    energy = (says.energy_low, says.energy_middle, says.energy_high)
    comfort = (says.comfort_not_ok, says.comfort_ok, says.comfort_good)
    rows = ((says.energy, energy, ENERGY), (says.comfort, comfort, COMFORT))
    return {
        "rows": [
            {
                "name": settled(name),
                "faces": [
                    art.face(Face(word, (code,)), grey=True)
                    for word, code in zip(words, codes, strict=True)
                ],
            }
            for name, words, codes in rows
        ]
    }


@_fill.register
def _(spec: ProgramSheet, art: _Art) -> dict[str, Any]:
    slot: Callable[[SheetItem], str] = lambda item: item.slot  # noqa: E731 - mypy wants its type
    return {
        "client": settled(spec.client),
        "goal": settled(spec.goal),
        "groups": [
            {"slot": sentence(name), "items": [_item(item, art) for item in items]}
            for name, items in groupby(spec.items, slot)
        ],
        "contact": [settled(line) for line in spec.contact],
        "qr": qr_svg(spec.link) if spec.link else None,
        "paper": spec.paper,
    }


@_fill.register
def _(spec: InvitationCard, _art: _Art) -> dict[str, Any]:
    return {
        "title": settled(spec.title),
        "line": settled(spec.line),
        "qr": qr_svg(spec.link),
    }


def _item(item: SheetItem, art: _Art) -> dict[str, Any]:
    return {
        "title": sentence(item.title),
        "days": settled(item.days),
        "note": settled(item.note),
        "face": art.face(Face(item.title, item.codes, item.photo)),
    }


@_fill.register
def _(spec: CutOuts, art: _Art) -> dict[str, Any]:
    faces = [art.face(face) for face in spec.faces]
    return {"title": sentence(spec.title), "faces": faces, "paper": spec.paper}


@_fill.register
def _(spec: Ladder, art: _Art) -> dict[str, Any]:
    faces = [art.face(face, grey=True) for face in spec.faces]
    return {"title": sentence(spec.title), "faces": faces, "paper": spec.paper}


@_fill.register
def _(spec: SoFar, art: _Art) -> dict[str, Any]:
    rows = [
        {"face": art.face(row.face), "days": row.days, "words": settled(row.words)}
        for row in spec.rows
    ]
    return {"title": settled(spec.title), "line": settled(spec.line), "rows": rows}
