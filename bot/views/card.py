"""The activity card: why, what to have ready, safety before step 1, then one tap to answer."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from bot.domain.check_in import Outcome
from bot.domain.people import Role
from bot.domain.program import Status
from bot.pictures import Photo
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views import labels
from bot.views.pictures import step_picture
from bot.views.routes import (
    Answer,
    Card,
    Lighter,
    OwnPhoto,
    Pictures,
    Place,
    Step,
    Today,
    Worry,
)
from bot.views.screen import Button, Row, Screen, blocks, bullets, button, lines


def answer_row(
    say: Say, assignment: int, on: date, place: Place, role: Role, chosen: Outcome | None = None
) -> Row:
    """Return the three answers, all equal; the one that was given shows it."""
    return tuple(
        button(
            labels.outcome(say, outcome, role),
            Answer(assignment, on, outcome, place),
            "success" if outcome is chosen else None,
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
    fold = Markup("<blockquote expandable>{}</blockquote>")
    whole = Markup("<blockquote>{}</blockquote>")
    stop = lines(say("<b>Stop and rest this card if:</b>"), bullets(activity.stop))
    safety = (fold if data.was_read else whole).format(
        lines(
            say("⚠️ <b>Safety first</b>"),
            bullets(data.safety) if data.safety else None,
            stop if activity.stop else None,
        )
    )
    need = lines(say("<b>Have ready:</b>"), bullets(activity.need))
    rows = _doors(say, data)
    if data.assignment.status_on(data.today) is not Status.ACTIVE:
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


def step(
    say: Say, data: CardData, number: int, photos: Mapping[int, Photo] = MappingProxyType({})
) -> Screen:
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
        at = here.assignment, here.on
        answers = answer_row(say, *at, Place.CARD, data.link.role, _given(data))
        return Screen(
            blocks(head, ask),
            (answers, (back, worry_button(say, here.assignment, here.on))),
            may_stay=True,
        )
    where = say("Step {number} of {all}", number=number, all=len(steps))
    onward = button(say.plain("Next"), Step(here.assignment, here.on, number + 1), "primary")
    text = blocks(head, where, Markup("<b>{}</b>").format(steps[number - 1]))
    own = button(say.plain("Our own photo"), OwnPhoto(here.assignment, here.on, number, drop=False))
    return Screen(
        text,
        ((back, onward), (stop, own), (worry_button(say, here.assignment, here.on),)),
        picture=step_picture(say, data.activity, number, photos),
    )


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
            answer_row(say, data.assignment.id, data.on, Place.CARD, data.link.role, _given(data)),
            (
                button(say.plain("Back to the card"), Card(data.assignment.id, data.on)),
                worry_button(say, data.assignment.id, data.on),
            ),
        ),
    )


def who_reads(say: Say, data: CardData) -> str:
    """Return the therapist's name, or a word for them."""
    return data.therapist_name or say.plain("your therapist")


def worry_button(say: Say, assignment: int, on: date) -> Button:
    """Return the button that is on every card."""
    return button(say.plain("Something worried me"), Worry(assignment, on))


def _doors(say: Say, data: CardData) -> tuple[Row, ...]:
    at = data.assignment.id, data.on
    steps = button(say.plain("Show me the steps"), Step(*at, 1))
    light = button(say.plain("A lighter way"), Lighter(*at))
    doors = (light, steps) if data.link.client.low_demand else (steps, light)
    return (
        doors,
        answer_row(say, *at, Place.CARD, data.link.role, _given(data)),
        (
            button(say.plain("Pictures, print"), Pictures(*at)),
            button(say.plain("Today"), Today(data.link.client.id)),
        ),
        (worry_button(say, *at),),
    )


def _given(data: CardData) -> Outcome | None:
    return data.mine.outcome if data.mine else None


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


def _review(say: Say, data: CardData) -> Markup | None:
    """Brief 8.8: an unreviewed card says so."""
    if data.activity.review.status == "reviewed":
        return None
    return say("<i>Draft: your therapist has the last word.</i>")
