"""A family's own life with the program: school staff have no part in what is the family's own."""

from bot.domain.calm import Feeling, Time
from bot.domain.rhythm import Slot
from bot.domain.thanks_words import WARM
from bot.domain.weekly_load import Load
from bot.domain.welcome import CONSENT_VERSION
from bot.services import (
    calm,
    consent,
    halving,
    progress,
    reminder_days,
    situation,
    thanks,
    week_load,
    wishes,
)
from tests.authorisation.cast import CAREGIVERS, FAMILY, KNOWN, OWN, Sunny
from tests.authorisation.row import Row


def client(sunny: Sunny) -> tuple[int]:
    """Sunny."""
    return (sunny.client,)


def client_today(sunny: Sunny) -> tuple[object, ...]:
    """Sunny, today."""
    return sunny.client, sunny.today


ROWS = (
    Row(calm.read_moment, CAREGIVERS, client),
    Row(calm.read_ideas, CAREGIVERS, lambda s: (s.client, Feeling.MUCH, Time.LONG)),
    Row(calm.read_idea, CAREGIVERS, lambda s: (s.client, "school-backpack")),
    Row(consent.read_consent_page, CAREGIVERS, client),
    Row(consent.agree_again, CAREGIVERS, lambda s: (s.client, CONSENT_VERSION)),
    Row(consent.agree_later, CAREGIVERS, client),
    Row(progress.read_progress, CAREGIVERS | OWN, client),
    Row(week_load.read_load, FAMILY, client),
    Row(week_load.tell_load, FAMILY, lambda s: (*client_today(s), Load.HEAVY)),
    Row(week_load.ask_for_less, FAMILY, client_today),
    Row(halving.halve, FAMILY, client_today),
    Row(halving.unhalve, FAMILY, lambda s: (s.halving,)),
    Row(thanks.thank, FAMILY, lambda s: (s.card, s.today)),
    Row(reminder_days.set_days, CAREGIVERS, lambda s: (s.client, Slot.MORNING, 31)),
    Row(situation.read_situation, KNOWN),
    Row(wishes.read_person, KNOWN),
    Row(wishes.set_load_day, KNOWN, lambda s: (5,)),
    Row(wishes.set_thanks, KNOWN, lambda s: (WARM,)),
)
