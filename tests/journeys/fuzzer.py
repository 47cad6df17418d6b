"""Makes updates from a seed: what people really tap and type, forgeries, damage, other places."""

import random
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, Final

from bot.handlers.tables import COMMANDS, TAPS
from bot.sandbox.world import World
from bot.views.codec import get_fields
from tests.journeys.fuzz_words import LIKELY, ODD, VALUES, WRONG
from tests.journeys.practice import ALICE, BOB, CHARLIE, DORA, NORA, OLGA
from tests.screen import buttons

Update = dict[str, Any]

#: Two therapists, three caregivers, and people whom nobody knows.
PEOPLE: Final = (NORA, OLGA, ALICE, BOB, CHARLIE, DORA, 4001, 4002)
NAMES: Final = ("Alice", "", "<b>Bob</b>", "🙂", "\u200b", "x" * 300, "A\nB", "\ud800")
DATES: Final = (
    "2027-01-11",
    "2027-01-12",
    "2027-01-10",
    "2026-01-01",
    "0001-01-01",
    "9999-12-31",
    "x",
)
DATED: Final = 1799650000
GROUP: Final = {"id": -100, "type": "group", "title": "g"}
CHANNEL: Final = {"id": -200, "type": "channel", "title": "c"}
BOT: Final = {"id": 1000000, "is_bot": True, "first_name": "B"}


