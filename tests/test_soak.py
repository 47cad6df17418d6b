"""A short day of a few families leaves nothing behind; and what grows would be seen."""

import pytest

from bench.soak.day import Day, Sample, play

FLAT = tuple(Sample(100.0, 30, 5) for _ in range(8))


def day(samples: tuple[Sample, ...], *, owed: int = 0, check_ins: int = 10) -> Day:
    return Day(sent=40, owed=owed, taps=10, check_ins=check_ins, samples=samples)


async def test_an_hour_of_fifty_families_leaks_nothing() -> None:
    found = await play(50, 0.5)
    assert found.leaks == []
    assert found.sent > 0
    assert found.taps == found.check_ins > 0
    assert len(found.samples) > 10


def test_a_flat_day_has_no_leaks() -> None:
    assert day(FLAT).leaks == []


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (Sample(112.0, 30, 5), "memory changed by 12.0%"),
        (Sample(100.0, 44, 5), "open files: 30, then 44"),
        (Sample(100.0, 30, 9), "tasks: 5, then 9"),
    ],
)
def test_what_has_grown_is_named(last: Sample, words: str) -> None:
    assert day(FLAT[:5] + (last,) * 3).leaks == [words]


def test_a_single_task_that_is_just_ending_is_no_leak() -> None:
    assert day((*FLAT, Sample(100.0, 30, 6))).leaks == []


def test_what_was_not_sent_or_not_kept_is_named() -> None:
    assert day(FLAT, owed=2, check_ins=9).leaks == [
        "2 reminders were not sent",
        "10 cards were answered, 9 answers are kept",
    ]
