"""Writing an activity, one question on one card; at the end the whole, as a family will get it."""

from typing import Final

from markupsafe import Markup

from bot.domain.own_asks import ASKED, CHOICES, LISTS, NUMBERS, Ask
from bot.services.own_form import OwnFormPage
from bot.services.own_taps import PEOPLE
from bot.texts import Say
from bot.views import declined, own_words
from bot.views.own_routes import OwnDraft
from bot.views.own_whole import whole
from bot.views.routes import DropDraft
from bot.views.screen import (
    Button,
    Row,
    Screen,
    Style,
    blocks,
    bullets,
    button,
    in_rows,
    lines,
    short,
)

SAFE_ON_A_PAGE: Final = 8
SHOWN: Final = 160


def form(say: Say, page: OwnFormPage) -> Screen:
    """Ask the question that is open, or show the whole."""
    ask = page.form.ask
    if ask is None:
        return whole(say, page)
    if page.form.item:
        return _entry(say, page, ask)
    question, hint = own_words.QUESTIONS[ask]
    wrong = declined.alert(say, page.wrong) if page.wrong else None
    return Screen(
        blocks(
            _head(say, page),
            Markup("⚠️ {}").format(wrong) if wrong else None,
            lines(Markup("<b>{}</b>").format(say.plain(question)), say(hint)),
            _so_far(say, page, ask),
        ),
        (*_choices(say, page, ask), *_moves(say, page)),
    )


def _to(page: OwnFormPage, act: str, value: object = "-") -> OwnDraft:
    return OwnDraft(page.draft_id, page.form.turn, act, str(value))


def _head(say: Say, page: OwnFormPage) -> Markup:
    title = page.form.card.get(Ask.TITLE)
    if not title:
        return say("<b>A new activity</b>")
    ask = page.form.ask
    if ask in ASKED and ask not in page.form.done:
        place = say.plain("{number} of {all}", number=ASKED.index(ask) + 1, all=len(ASKED))
        return Markup("<b>{}</b> · {}").format(title, place)
    return Markup("<b>{}</b>").format(title)


def _so_far(say: Say, page: OwnFormPage, ask: Ask) -> Markup | None:
    """Return what is answered already."""
    value = page.form.card.get(ask)
    if ask is Ask.SAFE:
        ticked = dict.fromkeys((*page.wanted, *(value or ())))
        texts = [short(page.catalog.safety.get(code, code), SHOWN) for code in list(ticked)[:12]]
        return bullets(texts) if texts else None
    if ask in LISTS and value:
        return lines(
            *(
                Markup("{}. {}").format(number, _entry_text(one))
                for number, one in enumerate(value, start=1)
            )
        )
    if value in (None, [], "") or ask in CHOICES:
        return None
    return say("So far: {value}", value=_said(say, page, ask))


def _said(say: Say, page: OwnFormPage, ask: Ask) -> str:
    value = page.form.card[ask]
    if ask is Ask.AREA:
        return page.catalog.areas[value].name
    if ask is Ask.SLOT:
        return say.plain(own_words.SLOTS[value])
    return str(value)


def _entry_text(entry: object) -> str:
    if not isinstance(entry, dict):
        return short(str(entry), SHOWN)
    photo = "📷 " if entry.get("photo") else ""
    return photo + short(str(entry["text"]), SHOWN)


def _choices(say: Say, page: OwnFormPage, ask: Ask) -> tuple[Row, ...]:
    value = page.form.card.get(ask)
    if ask is Ask.AREA:
        areas = page.catalog.areas.values()
        return in_rows((button(one.name, _to(page, "set", one.id)) for one in areas), 2)
    if ask is Ask.SLOT:
        area = page.catalog.areas.get(page.form.card.get(Ask.AREA, ""))
        usual = value or (area.slot if area else None)
        slots = own_words.SLOTS.items()
        return in_rows(
            (
                button(say.plain(word), _to(page, "set", slot), _primary(on=slot == usual))
                for slot, word in slots
            ),
            2,
        )
    if ask is Ask.PEOPLE:
        words = {one: say.plain(own_words.PEOPLE[one]) for one in PEOPLE}
        return in_rows((_tick(page, one, words[one], value or ()) for one in PEOPLE), 2)
    if ask is Ask.SAFE:
        return _safety(say, page)
    if ask in NUMBERS:
        numbers = own_words.NUMBERS[ask]
        return in_rows((button(str(one), _to(page, "set", one)) for one in numbers), 6)
    entries = range(1, len(page.form.entries) + 1) if ask in LISTS else ()
    return in_rows((button(str(one), _to(page, "item", one)) for one in entries), 6)


