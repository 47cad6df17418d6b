"""A bot that does only what a test tells it to, over the real Bot API."""

import io
import json
import struct
import zlib
from typing import Any

from aiohttp import ClientSession, FormData

TOKEN = "7000000001:scripted"
NOA, MAYA, TOM = 1001, 1002, 1003


class ScriptedBot:
    """Calls methods and waits for updates when the test says so."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/bot{TOKEN}"
        self._sim = f"{url}/sim"
        self._offset = 0

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method that has to work; return its result."""
        answer = await self.try_call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def try_call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method; `bytes` parameters and `files` go as uploads."""
        files: dict[str, tuple[str, bytes]] = params.pop("files", {})
        form = FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, data) in files.items():
            form.add_field(name, data, filename=filename)
        async with self._session.post(f"{self._url}/{method}", data=form) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def say(self, chat_id: int, text: str, *rows: list[dict[str, Any]], **more: Any) -> int:
        """Send HTML with rows of inline buttons; return the message id."""
        if rows:
            more["reply_markup"] = {"inline_keyboard": list(rows)}
        sent = await self.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **more)
        return int(sent["message_id"])

    async def person_sends(self, user_id: int, **content: Any) -> None:
        """Let a person write on another device than the page."""
        body = {"user_id": user_id, **content}
        async with self._session.post(f"{self._sim}/send", json=body) as response:
            assert response.status == 200, await response.text()

    async def next(self, kind: str) -> dict[str, Any]:
        """Return the next update of this kind, skipping others."""
        while True:
            updates = await self.call("getUpdates", offset=self._offset, timeout=8, limit=1)
            assert updates, f"no {kind} came"
            self._offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                found: dict[str, Any] = updates[0][kind]
                return found

    async def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that nobody has taken yet."""
        updates: list[dict[str, Any]] = await self.call(
            "getUpdates", offset=self._offset, timeout=0
        )
        return updates


def button(text: str, data: str | None = None, **more: Any) -> dict[str, Any]:
    """Return an inline button; its data is its text unless said otherwise."""
    if "url" in more or "copy_text" in more:
        return {"text": text, **more}
    return {"text": text, "callback_data": data or text, **more}


def picture(red: int, width: int = 120, height: int = 80) -> bytes:
    """Return a PNG of one colour."""
    rows = b"".join(b"\0" + bytes((red, 150, 120)) * width for _ in range(height))
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(0, io.SEEK_END)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        out.write(struct.pack(">I", len(data)) + kind + data)
        out.write(struct.pack(">I", zlib.crc32(kind + data)))
    return out.getvalue()


async def conversation(bot: ScriptedBot) -> None:
    """Fill the chats with a little of everything."""
    link = "https://t.me/home_program_bot?start=inv_7hGk2"
    await bot.say(NOA, "<b>Hello Noa.</b> You are set up as a therapist.\n\nStart with /newclient.")
    await bot.person_sends(NOA, text="/invite Ben")
    await bot.say(
        NOA,
        f"Here is the invitation for <b>Ben's</b> family. It works once, for 7 days:\n{link}",
        [button("Open the invitation", url=link, style="primary")],
        [button("Copy the link", copy_text={"text": link})],
    )
    await bot.say(
        NOA,
        "<b>Ben · this week</b>\n<u>Socks on</u>  4 of 5 mornings"
        "<blockquote>Grandpa: he did the left one himself</blockquote>"
        "<blockquote expandable>Mon  done\nTue  some of it\nWed  done\nThu  not today</blockquote>"
        "Note: <tg-spoiler>a surprise for Friday</tg-spoiler> <code>dress-socks-on</code>",
    )
    await bot.call(
        "sendPhoto",
        chat_id=MAYA,
        caption="What you need: loose socks",
        files={"photo": ("p.png", picture(220, 320, 150))},
    )
    await bot.say(
        MAYA,
        "🧦 <b>Socks on</b>\nOn the bottom stair, feet on the floor. About 3 minutes.\n\n"
        "<b>Safety first:</b> sit where a wobble is fine.",
        [button("Show me the steps", style="primary")],
        [button("We did it", style="success"), button("Some of it"), button("Not today")],
        [button(str(level), f"help:{level}") for level in range(6)],
        [button("Something worried me", style="danger")],
    )
    for text in ("He pulled the left one up himself!", "Then we both laughed. הכול בסדר"):
        await bot.person_sends(MAYA, text=text)
    await bot.say(MAYA, "That counts. Noted for Noa.")
