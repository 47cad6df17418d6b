"""Writing an activity in the chat: the draft, one answer at a time, and the look at the whole.

An answer that does not fit changes nothing and says why. A tap from an earlier turn shows where
the form stands; a message that is processed again is taken once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.catalog import Catalog
from bot.catalog.own import Looked, look_at_data
from bot.domain.errors import Invalid, Stale
from bot.domain.own_form import OwnForm
from bot.domain.people import Person
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.own_activities import own_of
from bot.services.own_card import (
    Defaults,
    card_data,
    codes_in_order,
    form_of,
    wanted_of,
)
from bot.services.own_taps import tapped
from bot.services.typed import expect
from bot.store import drafts, own_activities
from bot.store.database import Tx
from bot.store.drafts import Draft

KIND: Final = "own_activity"
#: Makes the words for what was left open, in a language.
Fill = Callable[[str], Defaults]


@dataclass(frozen=True, slots=True)
class OwnFormPage:
    """A half-written activity as it stands.

    Attributes:
        wanted: the safety codes that it cannot go without, each with why.
        codes: all safety codes, the likely ones first.
        looked: a look at the whole, when every question is answered.
        wrong: why the last answer was not taken.
    """

    actor: Person
    draft_id: int
    form: OwnForm
    catalog: Catalog
    wanted: dict[str, str]
    codes: tuple[str, ...]
    looked: Looked | None = None
    wrong: Invalid | None = None


async def unfinished_own(
    office: Office, visitor: Visitor
) -> tuple[Person, tuple[int, OwnForm] | None]:
    """Return a therapist, and the number and the state of their half-written activity, if any.

    Raises:
        NotAllowed: not a therapist.
    """

    def ask(tx: Tx) -> tuple[Person, tuple[int, OwnForm] | None]:
        actor = access.therapist(tx, office, visitor.telegram_id)
        draft = drafts.of_kind(tx, actor.id, KIND)
        return actor, None if draft is None else (draft.id, OwnForm.read(draft.data))

    return await office.db.read(ask)


async def begin_own(office: Office, visitor: Visitor, fill: Fill, model: str | None) -> OwnFormPage:
    """Begin an activity anew, or from a card of the library; an older half-written one is gone.

    Raises:
        NotAllowed: not a therapist. Stale: no such card.
    """

    def change(tx: Tx) -> OwnFormPage:
        actor = access.therapist(tx, office, visitor.telegram_id)
        form = OwnForm()
        if model is not None:
            card = office.catalog_of(actor.id).activities.get(model)
            if card is None or not card.enabled:
                raise Stale("no such card")
            photos = own_activities.photos(tx, card.id, card.revision)
            form = form_of(card, edits=None, number=0, photos=photos)
        return _begun(tx, office, visitor, actor, form, fill)

    return await office.db.write(change)


async def edit_own(office: Office, visitor: Visitor, fill: Fill, activity_id: str) -> OwnFormPage:
    """Begin a new text of an own activity.

    Raises:
        NotAllowed: not theirs.
    """

    def change(tx: Tx) -> OwnFormPage:
        actor, card = own_of(tx, office, visitor.telegram_id, activity_id)
        photos = own_activities.photos(tx, activity_id, card.activity.revision)
        number = card.standing.number
        form = form_of(card.activity, edits=activity_id, number=number, photos=photos)
        return _begun(tx, office, visitor, actor, form, fill)

    return await office.db.write(change)


async def tap_own(
    office: Office, visitor: Visitor, fill: Fill, draft_id: int, turn: int, act: str, value: str
) -> OwnFormPage:
    """Take a tap; one that was shown in an earlier turn changes nothing.

    Raises:
        NotAllowed: not a therapist, or not their form. Stale: that form is over.
    """
    shipped = office.library.shipped
    return await _answer(
        office, visitor, fill, draft_id, lambda form: tapped(form, shipped, act, value), turn
    )


async def type_own(
    office: Office, visitor: Visitor, fill: Fill, draft_id: int, words: str
) -> OwnFormPage:
    """Take typed words for the question that is shown.

    Raises:
        NotAllowed: not a therapist, or not their form. Stale: that form is over.
    """
    return await _answer(office, visitor, fill, draft_id, lambda form: form.typed(words))


async def photo_own(
    office: Office, visitor: Visitor, fill: Fill, draft_id: int, file_id: str
) -> OwnFormPage:
    """Take a photo for the step that is looked at, or for the last one.

    Raises:
        NotAllowed: not a therapist, or not their form. Stale: that form is over.
    """
    return await _answer(office, visitor, fill, draft_id, lambda form: form.with_photo(file_id))


def own_draft(tx: Tx, office: Office, visitor: Visitor, draft_id: int) -> tuple[Person, Draft]:
    """Return the therapist and their half-written activity.

    Raises:
        NotAllowed: not a therapist, or not their form. Stale: that form is over.
    """
    actor = access.therapist(tx, office, visitor.telegram_id)
    return actor, access.own_draft(tx, actor, draft_id, KIND)


async def _answer(
    office: Office,
    visitor: Visitor,
    fill: Fill,
    draft_id: int,
    step: Callable[[OwnForm], OwnForm],
    turn: int | None = None,
) -> OwnFormPage:
    def change(tx: Tx) -> OwnFormPage:
        actor, draft = own_draft(tx, office, visitor, draft_id)
        form = OwnForm.read(draft.data)
        is_new = draft.data.get("receipt") != visitor.receipt and turn in (None, form.turn)
        wrong = None
        if is_new:
            try:
                changed = replace(step(form), turn=form.turn + 1)
            except Invalid as why:
                wrong = why
            else:
                data = {**draft.data, "form": changed.kept(), "receipt": visitor.receipt}
                draft = drafts.save(tx, draft, data, office.now_ms())
        return page_of(tx, office, visitor, actor, draft, fill, wrong)

    return await office.db.write(change)


def _begun(
    tx: Tx, office: Office, visitor: Visitor, actor: Person, form: OwnForm, fill: Fill
) -> OwnFormPage:
    data = {"form": form.kept()}
    draft = drafts.begin(tx, actor.id, KIND, data, office.now_ms(), visitor.receipt)
    return page_of(tx, office, visitor, actor, draft, fill)


def page_of(
    tx: Tx,
    office: Office,
    visitor: Visitor,
    actor: Person,
    draft: Draft,
    fill: Fill,
    wrong: Invalid | None = None,
) -> OwnFormPage:
    """Return the form as it stands; the next typed text is for the question that it shows."""
    form = OwnForm.read(draft.data)
    shipped = office.library.shipped
    looked = None
    drafts.take_expected(tx, actor.id, visitor.receipt)
    if form.ask is None:
        looked = look_at_data(card_data(form, fill(actor.language), shipped), shipped)
    else:
        expect(tx, office, actor.id, KIND, str(draft.id))
    return OwnFormPage(
        actor,
        draft.id,
        form,
        shipped.in_language(actor.language),
        wanted_of(form, shipped),
        codes_in_order(form, shipped),
        looked,
        wrong,
    )
