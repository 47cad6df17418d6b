"""Starting, stopping, and who may talk to the server at all."""

import asyncio
import gc
import socket

import pytest

from bot.clock import OffsetClock
from bot.sandbox.guard import is_loopback
from bot.sandbox.server import BotApiServer, Person
from tests.sandbox.conftest import ALICE, TOKEN
from tests.sim import Sim


def new_server() -> BotApiServer:
    return BotApiServer(clock=OffsetClock(), token=TOKEN, people=[Person(ALICE, "Alice")])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "8.8.8.8", ""])
async def test_it_refuses_to_start_where_others_can_reach_it(host):
    with pytest.raises(ValueError, match="on this machine only"):
        await new_server().start(host)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("LOCALHOST", True),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("10.0.0.1", False),
    ],
)
def test_what_this_machine_is(host, local):
    assert is_loopback(host) is local


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "::1"])
async def test_every_loopback_address_will_do(host):
    running = new_server()
    try:
        await running.start(host)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    try:
        async with Sim(running.url) as sim:
            assert len(await sim.people()) == 1
    finally:
        await running.stop()


async def test_a_port_in_use_is_an_error_and_leaves_nothing_open():
    first, second = new_server(), new_server()
    await first.start()
    try:
        with pytest.raises(OSError, match="address already in use"):
            await second.start(port=first.port)
        assert second.port == 0
    finally:
        await first.stop()
        await second.stop()


async def test_it_can_be_started_again_on_the_same_port(api, server):
    port = server.port
    await server.stop()
    await server.start(port=port)
    assert server.url == f"http://127.0.0.1:{port}"
    assert (await api("getMe"))["username"] == "home_program_bot"


async def test_stopping_lets_everybody_go_within_a_second(api, sim, server):
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await api("sendMessage", chat_id=ALICE, text="x", reply_markup=markup)
    tap = asyncio.create_task(sim.tap(ALICE, "Yes"))
    async with asyncio.timeout(5):
        while not (updates := await api("getUpdates")):
            pass
    offset = updates[-1]["update_id"] + 1
    poll = await api.long_poll(offset=offset)
    await asyncio.wait_for(server.stop(), 1)
    assert await poll == []
    assert await tap is None


async def test_stopping_ends_a_call_that_is_held_up(api, sim, server):
    await sim.faults("delay", delay_s=60)
    held = asyncio.create_task(api("getMe"))
    async with asyncio.timeout(5):
        while (await sim.ask("GET", "/sim/faults"))["faults"]:
            pass
    await asyncio.wait_for(server.stop(), 1)
    with pytest.raises(Exception, match=r".*"):
        await held


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8080"}, 200),
        ({"Host": "[::1]:8080"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "127.0.0.1@evil.example"}, 403),
        ({"Host": ""}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_other_hosts_and_foreign_pages_are_refused(api, server, headers, status):
    for path in ("/sim/people", f"/bot{TOKEN}/getMe"):
        async with api.http.get(f"{server.url}{path}", headers=headers) as got:
            assert got.status == status


async def test_a_foreign_page_cannot_post_and_ours_can(api, server):
    url = f"{server.url}/sim/settle"
    for origin, status in [
        (server.url, 200),
        ("http://evil.example", 403),
        ("null", 403),
        (server.url + "1", 403),
    ]:
        async with api.http.post(url, headers={"Origin": origin}) as got:
            assert got.status == status


async def test_another_site_may_link_to_the_page(api, server):
    async with api.http.get(f"{server.url}/", headers={"Sec-Fetch-Site": "cross-site"}) as got:
        assert got.status != 403


async def test_the_page_is_served_with_its_types(api, server, tmp_path, monkeypatch):
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html>")
    (page / "main.js").write_text("1")
    (page / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr("bot.sandbox.page_routes.PAGE", page)
    for path, kind in [
        ("/", "text/html; charset=utf-8"),
        ("/?as=alice", "text/html; charset=utf-8"),
        ("/page/main.js", "text/javascript; charset=utf-8"),
        ("/page/icon.svg", "image/svg+xml; charset=utf-8"),
    ]:
        async with api.http.get(server.url + path) as got:
            assert (got.status, got.headers["Content-Type"]) == (200, kind)
            assert got.headers["Cache-Control"] == "no-cache"
    for path in ("/page/", "/page/none.js", "/page/x%00y", "/other"):
        async with api.http.get(server.url + path) as got:
            assert got.status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/page/../secret.txt",
        "/page/..%2fsecret.txt",
        "/page/%2e%2e/secret.txt",
        "/page//etc/passwd",
        "/page/%2Fetc%2Fpasswd",
    ],
)
async def test_no_path_leaves_the_pages_folder(server, path):
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.setblocking(False)
        loop = asyncio.get_running_loop()
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        await loop.sock_sendall(raw, request.encode())
        assert (await loop.sock_recv(raw, 100)).startswith(b"HTTP/1.1 404")


async def test_nothing_is_left_open_after_a_stop(server, sim, recwarn):
    await sim.send(ALICE, "x")
    await server.stop()
    gc.collect()
    assert not [warning for warning in recwarn if warning.category is ResourceWarning]


async def test_who_comes_while_it_closes_is_sent_away(api, server):
    await api("getMe")
    server._stopping = True
    async with api.http.get(f"{server.url}/sim/people") as got:
        assert got.status == 503
    await server.stop()


async def test_settle_can_be_set_and_read(server):
    async def done() -> None:
        """Nothing is ever left to do."""

    assert server.settle is None
    server.settle = done
    assert server.settle is done
