"""Help now: three short choices, then one idea in a few short lines; nothing is written down."""

from typing import Final

from markupsafe import Markup

from bot.domain.calm import Feeling, Time
from bot.domain.people import CareLink, Role
from bot.services.calm import CalmPage, Idea
from bot.texts import N_, Say
from bot.views.calm_routes import Calm, CalmIdea, CalmIdeas, CalmTime
from bot.views.routes import Card, Today
from bot.views.screen import Row, Screen, blocks, bullets, button, lines
from bot.views.worry_routes import HelpCard

_FEELINGS: Final = {
    Feeling.FAST: N_("Too fast, too much energy"),
    Feeling.LOW: N_("Too low, hardly any energy"),
    Feeling.MUCH: N_("Too much of everything"),
}
_TIMES: Final = {
    Time.SHORT: N_("Two minutes"),
    Time.SOME: N_("Five minutes"),
    Time.LONG: N_("Longer"),
}
#: What always fits: it asks nothing and needs nothing (brief 6.3, line 12).
_ALWAYS: Final = (
    N_("A drink, if it is wanted."),
    N_("Less light, less noise, fewer words."),
    N_("Somebody near. Talking can wait."),
)


def choose(say: Say, links: tuple[CareLink, ...]) -> Screen:
    """Ask whose moment it is."""
    rows = tuple((button(link.client.nickname, Calm(link.client.id)),) for link in links)
    return Screen(say("<b>Who could do with help right now?</b>"), rows)


def feelings(say: Say, page: CalmPage) -> Screen:
    """Ask how it feels."""
    client = page.link.client
    rows = tuple(
        (button(say.plain(words), CalmTime(client.id, which)),)
        for which, words in _FEELINGS.items()
    )
    ask = (
        say("How does it feel right now?")
        if _is_own(page)
        else say("How does it seem for {client} right now?", client=client.nickname)
    )
    return Screen(blocks(_head(say, page), ask), (*rows, *_foot(say, page)))


def times(say: Say, page: CalmPage, feeling: Feeling) -> Screen:
    """Ask how much time there is."""
    client = page.link.client.id
    choices = tuple(
        button(say.plain(words), CalmIdeas(client, feeling, which))
        for which, words in _TIMES.items()
    )
    return Screen(
        blocks(_head(say, page), say("How much time is there?")), (choices, *_foot(say, page))
    )


def ideas(say: Say, page: CalmPage, feeling: Feeling, time: Time) -> Screen:
    """Offer at most three ideas; what always fits stands under them."""
    client = page.link.client.id
    rows = tuple(
        (button(idea.activity.title, CalmIdea(client, feeling, time, idea.activity.id)),)
        for idea in page.ideas
    )
    always = lines(say("<b>What always fits</b>"), bullets(say.plain(one) for one in _ALWAYS))
    text = (
        say("One of these may help. None is needed.")
        if page.ideas
        else say("Small and quiet is enough right now.")
    )
    return Screen(blocks(_head(say, page), text, always), (*rows, *_foot(say, page)))


def idea(say: Say, page: CalmPage, one: Idea, feeling: Feeling, time: Time) -> Screen:
    """Show one idea in short lines, safety first."""
    activity = one.activity
    client = page.link.client.id
    safety = lines(
        say("⚠️ <b>Safety first</b>"),
        bullets(one.safety) if one.safety else None,
        lines(say("<b>Stop if:</b>"), bullets(activity.stop)) if activity.stop else None,
    )
    steps = lines(
        *(Markup("{}. {}").format(number, line) for number, line in enumerate(_short(one), 1))
    )
    rows: list[Row] = [(button(say.plain("Another idea"), CalmIdeas(client, feeling, time)),)]
    if one.assignment is not None and one.is_wanted_today:
        note = say.plain("Write down that it was done")
        rows.append((button(note, Card(one.assignment.id, page.today)),))
    return Screen(
        blocks(
            say("<b>{title}</b>", title=activity.title)
            if _is_own(page)
            else say(
                "<b>{title}</b> · {client}",
                title=activity.title,
                client=page.link.client.nickname,
            ),
            Markup("<blockquote expandable>{}</blockquote>").format(safety),
            steps,
            say("Stop whenever it is enough. Nothing is written down."),
        ),
        (*rows, *_foot(say, page)),
    )


def _short(one: Idea) -> tuple[str, ...]:
    """Return the steps in one line each: the words of their pictures, where each has one."""
    activity = one.activity
    own_way = one.assignment is not None and one.assignment.own_steps is not None
    if own_way or len(activity.pictures) != len(activity.steps):
        return activity.steps
    return tuple(each.label[:1].upper() + each.label[1:] for each in activity.pictures)


def _is_own(page: CalmPage) -> bool:
    return page.link.role is Role.SELF


def _head(say: Say, page: CalmPage) -> Markup:
    if _is_own(page):
        return say("<b>Help now</b>")
    return say("<b>Help now</b> · {client}", client=page.link.client.nickname)


def _foot(say: Say, page: CalmPage) -> tuple[Row, ...]:
    client = page.link.client.id
    return (
        (button(say.plain("Something worried me"), HelpCard(client)),),
        (button(say.plain("Back to today"), Today(client)),),
    )
