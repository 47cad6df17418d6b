"""After the one tap: everything else is optional, can be changed, taken back, or left out."""

from datetime import timedelta

import pytest

from tests.journeys.practice import ALICE, BOB, NORA, Practice
from tests.journeys.steps import Family, assign
from tests.screen import labels, text_of


async def answer(practice: Practice, label: str, card: str = "Socks on") -> None:
    """Alice opens a card of today and answers."""
    await practice.sim.send(ALICE, "/today")
    await practice.sim.tap(ALICE, card)
    await practice.sim.tap(ALICE, label)


async def shown(practice: Practice, person: int = ALICE) -> str:
    return text_of(await practice.sim.last(person))


async def offered(practice: Practice, person: int = ALICE) -> list[str]:
    return labels(await practice.sim.last(person))


def kept(practice: Practice, *columns: str) -> list[object]:
    row = practice.one(f"SELECT {', '.join(columns)} FROM check_ins")
    return [row[column] for column in columns]


async def test_what_was_liked_and_who_says_so(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await answer(practice, "Some of it")
    for label in ("Add a bit more", "Was it liked?", "Liked it"):
        await sim.tap(ALICE, label)
    assert "Liked: Liked it" in await shown(practice)
    for label in ("Who says so?", "We both say so"):
        await sim.tap(ALICE, label)
    assert "Said by: We both say so" in await shown(practice)
    await sim.tap(ALICE, "A word, look or point")
    assert "✓ A word, look or point" in await offered(practice)
    assert kept(practice, "enjoyed", "answered_for", "help_level") == ["liked", "together", 2]
    await sim.tap(ALICE, "That is enough")
    assert "some of it" in await shown(practice)


async def test_how_it_felt_is_asked_before_and_after_on_sensory_cards_alone(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await assign(practice, NORA, "Sunny heavy-wall-push morning daily")
    await answer(practice, "We did it")
    for label in ("Add a bit more", "How it felt"):
        await sim.tap(ALICE, label)
    assert "Energy before?" not in await offered(practice)
    await sim.tap(ALICE, "Skip")

    await answer(practice, "We did it", card="Wall pushes")
    for label in ("Add a bit more", "How it felt"):
        await sim.tap(ALICE, label)
    screen = await offered(practice)
    assert {"Energy before?", "Energy afterwards?"} <= set(screen)
    page = await sim.last(ALICE)
    for data in ("be:low", "bc:not_ok", "ae:high", "ac:good"):
        (found,) = [
            button["callback_data"]
            for row in page["reply_markup"]["inline_keyboard"]
            for button in row
            if button["callback_data"].endswith(data)
        ]
        await sim.tap(ALICE, found)
    row = practice.one("SELECT * FROM check_ins WHERE before_energy IS NOT NULL")
    assert [
        row[f"{when}_{what}"] for when in ("before", "after") for what in ("energy", "comfort")
    ] == [
        "low",
        "not_ok",
        "high",
        "good",
    ]


@pytest.mark.parametrize(
    ("reason", "tip", "next_step"),
    [
        ("Tired or unwell", "Rest comes first.", "A lighter way"),
        ("Too much on", "Full days happen.", "Later today"),
        ("Body or senses said no", "Thank you for listening to that.", "A lighter way"),
        ("They said no", "Their no is a good answer.", "A lighter way"),
        ("We did something else", "That counts as your day.", None),
        ("Rather not say", "That is fine. Nothing more to say.", None),
    ],
)
async def test_a_reason_is_optional_and_brings_one_idea(
    practice: Practice, family: Family, reason: str, tip: str, next_step: str | None
) -> None:
    await answer(practice, "Not today")
    assert "Got it, not today." in await shown(practice)
    await practice.sim.tap(ALICE, reason)
    assert tip in await shown(practice)
    assert next_step is None or next_step in await offered(practice)
    await practice.sim.tap(ALICE, "We did it")
    assert kept(practice, "outcome", "reason") == ["done", None]


async def test_not_for_us_twice_can_be_told_to_the_therapist(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer(practice, "Not today")
    await sim.tap(ALICE, "Not for us")
    assert "Tell Nora" not in await offered(practice)
    await sim.advance(timedelta(days=1))
    await answer(practice, "Not today")
    await sim.tap(ALICE, "Not for us")
    await sim.tap(ALICE, "Tell Nora")
    assert "The card rests, and Nora hears of it." in await shown(practice)
    await sim.tap(ALICE, "Back to today")
    assert practice.one("SELECT status FROM assignments WHERE id = ?", family.socks) == {
        "status": "paused"
    }
    heard = await shown(practice, NORA)
    assert "Alice says that “Socks on” does not suit them. The card is resting." in heard
    await sim.tap(NORA, "Open the card")
    await sim.tap(NORA, "Resume it")
    assert practice.one("SELECT status FROM assignments WHERE id = ?", family.socks) == {
        "status": "active"
    }


async def test_an_answer_is_taken_back_within_two_days_and_not_later(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer(practice, "We did it")
    card = await sim.last(ALICE)
    answer_of_tap = await sim.tap(ALICE, "Take it back")
    assert answer_of_tap is not None and answer_of_tap["text"] == "Taken back"
    assert "Thank you" not in await shown(practice) and "We did it" in await offered(practice)
    assert kept(practice, "withdrawn_at") != [None]
    await sim.send(NORA, "/checkins")
    assert "0 answers" in await shown(practice, NORA)

    await sim.tap(ALICE, "Some of it", card)
    assert kept(practice, "outcome", "withdrawn_at") == ["some", None]
    late = await sim.last(ALICE)
    await sim.advance(timedelta(hours=49))
    refused = await sim.tap(ALICE, "Take it back", late)
    assert refused is not None and refused["show_alert"]
    assert kept(practice, "outcome", "withdrawn_at") == ["some", None]


async def test_the_last_three_days_can_be_answered_from_memory(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.advance(timedelta(days=5))  # Saturday
    await sim.send(ALICE, "/yesterday")
    assert "Sunny · Fri 15 Jan" in await shown(practice)
    assert "From memory is fine." in await shown(practice)
    await sim.tap(ALICE, "‹ Thu 14 Jan")
    await sim.tap(ALICE, "‹ Wed 13 Jan")
    assert not [label for label in await offered(practice) if label.startswith("‹")]
    await sim.tap(ALICE, "Not today")
    assert kept(practice, "on_date", "recalled", "outcome") == ["2027-01-13", 1, "not_today"]
    await sim.send(ALICE, "/yesterday")
    await sim.tap(ALICE, "‹ Thu 14 Jan")
    await sim.tap(ALICE, "Fri 15 Jan ›")
    await sim.tap(ALICE, "Today")
    assert "Sat 16 Jan" in await shown(practice)


async def test_nothing_is_asked_of_the_days_before_somebody_came(
    practice: Practice, family: Family
) -> None:
    await practice.sim.send(BOB, "/yesterday")
    assert "Nothing was planned." in await shown(practice, BOB)


async def test_a_note_that_is_empty_is_asked_for_again_and_a_long_one_is_cut(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await answer(practice, "We did it")
    for label in ("Add a bit more", "Write a note"):
        await sim.tap(ALICE, label)
    assert "Nora will see it." in await shown(practice)
    await sim.tap(ALICE, "No note")
    await sim.tap(ALICE, "Write a note")
    await sim.send(ALICE, "<b>slowly</b> & " * 60)
    assert "its first 500 characters are kept" in await shown(practice)
    (note,) = kept(practice, "note")
    assert isinstance(note, str) and len(note) == 500 and note.startswith("<b>slowly</b> &")
    await sim.send(NORA, "/checkins")
    assert "“<b>slowly</b> & <b>slowly</b>" in await shown(practice, NORA)
