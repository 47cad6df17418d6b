"""What is for everybody, or for whoever it was made for: arriving, own settings, help."""

from bot.domain.errors import Invalid
from bot.domain.welcome import Question
from bot.domain.worry import About, Answer
from bot.services import meet, settle_in, timing, turning_back, typed, welcome, worry, worry_page
from bot.services.worry_page import Wish
from tests.authorisation.cast import EVERYBODY, FAMILY, KNOWN, WRITER, Who
from tests.authorisation.row import Row

NEWCOMER = frozenset({Who.NEWCOMER})
#: Forgotten already: saying no twice is no trouble.
STRANGERS = frozenset({Who.STRANGER})
#: Somebody who is linked to Sunny, or busy with another invitation, has no use for a second one.
MAY_ARRIVE = EVERYBODY - {Who.OWN, Who.SUSPENDED, Who.SCHOOL} - FAMILY

ROWS = (
    Row(meet.meet, EVERYBODY),
    Row(welcome.open_invite, MAY_ARRIVE, lambda s: (s.token,), refusal=(Invalid,), tells_all=True),
    Row(welcome.resume_welcome, EVERYBODY, tells_all=True),
    Row(
        welcome.answer_welcome,
        NEWCOMER,
        lambda s: (s.welcome_form, Question.CONSENT, "yes"),
        tells_all=True,
    ),
    Row(turning_back.decline_welcome, NEWCOMER | STRANGERS, lambda s: (s.welcome_form,)),
    Row(settle_in.read_settings_of, KNOWN),
    Row(settle_in.set_language, KNOWN, lambda s: ("en",)),
    Row(settle_in.set_zone, KNOWN, lambda s: ("Europe/Paris",)),
    Row(timing.set_quiet_hours, KNOWN, lambda s: (1260, 420)),
    Row(typed.expect_text, KNOWN, lambda s: ("zone", "")),
    Row(typed.expected_text, KNOWN),
    Row(typed.take_expected, KNOWN),
    Row(typed.forget_expected, KNOWN),
    Row(typed.drop_draft, KNOWN, lambda s: (s.form,)),
    # The emergency texts are for anybody; a record is made for Sunny's own caregivers alone.
    Row(worry_page.open_help_card, EVERYBODY, options={"client_id": 1}),
    Row(worry_page.read_advice, EVERYBODY, lambda s: (Wish("RF-HEAD", About.CLIENT, s.client),)),
    Row(worry.tell_worry, EVERYBODY, lambda s: (Wish("RF-HEAD", About.CLIENT, s.client), None)),
    Row(worry.read_page, WRITER, lambda s: (s.worry,)),
    Row(worry.answer_page, WRITER, lambda s: (s.worry, Answer.HALVED)),
    Row(worry.open_call_card, WRITER, lambda s: (s.worry,)),
    Row(worry.bring_back, WRITER, lambda s: (s.mild_worry,)),
    Row(worry.leave_page, WRITER, lambda s: (s.worry,)),
)
