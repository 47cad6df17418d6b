"""The library of activities: read from `content/`, checked whole, and never changed while running.

An unsound card must stop the start, not reach a family; `load` therefore tells every problem.
"""

from bot.catalog.catalog import Catalog, counts
from bot.catalog.loader import check, load
from bot.catalog.models import (
    Activity,
    Area,
    Evidence,
    LowDemand,
    Person,
    Picture,
    ProgramItem,
    ProgramTemplate,
    Review,
    Slot,
)
from bot.catalog.problems import ContentError, Problem

__all__ = [
    "Activity",
    "Area",
    "Catalog",
    "ContentError",
    "Evidence",
    "LowDemand",
    "Person",
    "Picture",
    "Problem",
    "ProgramItem",
    "ProgramTemplate",
    "Review",
    "Slot",
    "check",
    "counts",
    "load",
]
