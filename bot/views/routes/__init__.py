"""Every place a button can lead to. Old cards stay tappable for ever: a code is never reused."""

from types import ModuleType
from typing import Final

from bot.views import (
    assign_routes,
    card_routes,
    life_routes,
    own_routes,
    practice_routes,
    program_routes,
    talk_routes,
    worry_routes,
)
from bot.views.codec import Route, encode
from bot.views.codec import decode as decode_with
from bot.views.routes import cards, caseload, own
from bot.views.routes.cards import (
    Answer,
    Card,
    DayBack,
    DetailMenu,
    Help,
    Lighter,
    More,
    Note,
    OwnPhoto,
    Pictures,
    Place,
    PrintCard,
    PrintProgram,
    SetDetail,
    ShowPicture,
    Step,
    TellNotForUs,
    TellWorry,
    Today,
    Undo,
    Worry,
)
from bot.views.routes.caseload import (
    Assign,
    AssignBack,
    AssignDone,
    AssignDraft,
    AssignmentCard,
    AttachLearning,
    CheckIns,
    ClientCard,
    ClientDraft,
    Clients,
    DropDraft,
    Goal,
    Invite,
    LibraryCard,
    Program,
    SetStatus,
)
from bot.views.routes.own import (
    Home,
    Languages,
    Learn,
    Learning,
    Pause,
    PauseUntil,
    Privacy,
    QuietHours,
    Reminders,
    ReminderTimes,
    Resume,
    SetAnchor,
    SetLanguage,
    SetQuietHours,
    SetReminder,
    Settings,
    SetZone,
    Snooze,
    Welcome,
    Withdraw,
    Zones,
)

__all__ = [
    "KINDS",
    "Answer",
    "Assign",
    "AssignBack",
    "AssignDone",
    "AssignDraft",
    "AssignmentCard",
    "AttachLearning",
    "Card",
    "CheckIns",
    "ClientCard",
    "ClientDraft",
    "Clients",
    "DayBack",
    "DetailMenu",
    "DropDraft",
    "Goal",
    "Help",
    "Home",
    "Invite",
    "Languages",
    "Learn",
    "Learning",
    "LibraryCard",
    "Lighter",
    "More",
    "Note",
    "OwnPhoto",
    "Pause",
    "PauseUntil",
    "Pictures",
    "Place",
    "PrintCard",
    "PrintProgram",
    "Privacy",
    "Program",
    "QuietHours",
    "ReminderTimes",
    "Reminders",
    "Resume",
    "Route",
    "SetAnchor",
    "SetDetail",
    "SetLanguage",
    "SetQuietHours",
    "SetReminder",
    "SetStatus",
    "SetZone",
    "Settings",
    "ShowPicture",
    "Snooze",
    "Step",
    "TellNotForUs",
    "TellWorry",
    "Today",
    "Undo",
    "Welcome",
    "Withdraw",
    "Worry",
    "Zones",
    "decode",
    "encode",
]

_ROOMS: Final[tuple[ModuleType, ...]] = (
    cards,
    own,
    caseload,
    worry_routes,
    practice_routes,
    own_routes,
    assign_routes,
    talk_routes,
    program_routes,
    card_routes,
    life_routes,
)

KINDS: Final[dict[str, type[Route]]] = {
    kind.code: kind
    for room in _ROOMS
    for kind in vars(room).values()
    if isinstance(kind, type) and issubclass(kind, Route) and kind is not Route
}


def decode(data: str) -> Route | None:
    """Return the route that callback data names, or None when it is none of ours."""
    return decode_with(data, KINDS)
