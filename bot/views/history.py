"""Every version of an assignment, with the answers that were about it; and what has ended."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.program import Status
from bot.domain.program_versions import AnswerTo, Version
from bot.services.program_history import EndedPage, Past
from bot.texts import Say
from bot.views import change_words, labels
from bot.views.program_routes import Ended, History
from bot.views.routes import AssignmentCard, Program
from bot.views.screen import Row, Screen, blocks, bullets, button, lines

VERSIONS_A_PAGE: Final = 6
SIGNS_SHOWN: Final = 60
ENDED_SHOWN: Final = 20


def history(say: Say, past: Past, page: int) -> Screen:
    """Show the versions, newest first."""
    one = past.assignment
    pages = max(1, -(-len(past.versions) // VERSIONS_A_PAGE))
    page = min(page, pages - 1)
    newest = list(reversed(range(len(past.versions))))
    shown = newest[page * VERSIONS_A_PAGE : (page + 1) * VERSIONS_A_PAGE]
    moves = []
    if page > 0:
        moves.append(button(say.plain("Newer"), History(one.id, page - 1)))
    if page < pages - 1:
        moves.append(button(say.plain("Older"), History(one.id, page + 1)))
    rows: list[Row] = [tuple(moves)] if moves else []
    if one.status is Status.ENDED:
        rows.append((button(say.plain("Back"), Ended(past.client.id)),))
    else:
        rows.append((button(say.plain("Back"), AssignmentCard(one.id)),))
    return Screen(
        blocks(
            say("<b>History</b> · {title} · {client}", title=past.title, client=_name(past)),
            *(_version(say, past, at) for at in shown),
            say("● done  ◐ some  ○ not today"),
        ),
        tuple(rows),
    )


def ended(say: Say, page: EndedPage) -> Screen:
    """List what has ended, newest first; each opens with its history."""
    rows: list[Row] = [
        (button(title, History(one.id, 0)),) for one, title, _ in page.items[:ENDED_SHOWN]
    ]
    shown = [_ended(say, title, version) for _, title, version in page.items[:ENDED_SHOWN]]
    return Screen(
        blocks(
            say("<b>Ended</b> · {client}", client=page.client.nickname),
            lines(*shown) if shown else say("Nothing has ended so far."),
        ),
        (*rows, (button(say.plain("Program"), Program(page.client.id)),)),
    )


def _ended(say: Say, title: str, last: Version | None) -> Markup:
    if last is None:
        return say("<b>{title}</b>", title=title)
    why = change_words.reason(say, last.why)
    day = say.day(from_epoch_ms(last.at).date())
    if why is None:
        return say("<b>{title}</b>, {day}", title=title, day=day)
    return say("<b>{title}</b>, {day}: {why}", title=title, day=day, why=why)


def _version(say: Say, past: Past, at: int) -> Markup:
    version = past.versions[at]
    when = say.moment(from_epoch_ms(version.at), past.actor.zone)
    head = say("<b>{n}.</b> {when}, {who}", n=at + 1, when=when, who=change_words.who(say, version))
    answers = [a for a in past.answers if a.version == version.state.version]
    return lines(head, bullets(_what(say, past, at)), _answers(say, answers))


def _what(say: Say, past: Past, at: int) -> list[Markup]:
    version = past.versions[at]
    if at > 0:
        before = past.versions[at - 1].state
        return change_words.differences(say, past.client, before, version.state, version.why)
    one = version.state
    return [
        say(
            "{slot}, {days}",
            slot=labels.slot(say, one.slot, past.client),
            days=labels.weekdays(say, one.weekdays),
        )
    ]


def _answers(say: Say, answers: Sequence[AnswerTo]) -> Markup | None:
    if not answers:
        return None
    signs = "".join(labels.OUTCOME_SIGN[answer.outcome] for answer in answers[-SIGNS_SHOWN:])
    first, last = say.day(answers[0].on), say.day(answers[-1].on)
    if first == last:
        return say("Answered {first}: {signs}", first=first, signs=signs)
    return say("Answered {first} to {last}: {signs}", first=first, last=last, signs=signs)


def _name(past: Past) -> str:
    return past.client.nickname
