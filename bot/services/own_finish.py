"""A half-written activity is kept, once it is sound; what it was before is kept, too."""

from dataclasses import replace

from bot.catalog import Activity, Review
from bot.domain.errors import Invalid
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.own_activities import own_of
from bot.services.own_card import photos_of
from bot.services.own_form import Fill, OwnFormPage, own_draft, page_of
from bot.services.own_save import Saved, done_before, put_own, taken_in, with_fields
from bot.store import drafts, own_activities
from bot.store.database import Tx


async def save_own(
    office: Office, visitor: Visitor, fill: Fill, draft_id: int
) -> Saved | OwnFormPage:
    """Keep the activity, private to its author; one that is not sound stays a form.

    Raises:
        NotAllowed: not a therapist, or not their form. Stale: that form is over.
    """

    def change(tx: Tx) -> Saved | OwnFormPage:
        actor = access.therapist(tx, office, visitor.telegram_id)
        if own_activities.by_origin(tx, visitor.receipt) is None:
            _, draft = own_draft(tx, office, visitor, draft_id)
            page = page_of(tx, office, visitor, actor, draft, fill)
            if page.looked is None or page.looked.activity is None:
                return page
            saved = _saved(tx, office, visitor, page, page.looked.activity)
            drafts.drop(tx, draft.id)
            drafts.expect_nothing(tx, actor.id)
            return replace(saved, looked=page.looked)
        return done_before(tx, visitor, actor)

    done = await office.db.write(change)
    return taken_in(office, done) if isinstance(done, Saved) else done


def _saved(
    tx: Tx, office: Office, visitor: Visitor, page: OwnFormPage, activity: Activity
) -> Saved:
    """Keep a sound activity.

    Raises:
        NotAllowed: not theirs. Invalid: it got another text in the meantime.
    """
    form = page.form
    if form.edits is not None:
        _, before = own_of(tx, office, visitor.telegram_id, form.edits)
        if before.standing.number != form.number:
            raise Invalid("own_changed")
        if before.activity.revision != activity.revision:
            activity = with_fields(activity, review=Review(status="draft"))
    changes = form.edits is not None
    return put_own(tx, office, visitor, activity, photos_of(form), changes=changes)
