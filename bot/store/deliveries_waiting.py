"""Deliveries that are due and wait for a moment, as one chat's second message does."""

from bot.store.database import Tx


def held_back(tx: Tx, now: int, within: int) -> int | None:
    """Return when the next delivery that is due already goes out, at most `within` from now.

    All are UTC epoch milliseconds, `within` is milliseconds; None when nothing waits so shortly.
    What failed and is tried again later is no such delivery.
    """
    at: int | None = tx.value(
        "SELECT min(not_before) FROM deliveries WHERE state IN ('planned', 'sending') "
        "AND state = 'planned' AND attempts = 0 "
        "AND due_at <= :now AND not_before > :now AND not_before <= :until",
        now=now,
        until=now + within,
    )
    return at
