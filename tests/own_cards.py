"""Files of activities as therapists send them: a good one, and the good one with one slip."""

from base64 import b64encode
from typing import Any, Final

from tests.content_tools import card
from tests.journeys.practice import Practice
from tests.screen import Message

#: A file of a therapist's own, made from the shipped socks.
LAMP: Final = (
    card()
    .replace("id: dress-socks-on", "id: own-grandpa-s-lamp")
    .replace("title: Socks on", "title: Grandpa's lamp")
)
#: What is typed (or tapped, in brackets) at each question, in order.
ANSWERS: Final = (
    "Feed the paper monster",
    "[Hands and fingers]",
    "[Next]",
    "[4]",
    "[Bedtime]",
    "8",
    "[3]",
    "Small pushes make fingers strong.",
    "A shoe box with a mouth\nPaper balls",
    "[Next]",
    "👐 Tear some paper.\nRoll it into balls.",
    "[Next]",
    "[Next]",
    "- Sore fingers.",
    "[Next]",
    "[Skip this]",
    "[Skip this]",
    "The monster looks hungry.\nIt likes any colour.",
    "[Next]",
)


def sent_as(text: str | bytes, name: str = "lamp.yaml") -> dict[str, Any]:
    """Return what a phone sends for a file."""
    raw = text if isinstance(text, bytes) else text.encode()
    return {"data": b64encode(raw).decode(), "name": name, "mime": "application/yaml"}


async def send_file(
    practice: Practice, person: int, text: str | bytes, name: str = "lamp.yaml"
) -> Message:
    """Send a file; return the bot's answer."""
    await practice.sim.attach(person, "document", sent_as(text, name))
    return await practice.sim.last(person)


async def files_of(practice: Practice, person: int) -> list[tuple[str, str]]:
    """Return the files that the bot has sent to somebody, oldest first: name and text."""
    found = []
    for message in await practice.sim.from_bot(person):
        if "document" in message:
            document = message["document"]
            raw = await practice.sim.download(document["file_id"])
            found.append((document["file_name"], raw.decode()))
    return found
