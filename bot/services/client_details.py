"""What is known about a client: any of it can be changed, or left unsaid again, at any time."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain.client_form import LIMITS, NAME_LIMIT, Detail, in_order, read_birth, read_words
from bot.domain.errors import Invalid
from bot.domain.people import Client, Person, Stage, clean_name
from bot.domain.rhythm import REMINDED_SLOTS, Slot
from bot.domain.typed_client import TypedClient
from bot.services import access
from bot.services.office import Office, Visitor
from bot.services.typed import expect
from bot.store import audit, clients, drafts
from bot.store.database import Tx

DETAIL: Final = "client_detail"
#: What stands for "nothing is said about that".
NOTHING: Final = "-"
NAME: Final = "name"
STAGE: Final = "stage"
PACE: Final = "pace"


@dataclass(frozen=True, slots=True)
class About:
    """A client, to see or change what is known about them."""

    actor: Person
    client: Client


async def read_about(office: Office, visitor: Visitor, client_id: int) -> About:
    """Return what is known about a client.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """
    return await office.db.read(lambda tx: _about(tx, office, visitor, client_id))


async def await_detail(
    office: Office, visitor: Visitor, client_id: int, field: str, *, goes_on: bool
) -> About:
    """Take the next typed text, within two hours, as the answer to a question about a client.

    Raises:
        NotAllowed: not on this therapist's caseload.
    """

    def change(tx: Tx) -> About:
        about = _about(tx, office, visitor, client_id)
        target = f"{client_id}:{field}:{int(goes_on)}"
        expect(tx, office, about.actor.id, DETAIL, target)
        return about

    return await office.db.write(change)


async def set_detail(
    office: Office, visitor: Visitor, client_id: int, field: str, value: str
) -> About:
    """Change one thing that is known about a client.

    Args:
        office: the practice's desk.
        visitor: the therapist.
        client_id: the client.
        field: `name`, `stage`, `pace`, or a Detail.
        value: typed or tapped; NOTHING leaves it unsaid.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: not to be read as that.
    """

    def change(tx: Tx) -> About:
        about = _about(tx, office, visitor, client_id)
        columns = _columns(field, value, office, about)
        clients.set_detail(tx, client_id, **columns)
        drafts.take_expected(tx, about.actor.id, visitor.receipt)
        after = _about(tx, office, visitor, client_id)
        if after.client != about.client:
            # What was said about a person stays out of the trail.
            audit.record(
                tx,
                office.now_ms(),
                "client changed",
                person_id=about.actor.id,
                client_id=client_id,
                detail=field,
            )
        return after

    return await office.db.write(change)


async def set_slot(
    office: Office, visitor: Visitor, client_id: int, slot: Slot, *, on: bool
) -> About:
    """Say whether a family uses a time of day; one of them always stays.

    Raises:
        NotAllowed: not on this therapist's caseload. Invalid: the last one, or no time of day.
    """
    if slot not in REMINDED_SLOTS:
        raise Invalid("choice", value=slot)

    def change(tx: Tx) -> About:
        about = _about(tx, office, visitor, client_id)
        wanted = (about.client.slots | {slot}) if on else (about.client.slots - {slot})
        if not wanted:
            raise Invalid("last_slot")
        clients.set_detail(tx, client_id, slots=" ".join(in_order(wanted)))
        return _about(tx, office, visitor, client_id)

    return await office.db.write(change)


def columns_of(typed: TypedClient) -> dict[str, Any]:
    """Return a typed line's details as the store keeps them, without what nobody said."""
    year, month = typed.birth or (None, None)
    found = {
        "birth_year": year,
        "birth_month": month,
        "pronoun": typed.pronoun,
        "words": typed.words,
        "interests": typed.interests,
        "slots": " ".join(in_order(typed.slots)) if typed.slots else None,
        "picture_only": 1 if typed.picture_only else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _columns(field: str, value: str, office: Office, about: About) -> dict[str, object]:
    """Return the columns that an answer changes, checked."""
    match field:
        case "name" if len(clean_name(value, NAME_LIMIT + 1)) > NAME_LIMIT:
            raise Invalid("detail_long", most=NAME_LIMIT)
        case "name" if clean_name(value) and value != NOTHING:
            return {"nickname": clean_name(value)}
        case "stage" if value in list(Stage):
            return {"stage": value}
        case "pace" if value in ("usual", "low"):
            return {"low_demand": int(value == "low")}
        case Detail.PICTURES if value in ("0", "1"):
            return {"picture_only": int(value)}
        case Detail.BIRTH:
            year, month = _birth(value, office.today(about.actor.zone))
            return {"birth_year": year, "birth_month": month}
        case Detail.PRONOUN | Detail.WORDS | Detail.INTERESTS:
            kept = None if value == NOTHING else read_words(Detail(field), value)
            if kept is None and value != NOTHING:
                raise Invalid("detail_long", most=LIMITS[Detail(field)])
            column = {Detail.INTERESTS: "interests"}.get(Detail(field), field)
            return {column: kept}
        case _:
            raise Invalid("choice", value=value)


def _birth(value: str, today: date) -> tuple[int | None, int | None]:
    if value == NOTHING:
        return None, None
    birth = read_birth(value, today)
    if birth is None:
        raise Invalid("birth")
    return birth


def _about(tx: Tx, office: Office, visitor: Visitor, client_id: int) -> About:
    actor, link = access.therapist_of(tx, office, visitor.telegram_id, client_id)
    return About(actor, link.client)
