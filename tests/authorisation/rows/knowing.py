"""What therapists know at a glance: their own caseload, never another's."""

from bot.services import needs, records, review
from tests.authorisation.cast import NOBODY, NOTHING, OWN, THERAPISTS
from tests.authorisation.row import Row

ROWS = (
    Row(needs.read_needs, THERAPISTS),
    Row(records.read_records, OWN, lambda s: (s.client,)),
    Row(records.read_file, NOBODY, lambda s: (NOTHING,)),
    Row(review.read_review, OWN, lambda s: (s.client,)),
    Row(review.mark_looked, OWN, lambda s: (s.client,)),
    Row(review.set_review, OWN, lambda s: (s.client, 4)),
)
