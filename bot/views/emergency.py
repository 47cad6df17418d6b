"""Numbers to call: what the practice has confirmed, else the general words; never a gap."""

from typing import Final

from markupsafe import Markup

from bot.domain.people import Person
from bot.domain.practice import Practice, Setting
from bot.domain.worry import dialable
from bot.services.worry_page import WorryPage
from bot.texts import N_, Say
from bot.views.codec import Route
from bot.views.home import emergency_footer
from bot.views.screen import Button, Row, Screen, blocks, button

FALLBACK: Final = N_("your local emergency number (112 works in much of the world)")
SPOKEN_LINES: Final = ("findahelpline.com", "befrienders.org")


def footer(say: Say, practice: Practice, actor: Person | None) -> Markup:
    """Return the footer of every answer; a stranger may be in another country."""
    return emergency_footer(say, practice.certain(Setting.EMERGENCY) if actor else None)


def facts(say: Say, practice: Practice, actor: Person | None) -> dict[str, str | None]:
    """Return what stands for each placeholder: what is not confirmed is None."""

    def certain(setting: Setting) -> str | None:
        return practice.certain(setting) if actor else None

    return {
        "EMERGENCY": certain(Setting.EMERGENCY) or say.plain(FALLBACK),
        "CRISIS": certain(Setting.CRISIS),
        "POISON": certain(Setting.POISON),
        "CLINIC_PHONE": certain(Setting.PHONE),
        "clinic": (practice.name if actor else None) or say.plain("the practice"),
    }


def call_card(say: Say, data: WorryPage, back: Route) -> Screen:
    """Show whom one can call: only what is certain, and the words that always hold."""
    known = facts(say, data.practice, data.actor)
    numbers = [say("<b>Someone is in danger:</b> {number}", number=known["EMERGENCY"])]
    if known["CRISIS"]:
        numbers.append(say("<b>Someone to talk to:</b> {number}", number=known["CRISIS"]))
    else:
        places = ", ".join(SPOKEN_LINES)
        numbers.append(say("<b>Someone to talk to:</b> {places} list the lines.", places=places))
    if known["CLINIC_PHONE"]:
        numbers.append(
            say("<b>{clinic}:</b> {number}", clinic=known["clinic"], number=known["CLINIC_PHONE"])
        )
    numbers.append(say("<b>Someone near:</b> a friend, a neighbour, family."))
    return Screen(
        blocks(say("<b>Whom you can call</b>"), *numbers),
        (*copies(say, data), (button(say.plain("Back"), back),)),
    )


def copies(say: Say, data: WorryPage) -> list[Row]:
    """One tap to have a confirmed number at hand; an unconfirmed one is not offered."""
    number = data.practice.certain(Setting.EMERGENCY) if data.actor else None
    each = [Button(say.plain("Copy {n}", n=n), copy=n) for n in dialable(number or "")[:3]]
    return [tuple(each)] if each else []
