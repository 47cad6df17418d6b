"""What is written between therapists and caregivers: each reads what was for them."""

from bot.services import kept_words, talking, talking_changes, talking_pages, typed
from bot.services.talking import Words
from tests.authorisation.cast import CAREGIVERS, EVERYBODY, KNOWN, NOBODY, NOTHING, OWN, WRITER
from tests.authorisation.row import Row

ROWS = (
    Row(talking.open_talk, CAREGIVERS | OWN, lambda s: (s.client, 0)),
    Row(talking.send, CAREGIVERS | OWN, lambda s: (s.client, 0, Words("Hello."))),
    Row(talking.mark_seen, OWN, lambda s: (s.letter,)),
    Row(talking.mark_all_seen, CAREGIVERS | OWN, lambda s: (s.client,)),
    Row(talking.begin_answer, OWN, lambda s: (s.letter,)),
    Row(talking_pages.read_talk, CAREGIVERS | OWN, lambda s: (s.client, 0)),
    Row(talking_pages.read_message, WRITER | OWN, lambda s: (s.letter,)),
    # What is not theirs is left as it is, without a word.
    Row(talking.hold_page, KNOWN, lambda s: (s.letter, 7)),
    Row(talking_changes.change_words, EVERYBODY, lambda s: (7, "Two socks.")),
    Row(kept_words.keep_words, KNOWN, lambda s: ("Hello.", 7)),
    Row(kept_words.kept_words, NOBODY, lambda s: (NOTHING,)),
    Row(typed.let_go, KNOWN, lambda s: (kept_words.KIND, s.form)),
)
