"""The end of a program: the family's last page, silence after it, and the way back."""

from datetime import timedelta

from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, OLGA, Practice
from tests.journeys.steps import Family, invite
from tests.screen import labels, text_of


async def _close(practice: Practice, *, words: str | None = None) -> None:
    sim = practice.sim
    await sim.send(NORA, "/team Sunny")
    await sim.tap(NORA, "Close the program")
    if words is not None:
        await sim.tap(NORA, "Add words of your own")
        await practice.restart()
        await sim.send(NORA, words)
    await practice.restart()
    await sim.tap(NORA, "Yes, close it")
    await sim.settle()


async def test_a_family_gets_a_last_page_and_then_no_more_cards(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/practice phone 030 123456")
    await sim.tap(NORA, "Confirm 030 123456")
    await sim.send(ALICE, "/today")
    await sim.tap(ALICE, "Socks on")
    await sim.tap(ALICE, "We did it")
    old_card = await sim.last(ALICE)
    token = await invite(practice, NORA, "Sunny")
    await _close(practice, words="I saw how calm your mornings have become.")
    assert "Sunny's program is closed" in text_of(await sim.last(NORA))

    page = text_of(await sim.find(ALICE, "has come to its end"))
    for words in ("• Socks on", "I saw how calm", "Nora", "030 123456", "/worry"):
        assert words in page, words
    assert "Lights-down" not in page, "only what was tried"
    assert not any(sign.isdigit() for sign in page.replace("030 123456", "")), "nothing is counted"
    assert "has come to its end" in text_of(await sim.find(BOB, "has come to its end"))

    before = practice.rows("SELECT * FROM check_ins")
    for label in labels(old_card)[:3]:
        answer = await sim.tap(ALICE, label, old_card)
        assert answer is not None
        break
    assert practice.rows("SELECT * FROM check_ins") == before
    count = len(await sim.from_bot(ALICE))
    await sim.advance(timedelta(days=3))
    assert len(await sim.from_bot(ALICE)) == count, "no card comes any more"
    await sim.send(ALICE, "/today")
    assert "has come to its end" in text_of(await sim.last(ALICE))
    await sim.start(DORA, token)
    assert "invitation" in text_of(await sim.last(DORA)).lower()
    assert practice.rows("SELECT 1 FROM people WHERE telegram_id = ?", DORA) == []
    await sim.send(NORA, "/clients")
    assert not any("Sunny" in label for label in labels(await sim.last(NORA)))


async def test_a_closed_program_can_be_opened_again(practice: Practice, family: Family) -> None:
    sim = practice.sim
    await _close(practice)
    await sim.send(NORA, "/closed")
    page = await sim.last(NORA)
    await sim.tap(NORA, next(label for label in labels(page) if label.startswith("Sunny")))
    await practice.restart()
    await sim.tap(NORA, "Yes, open it")
    await sim.forge(NORA, page, f"2n:{family.client}:1")
    await sim.settle()
    told = [m for m in await sim.from_bot(ALICE) if "program goes on" in text_of(m)]
    assert len(told) == 1
    await sim.advance(timedelta(days=1))
    assert "Socks on" in text_of(await sim.last(ALICE)), "the morning card is back"
    acts = practice.rows("SELECT action FROM audit_events WHERE action LIKE '%ed' ORDER BY id")
    assert [row["action"] for row in acts][-2:] == ["closed", "reopened"]


async def test_a_worry_that_nobody_has_looked_at_comes_first(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(BOB, "/worry")
    for label in ("Something else", "Another worry"):
        await sim.tap(BOB, label)
    await sim.settle()
    await sim.send(NORA, "/team Sunny")
    await sim.tap(NORA, "Close the program")
    answer = await sim.tap(NORA, "Yes, close it")
    assert answer and "A worry is waiting" in answer["text"]
    assert practice.rows("SELECT 1 FROM clients WHERE discharged_at IS NOT NULL") == []


async def test_a_consent_can_be_taken_back_after_the_end(
    practice: Practice, family: Family, other_family: Family
) -> None:
    sim = practice.sim
    await _close(practice)
    page = await sim.find(ALICE, "has come to its end")
    for who in (CHARLIE, OLGA):
        answer = await sim.forge(who, await sim.last(who), f"2x:{family.client}:1")
        assert answer and answer["show_alert"]
        answer = await sim.forge(who, await sim.last(who), f"2n:{family.client}:1")
        assert answer and answer["show_alert"]
    await sim.tap(ALICE, "Take back my consent", page)
    await practice.restart()
    await sim.tap(ALICE, "Yes, take it back")
    assert "no program for you here now" in text_of(await sim.last(ALICE))
    await sim.send(ALICE, "/today")
    assert "Sunny" not in text_of(await sim.last(ALICE))
    await sim.tap(BOB, "Settings")


async def test_words_that_are_too_long_are_asked_for_again(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/team Sunny")
    await sim.tap(NORA, "Close the program")
    await sim.tap(NORA, "Add words of your own")
    await sim.send(NORA, "x" * 601)
    assert "too long" in text_of(await sim.last(NORA))
    await sim.send(NORA, "Go well <b>")
    assert "Nora writes: Go well <b>" in text_of(await sim.last(NORA))
    await sim.tap(NORA, "Without my words")
    assert "Go well" not in text_of(await sim.last(NORA))
