"""A link lets one person in, once, for a week; whoever else holds it learns nothing from it."""

from datetime import timedelta

from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, Practice
from tests.journeys.steps import add_client, invite, join
from tests.screen import labels, text_of

INVITATION = "It works by invitation only."


async def test_a_used_invitation_lets_nobody_else_in(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    token = await invite(practice, NORA, "Sunny")
    await join(practice, ALICE, token)
    await practice.sim.start(CHARLIE, token)
    shown = text_of(await practice.sim.last(CHARLIE))
    assert "was used already" in shown and INVITATION in shown and "Sunny" not in shown
    await practice.sim.start(ALICE, token)
    assert "You are in this program already" in text_of(await practice.sim.last(ALICE))
    assert practice.rows("SELECT * FROM people WHERE telegram_id = ?", CHARLIE) == []


async def test_of_two_with_one_link_the_first_to_agree_comes_in(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    token = await invite(practice, NORA, "Sunny")
    await sim.start(ALICE, token)
    await sim.start(CHARLIE, token)
    await sim.tap(ALICE, "Yes, that is all right")
    answer = await sim.tap(CHARLIE, "Yes, that is all right")
    assert answer and "was used already" in answer["text"]
    assert labels(await sim.last(CHARLIE)) != ["Yes, that is all right", "No, thank you"]
    await sim.send(CHARLIE, "/start")
    assert "no program for you here" in text_of(await sim.last(CHARLIE))
    linked = practice.rows("SELECT person_id FROM care_links WHERE role = 'family'")
    assert len(linked) == 1


async def test_an_expired_invitation_is_over(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    token = await invite(practice, NORA, "Sunny")
    late = await invite(practice, NORA, "Sunny")
    await sim.start(BOB, late)
    await sim.advance(timedelta(days=7, minutes=1))
    await sim.start(ALICE, token)
    assert "This invitation has ended" in text_of(await sim.last(ALICE))
    answer = await sim.tap(BOB, "Yes, that is all right")
    assert answer and "This invitation has ended" in answer["text"]
    assert practice.count("consents") == 0


async def test_a_revoked_invitation_is_over(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    token = await invite(practice, NORA, "Sunny")
    await practice.app.database.write(lambda tx: tx.run("UPDATE invites SET revoked_at = 1"))
    await practice.sim.start(ALICE, token)
    assert "This invitation has ended" in text_of(await practice.sim.last(ALICE))
    assert practice.rows("SELECT * FROM people WHERE telegram_id = ?", ALICE) == []


async def test_an_unknown_invitation_leads_nowhere(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    for payload in ("i-", "i-nobody", "i-" + "A" * 24, "i-" + "-" * 60):
        await practice.sim.start(DORA, payload)
        assert "I do not know this invitation" in text_of(await practice.sim.last(DORA))
    assert practice.rows("SELECT * FROM people WHERE telegram_id = ?", DORA) == []


async def test_a_token_is_kept_as_a_hash_alone(practice: Practice) -> None:
    await add_client(practice, NORA, "Sunny")
    token = (await invite(practice, NORA, "Sunny")).removeprefix("i-")
    kept = practice.one("SELECT token_hash FROM invites")["token_hash"]
    assert token not in kept and len(kept) == 64
    inbox = practice.rows("SELECT body FROM inbox")
    assert not any(token in row["body"] for row in inbox)
