"""The typst side: one warm compiler that turns payloads into PNG and PDF, in one thread.

A drawing depends on its spec and on nothing else: no system font, no clock, no random number.
"""

import json
from pathlib import Path
from typing import Final

import typst

from bot.pictures.extents import load_extents
from bot.pictures.payload import payload
from bot.pictures.specs import (
    Choice,
    CutOuts,
    FeelingsStrip,
    FirstThen,
    InvitationCard,
    Ladder,
    Page,
    ProgramSheet,
    SoFar,
    StepCard,
    Strip,
)
from bot.pictures.typefaces import typefaces

TEMPLATES: Final = Path(__file__).parent / "templates"

#: Each spec's template; the pages of those in `_PRINTED` come as one PDF, the others as PNG.
_TEMPLATES: Final[dict[type[Page], str]] = {
    StepCard: "step_card.typ",
    Strip: "strip.typ",
    FirstThen: "first_then.typ",
    Choice: "choice.typ",
    FeelingsStrip: "feelings.typ",
    InvitationCard: "invitation.typ",
    SoFar: "so_far.typ",
    ProgramSheet: "program_sheet.typ",
    CutOuts: "cut_outs.typ",
    Ladder: "ladder.typ",
}
_PRINTED: Final = (ProgramSheet, CutOuts, Ladder)

#: Pages are 540 points wide: 144 makes them 1080 pixels, 96 makes a photo's 720.
_PPI: Final = 144
_PHOTO_PPI: Final = 96
#: PDF wants a date; a fixed one keeps the same sheet the same file.
_DATE: Final = 0


class PictureError(RuntimeError):
    """A picture could not be drawn; the message says which, and what typst said."""


def suffix(spec: Page) -> str:
    """Return the ending of the file that a spec becomes."""
    return "pdf" if isinstance(spec, _PRINTED) else "png"


class Press:
    """One compiler; it keeps what it learnt about fonts and drawings from picture to picture.

    Not for two threads at once.
    """

    def __init__(self) -> None:
        load_extents()
        self._typefaces = typefaces()
        self._compiler = typst.Compiler(
            root=TEMPLATES, font_paths=self._typefaces.fonts, ignore_system_fonts=True
        )

    def draw(self, spec: Page, *, photos: bool) -> bytes:
        """Return the picture as PNG or PDF bytes; `photos` says whether it shows any.

        Raises:
            PictureError: typst could not draw it.
        """
        template = _TEMPLATES.get(type(spec))
        if template is None:
            raise PictureError(f"nothing draws a {type(spec).__name__}")
        data = json.dumps(payload(spec, self._typefaces.families), ensure_ascii=False)
        printed = suffix(spec) == "pdf"
        try:
            drawn = self._compiler.compile(
                TEMPLATES / template,
                format="pdf" if printed else "png",
                ppi=None if printed else _PHOTO_PPI if photos else _PPI,
                sys_inputs={"spec": data},
                timestamp=_DATE,
            )
        except (RuntimeError, ValueError) as error:
            raise PictureError(f"{template}: {error}") from error
        if not isinstance(drawn, bytes):
            raise PictureError(f"{template}: more than one page")
        return drawn
