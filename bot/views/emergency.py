"""Numbers to call: what the practice has confirmed, else the general words; never a gap."""

from typing import Final

from markupsafe import Markup

from bot.domain.people import Person
from bot.domain.practice import Practice, Setting
from bot.domain.worry import dialable
from bot.services.worry_page import WorryPage
from bot.texts import N_, Say
from bot.views.home import emergency_footer
from bot.views.screen import Button, Row, lines

FALLBACK: Final = N_("your local emergency number (112 works in much of the world)")
LISTS_OF_LINES: Final = ("findahelpline.com", "befrienders.org")


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


def call_card(say: Say, known: dict[str, str | None]) -> Markup:
    """Return whom one can call: only what is certain, and the words that always hold."""
    numbers = [say("Someone is in danger: {number}", number=known["EMERGENCY"])]
    if known["CRISIS"]:
        numbers.append(say("Someone to talk to: {number}", number=known["CRISIS"]))
    else:
        places = ", ".join(LISTS_OF_LINES)
        numbers.append(say("Someone to talk to: {places} list the lines", places=places))
    if known["CLINIC_PHONE"]:
        numbers.append(
            say("{clinic}: {number}", clinic=known["clinic"], number=known["CLINIC_PHONE"])
        )
    numbers.append(say("Someone near: a friend, a neighbour, family"))
    return lines(say("<b>Whom you can call</b>"), *(Markup("• {}").format(n) for n in numbers))


def copies(say: Say, data: WorryPage) -> list[Row]:
    """One tap to have a confirmed number at hand; an unconfirmed one is not offered."""
    number = data.practice.certain(Setting.EMERGENCY) if data.actor else None
    each = [Button(say.plain("Copy {n}", n=n), copy=n) for n in dialable(number or "")[:3]]
    return [tuple(each)] if each else []
