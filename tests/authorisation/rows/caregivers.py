"""What caregivers do: their clients' cards alone, school staff those for school."""

from bot.domain.attachment import Attachment, Kind
from bot.domain.check_in import Outcome
from bot.domain.details import Detail
from bot.domain.rhythm import Slot
from bot.services import (
    cards,
    check_in,
    learn,
    notes,
    other_time,
    own_voice,
    pictures,
    quiet_timers,
    said,
    settle_in,
    steps,
    timing,
)
from tests.authorisation.cast import CAREGIVERS, FAMILY, KNOWN, NOTHING, OWN, Sunny
from tests.authorisation.row import Row

PHOTO = Attachment(Kind.PHOTO, "file", "With the red socks.")


def home(sunny: Sunny) -> tuple[int]:
    """The card that is done at home."""
    return (sunny.card,)


def home_today(sunny: Sunny) -> tuple[object, ...]:
    """That card, today."""
    return sunny.card, sunny.today


def school_today(sunny: Sunny) -> tuple[object, ...]:
    """The card that is done at school, today."""
    return sunny.school_card, sunny.today


def client(sunny: Sunny) -> tuple[int]:
    """Sunny."""
    return (sunny.client,)


ROWS = (
    Row(cards.read_day, CAREGIVERS, client),
    Row(cards.read_past_day, CAREGIVERS, lambda s: (s.client, s.today)),
    Row(cards.read_card, FAMILY, home_today),
    Row(cards.read_card, CAREGIVERS, school_today),
    Row(steps.go_to_step, FAMILY, lambda s: (*home_today(s), 2)),
    Row(steps.go_to_step, CAREGIVERS, lambda s: (*school_today(s), 2)),
    Row(check_in.check_in, FAMILY, lambda s: (*home_today(s), Outcome.DONE)),
    Row(check_in.check_in, CAREGIVERS, lambda s: (*school_today(s), Outcome.DONE)),
    Row(check_in.check_in_from_list, FAMILY, lambda s: (*home_today(s), Outcome.SOME)),
    Row(check_in.set_help, FAMILY, lambda s: (*home_today(s), 2)),
    Row(check_in.set_help, CAREGIVERS, lambda s: (*school_today(s), 2)),
    Row(check_in.add_detail, FAMILY, lambda s: (*home_today(s), Detail.ENJOYED, "liked")),
    Row(check_in.undo, FAMILY, home_today),
    Row(check_in.undo, CAREGIVERS, school_today),
    Row(check_in.tell_not_for_us, FAMILY, home_today),
    Row(own_voice.own_answer, FAMILY, lambda s: (*home_today(s), Outcome.SOME)),
    Row(own_voice.own_answer, CAREGIVERS, lambda s: (*school_today(s), Outcome.SOME)),
    Row(own_voice.own_detail, FAMILY, lambda s: (*home_today(s), Detail.ENJOYED, "liked")),
    Row(quiet_timers.start, FAMILY, lambda s: (*home_today(s), 1)),
    Row(quiet_timers.start, CAREGIVERS, lambda s: (*school_today(s), 1)),
    Row(quiet_timers.set_minutes, frozenset(), lambda s: (NOTHING, 4)),
    Row(quiet_timers.ring_at_end, frozenset(), lambda s: (NOTHING,)),
    Row(quiet_timers.stop, frozenset(), lambda s: (NOTHING,)),
    Row(other_time.later_today, FAMILY, home_today),
    Row(other_time.later_today, CAREGIVERS, school_today),
    Row(notes.await_note, FAMILY, home_today),
    Row(notes.add_note, FAMILY, lambda s: (*home_today(s), "Warmed the socks first.")),
    Row(notes.add_attachment, FAMILY, lambda s: (*home_today(s), PHOTO)),
    Row(said.keep_said, KNOWN, lambda s: ("Both socks.", PHOTO, 12)),
    Row(said.read_said, frozenset(), lambda s: (NOTHING,)),
    Row(said.keep_with_card, frozenset(), lambda s: (NOTHING, *home_today(s), Outcome.DONE)),
    Row(said.correct_said, KNOWN, lambda s: (12, "Both socks, slowly.")),
    Row(notes.correct_note, KNOWN, lambda s: (77, "Nobody's note.")),
    Row(pictures.read_illustrated, FAMILY, home_today),
    Row(pictures.read_illustrated, CAREGIVERS, school_today),
    Row(pictures.await_photo, FAMILY, lambda s: (*home_today(s), 1)),
    Row(pictures.set_photo, FAMILY, lambda s: (s.card, 1, "file")),
    Row(pictures.read_fridge, CAREGIVERS | OWN, client),
    Row(learn.read_shelf, CAREGIVERS | OWN, client),
    Row(learn.read_shelf, KNOWN, lambda s: (0,)),
    Row(learn.read_learn_card, CAREGIVERS | OWN, lambda s: (s.client, "learn-driving")),
    Row(timing.read_rhythm, CAREGIVERS, client),
    Row(
        timing.set_reminder,
        CAREGIVERS,
        lambda s: (s.client, Slot.MORNING, 420),
        options={"is_on": True},
    ),
    Row(timing.pause, CAREGIVERS, lambda s: (s.client, None)),
    Row(timing.snooze, CAREGIVERS, lambda s: (s.client, Slot.MORNING, s.today, 15)),
    Row(timing.set_anchor, CAREGIVERS, lambda s: (s.client, Slot.MORNING, "after breakfast")),
    Row(settle_in.read_consent, CAREGIVERS, client),
    Row(settle_in.withdraw, CAREGIVERS, client),
    Row(steps.go_to_step, frozenset(), lambda s: (NOTHING, s.today, 1)),
)
