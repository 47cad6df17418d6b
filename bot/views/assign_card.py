"""The last card before an activity is assigned: what it is, what to look at, and every choice.

Nothing is assigned before this card has been shown with everything that stands before it.
"""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from bot.catalog import Catalog
from bot.catalog.gates import Reason
from bot.domain.assign_form import Page
from bot.domain.people import Client
from bot.domain.program import Place, last_day
from bot.domain.rhythm import EVERY_DAY, Slot
from bot.services.assign import LastCard
from bot.services.assign_form import AssignForm
from bot.services.precautions import Precautions
from bot.texts import Say
from bot.views import labels
from bot.views.assign_choices import CHOICES, choices
from bot.views.assign_routes import AssignChecked, AssignPage
from bot.views.caseload_routes import Flags
from bot.views.labels import within
from bot.views.learn import LIGHT
from bot.views.load import concerns
from bot.views.routes import AssignBack, AssignDraft
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines

#: What Telegram takes, less what the choices below may say.
ROOM: Final = 3900
_FOLDED: Final = Markup("<blockquote expandable>{}</blockquote>")


def last_card(say: Say, form: AssignForm, catalog: Catalog, page: str) -> Screen:
    """Show the whole wish with its defaults; each is changed by one tap."""
    last, client = form.last, form.client
    if last is None or client is None:
        return Screen(say("This form is from earlier. /assign begins a new one."))
    head = say("<b>{title}</b> · {client}", title=last.activity.title, client=client.nickname)
    if page in CHOICES:
        return choices(say, form, last, client, head, page)
    said = blocks(
        _stands_before(say, last, client), concerns(say, last.load), wish(say, last, client)
    )
    about = _about(say, last, catalog, ROOM - len(head) - len(said))
    return Screen(blocks(head, about, said), _buttons(say, form, last, client))


def wish(say: Say, last: LastCard, client: Client) -> Markup:
    """Return what would be assigned, with the defaults in place."""
    when, card = last.wish.when, last.activity
    starts_on = max(when.starts_on or last.today, last.today)
    return lines(
        say(
            "{slot}, {days}",
            slot=labels.slot(say, when.slot or Slot(card.slot), client),
            days=labels.weekdays(say, when.weekdays or EVERY_DAY),
        ),
        _begins(say, last, last.weeks),
        say(
            "Until {last}, then you look at it again.",
            last=say.day(last_day(starts_on, last.weeks)),
        ),
        say.many("About {n} minute.", "About {n} minutes.", when.minutes or card.minutes),
        say("For school: the school sees it, too.") if when.place is Place.SCHOOL else None,
        say("Note: {note}", note=last.wish.note) if last.wish.note else None,
    )


def _begins(say: Say, last: LastCard, weeks: int) -> Markup:
    starts_on = last.wish.when.starts_on
    if starts_on is None or starts_on <= last.today:
        return say.many("For {n} week, from today.", "For {n} weeks, from today.", weeks)
    day = say.day(starts_on)
    return say.many("For {n} week, from {day}.", "For {n} weeks, from {day}.", weeks, day=day)


def _about(say: Say, last: LastCard, catalog: Catalog, room: int) -> Markup:
    """Return the card in short: why, how sure, and its safety and stop signs, whole."""
    card = last.activity
    safety = lines(say("⚠️ <b>Safety</b>"), bullets(catalog.safety_texts(card)))
    stop = lines(say("<b>Stop signs</b>"), bullets(card.stop)) if card.stop else None
    text = blocks(
        Markup("{}").format(card.why),
        say(LIGHT[card.evidence.light]),
        _FOLDED.format(blocks(safety, stop)),
    )
    steps = lines(*(Markup("{}. {}").format(n, step) for n, step in enumerate(card.steps, 1)))
    folded = _FOLDED.format(lines(say("<b>Steps</b>"), steps))
    return blocks(text, folded) if len(text) + len(folded) < room else text


def _stands_before(say: Say, last: LastCard, client: Client) -> Markup | None:
    """Return why it cannot be assigned, or what to look at before."""
    if last.is_there:
        title, name = last.activity.title, client.nickname
        return lines(
            say(
                "{title} is in {client}'s program for that time already.", title=title, client=name
            ),
            say("Another time of day is one tap away."),
        )
    return stands_before(say, last.checks, client)


def stands_before(say: Say, checks: Precautions, client: Client) -> Markup | None:
    """Return why a card cannot be assigned to a client, or what to look at before."""
    if checks.blocked:
        return lines(
            say("⛔ <b>Not for {client} as things stand.</b>", client=client.nickname),
            bullets(blocked(say, reason) for reason in checks.blocked),
            say("Nothing was assigned."),
        )
    if not checks.asks:
        return None
    return lines(
        say("🔎 <b>Please look at this first</b>"),
        bullets(what_is_asked(say, checks, client)),
        say("Your name and the time are kept with what you confirm."),
    )


