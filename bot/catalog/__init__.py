"""The library of activities: read from `content/`, checked whole, and never changed while running.

An unsound card must stop the start, not reach a family; `load` therefore tells every problem.
"""

from bot.catalog.catalog import Catalog, counts
from bot.catalog.gates import Effects, Gates, Reason, effects_of, gates_for
from bot.catalog.loader import check, load
from bot.catalog.models import (
    Activity,
    Area,
    Evidence,
    Learn,
    LowDemand,
    Person,
    Picture,
    ProgramItem,
    ProgramTemplate,
    Review,
    Slot,
)
from bot.catalog.problems import ContentError, Problem
from bot.catalog.shared_models import Clearance, Flag, Source

__all__ = [
    "Activity",
    "Area",
    "Catalog",
    "Clearance",
    "ContentError",
    "Effects",
    "Evidence",
    "Flag",
    "Gates",
    "Learn",
    "LowDemand",
    "Person",
    "Picture",
    "Problem",
    "ProgramItem",
    "ProgramTemplate",
    "Reason",
    "Review",
    "Slot",
    "Source",
    "check",
    "counts",
    "effects_of",
    "gates_for",
    "load",
]
