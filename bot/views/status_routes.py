"""Where the button of /status leads."""

from dataclasses import dataclass

from bot.views.codec import Route


@dataclass(frozen=True, slots=True)
class StatusPage(Route):
    """How the bot stands now."""

    code = "2z"
