"""One assignment as the therapist steers it; every change is one or two taps away."""

from markupsafe import Markup

from bot.domain.program import Assignment, Place, Status
from bot.domain.program_change import Field
from bot.services.program_edit import Conflict
from bot.services.steered import Steered
from bot.texts import Say
from bot.views import change_words, labels, load
from bot.views.looked_at import looked_at
from bot.views.new_text import new_text_of
from bot.views.preview_routes import PreviewFirst
from bot.views.program_routes import (
    Change,
    ChangeAnyway,
    Choose,
    ChooseDays,
    History,
    OwnSteps,
)
from bot.views.routes import AssignmentCard, ClientCard, Program
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines


def change_to(page: Steered, field: Field, value: object = "", step: int = 0) -> Change:
    """Return the route of a change to what is shown."""
    one = page.assignment
    return Change(one.id, one.version, field, str(value), step)


def head(say: Say, page: Steered) -> Markup:
    """Return the card's title and whose it is."""
    return say("<b>{title}</b> · {client}", title=page.activity.title, client=page.client.nickname)


def back(say: Say, page: Steered) -> Row:
    """Return the way back to the assignment."""
    return (button(say.plain("Back"), AssignmentCard(page.assignment.id)),)


def show(say: Say, page: Steered, notice: str | None = None) -> Screen:
    """Show one assignment with everything that can be changed."""
    one = page.assignment
    note = say("Note: {note}", note=one.note) if one.note else None
    return Screen(
        blocks(
            head(say, page),
            lines(_when(say, page), _span(say, page), _place(say, one), _state(say, page)),
            lines(note, _steps(say, page), _hand_over(say, page)),
            looked_at(say, page.checks, page.actor.zone),
            load.concerns(say, page.load),
            say("The family sees a change at once. What was answered stays."),
        ),
        (
            (_choose(say.plain("Time of day"), one, Field.SLOT), _days_button(say, one)),
            (
                _choose(say.plain("Minutes"), one, Field.MINUTES),
                _choose(say.plain("How long"), one, Field.UNTIL),
            ),
            (
                _choose(say.plain("Note"), one, Field.NOTE),
                button(say.plain("Steps"), OwnSteps(one.id, 0)),
            ),
            *_more(say, page),
            *_life(say, page),
            (
                button(say.plain("History"), History(one.id, 0)),
                button(say.plain("👁 What the family gets"), PreviewFirst(one.id)),
            ),
            (button(say.plain("Program"), Program(page.client.id)),),
        ),
        notice,
    )


def ended(say: Say, page: Steered) -> Screen:
    """Say that it has ended, and where to go on."""
    client = page.client
    return Screen(
        blocks(
            say("<b>{title}</b> has ended.", title=page.activity.title),
            say("Every check-in stays. The family no longer sees the card."),
        ),
        (
            (button(say.plain("Program"), Program(client.id), "primary"),),
            (
                button(say.plain("History"), History(page.assignment.id, 0)),
                button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),
            ),
        ),
    )


def conflict(say: Say, found: Conflict) -> Screen:
    """Show what somebody else changed, and ask."""
    page, client = found.page, found.page.client
    theirs = change_words.since(say, client, found.versions)
    wanted = change_words.differences(
        say, client, page.assignment, found.wanted, found.edit.value
    ) or [say("another place in the list")]
    return Screen(
        blocks(
            head(say, page),
            lines(say("<b>This was changed while you looked at it:</b>"), bullets(theirs)),
            lines(say("You wanted:"), bullets(wanted)),
            say("Nothing of yours is saved yet."),
        ),
        (
            (button(say.plain("Change it all the same"), ChangeAnyway(found.draft_id), "primary"),),
            (button(say.plain("Leave it as it is"), AssignmentCard(page.assignment.id)),),
        ),
    )


# -- the page's lines ---------------------------------------------------------------------------


def _when(say: Say, page: Steered) -> Markup:
    one = page.assignment
    slot = labels.slot(say, one.slot, page.client)
    days = labels.weekdays(say, one.weekdays)
    return say.many(
        "{sign} {slot}, {days} · about {n} minute",
        "{sign} {slot}, {days} · about {n} minutes",
        one.minutes or page.card.minutes,
        sign=labels.SLOT_SIGN[one.slot],
        slot=slot,
        days=days,
    )


def _place(say: Say, one: Assignment) -> Markup | None:
    if one.place is not Place.SCHOOL:
        return None
    return say("For school: the school sees it, too.")


def _span(say: Say, page: Steered) -> Markup:
    one = page.assignment
    if one.starts_on > page.today:
        if one.ends_on is None:
            return say("Begins {day}", day=say.day(one.starts_on))
        return say("From {day} until {last}", day=say.day(one.starts_on), last=say.day(one.ends_on))
    if one.ends_on is None:
        return say("Without an end")
    if one.ends_on < page.today:
        return say("Ran until {last}. “How long” lets it go on.", last=say.day(one.ends_on))
    return say("Until {last}", last=say.day(one.ends_on))


def _state(say: Say, page: Steered) -> Markup | None:
    one = page.assignment
    if one.status_on(page.today) is not Status.PAUSED:
        return None
    if one.paused_until:
        return say("💤 Rests until {day}", day=say.day(one.paused_until))
    why = change_words.reason(say, page.paused_why)
    return say("💤 Rests: {why}", why=why) if why else say("💤 Rests")


def _steps(say: Say, page: Steered) -> Markup | None:
    if page.assignment.own_steps is None:
        return None
    return say.many(
        "{client}'s own {n} step",
        "{client}'s own {n} steps",
        len(page.activity.steps),
        client=page.client.nickname,
    )


def _hand_over(say: Say, page: Steered) -> Markup | None:
    first = page.assignment.hand_over_from
    if first is None:
        return None
    return say("From step {n} on, it is {client}'s part", n=first, client=page.client.nickname)


# -- the page's buttons -------------------------------------------------------------------------


def _choose(label: str, one: Assignment, field: Field) -> Button:
    return button(label, Choose(one.id, field))


def _days_button(say: Say, one: Assignment) -> Button:
    return button(say.plain("Days"), ChooseDays(one.id, one.version, one.weekdays.mask))


def _more(say: Say, page: Steered) -> tuple[Row, ...]:
    one, (place, all_of) = page.assignment, page.place
    rows: list[Row] = []
    if page.has_newer:
        rows.append((button(say.plain("Take the newer text"), new_text_of(one)),))
    if page.activity.chain is not None:
        rows.append((_choose(say.plain("The part to hand over"), one, Field.HAND_OVER),))
    if one.starts_on > page.today:
        rows.append((_choose(say.plain("First day"), one, Field.START),))
    moves: list[Button] = []
    if place > 0:
        moves.append(button(say.plain("⬆ Move up"), change_to(page, Field.ORDER, place - 1)))
    if place < all_of - 1:
        moves.append(button(say.plain("⬇ Move down"), change_to(page, Field.ORDER, place + 1)))
    return (*rows, tuple(moves)) if moves else tuple(rows)


def _life(say: Say, page: Steered) -> tuple[Row, ...]:
    one = page.assignment
    end = _choose(say.plain("End it"), one, Field.END)
    rest = _choose(say.plain("Pause it"), one, Field.REST)
    if one.status_on(page.today) is Status.PAUSED:
        rest = button(say.plain("Resume it"), change_to(page, Field.BACK), "primary")
    return ((rest, end),)
