"""Pictures for people who would rather look than read: cards, strips, boards and sheets."""

from bot.pictures.captions import Captions
from bot.pictures.from_library import cut_outs_of, ladder_of, step_card_of, strip_of
from bot.pictures.photos import Photo, UnreadablePhotoError
from bot.pictures.press import PictureError
from bot.pictures.specs import (
    Choice,
    CutOuts,
    Direction,
    Face,
    FeelingsStrip,
    FirstThen,
    InvitationCard,
    Ladder,
    Page,
    Paper,
    ProgramSheet,
    SheetItem,
    SoFar,
    SoFarRow,
    StepCard,
    Strip,
)
from bot.pictures.studio import Studio

__all__ = [
    "Captions",
    "Choice",
    "CutOuts",
    "Direction",
    "Face",
    "FeelingsStrip",
    "FirstThen",
    "InvitationCard",
    "Ladder",
    "Page",
    "Paper",
    "Photo",
    "PictureError",
    "ProgramSheet",
    "SheetItem",
    "SoFar",
    "SoFarRow",
    "StepCard",
    "Strip",
    "Studio",
    "UnreadablePhotoError",
    "cut_outs_of",
    "ladder_of",
    "step_card_of",
    "strip_of",
]