def _primary(*, on: bool) -> Style | None:
    return "primary" if on else None


def _tick(page: OwnFormPage, value: str, label: str, ticked: object) -> Button:
    is_on = isinstance(ticked, list | tuple) and value in ticked
    return button(f"{'☑' if is_on else '☐'} {label}", _to(page, "off" if is_on else "on", value))


def _safety(say: Say, page: OwnFormPage) -> tuple[Row, ...]:
    last = (len(page.codes) - 1) // SAFE_ON_A_PAGE
    at = min(page.form.page, last)
    rows: list[Row] = []
    for code in page.codes[at * SAFE_ON_A_PAGE : (at + 1) * SAFE_ON_A_PAGE]:
        label = short(page.catalog.safety[code].split(". ")[0], 52)
        if code in page.wanted:
            rows.append((button(f"🔒 {label}", _to(page, "page", at)),))
        else:
            rows.append((_tick(page, code, label, page.form.card.get(Ask.SAFE, ())),))
    turns = []
    if at > 0:
        turns.append(button(say.plain("Earlier ones"), _to(page, "page", at - 1)))
    if at < last:
        turns.append(button(say.plain("More safety texts"), _to(page, "page", at + 1)))
    return (*rows, tuple(turns)) if turns else tuple(rows)


def _moves(say: Say, page: OwnFormPage) -> tuple[Row, ...]:
    asked = page.form
    rows: list[Row] = []
    is_whole = all(one in asked.done for one in ASKED)
    if is_whole:
        rows.append((button(say.plain("Back to the whole"), _to(page, "next"), "primary"),))
    elif asked.may_skip:
        has = bool(asked.card.get(str(asked.ask))) or asked.ask is Ask.SAFE
        label = say.plain("Next") if has else say.plain("Skip this")
        rows.append((button(label, _to(page, "next"), _primary(on=has)),))
    last: list[Button] = []
    if asked.before is not None and not is_whole:
        last.append(button(say.plain("Back"), _to(page, "back")))
    last.append(button(say.plain("Cancel"), DropDraft(page.draft_id)))
    return (*rows, tuple(last))


def _entry(say: Say, page: OwnFormPage, ask: Ask) -> Screen:
    """Show one entry of a list: a typed text takes its place."""
    item = page.form.item
    entry = page.form.entries[item - 1]
    text = entry["text"] if isinstance(entry, dict) else entry
    has_photo = isinstance(entry, dict) and bool(entry.get("photo"))
    wrong = declined.alert(say, page.wrong) if page.wrong else None
    row = [button(say.plain("Take it out"), _to(page, "drop", item))]
    if item > 1:
        row.insert(0, button(say.plain("Move up"), _to(page, "up", item)))
    rows: list[Row] = [tuple(row)]
    if has_photo:
        rows.append((button(say.plain("Take the photo away"), _to(page, "nophoto")),))
    rows.append((button(say.plain("Back to the list"), _to(page, "item", 0)),))
    hint = (
        say("Type it anew, or send a photo for it.") if ask is Ask.STEPS else say("Type it anew.")
    )
    return Screen(
        blocks(
            _head(say, page),
            Markup("⚠️ {}").format(wrong) if wrong else None,
            Markup("{}{}. {}").format("📷 " if has_photo else "", item, text),
            hint,
        ),
        tuple(rows),
    )
