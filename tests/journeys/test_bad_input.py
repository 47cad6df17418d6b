"""Whatever people type or send ends in a kind word, and nothing they told us is lost."""

import pytest

from tests.journeys.practice import ALICE, DORA, NORA, Practice
from tests.journeys.raw import message_of
from tests.journeys.steps import Family, begin_note
from tests.screen import buttons, text_of

EMOJI = "🎉👩‍👩‍👧‍👦🇩🇪❤️‍🔥" * 100
HTML = "<b>bold</b> & <script>alert(1)</script> </i> &lt; <a href='tg://user?id=1'>x</a>"
ARABIC = "مرحبا \u202eabc\u202c שלום " * 20
ODD = "\u0000\u200b\ufeff\u0301\ufdfd" + "Z̵̧̛͔a̷l̶g̷o̴" * 30
UNKIND = ("failed", "missed", "must", "error", "exception", "traceback")


KEPT = ("photo", "voice", "document")


@pytest.mark.parametrize("who", [NORA, ALICE, DORA])
async def test_what_cannot_be_read_gets_a_kind_word(
    practice: Practice, family: Family, who: int
) -> None:
    for kind in (*KEPT, "sticker", "location"):
        seen = len(await practice.sim.from_bot(who))
        await practice.sim.attach(who, kind)
        new = (await practice.sim.from_bot(who))[seen:]
        shown = text_of(new[0])
        expected = "I can read words and buttons here"
        if who == DORA:
            expected = "by invitation only"
        elif who == ALICE and kind in KEPT:
            expected = "where shall it go?"
        elif kind == "document":
            expected = "An activity comes as a YAML file"
        assert len(new) == 1 and expected in shown, kind
        assert not [word for word in UNKIND if word in shown.lower()]


async def test_a_photo_does_not_end_the_wait_for_a_note(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await begin_note(practice)
    await sim.attach(ALICE, "photo", {"caption": "look"})
    await sim.send(ALICE, "She did it")
    assert practice.one("SELECT note FROM check_ins") == {"note": "She did it"}


async def test_a_note_of_five_thousand_characters_is_kept_in_part_and_said_so(
    practice: Practice, family: Family
) -> None:
    """A phone sends it as two messages: the first is the note, the second is just a text."""
    sim = practice.sim
    await begin_note(practice)
    await sim.send(ALICE, "word " * 1000)
    kept = practice.one("SELECT note FROM check_ins")["note"]
    assert len(kept) == 500
    assert await sim.find(ALICE, "its first 500 characters are kept")


@pytest.mark.parametrize("text", [EMOJI, HTML, ARABIC, ODD], ids=["emoji", "html", "rtl", "odd"])
async def test_any_text_can_be_a_note_a_goal_and_a_name(
    practice: Practice, family: Family, text: str
) -> None:
    sim = practice.sim
    await begin_note(practice)
    came = text_of(await sim.send(ALICE, text))
    kept = practice.one("SELECT note FROM check_ins")["note"]
    assert kept and kept == came.strip()[:500]
    assert kept in text_of(await sim.last(ALICE))
    await sim.send(NORA, "/program")
    await sim.tap(NORA, "Write the goal")
    await sim.send(NORA, text)
    assert practice.one("SELECT goal FROM programs")["goal"]
    await sim.send(NORA, "/newclient")
    await sim.send(NORA, text)
    if "Who is the program for?" not in (said := text_of(await sim.last(NORA))):
        assert "It holds 40 characters" in said
        await sim.send(NORA, text.split(maxsplit=1)[0][:4])
    await sim.tap(NORA, "Adult")
    await sim.tap(NORA, "Low-demand first")
    assert practice.count("clients") == 2
    await sim.send(NORA, f"/assign {text}")
    assert text_of(await sim.last(NORA)).startswith("Nothing was changed.")
    await sim.send(NORA, "/checkins Sunny")


async def test_half_a_character_is_left_out(practice: Practice, family: Family) -> None:
    """A lone surrogate cannot be stored or sent; JSON can carry one all the same."""
    await begin_note(practice)
    await practice.sim.update(message_of(ALICE, text="fine \ud83d and well \udc00"))
    assert practice.one("SELECT note FROM check_ins") == {"note": "fine  and well"}
    await practice.sim.update(message_of(ALICE, text="\ud83d"))
    assert "I can read words" in text_of(await practice.sim.last(ALICE))


async def test_forged_and_truncated_buttons_show_where_things_stand(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(ALICE, "/today")
    card = await sim.last(ALICE)
    real = [b["callback_data"] for b in buttons(card)]
    forged = [data[:cut] for data in real for cut in range(len(data))]
    forged += ["a" * 64, "a:1", "a:-1:2027-01-11:done:c", "a:1:2027-13-45:done:c", "c:1:0001-01-01"]
    forged += [
        ":",
        "::::",
        "\u0000",
        "💥" * 16,
        "rt:1:anytime",
        "ra:1:anytime:1",
        "hl:1:2027-01-11:9",
    ]
    forged += [
        "sn:1:morning:0001-01-01:15",
        "sn:1:bedtime:9999-12-31:60",
        "sn:1:anytime:2027-01-11:15",
    ]
    forged += [
        "o:1:morning:²",
        "o:0:bedtime:99999",
        f"c:{2**53}:2027-01-11",
        f"c:{2**63}:2027-01-11",
    ]
    for data in forged:
        answer = await sim.forge(ALICE, card, data)
        assert answer is not None, data
        if data and data not in ("h", "e", "el", "v", "q"):
            assert (answer["show_alert"] and "start page" in answer["text"].lower()) or (
                "not on offer" in answer["text"] or "from earlier" in answer["text"]
            ), (data, answer)
    assert practice.count("check_ins") == 0
    assert "Socks on" in text_of(await sim.find(ALICE, "Sunny"))
