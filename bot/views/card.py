"""The activity card: why, what to have ready, safety before step 1, then one tap to answer."""

from datetime import date

from markupsafe import Markup

from bot.domain.check_in import Outcome, may_answer
from bot.domain.people import Role
from bot.domain.program import Status
from bot.services.cards import Card as CardData
from bot.texts import Say
from bot.views import labels, thanks
from bot.views.card_routes import BitMore, Easier, Look
from bot.views.routes import Answer, Lighter, Pictures, Place, Step, Today, Worry
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
    slot = labels.slot(say, data.assignment.slot, client)
    when = say.many(
        "{slot} · about {n} minute",
        "{slot} · about {n} minutes",
        data.assignment.minutes or activity.minutes,
        slot=slot,
    )
    need = lines(say("<b>Have ready:</b>"), bullets(activity.need))
    closed = _closed(say, data)
    rows = _doors(say, data)
    if thanks.by_another(data.answers, data.actor.id):
        at = data.assignment.id, data.on
        rows = (*rows, thanks.thank_row(say, *at, data.answers, data.actor.id))
    if closed is not None:
        rows = ((button(say.plain("Back to today"), Today(client.id)),),)
    return Screen(
        blocks(
            heading,
            labels.head(say, activity.title, data.link),
            lines(when, _from_memory(say, data)),
            plain_html(activity.why),
            closed,
            _safety(say, data),
            need,
            _handed_over(say, data),
            _smaller(say, data),
            _note(say, data.assignment.note),
            status(say, data),
            _review(say, data),
        ),
        rows,
        notice,
    )


def who_reads(say: Say, data: CardData) -> str:
    """Return the therapist's name, or a word for them."""
    return data.therapist_name or say.plain("your therapist")


def worry_button(say: Say, assignment: int, on: date) -> Button:
    """Return the button that is on every card."""
    return button(say.plain("Something worried me"), Worry(assignment, on))


def given(data: CardData) -> Outcome | None:
    """Return this person's own answer."""
    return data.mine.outcome if data.mine else None


def status(say: Say, data: CardData) -> Markup | None:
    """Return what was answered about the card, and by whom."""
    if not data.answers:
        return None
    is_own = data.link.role is Role.SELF
    found = []
    for answer in data.answers:
        is_reader = is_own and answer.person_id == data.actor.id
        who = labels.who(say, answer.answered_by, is_reader=is_reader)
        words = labels.within(labels.outcome(say, answer.outcome, data.link.role))
        if answer.recalled:
            found.append(say("{who}: {answer} (from memory)", who=who, answer=words))
        else:
            found.append(say("{who}: {answer}", who=who, answer=words))
    return lines(*found)


def _doors(say: Say, data: CardData) -> tuple[Row, ...]:
    at = data.assignment.id, data.on
    steps = button(say.plain("Show me the steps"), Step(*at, 1))
    light = button(say.plain("A lighter way"), Lighter(*at))
    lighter_first = data.link.client.low_demand or data.is_smaller
    doors = (light, steps) if lighter_first else (steps, light)
    return (
        *_pictures_only(say, data),
        *_go_on(say, data),
        doors,
        (
            button(say.plain("Easier"), Easier(*at)),
            button(say.plain("A bit more"), BitMore(*at)),
        ),
        answer_row(say, *at, Place.CARD, data.link.role, given(data)),
        (
            button(say.plain("Pictures, print"), Pictures(*at)),
            button(say.plain("Today"), Today(data.link.client.id)),
        ),
        (worry_button(say, *at),),
    )


def _go_on(say: Say, data: CardData) -> tuple[Row, ...]:
    """Offer the step that was reached before; the first one is where it begins anyway."""
    step = data.step
    if step is None or not 1 < step <= len(data.activity.steps):
        return ()
    to = Step(data.assignment.id, data.on, step)
    return ((button(say.plain("Go on at step {number}", number=step), to, "primary"),),)


def _pictures_only(say: Say, data: CardData) -> tuple[Row, ...]:
    """The first door for whoever does not read: on their own phone it needs no reading either."""
    if not data.link.client.picture_only:
        return ()
    label = "🖼 ▶️" if data.link.role is Role.SELF else say.plain("🖼 Pictures and symbols")
    return ((button(label, Look(data.assignment.id, data.on, data.step or 1)),),)


def _closed(say: Say, data: CardData) -> Markup | None:
    """Say why there is nothing to do on a card: it has ended, rests, or is of an earlier day."""
    state = data.assignment.status_on(data.today)
    if state is Status.ENDED:
        return say("This card is finished. What was answered is kept.")
    if state is not Status.ACTIVE:
        return say("This card is resting until your therapist has looked at it.")
    if not may_answer(data.on, data.today):
        return say(
            "This is the card of {day}. Today's cards are one tap away.", day=say.day(data.on)
        )
    return None


def _safety(say: Say, data: CardData) -> Markup:
    fold = Markup("<blockquote expandable>{}</blockquote>")
    whole = Markup("<blockquote>{}</blockquote>")
    return (fold if data.was_read else whole).format(
        lines(
            say("⚠️ <b>Safety first</b>"),
            bullets(data.safety),
            say("<b>Stop and rest this card if:</b>"),
            bullets(data.activity.stop),
        )
    )


def _from_memory(say: Say, data: CardData) -> Markup | None:
    if data.on >= data.today:
        return None
    return say("For {day}. From memory is fine.", day=say.day(data.on))


def _handed_over(say: Say, data: CardData) -> Markup | None:
    """Say which part is handed over now, when the therapist has set it."""
    step = data.assignment.hand_over_from
    if step is None or step > len(data.activity.steps):
        return None
    if data.link.role is Role.SELF:
        return say("👉 From step {number} on it is your own part.", number=step)
    return say(
        "👉 From step {number} on it is {client}'s own part.",
        number=step,
        client=data.link.client.nickname,
    )


def _smaller(say: Say, data: CardData) -> Markup | None:
    """A smaller one was wished for: one of the easier ways, another one each day."""
    if not data.is_smaller:
        return None
    ways = data.activity.easier
    way = ways[data.on.toordinal() % len(ways)]
    return say("🌱 <b>Smaller this time, as you wished:</b> {way}", way=way)


def _note(say: Say, note: str | None) -> Markup | None:
    return say("📝 <b>From your therapist:</b> {note}", note=note) if note else None


def _review(say: Say, data: CardData) -> Markup | None:
    """Brief 8.8: an unreviewed card says so."""
    if data.activity.review.status == "reviewed":
        return None
    return say("<i>Draft: your therapist has the last word.</i>")
