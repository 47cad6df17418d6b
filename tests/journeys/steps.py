"""What people do again and again in the journeys, each step typed or tapped as on a phone."""

import re
from dataclasses import dataclass
from datetime import date

from tests.journeys.practice import ALICE, BOB, CHARLIE, NORA, OLGA, Practice
from tests.screen import labels, text_of


@dataclass(frozen=True, slots=True)
class Family:
    """A client with a morning and a bedtime activity, by their numbers in the database."""

    client: int
    socks: int
    lights: int
    today: date = date(2027, 1, 11)


async def add_client(practice: Practice, therapist: int, name: str) -> int:
    """Add a child to a therapist's caseload; return the client's id."""
    await practice.sim.start(therapist)
    await practice.sim.send(therapist, f"/newclient {name} child")
    await practice.sim.tap(therapist, "The usual way")
    return int(practice.one("SELECT id FROM clients WHERE nickname = ?", name)["id"])


async def assign(practice: Practice, therapist: int, line: str) -> int:
    """Assign by one typed line, looking at what the card asks for; return the assignment's id."""
    await practice.sim.send(therapist, f"/assign {line}")
    if "I have looked. Assign it" in labels(await practice.sim.last(therapist)):
        await practice.sim.tap(therapist, "I have looked. Assign it")
    shown = text_of(await practice.sim.last(therapist))
    assert shown.startswith("✓"), shown
    return int(practice.one("SELECT max(id) AS id FROM assignments")["id"])


async def invite(practice: Practice, therapist: int, client: str) -> str:
    """Make an invitation for a client's family; return the link's start parameter."""
    await practice.sim.send(therapist, f"/invite {client}")
    return token_in(text_of(await practice.sim.last(therapist)))


def token_in(text: str) -> str:
    """Return the start parameter of the deep link in a text."""
    found = re.search(r"https://t\.me/\w+\?start=(\S+)", text)
    assert found, text
    return found[1]


async def join(
    practice: Practice,
    person: int,
    token: str,
    *,
    relation: str = "Parent",
    morning: str = "07:00",
    bedtime: str = "19:30",
) -> None:
    """Follow an invitation to the first day."""
    sim = practice.sim
    await sim.start(person, token)
    await sim.tap(person, "Yes, that is all right")
    await sim.tap(person, relation)
    await sim.tap(person, "Yes, it is")
    await sim.tap(person, morning)
    await sim.tap(person, bedtime)
    assert "You are all set" in text_of(await sim.last(person))


async def bring_in(practice: Practice) -> Family:
    """Nora brings in Sunny, with Alice and Bob at home."""
    client = await add_client(practice, NORA, "Sunny")
    socks = await assign(practice, NORA, "Sunny dress-socks-on morning daily")
    lights = await assign(practice, NORA, "Sunny sleep-lights-down bedtime daily")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"))
    await join(practice, BOB, await invite(practice, NORA, "Sunny"), relation="Grandparent")
    return Family(client, socks, lights)


async def bring_in_another(practice: Practice) -> Family:
    """Olga brings in Pip, with Charlie at home."""
    client = await add_client(practice, OLGA, "Pip")
    push = await assign(practice, OLGA, "Pip heavy-wall-push morning daily")
    lights = await assign(practice, OLGA, "Pip sleep-lights-down bedtime daily")
    await join(practice, CHARLIE, await invite(practice, OLGA, "Pip"))
    return Family(client, push, lights)


async def begin_note(practice: Practice) -> None:
    """Let Alice answer about the socks, and ask for her note."""
    sim = practice.sim
    await sim.send(ALICE, "/today")
    for label in ("Socks on", "We did it", "Add a bit more", "Write a note"):
        await sim.tap(ALICE, label)
