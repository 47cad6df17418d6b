"""Writing an own activity down: a new one, or a new text of one that is there.

What runs keeps the text that it was assigned from. The same text again changes nothing, and an
update that is processed again writes nothing twice.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.catalog import Activity
from bot.catalog.own import Looked, look_at_file
from bot.domain.errors import NotAllowed, Stale
from bot.domain.own_activity import PREFIX, kept_photos, own_id
from bot.domain.people import Person
from bot.services import access
from bot.services.library import OwnCard
from bot.services.office import Office, Visitor
from bot.services.own_activities import own_of, read_card
from bot.store import audit, own_activities
from bot.store.database import Tx


class Outcome(StrEnum):
    """What became of a text."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text that was to be kept.

    Attributes:
        card: how the activity stands now; None when it was refused.
        looked: what is wrong with it, and what could be kinder.
        called: the id in the file, where the activity has another one here.
    """

    actor: Person
    outcome: Outcome
    card: OwnCard | None
    looked: Looked
    called: str | None = None


async def import_own(office: Office, visitor: Visitor, raw: bytes, name: str) -> Saved:
    """Take an activity from a YAML file: all of it, or nothing.

    A file of an activity of one's own gives it a new text; every other file makes a new
    activity, private to whoever sent it. A file that is named like a card of the library becomes
    the practice's own version of that card.

    Raises:
        NotAllowed: not a therapist.
    """
    actor = await office.db.read(lambda tx: access.therapist(tx, office, visitor.telegram_id))
    called: list[str] = []

    def adopt(activity: Activity) -> Activity:
        called.append(activity.id)
        return adopted(office, activity)

    looked = look_at_file(raw, name, office.library.shipped, adopt)
    if looked.activity is None:
        return Saved(actor, Outcome.REFUSED, None, looked)
    wanted = looked.activity

    def change(tx: Tx) -> Saved:
        who = access.therapist(tx, office, visitor.telegram_id)
        done = _replayed(tx, visitor, who)
        saved = done or _imported(tx, office, visitor, who, wanted)
        other = called[0] if saved.card and saved.card.activity.id != called[0] else None
        return replace(saved, looked=looked, called=other)

    return taken_in(office, await office.db.write(change))


def adopted(office: Office, activity: Activity) -> Activity:
    """Return an activity under an id of our own, switched on; it remembers its model."""
    model = activity.based_on
    if activity.id.startswith(PREFIX):
        there = office.library.own_card(activity.id)
        if model is None and there is not None:
            model = there.activity.based_on
        return with_fields(activity, based_on=model, enabled=True)
    if model is None and activity.id in office.library.shipped.activities:
        model = activity.id
    new = own_id(activity.id, lambda _: False)
    return with_fields(activity, id=new, based_on=model, enabled=True)


def put_own(
    tx: Tx,
    office: Office,
    visitor: Visitor,
    activity: Activity,
    photos: dict[int, str] | None,
    *,
    changes: bool,
) -> Saved:
    """Keep a text, within a transaction: a new one, or (`changes`) of an activity that is theirs.

    Args:
        activity: sound; its id is the activity's, or what a new one would like to be called.
        photos: by step, from 1; None keeps those whose step is still there.

    Raises:
        NotAllowed: not a therapist, or not theirs.
    """
    actor = access.therapist(tx, office, visitor.telegram_id)
    done = _replayed(tx, visitor, actor)
    if done is not None:
        return done
    if changes:
        return _changed(tx, office, visitor, activity, photos)
    free = own_id(activity.id, lambda name: own_activities.by_id(tx, name) is not None)
    activity = with_fields(activity, id=free)
    own_activities.create(
        tx,
        free,
        activity.revision,
        activity.model_dump_json(),
        by=actor.id,
        now=office.now_ms(),
        origin=visitor.receipt,
    )
    own_activities.put_photos(tx, free, activity.revision, photos or {})
    audit.record(tx, office.now_ms(), "own activity", person_id=actor.id, detail=f"{free}: new")
    return _stands(tx, actor, free, Outcome.NEW)


def _changed(
    tx: Tx, office: Office, visitor: Visitor, activity: Activity, photos: dict[int, str] | None
) -> Saved:
    actor, before = own_of(tx, office, visitor.telegram_id, activity.id)
    old = own_activities.photos(tx, activity.id, before.activity.revision)
    if photos is None:
        photos = kept_photos(before.activity.steps, activity.steps, old)
    if activity == before.activity and photos == old:
        return _stands(tx, actor, activity.id, Outcome.SAME)
    now = office.now_ms()
    own_activities.change(
        tx,
        activity.id,
        activity.revision,
        activity.model_dump_json(),
        by=actor.id,
        now=now,
        origin=visitor.receipt,
    )
    own_activities.put_photos(tx, activity.id, activity.revision, photos)
    audit.record(
        tx, now, "own activity", person_id=actor.id, detail=f"{activity.id}: {activity.revision}"
    )
    return _stands(tx, actor, activity.id, Outcome.CHANGED)


def _imported(tx: Tx, office: Office, visitor: Visitor, actor: Person, activity: Activity) -> Saved:
    there = own_activities.by_id(tx, activity.id)
    is_mine = there is not None and there.standing.author_id == actor.id
    return put_own(tx, office, visitor, activity, None, changes=is_mine)


def _replayed(tx: Tx, visitor: Visitor, actor: Person) -> Saved | None:
    kept = own_activities.by_origin(tx, visitor.receipt)
    return None if kept is None else done_before(tx, visitor, actor)


def done_before(tx: Tx, visitor: Visitor, actor: Person) -> Saved:
    """Return what the very same update made, when it is processed again.

    Raises:
        Stale: it made nothing.
    """
    kept = own_activities.by_origin(tx, visitor.receipt)
    if kept is None:
        raise Stale("nothing was made")
    outcome = Outcome.NEW if kept.standing.number == 1 else Outcome.CHANGED
    return _stands(tx, actor, kept.standing.activity_id, outcome)


def _stands(tx: Tx, actor: Person, activity_id: str, outcome: Outcome) -> Saved:
    kept = own_activities.by_id(tx, activity_id)
    card = read_card(kept) if kept is not None else None
    if card is None:
        raise NotAllowed("an own activity vanished within a transaction")
    return Saved(actor, outcome, card, Looked(card.activity))


def taken_in(office: Office, saved: Saved) -> Saved:
    """Let the library in memory know of what was written down."""
    if saved.card is not None:
        office.library.take_in(saved.card)
    return saved


def with_fields(activity: Activity, **fields: object) -> Activity:
    """Return a copy with other values; its revision is made anew."""
    return Activity.model_validate(
        {**{name: getattr(activity, name) for name in Activity.model_fields}, **fields}
    )
