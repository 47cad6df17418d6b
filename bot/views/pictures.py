"""Pictures for people who would rather look than read; every picture has words, too."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal

from markupsafe import Markup

from bot.catalog import Activity
from bot.domain.people import Role
from bot.pictures import (
    Captions,
    Choice,
    Direction,
    Face,
    FeelingsStrip,
    FirstThen,
    Page,
    Photo,
    ProgramSheet,
    SheetItem,
    StepCard,
    cut_outs_of,
    ladder_of,
    step_card_of,
    strip_of,
)
from bot.services.cards import Card as CardData
from bot.services.pictures import Fridge, Illustrated
from bot.texts import Say
from bot.views import labels
from bot.views.card_routes import Look
from bot.views.routes import Card, OwnPhoto, Pictures, PrintCard, ShowPicture, Step
from bot.views.screen import Screen, blocks, button

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
Photos = Mapping[int, Photo]


class Kind(StrEnum):
    """Which picture of a card."""

    STRIP = "s"
    FIRST_THEN = "f"
    CHOICE = "c"
    FEELINGS = "e"


class Print(StrEnum):
    """Which page to print."""

    CUT_OUTS = "c"
    LADDER = "l"


def direction_of(say: Say) -> Direction:
    """Return which way a language is written."""
    return "rtl" if say.language in _RIGHT_TO_LEFT else "ltr"


def captions(say: Say) -> Captions:
    """Return the fixed words of pictures in a language."""
    return Captions.said(say.plain)


def step_picture(say: Say, activity: Activity, number: int, photos: Photos) -> StepCard:
    """Return the picture of one step, counted from 1."""
    place = say.plain("{number} of {all}", number=number, all=len(activity.steps))
    return step_card_of(
        activity,
        number,
        place=place,
        photos=photos,
        language=say.language,
        direction=direction_of(say),
        captions=captions(say),
    )


def menu(say: Say, data: Illustrated) -> Screen:
    """Offer the pictures of a card, on the screen or to print."""
    at = data.card.assignment.id, data.card.on
    rows = [
        (button(say.plain("All steps in one picture"), ShowPicture(*at, Kind.STRIP)),),
        (button(say.plain("🖼 Pictures and symbols"), Look(*at, 1)),),
        (
            button(say.plain("First – then"), ShowPicture(*at, Kind.FIRST_THEN)),
            button(say.plain("Choose one of two"), ShowPicture(*at, Kind.CHOICE)),
        ),
        (button(say.plain("How does it feel?"), ShowPicture(*at, Kind.FEELINGS)),),
        (button(say.plain("Print: steps to cut out"), PrintCard(*at, Print.CUT_OUTS)),),
    ]
    if data.card.activity.chain is not None:
        rows.append(
            (button(say.plain("Print: the last step first"), PrintCard(*at, Print.LADDER)),)
        )
    rows.append((button(say.plain("Back to the card"), Card(*at)),))
    return Screen(
        blocks(
            say("<b>Pictures</b> · {title}", title=data.card.activity.title),
            say("For the wall, the fridge, or to look at.")
            if data.card.link.role is Role.SELF
            else say("For the wall, the fridge, or to look at together."),
        ),
        tuple(rows),
    )


def show(say: Say, data: Illustrated, kind: Kind, photos: Photos) -> Screen:
    """Show one picture of a card."""
    card = data.card
    back = button(say.plain("Back"), Pictures(card.assignment.id, card.on))
    caption = say("<b>{title}</b>", title=card.activity.title)
    return Screen(caption, ((back,),), picture=_picture(say, data, kind, photos))


def _picture(say: Say, data: Illustrated, kind: Kind, photos: Photos) -> Page:
    activity = data.card.activity
    language, direction, fixed = say.language, direction_of(say), captions(say)
    mine = _face(activity, photos)
    match kind:
        case Kind.STRIP:
            return strip_of(
                activity, photos=photos, language=language, direction=direction, captions=fixed
            )
        case Kind.FIRST_THEN:
            then = Face(_liked(say, data.card), ("2B50",))
            return FirstThen(mine, then, language=language, direction=direction, captions=fixed)
        case Kind.CHOICE:
            other = (
                _face(data.others[0], {}) if data.others else Face(say.plain("A rest"), ("1F6CB",))
            )
            return Choice(mine, other, language=language, direction=direction, captions=fixed)
        case _:
            return FeelingsStrip(language=language, direction=direction, captions=fixed)


def _liked(say: Say, card: CardData) -> str:
    """What comes then: one of the things that this client likes, as the family has said it."""
    liked = [one.strip() for one in (card.link.client.interests or "").split(",") if one.strip()]
    return liked[card.on.toordinal() % len(liked)] if liked else say.plain("Something you like")


def _face(activity: Activity, photos: Photos) -> Face:
    last = len(activity.pictures)
    return Face(activity.title, activity.pictures[-1].codes, photos.get(last))


def printed(say: Say, activity: Activity, kind: Print, photos: Photos) -> Page:
    """Return a card's page to print."""
    language, direction, fixed = say.language, direction_of(say), captions(say)
    if kind is Print.LADDER and activity.chain is not None:
        return ladder_of(
            activity, photos=photos, language=language, direction=direction, captions=fixed
        )
    return cut_outs_of(
        activity, photos=photos, language=language, direction=direction, captions=fixed
    )


def sheet(
    say: Say,
    fridge: Fridge,
    link: str,
    contact: tuple[str, ...] = (),
    paper: Literal["a4", "letter"] = "a4",
) -> ProgramSheet:
    """Return a program's sheet for the fridge, with a QR code to the chat."""
    items = tuple(
        SheetItem(
            activity.title,
            labels.slot(say, assignment.slot, fridge.client),
            labels.weekdays(say, assignment.weekdays),
            assignment.note or "",
            activity.pictures[-1].codes,
        )
        for assignment, activity in sorted(
            fridge.items, key=lambda item: labels.SLOT_ORDER.index(item[0].slot)
        )
    )
    return ProgramSheet(
        fridge.client.nickname,
        fridge.program.goal or "" if fridge.program else "",
        items,
        contact=contact or tuple(fridge.therapist_names),
        link=link,
        paper=paper,
        language=say.language,
        direction=direction_of(say),
        captions=captions(say),
    )


def ask_photo(say: Say, data: CardData, step: int) -> Screen:
    """Ask for the family's own photo: the next photo is it."""
    at = data.assignment.id, data.on
    return Screen(
        blocks(
            say("<b>Your own picture</b> · step {number}", number=step),
            Markup("{}").format(data.activity.steps[step - 1]),
            say("Send a photo of your own things: the shirt, the brush, the stairs."),
            say("Only you see it here. Please none of undressing, toileting or washing."),
        ),
        (
            (button(say.plain("Use the pictogram"), OwnPhoto(*at, step, drop=True)),),
            (button(say.plain("Back"), Step(*at, step)),),
        ),
    )
