"""What administrators decide for the practice."""

from bot.domain.library_care import Shelf
from bot.domain.practice import ContactSetting, NumberSetting, Setting
from bot.services import (
    library_care,
    practice,
    practice_country,
    practice_readers,
    practice_times,
    practice_weeks,
    retention,
    status,
)
from tests.authorisation.cast import ADMINS, EMERGENCY, Who
from tests.authorisation.row import Row

ROWS = (
    Row(practice.read_practice, ADMINS),
    Row(practice.set_name, ADMINS, lambda s: ("The Practice",)),
    Row(practice.set_number, ADMINS, lambda s: (NumberSetting.PHONE, "030 123456")),
    Row(practice.confirm, ADMINS, lambda s: (NumberSetting.EMERGENCY, practice.seal(EMERGENCY))),
    Row(practice.confirm_wording, ADMINS, lambda s: (s.wording,)),
    Row(practice.clear, ADMINS, lambda s: (Setting.NAME,)),
    Row(practice.await_value, ADMINS, lambda s: (Setting.NAME,)),
    Row(
        practice.set_value,
        ADMINS,
        lambda s: (Setting.NAME, "The Practice"),
        options={"confirmed": True},
    ),
    Row(library_care.read_library, ADMINS, lambda s: (Shelf.ALL, "zip")),
    Row(library_care.read_library_card, ADMINS, lambda s: ("dress-zip",)),
    Row(library_care.set_offered, ADMINS, lambda s: ("dress-zip",), options={"is_on": False}),
    Row(library_care.set_reviewed, ADMINS, lambda s: ("dress-zip",), options={"is_reviewed": True}),
    Row(practice_weeks.set_usual_weeks, ADMINS, lambda s: (6,)),
    Row(practice_times.set_usual_time, ADMINS, lambda s: (Setting.MORNING, 405)),
    Row(retention.set_retention, ADMINS, lambda s: (10,)),
    Row(status.read_status, ADMINS),
    Row(practice_country.set_country, ADMINS, lambda s: ("GB",)),
    Row(practice_readers.set_hours, ADMINS, lambda s: (480, 960)),
    Row(practice_readers.set_reading_day, ADMINS, lambda s: (5,), options={"is_on": True}),
    Row(practice_readers.set_promise, ADMINS, lambda s: (24,)),
    Row(
        practice_readers.set_contact,
        ADMINS,
        lambda s: (ContactSetting.URGENT, s.people[Who.OTHER]),
    ),
)
