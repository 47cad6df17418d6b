"""What Telegram handed over is kept once, in order, until it is dealt with or set aside."""

from bot.store import inbox
from bot.store.database import Tx
from tests.store.records import NOW

MOST = 3


def put(tx: Tx, *update_ids: int, claimed: bool = False, chat: int = 5) -> list[int | None]:
    return [
        inbox.store(tx, n, chat, {"update_id": n, "text": "\ud800 é"}, claimed=claimed, now=NOW)
        for n in update_ids
    ]


def ids(entries: list[inbox.Entry]) -> list[int]:
    return [entry.body["update_id"] for entry in entries]


async def test_the_same_update_is_kept_once(database):
    first, again = await database.write(lambda tx: put(tx, 10, 10))
    assert first is not None and again is None
    assert await database.read(inbox.backlog) == 1


async def test_updates_are_claimed_in_the_order_they_came(database):
    await database.write(lambda tx: put(tx, 30, 10, 20))
    assert ids(await database.write(lambda tx: inbox.claim_next(tx, 2))) == [30, 10]
    assert ids(await database.write(lambda tx: inbox.claim_next(tx, 2))) == [20]
    assert await database.write(lambda tx: inbox.claim_next(tx, 2)) == []


async def test_whatever_was_in_it_comes_back_as_it_was(database):
    await database.write(lambda tx: put(tx, 1, chat=-100))
    (entry,) = await database.write(lambda tx: inbox.claim_next(tx, 9))
    assert (entry.chat_id, entry.body) == (-100, {"update_id": 1, "text": "\ud800 é"})


async def test_what_was_not_begun_is_given_back(database):
    await database.write(lambda tx: put(tx, 1, 2))
    entries = await database.write(lambda tx: inbox.claim_next(tx, 9))
    await database.write(lambda tx: inbox.release(tx, [entries[1].seq]))
    assert ids(await database.write(lambda tx: inbox.claim_next(tx, 9))) == [2]


async def test_after_a_death_what_was_in_hand_comes_first_and_the_rest_waits(database):
    await database.write(lambda tx: put(tx, 1, 2, claimed=True))
    await database.write(lambda tx: put(tx, 3, 4))
    suspects, aside, waiting = await database.write(lambda tx: inbox.recover(tx, MOST, NOW))
    assert (ids(suspects), aside, waiting) == ([1, 2], [], 2)
    assert ids(await database.write(lambda tx: inbox.claim_next(tx, 9))) == [3, 4]


async def test_the_third_death_with_it_in_hand_sets_an_update_aside(database):
    (seq,) = await database.write(lambda tx: put(tx, 1, claimed=True))
    await database.write(lambda tx: put(tx, 2))
    for death in (1, 2):
        suspects, aside, _ = await database.write(lambda tx: inbox.recover(tx, MOST, NOW))
        assert (ids(suspects), aside) == ([1], []), death
        await database.write(lambda tx: inbox.claim_one(tx, seq))
    assert await database.write(lambda tx: inbox.recover(tx, MOST, NOW)) == ([], [1], 1)
    assert await database.write(lambda tx: inbox.recover(tx, MOST, NOW)) == ([], [], 1)
    assert await database.read(inbox.backlog) == 1


async def test_a_suspect_that_was_dealt_with_is_no_suspect_any_more(database):
    (seq,) = await database.write(lambda tx: put(tx, 1, claimed=True))
    await database.write(lambda tx: inbox.recover(tx, MOST, NOW))
    await database.write(lambda tx: inbox.claim_one(tx, seq))
    await database.write(lambda tx: inbox.finish(tx, [seq], NOW))
    assert await database.write(lambda tx: inbox.recover(tx, MOST, NOW)) == ([], [], 0)


async def test_only_what_is_done_and_old_is_forgotten(database):
    done, recent, aside, waiting = await database.write(lambda tx: put(tx, 1, 2, 3, 4))
    await database.write(lambda tx: inbox.finish(tx, [done], NOW))
    await database.write(lambda tx: inbox.finish(tx, [recent], NOW + 5))
    await database.write(lambda tx: inbox.set_aside(tx, aside, NOW))
    assert await database.write(lambda tx: inbox.prune(tx, NOW + 5)) == 1
    left = await database.read(lambda tx: tx.all("SELECT seq FROM inbox ORDER BY seq"))
    assert [row["seq"] for row in left] == [recent, aside, waiting]
