"""The activity card: why, what to have ready, safety before step 1, then one tap to answer."""

from datetime import date
from typing import Final

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.people import Role
from bot.domain.program import Status
from bot.services.cards import Card as CardData
from bot.texts import N_, Say
from bot.views import labels
from bot.views.home import emergency_footer
from bot.views.routes import (
    Answer,
    Card,
    Help,
    Lighter,
    More,
    Note,
    Place,
    Step,
    TellWorry,
    Today,
    Worry,
)
from bot.views.screen import Button, Row, Screen, Style, blocks, bullets, button, lines

#: Brief 6.4 in spirit: effort is noticed, nothing is graded.
_THANKS: Final = {
    Outcome.DONE: N_("Saved as “we did it”. Thank you for telling me."),
    Outcome.SOME: N_("Some of it is a full answer. It is saved as “some”."),
    Outcome.NOT_TODAY: N_("Got it, not today. The card will wait, and so will I."),
}
_OWN_DONE: Final = N_("Saved as “did it”. Thank you for telling me.")
_STYLE: Final[dict[Outcome, Style | None]] = {
    Outcome.DONE: "success",
    Outcome.SOME: None,
    Outcome.NOT_TODAY: None,
}


def answer_row(say: Say, assignment: int, on: date, place: Place, role: Role) -> Row:
    """Return the three answers, all equal."""
    return tuple(
        button(
            labels.outcome(say, outcome, role),
            Answer(assignment, on, outcome, place),
            _STYLE[outcome],
        )
        for outcome in Outcome
    )


def plain_html(text: str) -> Markup:
    """Return plain text as HTML."""
    return Markup("{}").format(text)


def card(
    say: Say, data: CardData, notice: str | None = None, heading: Markup | None = None
) -> Screen:
    """Show the whole card, safety and stop signs first."""
    activity = data.activity
    client = data.link.client
    head = say("<b>{title}</b> · {client}", title=activity.title, client=client.nickname)
    when = say.many(
        "{slot} · about {n} minute",
        "{slot} · about {n} minutes",
        data.assignment.minutes or activity.minutes,
        slot=labels.slot(say, data.assignment.slot, client),
    )
    safety = Markup("<blockquote>{}</blockquote>").format(
        lines(
            say("⚠️ <b>Safety first</b>"),
            bullets(data.safety),
            say("<b>Stop and rest this card if:</b>"),
            bullets(activity.stop),
        )
    )
    need = lines(say("<b>Have ready:</b>"), bullets(activity.need))
    rows = _doors(say, data)
    if data.assignment.status is not Status.ACTIVE:
        resting = say("This card is resting until your therapist has looked at it.")
        rows = ((button(say.plain("Back to today"), Today(client.id)),),)
    else:
        resting = None
    return Screen(
        blocks(
            heading,
            head,
            when,
            plain_html(activity.why),
            resting,
            safety,
            need,
            _note(say, data.assignment.note),
            _status(say, data),
            _review(say, data),
        ),
        rows,
        notice,
    )


def step(say: Say, data: CardData, number: int) -> Screen:
    """Show one step, counted from 1; after the last one, ask how it went."""
    steps = data.activity.steps
    here = Step(data.assignment.id, data.on, number)
    back = button(
        say.plain("Back"),
        Step(here.assignment, here.on, number - 1)
        if number > 1
        else Card(here.assignment, here.on),
    )
    stop = button(say.plain("Enough for now"), Card(here.assignment, here.on))
    head = say(
        "<b>{title}</b> · {client}",
        title=data.activity.title,
        client=data.link.client.nickname,
    )
    if number > len(steps):
        ask = say("Those are all the steps. How was it?")
        answers = answer_row(say, here.assignment, here.on, Place.CARD, data.link.role)
        return Screen(blocks(head, ask), (answers, (back, _worry(say, here.assignment, here.on))))
    where = say("Step {number} of {all}", number=number, all=len(steps))
    onward = button(say.plain("Next"), Step(here.assignment, here.on, number + 1), "primary")
    text = blocks(head, where, Markup("<b>{}</b>").format(steps[number - 1]))
    return Screen(text, ((back, onward), (stop, _worry(say, here.assignment, here.on))))


def lighter(say: Say, data: CardData) -> Screen:
    """Show the low-demand door: an idea, and lines to say or leave."""
    low = data.activity.low
    said = lines(*(Markup("<i>“{}”</i>").format(line) for line in low.lines))
    return Screen(
        blocks(
            say("<b>A lighter way</b> · {title}", title=data.activity.title),
            plain_html(low.idea),
            lines(say("Words that invite and ask nothing:"), said),
        ),
        (
            answer_row(say, data.assignment.id, data.on, Place.CARD, data.link.role),
            (
                button(say.plain("Back to the card"), Card(data.assignment.id, data.on)),
                _worry(say, data.assignment.id, data.on),
            ),
        ),
    )


