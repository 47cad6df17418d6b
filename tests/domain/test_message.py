"""A message goes whole, or in parts that fit, and nothing of it is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attachment import Attachment, Kind
from bot.domain.message import CAPTION_ROOM, TEXT_ROOM, Form, Message, parts_of, split


@given(st.text(max_size=600), st.integers(1, 80))
def test_no_word_is_lost_and_every_piece_fits(text, room):
    pieces = split(text, room)
    assert all(0 < len(piece) <= room for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_between_words_where_it_can():
    assert split("one two three", 8) == ("one two", "three")
    assert split("x" * 10, 4) == ("xxxx", "xxxx", "xx")
    assert split("   ", 4) == ()


def test_a_short_text_is_one_part_and_telegrams_longest_two():
    assert [part.form for part in parts_of("Hello", None)] == [Form.TEXT]
    assert len(parts_of("word " * 819, None)) == 2
    assert parts_of(" \n ", None) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_takes_its_words_along_or_is_followed_by_them(kind):
    short = Attachment(kind, "id", caption="Look")
    assert [(p.form.value, p.body) for p in parts_of("", short)] == [(kind.value, "Look")]
    long = Attachment(kind, "id", caption="word " * 200)
    parts = parts_of("", long)
    assert [p.form.value for p in parts] == [kind.value, "text"]
    assert parts[0].body == "" and parts[1].body.count("word") == 200


def message(form: Form) -> Message:
    return Message(1, 1, 1, False, 1, form, "x", None, 1, 1, 0, None)


def test_changed_words_fit_in_their_place_or_do_not():
    assert message(Form.TEXT).has_room_for("y" * TEXT_ROOM)
    assert not message(Form.TEXT).has_room_for("y" * (TEXT_ROOM + 1))
    assert not message(Form.TEXT).has_room_for("")
    assert message(Form.PHOTO).has_room_for("")
    assert not message(Form.PHOTO).has_room_for("y" * (CAPTION_ROOM + 1))
