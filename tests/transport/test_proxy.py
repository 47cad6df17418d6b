"""Calls go through a proxy when one is named, over both transports."""

import asyncio
import base64
import shutil
import ssl
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp.connector
import pytest
from telegram.error import NetworkError

from bot.transport import AiohttpRequest, surely_not_sent
from tests.transport.servers import (
    ANSWER,
    OK,
    TOKEN,
    Make,
    Recorder,
    closed_port,
    data,
    failing,
    hung_up,
    method_url,
    read_request,
    serving,
    talking,
)

WHO = "Basic " + base64.b64encode(b"clinic:s3cret!pw").decode()


class Proxy:
    """A small HTTP proxy: plain requests are forwarded, CONNECT opens a tunnel."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.heads: list[str] = []
        self.refuses = refuses

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.heads.append(head)
        method, target, _ = head.split(" ", 2)
        if self.refuses:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        address = urlsplit(target if "//" in target else f"//{target}")
        far_reader, far_writer = await asyncio.open_connection(address.hostname, address.port)
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            far_writer.write(head.replace(f"http://{address.netloc}", "").encode())
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            far_writer.transport.abort()
            await hung_up(far_writer)

    def credentials(self) -> list[str]:
        """The Proxy-Authorization header of each request."""
        lines = [line for head in self.heads for line in head.split("\r\n")]
        return [line.partition(": ")[2] for line in lines if line.lower().startswith("proxy-auth")]


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await source.read(65536):
            sink.write(piece)
    sink.close()


def proxy_url(port: int) -> str:
    return f"http://clinic:s3cret%21pw@127.0.0.1:{port}"


async def test_a_plain_call_goes_through_the_proxy(make: Make) -> None:
    server, proxy = Recorder(), Proxy()
    async with (
        serving(server) as port,
        talking(proxy) as proxy_port,
        make(proxy=proxy_url(proxy_port)) as request,
    ):
        assert await request.post(method_url(port), data(text="hello")) is True
    assert server.seen[0].fields == {"text": "hello"}
    assert proxy.heads[0].startswith(f"POST {method_url(port)} HTTP/1.1\r\n")
    assert proxy.credentials() == [WHO]


async def test_an_encrypted_call_goes_through_a_tunnel(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_side, certificate = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # what httpx reads
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", trusting)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            writer.write(ANSWER + OK)

    far = await asyncio.start_server(talk_quietly(talk), "127.0.0.1", 0, ssl=server_side)
    proxy = Proxy()
    port = far.sockets[0].getsockname()[1]
    async with far, talking(proxy) as proxy_port, make(proxy=proxy_url(proxy_port)) as request:
        for _ in range(2):
            assert await request.post(f"https://localhost:{port}/bot{TOKEN}/getMe") is True
    assert [head.split("\r\n")[0] for head in proxy.heads] == [f"CONNECT localhost:{port} HTTP/1.1"]
    assert proxy.credentials() == [WHO]


async def test_a_proxy_that_refuses_is_a_network_error(make: Make) -> None:
    async with talking(Proxy(refuses=True)) as port, make(proxy=proxy_url(port)) as request:
        async with failing(NetworkError):
            await request.post(f"https://localhost:1/bot{TOKEN}/getMe")
        async with failing(NetworkError):
            await request.post(method_url(1))


async def test_a_proxy_that_is_not_there_is_a_network_error(make: Make) -> None:
    async with make(proxy=proxy_url(closed_port())) as request, failing(NetworkError):
        await request.post(method_url(1))


async def test_what_the_proxy_refused_was_surely_not_sent() -> None:
    async with (
        talking(Proxy(refuses=True)) as port,
        AiohttpRequest(proxy=proxy_url(port)) as request,
    ):
        with pytest.raises(NetworkError, match="407") as caught:
            await request.post(f"https://localhost:1/bot{TOKEN}/getMe")
    assert surely_not_sent(caught.value)
    assert "s3cret" not in repr(caught.value)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "ftp://host"])
def test_a_proxy_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="http:// or https://"):
        AiohttpRequest(proxy=url)


def talk_quietly(talk):
    """Let a client hang up without a traceback in the test's output."""

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await talk(reader, writer)
        await hung_up(writer)

    return quietly


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS context and the certificate that a client must trust."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out"),
            str(certificate),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
