"""Between the answers of a form and a card of the library: there and back without a loss.

What nobody answered is filled with plain words, so that a card is whole; what the library's rules
ask for is on it, whether it was ticked or not.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from bot.catalog import Activity, Catalog
from bot.catalog.emoji import label_of, numbered, pictured
from bot.catalog.own import wanted_codes
from bot.domain.own_activity import PREFIX, own_id
from bot.domain.own_asks import ASKED, Ask
from bot.domain.own_form import OwnForm

_EVIDENCE: Final = "practice"
_SOURCE: Final = "OWN"
_DRAFT: Final = {"status": "draft"}
#: What a form carries along and asks nobody about.
_EXTRA: Final = ("based_on", "evidence", "review")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a card says where its therapist left a question open, in their language."""

    need: tuple[str, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    low: tuple[str, ...]
    watch: str
    effort: tuple[str, ...]
    note: str


def form_of(
    activity: Activity, *, edits: str | None, number: int, photos: dict[int, str]
) -> OwnForm:
    """Return a form that holds a whole card, to change it or to start from it.

    Args:
        activity: the card.
        edits: its id when it is to get a new text, None for a card of one's own that begins here.
        number: which text of it this is.
        photos: its photos by step, from 1.
    """
    data = activity.model_dump(mode="json")
    card = {ask.value: data[ask] for ask in Ask}
    card[Ask.LOW] = [activity.low.idea, *activity.low.lines]
    card[Ask.STEPS] = [
        _step(activity, number, photos.get(number)) for number in range(1, len(activity.steps) + 1)
    ]
    extra = {name: data[name] for name in _EXTRA}
    if edits is None:
        extra["based_on"] = activity.based_on if activity.id.startswith(PREFIX) else activity.id
        extra["review"] = _DRAFT
    done = tuple(ask.value for ask in ASKED)
    return OwnForm(card=card, done=done, edits=edits, number=number, extra=extra)


def _step(activity: Activity, number: int, photo: str | None) -> dict[str, Any]:
    """Return a step as the form has it; what follows from its words alone is left out."""
    text, picture = activity.steps[number - 1], activity.pictures[number - 1]
    step: dict[str, Any] = {"text": text, "photo": photo}
    if (picture.codes, picture.label) != (numbered(number), label_of(text)):
        step["picture"] = picture.model_dump(mode="json", exclude_none=True)
    return step


def card_data(form: OwnForm, defaults: Defaults, catalog: Catalog) -> dict[str, Any]:
    """Return a form's answers as a card's fields, as a file would have them."""
    card, filled = form.card, asdict(defaults)
    steps = [_pictured(number, step) for number, step in enumerate(card.get(Ask.STEPS, ()), 1)]
    low = list(card.get(Ask.LOW) or filled["low"])
    data: dict[str, Any] = {
        "id": form.edits or own_id(str(card.get(Ask.TITLE)), lambda _: False),
        **{ask.value: card.get(ask) for ask in Ask},
        "steps": [text for text, _ in steps],
        "pictures": [picture for _, picture in steps],
        "low": {"idea": low[0], "lines": low[1:] or low[:1]},
        "stop": list(card.get(Ask.STOP, ())),
        "search": list(card.get(Ask.SEARCH, ())),
        "evidence": {"light": _EVIDENCE, "sources": [_SOURCE], "note": defaults.note},
        "review": _DRAFT,
        **form.extra,
    }
    for name in ("need", "easier", "harder", "watch", "effort"):
        data[name] = data[name] or (list(filled[name]) if name != "watch" else filled[name])
    data["safe"] = list(safety_of(form, catalog))
    return data


def _pictured(number: int, step: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a step's words and its picture: the one it had, its emoji, or its number."""
    if step.get("picture"):
        return step["text"], step["picture"]
    text, codes = pictured(step["text"])
    return text, {"codes": list(codes or numbered(number)), "label": label_of(text)}


def photos_of(form: OwnForm) -> dict[int, str]:
    """Return the photos by step, from 1."""
    steps = enumerate(form.card.get(Ask.STEPS, ()), start=1)
    return {number: step["photo"] for number, step in steps if step.get("photo")}


def wanted_of(form: OwnForm, catalog: Catalog) -> dict[str, str]:
    """Return the safety codes that the card cannot go without, each with why."""
    card = form.card
    fields: dict[str, Any] = {
        "id": form.edits or PREFIX,
        "based_on": form.extra.get("based_on"),
        "area": card.get(Ask.AREA, ""),
        "title": card.get(Ask.TITLE, ""),
        "need": tuple(card.get(Ask.NEED, ())),
        "steps": tuple(step["text"] for step in card.get(Ask.STEPS, ())),
    }
    return wanted_codes(Activity.model_construct(**fields), catalog)


def safety_of(form: OwnForm, catalog: Catalog) -> tuple[str, ...]:
    """Return the codes of the card: what is asked for, and what was ticked."""
    return tuple(dict.fromkeys((*wanted_of(form, catalog), *form.card.get(Ask.SAFE, ()))))


def codes_in_order(form: OwnForm, catalog: Catalog) -> tuple[str, ...]:
    """Return every safety code: those of the card, those usual in its area, then the rest."""
    usual: dict[str, int] = {}
    for other in catalog.in_area(form.card.get(Ask.AREA, "")):
        for code in other.safe:
            usual[code] = usual.get(code, 0) + 1
    likely = sorted(usual, key=lambda code: -usual[code])
    return tuple(dict.fromkeys((*safety_of(form, catalog), *likely, *catalog.safety)))


def usual_people(area: str, catalog: Catalog) -> list[str]:
    """Return whom most cards of an area are for."""
    groups = Counter(card.people for card in catalog.in_area(area)).most_common(1)
    return list(groups[0][0]) if groups else []
