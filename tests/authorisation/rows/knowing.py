"""What therapists know at a glance: their own caseload, never another's."""

from bot.services import needs, review
from tests.authorisation.cast import OWN, THERAPISTS
from tests.authorisation.row import Row

ROWS = (
    Row(needs.read_needs, THERAPISTS),
    Row(review.read_review, OWN, lambda s: (s.client,)),
    Row(review.mark_looked, OWN, lambda s: (s.client,)),
    Row(review.set_review, OWN, lambda s: (s.client, 4)),
)
