"""What each button of the form that writes an activity does; what is not on offer does nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.catalog import Catalog
from bot.domain.errors import Invalid
from bot.domain.own_asks import CHOICES, Ask
from bot.domain.own_form import OwnForm
from bot.domain.rhythm import Slot
from bot.services.own_card import usual_people

PEOPLE: Final = ("child", "teen", "adult", "older")


def tapped(form: OwnForm, catalog: Catalog, act: str, value: str) -> OwnForm:
    """Return the form after a tap.

    Raises:
        Invalid: nothing that is on offer.
    """
    ask = form.ask
    if act in _MOVES:
        return _MOVES[act](form, _whole(value))
    match act:
        case "set" if ask is not None:
            return _set(form, ask, catalog, value)
        case "on" | "off" if ask in CHOICES and value in _choices(ask, catalog):
            return form.with_choice(value, on=act == "on")
        case "next" if ask is not None and form.may_skip:
            return form.gone_on(ask)
        case "back" if form.before is not None:
            return form.gone_to(form.before)
        case "go" if ask is None and value in list(Ask):
            return form.gone_to(Ask(value))
        case _:
            raise Invalid("choice", value=value)


#: Around a list, and back to the form as it stands; the number is the entry or the page.
_MOVES: Final[Mapping[str, Callable[[OwnForm, int], OwnForm]]] = {
    "show": lambda form, _: form,
    "page": lambda form, number: replace(form, page=number),
    "item": lambda form, number: form.opened(number),
    "drop": lambda form, number: form.without(number),
    "up": lambda form, number: form.moved_up(number),
    "nophoto": lambda form, _: form.with_photo(None),
}


def _whole(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0


def _choices(ask: Ask | None, catalog: Catalog) -> tuple[str, ...]:
    return PEOPLE if ask is Ask.PEOPLE else tuple(catalog.safety)


def _set(form: OwnForm, ask: Ask, catalog: Catalog, value: str) -> OwnForm:
    if ask is Ask.AREA and value in catalog.areas:
        form = form.answered(ask, value)
        if Ask.PEOPLE not in form.card:
            people = usual_people(value, catalog)
            form = replace(form, card={**form.card, Ask.PEOPLE: people})
        return form
    if ask is Ask.SLOT and value in list(Slot):
        return form.answered(ask, value)
    return form.typed(value)
