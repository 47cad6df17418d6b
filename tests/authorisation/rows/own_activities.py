"""The practice's own activities: a private one is its author's alone."""

from bot.domain.own_activity import State
from bot.services import own_activities, own_save
from tests.authorisation.cast import CARD_FILE, OWN, THERAPISTS
from tests.authorisation.row import Row

ROWS = (
    Row(own_activities.read_own_shelf, THERAPISTS),
    Row(own_activities.read_own_page, OWN, lambda s: (s.own_activity,)),
    Row(own_activities.set_own_state, OWN, lambda s: (s.own_activity, State.SHARED)),
    Row(own_save.import_own, THERAPISTS, lambda s: (CARD_FILE.read_bytes(), "zip.yaml")),
)
