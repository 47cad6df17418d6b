"""A look back only grows: two people's answers are one go, and what went up stays."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import CheckIn, Outcome
from bot.domain.details import Detail
from bot.domain.progress import less_help, progress_of

DAY = date(2027, 1, 11)
CARDS = {1: "socks", 2: "zip", 3: "socks"}


def go(day: int, card: int = 1, **more: object) -> CheckIn:
    values: dict[str, object] = {"outcome": Outcome.DONE, "person_id": 1, "changed_at": day, **more}
    return CheckIn(assignment_id=card, on=DAY + timedelta(days=day), **values)  # type: ignore[arg-type]


def test_two_answers_about_one_day_are_one_go_and_a_card_assigned_anew_is_the_same() -> None:
    answers = [go(0), go(0, person_id=2, changed_at=9), go(1, card=3), go(1, card=2)]
    found = progress_of(answers, CARDS)
    assert found.days == 2
    assert [(one.activity, one.days) for one in found.tried] == [("socks", 2), ("zip", 1)]


def test_not_today_is_on_no_page() -> None:
    assert progress_of([go(0, outcome=Outcome.NOT_TODAY)], CARDS).tried == ()


def test_the_later_of_two_answers_counts() -> None:
    answers = [go(0, changed_at=1), go(0, person_id=2, changed_at=2, outcome=Outcome.NOT_TODAY)]
    assert progress_of(answers, CARDS).days == 0


def test_less_help_needs_more_than_a_good_day() -> None:
    assert less_help([4, 4, 2]) == (None, None), "too few to say"
    assert less_help([4, 4, 4, 0, 4, 4]) == (None, None), "one good day is a good day"
    assert less_help([4, 4, 4, 2, 2, 2]) == (4, 2)
    assert less_help([2, 2, 2, 4, 4, 4]) == (None, None), "more help is nothing to show"
    assert less_help([4, 4, 4, 2, 2, 2, 5, 5, 5]) == (4, 2), "and what was reached stays"


def test_comfort_and_liking_are_told_as_somebody_said_them() -> None:
    better = {Detail.BEFORE_COMFORT: "not_ok", Detail.AFTER_COMFORT: "good"}
    worse = {Detail.BEFORE_COMFORT: "good", Detail.AFTER_COMFORT: "ok"}
    half = {Detail.AFTER_COMFORT: "good", Detail.ENJOYED: "liked"}
    answers = [go(0, details=better), go(1, details=worse), go(2, details=half)]
    (socks,) = progress_of(answers, CARDS).tried
    assert (socks.comfort_up, socks.is_liked, socks.went_up) == (1, True, True)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from([1, 2, 3]),
            st.sampled_from(list(Outcome)),
            st.one_of(st.none(), st.integers(0, 5)),
        ),
        unique_by=lambda one: (one[0], one[1]),
        max_size=30,
    ).map(sorted)
)
def test_a_later_answer_takes_nothing_away(
    given_: list[tuple[int, int, Outcome, int | None]],
) -> None:
    answers = [go(day, card, outcome=o, help_level=level) for day, card, o, level in given_]
    before = progress_of([], CARDS)
    for many in range(1, len(answers) + 1):
        now = progress_of(answers[:many], CARDS)
        assert now.days >= before.days
        later = {one.activity: one for one in now.tried}
        for one in before.tried:
            assert later[one.activity].days >= one.days
            assert set(now.helped) >= set(before.helped)
        before = now
