"""A person at the local chat, for tests: type, tap by label, look at the screen.

Every failed step says what was on the screen, so that a failing story reads by itself.
"""

from typing import Any

from tests.control import Control, SimError
from tests.screen import (
    Message,
    buttons,
    has_button,
    is_from_bot,
    kind_of,
    label_rows,
    labels,
    message_id,
    text_of,
)

__all__ = ["Message", "Sim", "SimError", "buttons", "labels", "text_of"]


class Sim(Control):
    """People at the local chat.

    async with Sim(server.url) as sim:
        await sim.send(ALICE, "/start")
        await sim.tap(ALICE, "We did it")
        assert "That counts" in (await sim.last(ALICE))["text"]
    """

    # What people do

    async def send(self, user: int, text: str, *, reply_to: int | None = None) -> Message:
        """Type a text; return the (last) message that it became."""
        values: dict[str, Any] = {"user_id": user, "text": text}
        if reply_to is not None:
            values["reply_to"] = reply_to
        return (await self._send(values))[-1]

    async def start(self, user: int, payload: str = "") -> Message:
        """Open the bot's deep link."""
        return (await self._send({"user_id": user, "start": payload}))[-1]

    async def attach(self, user: int, kind: str, value: Any = True) -> list[Message]:
        """Send a photo, voice, document, sticker or location: a sample, or what `value` says."""
        return await self._send({"user_id": user, kind: value})

    async def edit(self, user: int, message: Message | int, text: str) -> Message:
        """Change a text of their own."""
        answer = await self.ask(
            "POST", "/sim/edit", user_id=user, message_id=message_id(message), text=text
        )
        await self._settled()
        return _only(answer["messages"])

    async def tap(
        self,
        user: int,
        label: str,
        message: Message | int | None = None,
        *,
        wait_s: float = 10,
    ) -> dict[str, Any] | None:
        """Tap the button with this label (or callback data); return the answer.

        Without `message`, it is the newest message on the screen that has such a button.
        The answer is `{"text", "show_alert", "url"}`, or None when none came within `wait_s`.
        """
        found = await self.with_button(user, label) if message is None else message
        target = message_id(found)
        status, answer = await self.try_ask(
            "POST", "/sim/tap", user_id=user, message_id=target, button=label, wait_s=wait_s
        )
        if status != 200:
            raise SimError(f"{answer.get('error')}\n{await self.screen(user)}")
        await self._settled()
        return _answer(answer)

    async def forge(
        self, user: int, message: Message | int, data: str, *, wait_s: float = 10
    ) -> dict[str, Any] | None:
        """Tap with callback data that no button has to have."""
        answer = await self.ask(
            "POST",
            "/sim/tap",
            user_id=user,
            message_id=message_id(message),
            data=data,
            wait_s=wait_s,
        )
        await self._settled()
        return _answer(answer)

    async def block(self, user: int, *, blocked: bool = True) -> None:
        """Block or unblock the bot."""
        await self.ask("POST", "/sim/block", user_id=user, blocked=blocked)
        await self._settled()

    # What people see

    async def messages(self, user: int, *, after: int = 0, gone: bool = False) -> list[Message]:
        """Return the chat, oldest first; `gone` includes deleted messages."""
        answer = await self.ask("GET", "/sim/messages", user_id=user, after=after)
        messages: list[Message] = answer["messages"]
        return messages if gone else [m for m in messages if not m.get("deleted")]

    async def from_bot(self, user: int, *, after: int = 0) -> list[Message]:
        """Return what the bot has sent into the chat, oldest first."""
        return [m for m in await self.messages(user, after=after) if is_from_bot(m)]

    async def last(self, user: int) -> Message:
        """Return the newest message of the bot."""
        messages = await self.from_bot(user)
        if not messages:
            raise SimError(f"The bot has said nothing to {user}.\n{await self.screen(user)}")
        return messages[-1]

    async def with_button(self, user: int, label: str) -> Message:
        """Return the newest message that has a button with this label or callback data."""
        for message in reversed(await self.messages(user)):
            if has_button(message, label):
                return message
        raise SimError(f'No button "{label}" for {user}.\n{await self.screen(user)}')

    async def find(self, user: int, words: str) -> Message:
        """Return the newest message that contains these words."""
        for message in reversed(await self.messages(user)):
            if words in text_of(message):
                return message
        raise SimError(f'No message with "{words}" for {user}.\n{await self.screen(user)}')

    async def screen(self, user: int, *, newest: int = 6) -> str:
        """Return the end of the chat as text, for people who read a failed test."""
        messages = (await self.messages(user))[-newest:]
        lines = [f"On the screen of {user}:"]
        for message in messages:
            who = "bot" if is_from_bot(message) else "   "
            lines.append(
                f"  {who} {message['message_id']}: {text_of(message) or kind_of(message)!r}"
            )
            lines += [f"        [{'] ['.join(row)}]" for row in label_rows(message)]
        return "\n".join(lines if messages else [*lines, "  (nothing)"])

    @staticmethod
    def labels(message: Message) -> list[str]:
        """Return the labels of the inline buttons in reading order."""
        return labels(message)

    async def commands(self, user: int) -> list[str]:
        """Return the names in the menu as this person sees it."""
        answer = await self.ask("GET", "/sim/commands", user_id=user)
        return [command["command"] for command in answer["commands"]]

    async def _send(self, values: dict[str, Any]) -> list[Message]:
        sent: list[Message] = (await self.ask("POST", "/sim/send", **values))["messages"]
        await self._settled()
        return sent


def _answer(answer: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = answer["answer"]
    return found


def _only(items: list[Message]) -> Message:
    assert len(items) == 1, items
    return items[0]
