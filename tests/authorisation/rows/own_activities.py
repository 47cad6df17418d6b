"""The practice's own activities: a private one is its author's alone."""

from bot.domain.own_activity import State
from bot.services import new_text, own_activities, own_finish, own_form, own_save
from tests.authorisation.cast import CARD_FILE, OWN, THERAPISTS, plain_words
from tests.authorisation.row import Row

ROWS = (
    Row(own_activities.read_own_shelf, THERAPISTS),
    Row(own_activities.read_own_page, OWN, lambda s: (s.own_activity,)),
    Row(own_activities.set_own_state, OWN, lambda s: (s.own_activity, State.SHARED)),
    Row(own_save.import_own, THERAPISTS, lambda s: (CARD_FILE.read_bytes(), "zip.yaml")),
    Row(own_form.unfinished_own, THERAPISTS),
    Row(own_form.begin_own, THERAPISTS, lambda s: (plain_words, None)),
    Row(own_form.begin_own, THERAPISTS, lambda s: (plain_words, "dress-socks-on")),
    Row(own_form.begin_own, OWN, lambda s: (plain_words, s.own_activity)),
    Row(own_form.edit_own, OWN, lambda s: (plain_words, s.own_activity)),
    Row(own_form.tap_own, OWN, lambda s: (plain_words, s.own_form, 0, "go", "title")),
    Row(own_form.type_own, OWN, lambda s: (plain_words, s.own_form, "Another title")),
    Row(own_form.photo_own, OWN, lambda s: (plain_words, s.own_form, "file")),
    Row(own_finish.save_own, OWN, lambda s: (plain_words, s.own_form)),
    Row(new_text.take_new_text, OWN, lambda s: (s.own_card, 1, "-"), options={"sure": True}),
)
