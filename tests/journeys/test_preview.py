"""A therapist sees exactly what the family will get, and the family gets nothing by it."""

from datetime import UTC, datetime

from tests.journeys.practice import ALICE, NORA, Practice
from tests.journeys.steps import Family, add_client, assign
from tests.screen import Message, labels, text_of

LINE = "👁 As the family gets it. Nothing is sent or counted."
OWN = {"◀ Leave the preview", "Change this activity", "The whole day", "A day later",
       "A week later", "✉ Morning", "✉ Bedtime"}  # fmt: skip
BEDTIME = datetime(2027, 1, 11, 18, 30, tzinfo=UTC)  # half past seven in Berlin


def theirs(message: Message) -> tuple[str, list[str]]:
    """Return the family's part of a preview: its text and its buttons."""
    text = text_of(message)
    assert text.startswith(LINE)
    return text[len(LINE) :].strip(), [label for label in labels(message) if label not in OWN]


def as_sent(message: Message) -> tuple[str, list[str]]:
    return text_of(message), labels(message)


async def test_a_day_a_card_and_a_step_are_word_for_word_the_familys(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "👁 What the family gets")
    await sim.send(ALICE, "/today")
    for label in (
        None,
        "Socks on",
        "A lighter way",
        "Back to the card",
        "Show me the steps",
        "Next",
    ):
        if label is not None:
            await sim.tap(ALICE, label, await sim.last(ALICE))
            await sim.tap(NORA, label, await sim.last(NORA))
        assert theirs(await sim.last(NORA)) == as_sent(await sim.last(ALICE)), label
    await sim.tap(NORA, "◀ Leave the preview", await sim.last(NORA))
    assert "Program · Sunny" in text_of(await sim.last(NORA))


async def test_the_message_of_a_time_of_day_is_the_one_that_comes(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await assign(practice, NORA, "Sunny dress-zip bedtime daily")
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "👁 What the family gets")
    await sim.tap(NORA, "✉ Bedtime")
    seen = theirs(await sim.last(NORA))
    await sim.clock_to(BEDTIME)
    assert seen == as_sent(await sim.last(ALICE))


async def test_nothing_is_sent_counted_or_kept_by_looking(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.settle()
    before = len(await sim.messages(ALICE))
    kept = {name: practice.rows(f"SELECT * FROM {name}") for name in ("check_ins", "cards_read")}
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "Socks on")
    await sim.tap(NORA, "👁 What the family gets")
    card = text_of(await sim.last(NORA))
    for label in ("We did it", "Something worried me", "Pictures, print"):
        answer = await sim.tap(NORA, label)
        assert answer is not None and "does nothing" in answer["text"], label
        assert text_of(await sim.last(NORA)) == card
    for name, rows in kept.items():
        assert practice.rows(f"SELECT * FROM {name}") == rows
    assert practice.count("worries") == 0
    assert len(await sim.messages(ALICE)) == before
    await sim.tap(NORA, "Change this activity")
    assert "Time of day" in labels(await sim.last(NORA))


async def test_what_is_planned_ahead_can_be_looked_at_before_anybody_has_joined(
    practice: Practice,
) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await sim.send(NORA, "/assign Sunny")
    for label in ("📋 Start from a template", "Calmer mornings"):
        await sim.tap(NORA, label)
    done = next(label for label in labels(await sim.last(NORA)) if "Assign" in label)
    await sim.tap(NORA, done)
    await sim.tap(NORA, "Program")
    await sim.tap(NORA, "👁 What the family gets")
    assert "launch pad" in text_of(await sim.last(NORA))
    assert "T-shirt" not in text_of(await sim.last(NORA))
    await sim.tap(NORA, "A week later")
    assert "T-shirt" in text_of(await sim.last(NORA))
    await practice.restart()
    await sim.tap(NORA, "A day later")
    assert "Tue 19 Jan" in text_of(await sim.last(NORA))


async def test_a_preview_speaks_the_familys_way_to_an_adult_who_does_it_alone(
    practice: Practice,
) -> None:
    sim = practice.sim
    await sim.start(NORA)
    await sim.send(NORA, "/newclient Leo adult")
    if "The usual way" in labels(await sim.last(NORA)):
        await sim.tap(NORA, "The usual way")
    await assign(practice, NORA, "Leo energy-plan-day morning daily")
    await sim.send(NORA, "/program Leo")
    await sim.tap(NORA, "👁 What the family gets")
    assert "Your day" in text_of(await sim.last(NORA))
