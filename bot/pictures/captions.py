"""The few fixed words that stand on pictures: English here, any language from the caller."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from bot.texts import N_


@dataclass(frozen=True, slots=True)
class Captions:
    """Every fixed word of every picture, in one language."""

    first: str = N_("First")
    then: str = N_("Then")
    or_: str = N_("or")
    energy: str = N_("Energy")
    energy_low: str = N_("low")
    energy_middle: str = N_("middle")
    energy_high: str = N_("high")
    comfort: str = N_("Comfort")
    comfort_not_ok: str = N_("not OK")
    comfort_ok: str = N_("OK")
    comfort_good: str = N_("good")
    feelings_line: str = N_("Every answer is a fine answer.")
    program: str = N_("Home program")
    goal: str = N_("What we are working towards")
    sheet_line: str = N_("Every part can be made smaller, swapped or skipped.")
    practice: str = N_("Our practice")
    chat: str = N_("Open the chat")
    cut: str = N_("Cut along the dashed lines. Hang up as many cards as help.")
    ladder_line: str = N_(
        "The last step comes first. Start with the top row, and stay on a row as long as it helps."
    )
    helper: str = N_("Helper")
    myself: str = N_("Me")
    credit: str = N_("Pictograms: OpenMoji, CC BY-SA 4.0")

    @classmethod
    def said(cls, say: Callable[[str], str]) -> "Captions":
        """Return the captions in another language, each English one passed through `say`."""
        english = cls()
        return cls(**{each.name: say(getattr(english, each.name)) for each in fields(cls)})