class Fuzzer:
    """Sees the chats as people do, and makes an update at a time."""

    def __init__(self, seed: int, world: World) -> None:
        self.taps: list[str] = []
        self._random = random.Random(seed)
        self._world = world
        self._count = 0
        self._ids: tuple[int, ...] = (1,)

    def learn_ids(self, ids: tuple[int, ...]) -> None:
        """Take over the numbers that records have by now: of clients, cards, forms, worries."""
        self._ids = ids

    def update(self) -> Update:
        """Make the next one."""
        makers = (self._text, self._press, self._forge, self._media, self._elsewhere, self._damaged)
        return self._random.choices(makers, (28, 27, 20, 6, 7, 12))[0]()

    # -- what people do -------------------------------------------------------------------------

    def _text(self) -> Update:
        said = self._words()
        if self._random.random() < 0.4:
            said = f"/{self._random.choice((*COMMANDS, 'nonsense'))} {said}"
        return {"message": self._message(text=said)}

    def _press(self) -> Update:
        """Tap a button that is there, on a card new or old; now and then, somebody else's."""
        who = self._random.choice(PEOPLE)
        whose = who if self._random.random() < 0.9 else self._random.choice(PEOPLE)
        chat = self._world.chats.get(whose)
        cards = [m.body for m in chat.messages.values() if m.from_bot][-12:] if chat else []
        cards = [card for card in cards if _offers(card)]
        if not cards:
            return self._forge()
        card = cards[-1] if self._random.random() < 0.6 else self._random.choice(cards)
        own = {**card, "chat": _private(who)} if whose != who else card
        return self._tap(who, own, self._random.choice(_offers(card)))

    def _forge(self) -> Update:
        """Tap what no card has to offer: likely and unlikely values in every kind of button."""
        card = {**self._message(text="a card"), "from": BOT}
        return self._tap(card["chat"]["id"], card, self._data())

    def _media(self) -> Update:
        size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
        kinds: tuple[dict[str, Any], ...] = (
            {"photo": [size], "caption": self._words()},
            {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
            {"document": {"file_id": "f", "file_unique_id": "u"}},
            {"sticker": {**size, "type": "regular", "is_animated": False, "is_video": False}},
            {"location": {"longitude": 1.0, "latitude": 2.0}},
            {"contact": {"phone_number": "1", "first_name": "x"}},
            {"dice": {"emoji": "🎲", "value": 3}},
            {"pinned_message": self._message(text="old")},
        )
        return {"message": self._message(**self._random.choice(kinds))}

    def _elsewhere(self) -> Update:
        """Groups, channels, bots, edits, blocks, and kinds we never asked for."""
        message = self._message(text=self._words())
        status = self._random.choice(("member", "kicked", "left", "administrator"))
        member = {"user": BOT, "status": "member"}
        changed = {"chat": message["chat"], "from": message["from"], "date": DATED}
        changed |= {"old_chat_member": member, "new_chat_member": {**member, "status": status}}
        changed["new_chat_member"]["until_date"] = 0
        return self._random.choice(
            (
                {"message": {**message, "chat": GROUP}},
                {"channel_post": {**message, "chat": CHANNEL}},
                {"message": {**message, "from": {"id": 5, "is_bot": True, "first_name": "bot"}}},
                {"edited_message": {**message, "edit_date": DATED + 1}},
                {"my_chat_member": changed},
                {"my_chat_member": {**changed, "chat": GROUP}},
                self._tap(message["from"]["id"], {**message, "chat": GROUP, "from": BOT}, "h"),
                {"inline_query": {"id": "1", "from": message["from"], "query": "", "offset": ""}},
                {"something_new": {"from": message["from"]}},
                {},
            )
        )

    def _damaged(self) -> Update:
        """A sound update with one part taken out or turned into something else."""
        update = self._random.choice((self._text, self._press, self._forge, self._media))()
        target: Any = next(iter(update.values()))
        for _ in range(self._random.randint(0, 2)):
            inner = [key for key, value in target.items() if isinstance(value, dict)]
            if inner:
                key = self._random.choice(inner)
                target[key] = dict(target[key])  # the server's own message stays whole
                target = target[key]
        key = self._random.choice(list(target))
        if key == "id" and target is update.get("callback_query"):
            return update  # the one thing by which the test knows whether it was answered
        if self._random.random() < 0.4:
            del target[key]
        else:
            target[key] = self._random.choice(WRONG)
        return update

    # -- parts ----------------------------------------------------------------------------------

    def _tap(self, who: int, card: dict[str, Any], data: str) -> Update:
        self._count += 1
        self.taps.append(f"q{self._count}")
        query = {"id": self.taps[-1], "from": self._user(who), "chat_instance": "1"}
        return {"callback_query": {**query, "message": card, "data": data}}

    def _message(self, **content: Any) -> dict[str, Any]:
        who = self._random.choice(PEOPLE)
        self._count += 1
        head = {"message_id": 900_000_000 + self._count, "date": DATED}
        return {**head, "chat": _private(who), "from": self._user(who), **content}

    def _user(self, who: int) -> dict[str, Any]:
        name = self._random.choice(NAMES) if self._random.random() < 0.05 else f"F{who}"
        return {"id": who, "is_bot": False, "first_name": name, "language_code": "en"}

    def _words(self) -> str:
        if self._random.random() < 0.25:
            return self._random.choice(ODD)
        return " ".join(self._random.choices(LIKELY, k=self._random.randint(0, 7)))

    def _data(self) -> str:
        kind = self._random.choice(list(TAPS))
        kinds = zip(fields(kind), get_fields(kind), strict=True)  # type: ignore[arg-type]
        parts = [kind.code, *(self._part(of) for _, of in kinds)]
        data = ":".join(parts)
        damage = self._random.random()
        if damage < 0.08:
            return data[: self._random.randint(0, len(data))]
        return self._words() if damage < 0.14 else data

    def _part(self, of: type) -> str:
        if of is int:
            known = self._random.random() < 0.8
            odd = (0, 77, 2**31, 2**53, 2**63, -1)
            return str(self._random.choice(self._ids if known else odd))
        if of is bool:
            return self._random.choice("0011x")
        if of is date:
            return self._random.choice(DATES)
        if issubclass(of, StrEnum) and self._random.random() < 0.9:
            return str(self._random.choice(list(of)))
        return self._random.choice(VALUES)


def _offers(card: dict[str, Any]) -> list[str]:
    """Return what the buttons of a card carry; nothing, when an update of ours has damaged it."""
    try:
        return [str(b["callback_data"]) for b in buttons(card) if "callback_data" in b]
    except (AttributeError, KeyError, TypeError):
        return []


def _private(who: int) -> dict[str, Any]:
    return {"id": who, "type": "private", "first_name": f"F{who}"}
