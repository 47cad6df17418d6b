"""What short free words want: a whole phrase counts, half a phrase never records anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intent import Heard, Intent, bare, hear, is_name
from bot.texts import load_texts
from bot.views.intents import phrases

KNOWN = phrases(load_texts([], "en").say("en"))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Done", Heard(Intent.DONE, whole=True)),
        ("we did it!!! 🎉", Heard(Intent.DONE, whole=True)),
        ("Yes, done.", Heard(Intent.DONE, whole=True)),
        ("  Some of it ", Heard(Intent.SOME, whole=True)),
        ("not today…", Heard(Intent.NOT_TODAY, whole=True)),
        ("NO", Heard(Intent.NO, whole=True)),
        ("help?", Heard(Intent.HELP, whole=True)),
        ("we did it, both socks", Heard(Intent.DONE, whole=False)),
        ("not today, she is ill", Heard(Intent.NOT_TODAY, whole=False)),
        ("not done yet", None),
        ("some days are hard", None),
        ("no idea what you mean", None),
        ("done deal", None),
        ("we did not do it", None),
        ("done, she was happy", Heard(Intent.DONE, whole=False)),
        ("", None),
        ("👍", None),
    ],
)
def test_a_phrase_counts_as_a_whole(text: str, heard: Heard | None):
    assert hear(text, KNOWN) == heard


def test_a_card_is_named_in_few_words():
    assert is_name("socks on", "Socks on") and is_name("The socks on card?", "Socks on")
    assert not is_name("socks", "Socks on") and not is_name("", "Socks on")
    assert not is_name("Both socks on, by herself", "Socks on"), "that is news, and no name"


@given(st.text())
def test_whatever_is_typed_it_is_read_the_same_way_twice(text: str):
    assert bare(bare(text)) == bare(text)
    found = hear(text, KNOWN)
    assert found is None or bare(text)
