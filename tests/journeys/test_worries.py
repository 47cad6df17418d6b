"""Every red flag, as a parent taps it: what is said, what rests, who hears of it and who not.

Brief 4.6.10: tap path, note words, pause, who was told, the words when a number is missing.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.house import CARDS, LEAD, SPEECH, THERAPIST, URGENT, House, open_house
from tests.journeys.practice import ALICE, BOB
from tests.screen import labels, text_of

FALLBACK = "your local emergency number (112 works in much of the world)"
ALL = set(CARDS)
HIGH = {THERAPIST, URGENT}


@dataclass(frozen=True)
class Flag:
    """One red flag: how it is tapped, and all that has to follow."""

    code: str
    tier: str
    path: tuple[str, ...]
    says: tuple[str, ...]
    rests: set[str]
    told: set[int]
    note: str

    def __str__(self) -> str:
        return self.code


BREATHING, SEIZURE = "Breathing or choking", "Seizure or fainting"
INJURY, PAIN, LOSS = "Fall, injury or burn", "Pain or skin marks", "New weakness or lost a skill"
SELF_HARM, OTHER = "Talk of self-harm or dying", "Something else"
FLAGS = (
    Flag(
        "RF-BREATH", "E", (BREATHING, "Choking, blue, grey, or cannot breathe"),
        (f"Call {FALLBACK} now", "phone on speaker", "If you know first aid", "I will step back"),
        {"socks", "bubbles", "spoon"}, HIGH, "He couldn't breathe for a moment",
    ),
    Flag(
        "RF-BREATHHOLD", "U", (BREATHING, "Held their breath, went pale or floppy"),
        ("do not come round within a minute, or are blue", "tell your doctor today"),
        {"socks", "push", "bubbles", "breath"}, {THERAPIST}, "She went floppy again",
    ),
    Flag(
        "RF-SEIZ", "E", (SEIZURE, "Seizure, fit or passing out"),
        ("first seizure", "5 minutes or more", "Put nothing in the mouth", "seizure plan"),
        {"socks", "roll", "bath", "push", "bubbles", "breath"}, HIGH, "I think it was a seizure",
    ),
    Flag(
        "RF-HEART", "E", (SEIZURE, "Chest pain, faint with effort, or breathless at rest"),
        (f"Stop and call {FALLBACK} now.",),
        {"socks", "push", "roll", "balance", "stand", "slide", "breath"}, HIGH, "chest pain again",
    ),
    Flag(
        "RF-HEAD", "E", (INJURY, "Fall on the head or neck, or knocked out"),
        ("keep them still", "were knocked out", "blood thinners", "health line or doctor today"),
        {"socks", "push", "roll", "balance", "stand"}, HIGH, "she hit her head on the table",
    ),
    Flag(
        "RF-BURN", "E", (INJURY, "Burn, deep cut or bleeding"),
        ("face, hands or private parts", "cool running water", "doctor or nurse today"),
        {"socks"}, HIGH, "a small burn on one finger",
    ),
    Flag(
        "RF-PAIN", "T", (PAIN, "Pain - sharp, over an hour, or at every try"),
        ("Thank you for stopping.", "not easing, please call a doctor or nurse today"),
        {"socks"}, {THERAPIST}, "it really hurts him",
    ),
    Flag(
        "RF-SKIN", "T", (PAIN, "Marks over 20 minutes, broken or numb skin"),
        ("broken, very painful, cold or blue, please get it seen today",),
        {"socks"}, {THERAPIST}, "red marks on both feet",
    ),
    Flag(
        "RF-NECK", "U", (PAIN, "Neck, walking, hand use or wetting changed; joint out"),
        ("stop movement play and have a doctor look today", "came on suddenly"),
        {"socks", "roll", "push", "balance"}, {THERAPIST}, "his neck hurts since then",
    ),
    Flag(
        "RF-STROKE", "E", (LOSS, "Sudden - face, arm, speech, sight, balance, headache"),
        (f"Call {FALLBACK} now. Tell them the time this started.",),
        ALL, HIGH, "her speech is slurred",
    ),
    Flag(
        "RF-LOSS", "U", (LOSS, "A skill has gone - words, walking, hands, memory"),
        ("worth telling a doctor about soon, and today if it was sudden",),
        set(), {THERAPIST}, "he stopped talking last week",
    ),
    Flag(
        "RF-SWALLOW", "E", ("Swallowed something",),
        (f"Call {FALLBACK} now. Do not wait for signs.", "Take the packet with you."),
        {"socks", "bubbles", "coin"}, HIGH, "I fear she swallowed a bead",
    ),
    Flag(
        "RF-SELF-C", "E", (SELF_HARM, "The person I care for"),
        ("stay with them, move dangerous things away", "not your fault and not too much"),
        ALL, {THERAPIST, URGENT, LEAD}, "he said he wants to die",
    ),
    Flag(
        "RF-SELF-A", "E", (SELF_HARM, "Me"),
        ("I am glad you wrote.", "go where another person is", "Is someone with you?"),
        set(), {THERAPIST, URGENT, LEAD}, "I don't want to live like this",
    ),
    Flag(
        "RF-SAFE", "U", ("Someone may be hurt or unsafe",),
        ("Thank you for telling me.", f"in danger now, call {FALLBACK}"),
        set(), {THERAPIST, LEAD}, "his uncle locked him in",
    ),
    Flag(
        "RF-CARER", "E", ("I am at the end of my strength",),
        ("asking is a strong step", "put the person in a safe place", "lighten the plan now"),
        set(), {THERAPIST, URGENT, LEAD}, "I can't go on",
    ),
    Flag(
        "RF-REACT", "E", (OTHER, "Rash, swelling or wheeze after food, dough or cream"),
        ("swelling of the face or tongue", "their allergy plan"),
        {"socks"}, HIGH, "he has a rash now",
    ),
    Flag(
        "RF-EAT", "U", (OTHER, "Cough or wet voice with food, weight loss, few foods"),
        ("ask for a swallow or feeding review", "If breathing changes"),
        {"socks", "spoon", "bubbles"}, {THERAPIST, SPEECH}, "a wet voice after drinking",
    ),
    Flag(
        "RF-OTHER", "T", (OTHER, "Another worry"),
        (f"If someone is in danger, call {FALLBACK}.", "next working day"),
        {"socks"}, {THERAPIST}, "something is wrong, I feel it",
    ),
)  # fmt: skip


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Nora's practice, with nobody's number confirmed."""
    async with open_house(tmp_path) as house:
        yield house


