"""Where the buttons about templates lead. Their codes begin with 4; none is ever reused."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class Templates(Route):
    """The shelf of templates, for a client; `all_of` shows those for other ages, too."""

    code = "4l"
    client: int
    all_of: bool


@dataclass(frozen=True, slots=True)
class BeginPlan(Route):
    """Open a plan from a template: the library's id, or the number of one's own."""

    code = "4b"
    client: int
    template: str


@dataclass(frozen=True, slots=True)
class OwnTemplate(Route):
    """One of the practice's own templates."""

    code = "4k"
    client: int
    template: int


@dataclass(frozen=True, slots=True)
class SaveTemplate(Route):
    """The next text is the name under which a program is kept."""

    code = "4v"
    client: int


@dataclass(frozen=True, slots=True)
class RenameTemplate(Route):
    """The next text is a template's new name."""

    code = "4n"
    client: int
    template: int


@dataclass(frozen=True, slots=True)
class RemoveTemplate(Route):
    """Take a template off the shelf; asked once more first."""

    code = "4r"
    client: int
    template: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class PlanPage(Route):
    """A plan (item 0), or one of its activities, counted from 1."""

    code = "4p"
    draft: int
    item: int


@dataclass(frozen=True, slots=True)
class PlanWeeks(Route):
    """For how many weeks."""

    code = "4w"
    draft: int


@dataclass(frozen=True, slots=True)
class PlanChange(Route):
    """Change one thing about a plan or an activity of it."""

    code = "4g"
    draft: int
    item: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class PlanGoal(Route):
    """The next text is the goal in the family's words."""

    code = "4q"
    draft: int


@dataclass(frozen=True, slots=True)
class PlanDone(Route):
    """Assign the plan; `mark` says what was looked at."""

    code = "4z"
    draft: int
    mark: str
