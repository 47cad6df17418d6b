"""The whole of an activity that was written in the chat, before it is kept; or what stops it."""

from typing import Final

from bot.catalog import Problem
from bot.domain.own_asks import ASKED, OFFERED, Ask
from bot.domain.own_form import OwnForm
from bot.services.own_form import OwnFormPage
from bot.texts import Say
from bot.views import own_words
from bot.views.learn import card_text
from bot.views.own_files import some_of, warnings
from bot.views.own_routes import OwnDraft, OwnSave, OwnShelf
from bot.views.routes import DropDraft
from bot.views.screen import Button, Screen, blocks, bullets, button, in_rows, lines

#: What Telegram takes, less what stands around the card.
HOLDS: Final = 3_800


def whole(say: Say, page: OwnFormPage) -> Screen:
    """Show what was written, as it would be kept; what stops it comes in its place."""
    looked = page.looked
    fields = in_rows(
        (
            button(
                say.plain(own_words.LABELS[one]),
                OwnDraft(page.draft_id, page.form.turn, "go", one),
            )
            for one in (*ASKED, *OFFERED)
        ),
        3,
    )
    cancel = (button(say.plain("Cancel"), DropDraft(page.draft_id)),)
    if looked is None or looked.activity is None:
        told, rest = some_of(
            say, [_in_words(say, one) for one in looked.problems] if looked else []
        )
        more = say.many("and {n} more", "and {n} more", rest) if rest else None
        text = blocks(
            say("<b>{title}</b>", title=page.form.card[Ask.TITLE]),
            lines(say("Before it can be kept, please change:"), bullets(told), more),
        )
        return Screen(text, (*fields, cancel))
    area = page.catalog.areas[looked.activity.area].name
    safety = page.catalog.safety_texts(looked.activity)
    save = button(say.plain("Keep it"), OwnSave(page.draft_id), "success")
    card = blocks(
        card_text(say, looked.activity, area, safety), own_words.facts(say, looked.activity)
    )
    room = HOLDS - len(card.striptags())
    return Screen(
        blocks(
            card,
            warnings(say, [_in_words(say, one) for one in looked.warnings], room),
            say("Tap anything to change it."),
        ),
        ((save,), *fields, cancel),
    )


def _in_words(say: Say, problem: Problem) -> Problem:
    """Return a problem with its place as the form calls it."""
    name, _, rest = problem.field.partition("[")
    name = name.partition(".")[0]
    if name not in list(Ask):
        return problem
    label = say.plain(own_words.LABELS[Ask(name)])
    digits = rest.partition("]")[0]
    place = f"{label} {int(digits) + 1}" if digits.isdigit() else label
    return Problem("", place, problem.reason, problem.fix)


def go_on_with(say: Say, draft_id: int, form: OwnForm) -> Button:
    """Return the door back to a half-written activity."""
    title = form.card.get(Ask.TITLE)
    label = say.plain("Go on with “{title}”", title=title) if title else say.plain("Go on writing")
    return button(label, OwnDraft(draft_id, 0, "show", "-"), "primary")


def half_written(say: Say, draft_id: int, form: OwnForm, anew: Button) -> Screen:
    """Say that there is a half-written activity already."""
    return Screen(
        blocks(
            say("<b>You have begun one already.</b>"),
            say("Do you want to go on with it?"),
        ),
        (
            (go_on_with(say, draft_id, form),),
            (anew,),
            (button(say.plain("Own activities"), OwnShelf(0)),),
        ),
    )
