"""An adult with a program of their own reads "you" on every screen, in adult words."""

import re
from datetime import UTC, datetime
from typing import Final

import pytest

from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.steps import assign, invite, join, token_in
from tests.screen import labels, text_of

#: What is said about somebody else, or to a child's family.
ABOUT_OTHERS: Final = re.compile(
    r"\b(Robin|[Tt]hey|[Tt]hem|[Tt]heir|[Cc]hild|[Cc]aregiver|[Ww]e did it|[Oo]ur own|for us)\b"
)
CUP: Final = "Reach, grasp, let go with a real cup"
#: What is no person's business: the reminders, and who else may read.
NOT_MEANT: Final = re.compile(r"Others who care along|(?:Rest|Let) them|They come back on")


async def robin(practice: Practice) -> None:
    """Robin, grown up, has joined for their own program: two cards."""
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient Robin adult")
    await sim.tap(NORA, "The usual way")
    await sim.tap(NORA, "Invite Robin")
    token = token_in(text_of(await sim.last(NORA)))
    await assign(practice, NORA, "Robin arm-cup-practice morning daily")
    await assign(practice, NORA, "Robin mind-one-small-thing afternoon daily")
    await sim.start(ALICE, token)
    for label in ("Yes, that is all right", "Yes, it is", "07:00", "19:30"):
        await sim.tap(ALICE, label)


@pytest.fixture
async def own(practice: Practice) -> Practice:
    await robin(practice)
    return practice


async def look(practice: Practice) -> list[str]:
    """Read the screen; nothing on it is about somebody else."""
    message = await practice.sim.last(ALICE)
    text, rows = text_of(message), labels(message)
    found = ABOUT_OTHERS.findall(NOT_MEANT.sub("", "\n".join((text, *rows))))
    assert found == [], (found, text, rows)
    return [text, *rows]


WAYS: Final = {
    "the card and what stands beside it": (
        "Easier,Back to the card,A bit more,Back to the card,A lighter way,Back to the card,"
        "Show me the steps,Next,My own photo,Back,Enough for now,Go on at step 2,"
        "Next,Next,Next,Next,Next"
    ),
    "pictures": "Pictures, print,First – then,Back,Choose one of two,Back,How does it feel?,Back",
    "an answer and all that can be added": (
        "Did it,Add a bit more,On my own,I asked for the help I wanted,Was it liked?,It was okay,"
        "How it felt,good,Skip,Write a note,No note,That is enough"
    ),
    "not today": "Not today,I said no to it,A lighter way,Back to the card",
    "another time": "Not today,Too much on,Later today",
    "a worry": "Something worried me,Pain or skin marks",
}


@pytest.mark.parametrize("way", WAYS)
async def test_every_screen_says_you(own: Practice, way: str) -> None:
    sim = own.sim
    await sim.send(ALICE, "/today")
    await look(own)
    await sim.tap(ALICE, CUP)
    await look(own)
    steps = re.split(r",(?! print)", WAYS[way])
    for label in steps:
        await sim.tap(ALICE, label)
        await look(own)


async def test_commands_and_free_words_say_you(own: Practice) -> None:
    sim = own.sim
    for command in ("/today", "/yesterday", "/reminders", "/pause", "/help", "/settings", "/worry"):
        await sim.send(ALICE, command)
        await look(own)
    await sim.send(ALICE, "/privacy")
    for label in ("Leave my program", "No, stay"):
        await sim.tap(ALICE, label)
    assert "Leave my program" in labels(await sim.last(ALICE))
    await sim.send(ALICE, "it was a hard day")
    await look(own)
    await sim.send(ALICE, "done")
    assert f"Did it: {CUP}" in await look(own)


async def test_reminders_say_you_and_what_is_answered_by_whom(own: Practice) -> None:
    sim = own.sim
    await join(own, BOB, await invite(own, NORA, "Robin"), relation="Partner")
    await sim.clock_to(datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC))
    assert "Did it" in await look(own)
    for label in ("Later", "1 hour"):
        await sim.tap(ALICE, label)
        await look(own)
    await sim.clock_to(datetime(2027, 1, 12, 7, 10, tzinfo=UTC))  # the card is back
    await sim.clock_to(datetime(2027, 1, 12, 18, 30, 5, tzinfo=UTC))
    await look(own)
    await sim.tap(ALICE, "Did it")
    text, *_ = await look(own)
    assert f"{CUP} – did it (you)" in text
    await sim.send(BOB, "/today")
    assert f"{CUP} – we did it (Alice)" in text_of(await sim.last(BOB))
    await sim.tap(BOB, "One small thing that matters")
    await sim.tap(BOB, "Some of it")
    await sim.send(ALICE, "/today")
    text, *_ = await look(own)
    assert "One small thing that matters – some of it (Bob)" in text
    assert text.startswith("Your day") and "☀️ Afternoon" in text


async def test_a_heavy_week_a_hard_moment_and_a_look_back_say_you(own: Practice) -> None:
    sim = own.sim
    await sim.send(ALICE, "/help")
    await look(own)
    for label in ("It is a lot", "Too much", "Yes please", "Halve it now", "Put it back as it was"):
        await sim.tap(ALICE, label)
        await look(own)
    await sim.send(ALICE, "/calm")
    await look(own)
    for label in ("Too much of everything", "Longer"):
        await sim.tap(ALICE, label)
        await look(own)
    await sim.send(ALICE, "/today")
    for label in (CUP, "Did it"):
        await sim.tap(ALICE, label)
    await look(own)
    await sim.send(ALICE, "/progress")
    await look(own)