@pytest.mark.parametrize("flag", FLAGS, ids=str)
async def test_a_red_flag_from_the_tap_to_the_therapist(house: House, flag: Flag) -> None:
    sim = house.sim
    await house.open_card(ALICE)
    card = await sim.last(ALICE)

    await sim.tap(ALICE, "Something worried me")
    taps = 1
    first = await sim.last(ALICE)
    assert first["message_id"] == card["message_id"], "one card, edited in place"
    assert f"call {FALLBACK} now" in text_of(first).split("\n\n")[0], "after one tap, on top"
    assert house.practice.count("worries") == 0, "asking is no record"
    for label in flag.path:
        await sim.tap(ALICE, label)
        taps += 1
    assert taps <= 3

    page = await house.shown(ALICE)
    for words in flag.says:
        assert words in page
    assert page.rstrip().endswith(f"call {FALLBACK} now."), "the footer is under every answer"
    assert "{" not in page and "None" not in page
    if flag.tier == "E":
        assert FALLBACK in page.split("\n\n")[0], "emergency text first"

    kept = house.practice.one("SELECT * FROM worries")
    assert (kept["code"], kept["tier"]) == (flag.code, flag.tier)
    assert kept["assignment_id"] == house.cards["Sunny"]["socks"]
    assert kept["shown"] and kept["note"] is None
    assert house.paused() == flag.rests
    rests = {row["assignment_id"] for row in house.practice.rows("SELECT * FROM worry_rests")}
    assert rests == {house.cards["Sunny"][short] for short in flag.rests}

    assert await house.told() == flag.told
    told = house.practice.rows(
        "SELECT p.telegram_id FROM worry_tellings t JOIN people p ON p.id = t.person_id"
    )
    assert {row["telegram_id"] for row in told} == flag.told
    for name in ("Nora", "Olga", "Dora", "Charlie", "Bob"):
        who = {"Nora": THERAPIST, "Olga": URGENT, "Dora": LEAD, "Charlie": SPEECH, "Bob": BOB}[name]
        assert (f"{name} (" in await house.shown(ALICE)) is (who in flag.told), name


@pytest.mark.parametrize("flag", FLAGS, ids=str)
async def test_words_in_a_note_offer_the_help_card_and_keep_the_note(
    house: House, flag: Flag
) -> None:
    sim = house.sim
    await house.open_card(ALICE)
    for label in ("We did it", "Add a bit more", "Write a note"):
        await sim.tap(ALICE, label)
    await sim.send(ALICE, flag.note)
    shown = await sim.last(ALICE)
    assert text_of(shown).startswith("Would you like the help card?")
    assert house.practice.one("SELECT note FROM check_ins") == {"note": flag.note}
    assert house.practice.count("worries") == 0, "words label nobody"
    assert await house.told() == set()
    assert labels(shown)[0] == "Open the help card" and "We did it" in " ".join(labels(shown))
    await sim.tap(ALICE, "Open the help card")
    assert "What is it? One tap is enough." in await house.shown(ALICE)
    for label in flag.path:
        await sim.tap(ALICE, label)
    assert house.practice.one("SELECT code FROM worries") == {"code": flag.code}


async def test_an_ordinary_note_offers_nothing(house: House) -> None:
    await house.open_card(ALICE)
    for label in ("We did it", "Add a bit more", "Write a note"):
        await house.sim.tap(ALICE, label)
    await house.sim.send(ALICE, "She laughed the whole time")
    assert "help card" not in await house.shown(ALICE)


def test_every_red_flag_has_its_story() -> None:
    from bot.catalog.worries import RED_FLAGS

    assert {flag.code for flag in FLAGS} == set(RED_FLAGS)
