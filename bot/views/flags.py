"""A client's safety flags: yes, no, not known. What is not known asks before a card is assigned."""

from typing import Final

from bot.catalog.gates import NO, UNKNOWN, YES
from bot.catalog.shared_models import Flag
from bot.clock import from_epoch_ms
from bot.services.flags import FlagSheet
from bot.texts import N_, Say
from bot.views.caseload_routes import AskFlag, Flags, OpenFlagsNo, SetFlag
from bot.views.routes import ClientCard
from bot.views.screen import Row, Screen, blocks, bullets, button, lines

_ANSWERS: Final = {YES: N_("Yes"), NO: N_("No"), UNKNOWN: N_("Not known")}
_SIGNS: Final = {YES: "●", NO: "○", UNKNOWN: "?"}
_OPEN: Final = "·"


def summary(say: Say, answers: dict[str, str], open_ones: int) -> str:
    """Return how many flags are on and how many nobody has answered, in a few words."""
    on = sum(answer == YES for answer in answers.values())
    return say.plain("Safety flags: {on} yes, {open} open", on=on, open=open_ones)


def page(say: Say, data: FlagSheet, notice: str | None = None) -> Screen:
    """Show every flag with its answer, each one tap from its question."""
    answers = data.answers
    name = data.client.nickname
    on = [flag.label for flag in data.asked if answers.get(flag.id) == YES]
    rows: list[Row] = []
    if data.open_ones:
        first = AskFlag(data.client.id, data.open_ones[0].id, goes_on=True)
        label = say.plain("Go through the open ones ({n})", n=len(data.open_ones))
        rows.append((button(label, first, "primary"),))
    for flag in data.asked:
        label = f"{_SIGNS.get(answers.get(flag.id, ''), _OPEN)} {flag.label}"
        rows.append((button(label, AskFlag(data.client.id, flag.id, goes_on=False)),))
    if data.open_ones:
        all_no = say.plain("All open ones: no")
        rows.append((button(all_no, OpenFlagsNo(data.client.id, sure=False)),))
    return Screen(
        blocks(
            say("<b>Safety flags</b> · {name}", name=name),
            lines(say("Yes:"), bullets(on)) if on else None,
            say("● yes, ○ no, ? not known, · nobody has answered"),
            say("What is not known asks you before a card is assigned."),
        ),
        (*rows, (button(say.plain("Back"), ClientCard(data.client.id)),)),
        notice,
    )


def ask(say: Say, data: FlagSheet, flag: Flag, *, goes_on: bool) -> Screen:
    """Ask for one flag."""
    client = data.client
    given = data.given.get(flag.id)
    choices = tuple(
        button(say.plain(word), SetFlag(client.id, flag.id, answer, goes_on))
        for answer, word in _ANSWERS.items()
    )
    onward = data.open_after(flag.id)
    ways: Row = (button(say.plain("All flags"), Flags(client.id)),)
    if goes_on and onward is not None:
        ways = (button(say.plain("Skip"), AskFlag(client.id, onward.id, goes_on=True)), *ways)
    return Screen(
        blocks(
            say("<b>{flag}?</b>", flag=flag.label),
            say("Is that so for {name}, as far as you know?", name=client.nickname),
            say(
                "Answered: {answer}, by {who}, {when}.",
                answer=say.plain(_ANSWERS[given.answer]),
                who=given.answered_by,
                when=say.moment(from_epoch_ms(given.answered_at), data.actor.zone),
            )
            if given
            else None,
        ),
        (choices, ways),
    )


def ask_all_no(say: Say, data: FlagSheet) -> Screen:
    """Name every flag that would be answered with no, before that is done."""
    return Screen(
        blocks(
            say("<b>Is the answer to all of these no?</b>"),
            bullets(flag.label for flag in data.open_ones),
            say("You can change each of them later."),
        ),
        (
            (
                button(say.plain("Yes, all no"), OpenFlagsNo(data.client.id, sure=True)),
                button(say.plain("Back"), Flags(data.client.id)),
            ),
        ),
    )
