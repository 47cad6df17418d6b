"""Learn cards: under two minutes each, to read or to leave."""

from markupsafe import Markup

from bot.catalog import Activity, Catalog
from bot.catalog.models import Learn as LearnCard
from bot.services.learn import Shelf
from bot.texts import N_, Say
from bot.views.assign_routes import AssignThis
from bot.views.own_routes import ExportCard, OwnNew
from bot.views.routes import AttachLearning, ClientCard, Home, Learn, Learning, Today
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines, short

LIGHT = {
    "green": N_("Evidence: the approach is recommended for at least one group."),
    "yellow": N_("Evidence: mixed. Notice before and after, and keep it if it helps."),
    "practice": N_("Evidence: standard practice, rarely trialled."),
}


def shelf(say: Say, found: Shelf, notice: str | None = None) -> Screen:
    """Show the learn cards, the therapist's choice first."""
    client = found.client.id if found.client else 0
    rows: list[Row] = [(button(f"★ {one.title}", Learn(client, one.id)),) for one in found.attached]
    rows += [(button(one.title, Learn(client, one.id)),) for one in found.others]
    chosen = (
        say("★ stands beside {client}'s program.", client=found.client.nickname)
        if found.client and found.attached
        else None
    )
    return Screen(
        blocks(
            say("<b>To read, if you like</b>"),
            say("Each page takes under two minutes. None of them is needed."),
            chosen,
        ),
        (*rows, (_back(say, found),)),
        notice,
    )


def card(say: Say, found: Shelf, one: LearnCard) -> Screen:
    """Show one learn card."""
    client = found.client.id if found.client else 0
    rows: list[Row] = []
    if found.may_attach and found.client is not None:
        is_on = one in found.attached
        label = (
            say.plain("Take it away from {client}", client=found.client.nickname)
            if is_on
            else say.plain("Put it beside {client}'s program", client=found.client.nickname)
        )
        rows.append((button(label, AttachLearning(client, one.id, on=not is_on)),))
    rows.append((button(say.plain("Back"), Learning(client)),))
    return Screen(
        blocks(
            Markup("<b>{}</b>").format(one.title),
            *(Markup("{}").format(part) for part in one.body),
            Markup("<i>{}</i>").format(one.practice_note) if one.practice_note else None,
            lines(say("<b>In short</b>"), bullets(one.points)),
        ),
        tuple(rows),
    )


def library_hits(say: Say, words: str, found: list[Activity], kind: type) -> Screen:
    """Show what a search in the library found; each opens by `kind(activity id)`."""
    if not words:
        text = say("What are you looking for? Type it after /library, like: /library zipper")
    elif not found:
        text = say("Nothing in the library fits “{words}” yet.", words=short(words))
    else:
        text = say("<b>In the library</b> for “{words}”", words=short(words))
    return Screen(text, tuple((button(one.title, kind(one.id)),) for one in found))


def library_card(say: Say, activity: Activity, catalog: Catalog) -> Screen:
    """Show a card of the library as a therapist looks at it before assigning."""
    area, safety = catalog.areas[activity.area].name, catalog.safety_texts(activity)
    return Screen(
        card_text(say, activity, area, safety),
        (
            (button(say.plain("Assign this"), AssignThis(activity.id), "primary"),),
            (
                button(say.plain("Export"), ExportCard(activity.id)),
                button(say.plain("Make my own version"), OwnNew(activity.id, anew=False)),
            ),
        ),
    )


def card_text(say: Say, activity: Activity, area: str, safety: tuple[str, ...]) -> Markup:
    """Return a card as a therapist looks at it before assigning; the long parts come folded."""
    steps = lines(
        *(Markup("{}. {}").format(number, step) for number, step in enumerate(activity.steps, 1))
    )
    folded = Markup("<blockquote expandable>{}</blockquote>")
    return blocks(
        say("<b>{title}</b> · {area}", title=activity.title, area=area),
        Markup("{}").format(activity.why),
        say(LIGHT[activity.evidence.light]),
        folded.format(lines(say("⚠️ <b>Safety</b>"), bullets((*safety, *activity.stop)))),
        folded.format(lines(say("<b>Steps</b>"), steps)),
        folded.format(
            lines(
                say("<b>Easier</b>"),
                bullets(activity.easier),
                say("<b>A bit more</b>"),
                bullets(activity.harder),
                say("<b>A lighter way</b>"),
                Markup("{}").format(activity.low.idea),
            )
        ),
    )


def _back(say: Say, found: Shelf) -> Button:
    if found.client is None:
        return button(say.plain("Start page"), Home())
    if found.may_attach:
        return button(
            say.plain("Open {name}", name=found.client.nickname), ClientCard(found.client.id)
        )
    return button(say.plain("Back to today"), Today(found.client.id))
