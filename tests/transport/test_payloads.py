"""What is sent arrives whole, over our transport and python-telegram-bot's own."""

import io
from pathlib import Path

from aiohttp import web
from telegram import Bot, InputFile, InputMediaDocument
from telegram.error import InvalidToken, NetworkError
from telegram.request import BaseRequest

from tests.transport.servers import TOKEN, Make, Recorder, data, failing, method_url, read, serving


async def test_parameters_arrive_whole(make: Make) -> None:
    server = Recorder()
    text = 'Grüße & "quotes" + 100 % 🙂 <b>bold</b>\nsecond line'
    async with serving(server) as port, make() as request:
        await request.post(method_url(port), data(chat_id=7, text=text, entities=[{"offset": 0}]))
        await request.post(method_url(port, "getMe"))
    assert server.seen[0].fields == {"chat_id": "7", "text": text, "entities": '[{"offset": 0}]'}
    assert server.seen[0].headers["User-Agent"] == BaseRequest.USER_AGENT
    assert server.seen[1].fields == {}
    assert [seen.method for seen in server.seen] == ["POST", "POST"]


async def test_a_long_text_arrives_whole(make: Make) -> None:
    server = Recorder()
    text = "äß🙂" * 50_000
    async with serving(server) as port, make() as request:
        await request.post(method_url(port), data(text=text))
    assert server.seen[0].fields == {"text": text}


async def test_several_files_arrive_whole(make: Make, tmp_path: Path) -> None:
    server = Recorder()
    path = tmp_path / "week plan.pdf"
    path.write_bytes(bytes(range(256)) * 1000)
    with path.open("rb") as handle:
        handle.read(10)  # a handle is sent from its start, wherever it stands
        media = [
            InputMediaDocument(
                InputFile(b"\x00\r\n--not a boundary\r\n", 'Öff "1".bin', attach=True)
            ),
            InputMediaDocument(InputFile(handle, attach=True, read_file_handle=False)),
            InputMediaDocument(InputFile(io.BytesIO(b"c" * 200_000), "c.jpg", attach=True)),
        ]
        async with serving(server) as port, make() as request:
            await request.post(method_url(port, "sendMediaGroup"), data(chat_id=7, media=media))
        assert not handle.closed
    (seen,) = server.seen
    assert seen.fields["chat_id"] == "7"
    attached = [f"attach://{name}" for name in seen.files]
    assert all(name in seen.fields["media"] for name in attached)
    contents = [content for _, content, _ in seen.files.values()]
    assert contents == [b"\x00\r\n--not a boundary\r\n", path.read_bytes(), b"c" * 200_000]
    names = [name for name, _, _ in seen.files.values()]
    assert names[1:] == ["week plan.pdf", "c.jpg"]
    assert [mime for *_, mime in seen.files.values()][1:] == ["application/pdf", "image/jpeg"]


async def test_an_upload_of_ten_megabytes_arrives_whole(make: Make) -> None:
    server = Recorder()
    content = b"0123456789" * 2**20
    async with serving(server) as port, make() as request:
        await request.post(
            method_url(port), data(chat_id=7, document=InputFile(content, "big.bin"))
        )
    assert server.seen[0].files["document"] == ("big.bin", content, "application/octet-stream")


async def test_a_stream_of_unknown_length_arrives_whole(make: Make) -> None:
    class Stream(io.RawIOBase):
        """What a pipe is like: readable, without a size or a way back."""

        def __init__(self) -> None:
            self.left = 150_000

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            size = self.left if size < 0 else min(size, self.left)
            self.left -= size
            return b"s" * size

    server = Recorder()
    with Stream() as stream:
        voice = InputFile(stream, "voice.ogg", read_file_handle=False)  # type: ignore[arg-type]
        async with serving(server) as port, make() as request:
            await request.post(method_url(port), data(voice=voice))
    assert server.seen[0].files["voice"][1] == b"s" * 150_000


async def test_a_file_opened_as_text_is_refused(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("hello")
    with path.open() as handle:
        async with serving(Recorder()) as port, make() as request:
            upload = InputFile(handle, read_file_handle=False)  # type: ignore[arg-type]
            async with failing(NetworkError):
                await request.post(method_url(port), data(document=upload))


async def test_a_file_is_downloaded(make: Make) -> None:
    content = bytes(range(256)) * 10_000

    async def file(request: web.Request) -> web.Response:
        if request.method == "GET" and request.path == f"/file/bot{TOKEN}/photos/my photo.jpg":
            return web.Response(body=content)
        return web.json_response({"ok": False, "description": "Not Found"}, status=404)

    async with serving(file) as port, make() as request:
        base = f"http://127.0.0.1:{port}/file/bot{TOKEN}"
        assert await request.retrieve(f"{base}/photos/my photo.jpg") == content
        async with failing(InvalidToken):
            await request.retrieve(f"{base}/photos/gone.jpg")


async def test_a_whole_bot_works_over_it(make: Make) -> None:
    async def me(request: web.Request) -> web.Response:
        assert (await read(request)).path == f"/bot{TOKEN}/getMe"
        user = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "home_bot"}
        return web.json_response({"ok": True, "result": user})

    async with serving(me) as port:
        base = f"http://127.0.0.1:{port}/bot"
        async with Bot(TOKEN, base, request=make(), get_updates_request=make()) as bot:
            assert bot.username == "home_bot"