def what_is_asked(say: Say, checks: Precautions, client: Client) -> list[str]:
    """Return everything to look at before a card is assigned, one line each."""
    known, unanswered, others = parts_asked(say, checks, client)
    return [*known, *([nobody_answered(say, unanswered)] if unanswered else []), *others]


def parts_asked(
    say: Say, checks: Precautions, client: Client
) -> tuple[list[str], list[str], list[str]]:
    """Return what to look at in three parts.

    They are: the flags with a line of their own, because of a yes or of what to leave out; the
    labels of the others, which nobody has answered; and what the card itself asks.
    """
    alone = [reason for reason in checks.confirm if reason.known or reason.notes]
    unanswered = [reason.label for reason in checks.confirm if reason not in alone]
    others = [checks.question] if checks.question else []
    if checks.floor_age is not None:
        others.insert(0, _young(say, checks.floor_age, client))
    return [asked(say, reason) for reason in alone], unanswered, others


def nobody_answered(say: Say, flags: Iterable[str]) -> str:
    """Return the flags that nobody has answered, in one line."""
    return say.plain("Nobody has answered yet: {flags}.", flags="; ".join(map(within, flags)))


def blocked(say: Say, reason: Reason) -> str:
    """Return why a card is blocked."""
    if reason.cleared_by is None:
        return say.plain("{flag}: yes. It stays so while that is a yes.", flag=reason.label)
    return say.plain(
        "{flag}: yes. This would clear it: “{clearance}”.",
        flag=reason.label,
        clearance=reason.cleared_by.label,
    )


def asked(say: Say, reason: Reason) -> str:
    """Return what to look at before a card is assigned."""
    known = say.plain("yes") if reason.known else say.plain("nobody has answered this yet")
    said = say.plain("{flag}: {answer}.", flag=reason.label, answer=known)
    return " ".join((said, *reason.notes))


def _young(say: Say, floor_age: int, client: Client) -> str:
    return say.plain(
        "The card is for age {n} and up, because of its hazards. {client} may be younger.",
        n=floor_age,
        client=client.nickname,
    )


def _buttons(say: Say, form: AssignForm, last: LastCard, client: Client) -> tuple[Row, ...]:
    when, card = last.wish.when, last.activity

    def opens(label: str, page: str) -> Button:
        return button(label, AssignPage(form.draft_id, page))

    slot = labels.slot(say, when.slot or Slot(card.slot), client)
    days = labels.weekdays(say, when.weekdays or EVERY_DAY)
    weeks = say.many("{n} week", "{n} weeks", last.weeks)
    minutes = say.many("{n} minute", "{n} minutes", when.minutes or card.minutes)
    note = say.plain("Change the note") if last.wish.note else say.plain("Write a note")
    return (
        *_assign(say, form, last),
        *_flags(say, last, client),
        (opens(f"✎ {slot}", "slot"), opens(f"✎ {days}", "days")),
        (opens(f"✎ {weeks}", "weeks"), opens(f"✎ {minutes}", "minutes")),
        (opens(say.plain("✎ Start"), "starts_on"), _place(say, form, last)),
        (opens(f"✎ {note}", "note"),),
    )


def _assign(say: Say, form: AssignForm, last: LastCard) -> tuple[Row, ...]:
    if last.checks.blocked:
        other = button(say.plain("Another activity"), AssignBack(form.draft_id, Page.AREAS))
        return ((other,),)
    if last.is_there:
        return ()
    asks = last.checks.asks
    label = say.plain("I have looked. Assign it") if asks else say.plain("Assign it")
    return ((button(label, AssignChecked(form.draft_id, last.checks.mark), "success"),),)


def _flags(say: Say, last: LastCard, client: Client) -> tuple[Row, ...]:
    """Offer the safety questions where they are not answered, or where one of them blocks."""
    open_ones = any(not reason.known for reason in last.checks.confirm)
    if not last.checks.blocked and not open_ones:
        return ()
    return ((button(say.plain("Safety questions"), Flags(client.id)),),)


def _place(say: Say, form: AssignForm, last: LastCard) -> Button:
    is_for_school = last.wish.when.place is Place.SCHOOL
    label = say.plain("Make it for home") if is_for_school else say.plain("Make it for school")
    place = Place.HOME if is_for_school else Place.SCHOOL
    return button(label, AssignDraft(form.draft_id, "place", place))
