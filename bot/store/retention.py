"""Forgetting a client for good: every record about them, in one transaction.

`ROOMS` names each table that leads to a client, what leans on others first. A table that is not
named here fails tests/store/test_retention.py.
"""

from typing import Final

from bot.store.database import Tx

_CARDS: Final = "SELECT id FROM assignments WHERE client_id = :c"
_ANSWERS: Final = f"SELECT id FROM check_ins WHERE assignment_id IN ({_CARDS})"  # noqa: S608
_WORRIES: Final = "SELECT id FROM worries WHERE client_id = :c"
_LETTERS: Final = "SELECT id FROM messages WHERE client_id = :c"
_HALVINGS: Final = "SELECT id FROM halvings WHERE client_id = :c"
_OWN: Final = "client_id = :c"

ROOMS: Final = {
    "message_copies": f"message_id IN ({_LETTERS})",
    "messages": _OWN,
    "worry_tellings": f"worry_id IN ({_WORRIES})",
    "worry_rests": f"worry_id IN ({_WORRIES}) OR assignment_id IN ({_CARDS})",
    "worries": _OWN,
    "check_in_attachments": f"check_in_id IN ({_ANSWERS})",
    "thanks": f"assignment_id IN ({_CARDS})",
    "check_ins": f"assignment_id IN ({_CARDS})",
    "cards_read": f"assignment_id IN ({_CARDS})",
    "assignment_versions": f"assignment_id IN ({_CARDS})",
    "assignment_checks": f"assignment_id IN ({_CARDS})",
    "halved_assignments": f"halving_id IN ({_HALVINGS}) OR assignment_id IN ({_CARDS})",
    "halvings": _OWN,
    "assignments": _OWN,
    "programs": _OWN,
    "attached_learning": _OWN,
    "reminders": _OWN,
    "deliveries": _OWN,
    "cards_put_away": _OWN,
    "client_flags": _OWN,
    "client_looks": _OWN,
    "load_answers": _OWN,
    "consents": _OWN,
    "invites": _OWN,
    "care_links": _OWN,
    "audit_events": _OWN,
    "clients": "id = :c",
}
_PERSONAL: Final = ("step_photos", "drafts", "pending_inputs")


def forget_client(tx: Tx, client_id: int) -> None:
    """Delete every record about a client; whoever was here for them alone loses their name."""
    were_here = [
        row["person_id"]
        for row in tx.all("SELECT person_id FROM care_links WHERE client_id = :c", c=client_id)
    ]
    for table, where in ROOMS.items():
        tx.run(f"DELETE FROM {table} WHERE {where}", c=client_id)  # noqa: S608
    for person_id in were_here:
        _forget_name(tx, person_id)


def _forget_name(tx: Tx, person_id: int) -> None:
    """Keep a number where a person was, who has no part in anything any more."""
    stays = tx.value(
        "SELECT 1 FROM people WHERE id = :p AND (therapist_since IS NOT NULL "
        "OR EXISTS (SELECT 1 FROM care_links WHERE person_id = :p))",
        p=person_id,
    )
    if stays:
        return
    for table in _PERSONAL:
        tx.run(f"DELETE FROM {table} WHERE person_id = :p", p=person_id)  # noqa: S608
    tx.run("UPDATE people SET telegram_id = -id, name = '', menu = NULL WHERE id = :p", p=person_id)