def answered(say: Say, data: CardData, notice: str | None = None) -> Screen:
    """Thank for an answer; everything else is optional."""
    mine = data.mine
    if mine is None:
        return card(say, data, notice)
    thanks = say(_THANKS[mine.outcome])
    if mine.outcome is Outcome.DONE and data.link.role is Role.SELF:
        thanks = say(_OWN_DONE)
    head = say(
        "<b>{title}</b> · {client}",
        title=data.activity.title,
        client=data.link.client.nickname,
    )
    cut = (
        say("The note was long: its first 500 characters are kept.") if data.note_was_cut else None
    )
    at = data.assignment.id, data.on
    rows: list[Row] = [answer_row(say, *at, Place.CARD, data.link.role)]
    if mine.outcome is not Outcome.NOT_TODAY:
        rows.append((button(say.plain("Add a bit more"), More(*at)),))
    rows.append((button(say.plain("Back to today"), Today(data.link.client.id)), _worry(say, *at)))
    return Screen(blocks(head, thanks, _details(say, data), cut), tuple(rows), notice)


def more(say: Say, data: CardData) -> Screen:
    """Offer the optional questions: how much help, and a note."""
    at = data.assignment.id, data.on
    chosen = data.mine.help_level if data.mine else None
    levels = tuple(
        (
            button(
                ("✓ " if chosen == level else "") + labels.help_level(say, level, data.link.role),
                Help(*at, level),
            ),
        )
        for level in range(6)
    )
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say("How much help fitted today? Skip it if you like."),
            _details(say, data),
        ),
        (
            *levels,
            (button(say.plain("Write a note"), Note(*at)),),
            (button(say.plain("That is enough"), Today(data.link.client.id), "primary"),),
        ),
    )


def ask_note(say: Say, data: CardData) -> Screen:
    """Ask for the note: the next text is it."""
    return Screen(
        blocks(
            say("<b>{title}</b>", title=data.activity.title),
            say("Type your note and send it. {therapist} will read it.", therapist=_who(say, data)),
            say("Nicknames only, please, and no medical numbers."),
        ),
        ((button(say.plain("No note"), More(data.assignment.id, data.on)),),),
    )


def worry(say: Say, data: CardData) -> Screen:
    """Something worried them: the emergency text first, then one tap to tell."""
    at = data.assignment.id, data.on
    return Screen(
        blocks(
            Markup("<b>{}</b>").format(emergency_footer(say)),
            say("You can stop this activity now. Stopping is always right."),
            say(
                "Shall I rest “{title}” and tell {therapist}? "
                "Nobody reads it at once, it may be the next working day.",
                title=data.activity.title,
                therapist=_who(say, data),
            ),
        ),
        (
            (button(say.plain("Rest it and tell them"), TellWorry(*at), "danger"),),
            (button(say.plain("Back to the card"), Card(*at)),),
        ),
    )


def worry_told(say: Say, data: CardData) -> Screen:
    """Say what happened with a worry."""
    return Screen(
        blocks(
            say("<b>Thank you for telling me.</b>"),
            say(
                "I have rested “{title}”. A message to {therapist} is on its way.",
                title=data.activity.title,
                therapist=_who(say, data),
            ),
            Markup("{}").format(emergency_footer(say)),
        ),
        ((button(say.plain("Back to today"), Today(data.link.client.id)),),),
    )


def _who(say: Say, data: CardData) -> str:
    return data.therapist_name or say.plain("your therapist")


def _worry(say: Say, assignment: int, on: date) -> Button:
    return button(say.plain("Something worried me"), Worry(assignment, on))


def _doors(say: Say, data: CardData) -> tuple[Row, ...]:
    at = data.assignment.id, data.on
    steps = button(say.plain("Show me the steps"), Step(*at, 1))
    light = button(say.plain("A lighter way"), Lighter(*at))
    doors = (light, steps) if data.link.client.low_demand else (steps, light)
    return (
        doors,
        answer_row(say, *at, Place.CARD, data.link.role),
        (_worry(say, *at), button(say.plain("Today"), Today(data.link.client.id))),
    )


def _note(say: Say, note: str | None) -> Markup | None:
    return say("📝 <b>From your therapist:</b> {note}", note=note) if note else None


def _status(say: Say, data: CardData) -> Markup | None:
    if not data.answers:
        return None
    return lines(
        *(
            say(
                "{who}: {answer}",
                who=answer.answered_by,
                answer=labels.outcome(say, answer.outcome).lower(),
            )
            for answer in data.answers
        )
    )


def _details(say: Say, data: CardData) -> Markup | None:
    mine = data.mine
    if mine is None or (mine.help_level is None and not mine.note):
        return None
    parts = []
    if mine.help_level is not None:
        words = labels.help_level(say, mine.help_level, data.link.role)
        parts.append(say("Help: {words}", words=words))
    if mine.note:
        parts.append(say("Note: {note}", note=mine.note))
    return lines(*parts)


def _review(say: Say, data: CardData) -> Markup | None:
    """Brief 8.8: an unreviewed card says so."""
    if data.activity.review.status == "reviewed":
        return None
    return say("<i>Draft: your therapist has the last word.</i>")
