"""The urgent texts come in every state of the bot; what is kept depends on whose it is to tell."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.people import Role, Stage
from bot.domain.practice import NumberSetting
from bot.services import invitations
from tests.journeys.house import LEAD, SPEECH, THERAPIST, URGENT, House, open_house
from tests.journeys.practice import ALICE, BOB, NORA, Practice, open_practice
from tests.screen import labels, text_of

STRANGER = 1006
FALLBACK = "your local emergency number (112 works in much of the world)"
CHOKING = ("Breathing or choking", "Choking, blue, grey, or cannot breathe")
MORNING = datetime(2027, 1, 12, 6, 0, 5, tzinfo=UTC)
RECORDS = ("people", "worries", "worry_tellings", "audit_events", "drafts", "pending_inputs")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Practice]:
    """A practice that nobody has come to yet."""
    async with open_practice(tmp_path / "bot.sqlite3") as practice:
        yield practice


async def test_a_stranger_gets_the_texts_and_nothing_is_stored(bare: Practice) -> None:
    sim = bare.sim
    for path in (
        CHOKING,
        ("Swallowed something",),
        ("Talk of self-harm or dying", "Me", "No"),
        ("I am at the end of my strength", "Call card"),
        ("Someone may be hurt or unsafe",),
    ):
        await sim.send(STRANGER, "/worry")
        assert f"call {FALLBACK} now" in text_of(await sim.last(STRANGER)).split("\n\n")[0]
        for label in path:
            await sim.tap(STRANGER, label)
        page = await sim.last(STRANGER)
        assert FALLBACK in text_of(page) and "nobody is told" in text_of(page)
        assert "I can lighten the plan" not in text_of(page), "there is no plan of theirs"
        assert not {"Has it been seen?", "Halve it", "Pause all"} & set(labels(page))
    assert all(bare.count(table) == 0 for table in RECORDS)


async def test_a_strangers_words_offer_the_help_card(bare: Practice) -> None:
    await bare.sim.send(STRANGER, "I want to die")
    page = await bare.sim.last(STRANGER)
    assert "help card" in text_of(page) and "It works by invitation only" in text_of(page)
    await bare.sim.tap(STRANGER, "Open the help card")
    assert "One tap is enough" in text_of(await bare.sim.last(STRANGER))
    assert bare.count("people") == 0


async def test_while_reminders_rest_everything_works(house: House) -> None:
    await house.sim.send(ALICE, "/pause")
    await house.sim.tap(ALICE, "Until I say so")
    assert FALLBACK in await house.tell(ALICE, *CHOKING)
    assert await house.told() == {THERAPIST, URGENT}


async def test_after_leaving_only_the_texts_come(house: House) -> None:
    sim = house.sim
    await house.open_card(ALICE)
    old_card = await sim.last(ALICE)
    page = await house.tell(ALICE, *CHOKING)
    assert "Who is told" in page
    told_page = await sim.last(ALICE)
    await sim.send(ALICE, "/privacy")
    await sim.tap(ALICE, "Leave Sunny's program")
    await sim.tap(ALICE, "Yes, leave")
    before = house.practice.rows("SELECT * FROM worries")

    await sim.tap(ALICE, "Something worried me", old_card)
    assert f"call {FALLBACK} now" in await house.text_in(ALICE, old_card)
    page = await house.tell(ALICE, "Swallowed something")
    assert "you are in no program here" in page and "Sunny" not in page and "Socks" not in page
    await sim.tap(ALICE, "Has it been seen?", told_page)
    shown = await house.text_in(ALICE, told_page)
    assert "phone on speaker" in shown and "Nora" not in shown
    assert house.practice.rows("SELECT * FROM worries") == before
    assert len([m for m in await sim.from_bot(THERAPIST) if "A worry" in text_of(m)]) == 1


async def test_when_the_program_has_ended_the_therapist_still_hears(house: House) -> None:
    await house.practice.app.database.write(
        lambda tx: tx.run("UPDATE assignments SET status = 'ended'")
    )
    page = await house.tell(ALICE, *CHOKING)
    assert "Nora (therapist)" in page and "Resting" not in page


async def test_after_discharge_only_the_texts_come(house: House) -> None:
    await house.practice.app.database.write(
        lambda tx: tx.run("UPDATE clients SET discharged_at = 1")
    )
    page = await house.tell(ALICE, *CHOKING)
    assert "phone on speaker" in page and "nobody is told" in page
    assert house.practice.count("worries") == 0


async def test_during_the_welcome_the_texts_come_and_after_consent_the_record(
    house: House,
) -> None:
    sim, office = house.sim, house.practice.app.office
    sunny = house.clients["Sunny"]
    new = await invitations.invite(office, house.visitor(THERAPIST), sunny, Role.FAMILY)
    guest = await sim.add_person("Gina")
    await sim.start(guest, new.start_parameter)
    assert "Before we begin" in text_of(await sim.last(guest))
    page = await house.tell(guest, *CHOKING)
    assert "phone on speaker" in page and "nobody is told" in page
    await sim.send(guest, "/start")
    await sim.tap(guest, "Yes, that is all right")
    page = await house.tell(guest, *CHOKING)
    assert "Nora (therapist)" in page
    await sim.send(guest, "/start")
    assert "Who are you to Sunny?" in text_of(await sim.last(guest)), "and the welcome goes on"


async def test_a_therapist_without_a_family_gets_the_texts(house: House) -> None:
    page = await house.tell(THERAPIST, *CHOKING)
    assert "phone on speaker" in page and "nobody is told" in page
    assert house.practice.count("worries") == 0


@pytest.mark.parametrize("place", ["bot.store.worries.add", "bot.services.worry_page.practice_of"])
async def test_even_when_the_records_fail_the_texts_come(
    house: House, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def fail(*args: object, **named: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    await house.sim.send(ALICE, "/worry")
    monkeypatch.setattr(place, fail)
    for label in CHOKING:
        await house.sim.tap(ALICE, label)
    page = await house.shown(ALICE)
    assert f"Call {FALLBACK} now" in page and "could not pass this on" in page
    assert "Who is told" not in page
    monkeypatch.undo()
    assert house.practice.count("worries") == house.practice.count("worry_tellings") == 0
    assert house.paused() == set()
    assert "Who is told" in await house.tell(ALICE, *CHOKING), "and then it works again"


async def test_confirmed_numbers_stand_where_they_belong(house: House) -> None:
    await house.confirm(NumberSetting.EMERGENCY, "112")
    await house.confirm(NumberSetting.POISON, "0361 730 730")
    await house.confirm(NumberSetting.CRISIS, "0800 111 0 111")
    await house.confirm(NumberSetting.PHONE, "+49 30 1234")
    page = await house.tell(ALICE, "Swallowed something")
    assert "Call 112 now." in page and "your poison line: 0361 730 730" in page
    assert FALLBACK not in page and "0800" not in page
    assert {"copy_text": {"text": "112"}, "text": "Copy 112"} in [
        {k: b[k] for k in ("copy_text", "text")}
        for row in (await house.sim.last(ALICE))["reply_markup"]["inline_keyboard"]
        for b in row
        if "copy_text" in b
    ]
    page = await house.tell(ALICE, "Something else", "Another worry")
    assert "please call the practice: +49 30 1234." in page
    page = await house.tell(ALICE, "Talk of self-harm or dying", "Me", "No")
    assert "Then please call 112 now." in page and page.count("0800 111 0 111") == 2


# -- who it is about ------------------------------------------------------------------------------


async def test_with_two_children_it_is_asked_whose_it_is_after_the_emergency_words(
    house: House,
) -> None:
    await house.add_client("Pip", cards=("lights", "coin"))
    await house.join(ALICE, "Pip")
    await house.sim.send(ALICE, "/worry")
    page = await house.sim.last(ALICE)
    assert FALLBACK in text_of(page).split("\n\n")[0] and labels(page)[:2] == ["Pip", "Sunny"]
    for taps, label in enumerate(("Pip", *CHOKING), start=1):
        await house.sim.tap(ALICE, label)
        assert taps <= 3
    assert "phone on speaker" in await house.shown(ALICE)
    kept = house.practice.one("SELECT client_id FROM worries")
    assert kept["client_id"] == house.clients["Pip"]
    assert house.paused("Sunny") == house.paused("Pip") == set()


async def test_an_adult_for_themself_reads_you_and_is_asked_nothing_twice(house: House) -> None:
    await house.add_client("Rosa", Stage.ADULT, cards=("breath", "slide", "stand"))
    adult = await house.sim.add_person("Gina")
    await house.join(adult, "Rosa", Role.SELF)
    page = await house.tell(adult, "Seizure or fainting", "Seizure, fit or passing out")
    assert "you are hurt, pregnant or diabetic" in page and "Follow your seizure plan" in page
    await house.sim.send(adult, "/worry")
    await house.sim.tap(adult, "Talk of self-harm or dying")
    page = await house.shown(adult)
    assert "I am glad you wrote." in page and "Is someone with you?" in page, "no who-question"
    kept = house.practice.rows("SELECT code FROM worries ORDER BY id")
    assert [row["code"] for row in kept] == ["RF-SEIZ", "RF-SELF-A"]
    assert house.paused("Rosa") == {"breath", "slide", "stand"}
    resting = house.practice.one(
        "SELECT paused_why FROM care_links WHERE client_id = ? AND role = 'self'",
        house.clients["Rosa"],
    )
    assert resting["paused_why"] == "worry"


async def test_a_teen_for_themself_is_spoken_to_as_a_teen(house: House) -> None:
    await house.add_client("Kim", Stage.TEEN, cards=("breath",))
    adult = await house.sim.add_person("Gina")
    await house.join(adult, "Kim", Role.SELF)
    page = await house.tell(adult, "Talk of self-harm or dying")
    assert "go where an adult you trust is" in page and "Is someone with you?" in page
    assert house.practice.one("SELECT code FROM worries") == {"code": "RF-SELF-C"}
    await house.sim.tap(adult, "Yes")
    assert "Please show them this message." in await house.shown(adult)
    await house.sim.tap(adult, "No")
    assert f"Then please call {FALLBACK} now." in await house.shown(adult)


async def test_a_caregiver_of_an_adult_reads_about_them(house: House) -> None:
    await house.add_client("Rosa", Stage.ADULT, cards=("breath",))
    await house.join(BOB, "Rosa")
    await house.sim.send(BOB, "/worry")
    await house.sim.tap(BOB, "Rosa")
    await house.sim.tap(BOB, "Talk of self-harm or dying")
    await house.sim.tap(BOB, "The person I care for")
    page = await house.shown(BOB)
    assert "If they may act on it, stay with them" in page and "Is someone with you?" not in page
    assert house.practice.one("SELECT code, about FROM worries") == {
        "code": "RF-SELF-A",
        "about": "client",
    }
    assert LEAD not in await house.told(), "it is not about a carer"


# -- reminders ------------------------------------------------------------------------------------


async def test_talk_of_self_harm_about_the_child_stops_what_asks_of_it(house: House) -> None:
    await house.tell(ALICE, "Talk of self-harm or dying", "The person I care for")
    assert house.paused() == set(house.cards["Sunny"])
    seen = {who: len(await house.sim.from_bot(who)) for who in (ALICE, BOB)}
    await house.sim.clock_to(MORNING)
    assert {who: len(await house.sim.from_bot(who)) for who in (ALICE, BOB)} == seen
    reasons = house.practice.rows("SELECT reason FROM deliveries WHERE slot = 'morning'")
    assert {row["reason"] for row in reasons} == {"paused"}


async def test_talk_of_self_harm_about_oneself_rests_only_ones_own_reminders(
    house: House,
) -> None:
    await house.add_client("Pip", cards=("lights",))
    await house.join(ALICE, "Pip")
    await house.sim.send(ALICE, "/worry")
    await house.sim.tap(ALICE, "Sunny")
    await house.sim.tap(ALICE, "Talk of self-harm or dying")
    await house.sim.tap(ALICE, "Me")
    assert house.paused("Sunny") == house.paused("Pip") == set(), (
        "the child's plan is not the matter"
    )
    seen = {who: len(await house.sim.from_bot(who)) for who in (ALICE, BOB)}
    await house.sim.clock_to(MORNING)
    assert len(await house.sim.from_bot(ALICE)) == seen[ALICE], "nothing is asked of Alice"
    assert len(await house.sim.from_bot(BOB)) == seen[BOB] + 1
    await house.sim.send(ALICE, "/reminders")
    await house.sim.tap(ALICE, "Pip")
    await house.sim.tap(ALICE, "Let them come again")
    assert "07:00" in await house.shown(ALICE), "and Alice decides when they come again"


async def test_at_the_end_of_ones_strength_the_plan_lightens_at_once(house: House) -> None:
    await house.tell(ALICE, "I am at the end of my strength")
    assert house.paused() == set()
    await house.sim.tap(ALICE, "Call card")
    page = await house.sim.last(ALICE)
    assert "findahelpline.com" in text_of(page) and "asking is a strong step" in text_of(page)
    await house.sim.tap(ALICE, "Halve it")
    assert house.paused() == set(house.cards["Sunny"]) - {"care"}, (
        "the card for the caregiver stays"
    )
    page = await house.sim.last(ALICE)
    assert "One card stays: " in text_of(page) and "Halve it" not in labels(page)
    await house.sim.tap(ALICE, "Pause all")
    assert house.paused() == set(house.cards["Sunny"])
    assert "They paused the whole plan." in await house.shown(THERAPIST), "its notice says so"
    seen = len(await house.sim.from_bot(ALICE))
    await house.sim.clock_to(MORNING)
    assert len(await house.sim.from_bot(ALICE)) == seen


# -- private --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        ("Talk of self-harm or dying", "The person I care for"),
        ("Talk of self-harm or dying", "Me"),
        ("Someone may be hurt or unsafe",),
        ("I am at the end of my strength",),
    ],
)
async def test_what_is_private_is_on_no_other_screen_of_the_family(
    house: House, path: tuple[str, ...]
) -> None:
    sim = house.sim
    await house.tell(ALICE, *path)
    told_page = await sim.last(ALICE)
    for who, words in ((BOB, ("/today", "/help", "/reminders", "/start")), (ALICE, ("/today",))):
        for command in words:
            await sim.send(who, command)
            shown = (await house.shown(who)).replace("“Something worried me”", "").lower()
            for word in ("worry told", "a worry", "self-harm", "strength", "unsafe", "alice told"):
                assert word not in shown.replace("/worry", ""), (who, command)
    worry = house.practice.one("SELECT id FROM worries")["id"]
    page = await sim.last(BOB)
    for data in (f"ws:{worry}", f"wl:{worry}", f"wb:{worry}", f"wa:{worry}:RF-CARER:client:paused"):
        answer = await sim.forge(BOB, page, data)
        assert answer and answer["show_alert"], data
    assert SPEECH not in await house.told()
    assert told_page["chat"]["type"] == "private"


async def test_a_note_without_words_of_ours_stays_without_an_offer_in_a_form(
    house: House,
) -> None:
    """A therapist who writes "pain" into a goal is not asked about help cards."""
    await house.sim.send(NORA, "/program Sunny")
    await house.sim.tap(NORA, "Write the goal")
    await house.sim.send(NORA, "Dressing without pain")
    assert "help card" not in await house.shown(NORA)
