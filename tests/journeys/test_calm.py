"""Help now: three short choices at most, the client's own cards first, and nothing written down."""

from bot.store import flags
from bot.store.database import Tx
from tests.journeys.practice import ALICE, DORA, NORA, Practice
from tests.journeys.steps import Family, add_client, assign
from tests.screen import labels, text_of

FAST, MUCH = "Too fast, too much energy", "Too much of everything"
FOOT = ["Something worried me", "Back to today"]
TABLES = ("check_ins", "worries", "audit_events", "drafts", "pending_inputs", "deliveries")


async def ideas(practice: Practice, who: int, feeling: str, time: str) -> list[str]:
    """Ask for help now; return what is offered."""
    await practice.sim.send(who, "/calm")
    await practice.sim.tap(who, feeling)
    await practice.sim.tap(who, time)
    offered = labels(await practice.sim.last(who))
    assert offered[-2:] == FOOT
    assert len(offered) <= 3 + len(FOOT)
    return offered[:-2]


async def answer_flags(practice: Practice, client: int, **others: str) -> None:
    """Let the therapist have answered every safety question with no, but these."""
    office = practice.app.office

    def change(tx: Tx) -> None:
        nora = tx.value("SELECT id FROM people WHERE telegram_id = :t", t=NORA)
        for flag in office.catalog.flags:
            answer = others.get(flag.replace("-", "_"), "no")
            flags.put(tx, client, flag, answer, nora, office.now_ms())
        tx.run("UPDATE clients SET birth_year = 2019, birth_month = 6 WHERE id = :c", c=client)

    await office.db.write(change)


async def test_own_cards_come_first_in_short_lines_and_nothing_is_kept(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await assign(practice, NORA, "Sunny heavy-wall-push morning daily")
    await answer_flags(practice, family.client)
    before = {table: practice.count(table) for table in TABLES}
    offered = await ideas(practice, ALICE, FAST, "Two minutes")
    assert offered == ["Wall pushes", "Longer out than in"]
    await practice.restart()
    practice.may_fail.add("terminated by other getUpdates request")
    await sim.tap(ALICE, "Wall pushes")
    shown = await sim.last(ALICE)
    text = text_of(shown)
    assert text.startswith("Wall pushes · Sunny")
    assert text.index("Safety first") < text.index("1. ")
    assert "Nothing is written down" in text
    assert "Another idea" in labels(shown) and labels(shown)[-2:] == FOOT
    assert {table: practice.count(table) for table in TABLES} == before
    await sim.tap(ALICE, "Write down that it was done")
    await sim.tap(ALICE, "We did it")
    assert practice.count("check_ins") == 1, "only when it is wanted"


async def test_flags_age_and_what_was_switched_off_keep_library_cards_away(
    practice: Practice, family: Family
) -> None:
    assert await ideas(practice, ALICE, MUCH, "Longer") == [], "nobody has answered for Sunny"
    assert "What always fits" in text_of(await practice.sim.last(ALICE))
    await answer_flags(practice, family.client)
    offered = await ideas(practice, ALICE, MUCH, "Longer")
    assert offered[0] == "A cosy spot that belongs to them" and len(offered) == 3
    assert "Back to the room" not in offered, "from eight years on, and Sunny is seven"
    await answer_flags(practice, family.client, crisis="yes")
    offered = await ideas(practice, ALICE, MUCH, "Longer")
    assert "A cosy spot that belongs to them" not in offered, "a cord in it, and a crisis"
    await answer_flags(practice, family.client, mouthing="unknown")
    assert "Sound and light kit" not in await ideas(practice, ALICE, MUCH, "Longer")


async def test_a_worry_keeps_its_kind_of_card_away_until_somebody_has_looked(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await assign(practice, NORA, "Sunny heavy-wall-push morning daily")
    await answer_flags(practice, family.client)
    assert "Longer out than in" in await ideas(practice, ALICE, FAST, "Two minutes")
    await sim.tap(ALICE, "Something worried me")
    for label in ("Breathing or choking", "Held their breath, went pale or floppy"):
        await sim.tap(ALICE, label)
    assert await ideas(practice, ALICE, FAST, "Two minutes") == []
    await sim.send(ALICE, "/worry")
    for label in (
        "New weakness or lost a skill",
        "Sudden - face, arm, speech, sight, balance, headache",
    ):
        await sim.tap(ALICE, label)
    assert await ideas(practice, ALICE, MUCH, "Longer") == [], "everything rests"


async def test_a_paused_card_is_not_offered_by_the_library_either(
    practice: Practice, family: Family
) -> None:
    card = await assign(practice, NORA, "Sunny calm-corner morning daily")
    await answer_flags(practice, family.client)
    assert "A cosy spot that belongs to them" in await ideas(practice, ALICE, MUCH, "Longer")
    idea = await practice.sim.last(ALICE)
    office = practice.app.office
    await office.db.write(
        lambda tx: tx.run("UPDATE assignments SET status = 'paused' WHERE id = :id", id=card)
    )
    answer = await practice.sim.tap(ALICE, "A cosy spot that belongs to them", idea)
    assert answer and answer["show_alert"], "an old list offers nothing that rests"
    assert "A cosy spot that belongs to them" not in await ideas(practice, ALICE, MUCH, "Longer")


async def test_whose_moment_it_is_and_an_adults_own_words(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    pip = await add_client(practice, NORA, "Pip")
    await sim.send(NORA, "/newclient Robin adult")
    if "The usual way" in labels(await sim.last(NORA)):
        await sim.tap(NORA, "The usual way")
    robin = practice.one("SELECT id FROM clients WHERE nickname = 'Robin'")["id"]
    office = practice.app.office

    def link(tx: Tx) -> None:
        now = office.now_ms()
        alice = tx.value("SELECT id FROM people WHERE telegram_id = :t", t=ALICE)
        for client, role in ((pip, "family"), (robin, "self")):
            tx.run(
                "INSERT INTO care_links (client_id, person_id, role, started_at) "
                "VALUES (:c, :p, :role, :now)",
                c=client,
                p=alice,
                role=role,
                now=now,
            )
            tx.run(
                "INSERT INTO consents (person_id, client_id, version, language, given_at) "
                "VALUES (:p, :c, '2026-11', 'en', :now)",
                c=client,
                p=alice,
                now=now,
            )

    await office.db.write(link)
    await sim.send(ALICE, "/calm")
    assert labels(await sim.last(ALICE)) == ["Pip", "Robin", "Sunny"]
    await sim.tap(ALICE, "Robin")
    assert "How does it feel right now?" in text_of(await sim.last(ALICE))
    assert "Robin" not in text_of(await sim.last(ALICE)), "their own moment, in their own words"
    await sim.send(ALICE, "/calm")
    await sim.tap(ALICE, "Sunny")
    assert "How does it seem for Sunny right now?" in text_of(await sim.last(ALICE))
    await sim.send(DORA, "/calm")
    assert "by invitation only" in text_of(await sim.last(DORA))
