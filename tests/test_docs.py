"""What the docs list is what the code has, and the other way round."""

import argparse
import inspect
import re
import shlex
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import _parser
from bot.clock import OffsetClock
from bot.handlers.tables import COMMANDS
from bot.sandbox import control, control_world
from bot.sandbox.faults import KINDS
from bot.sandbox.server import BotApiServer, Person
from bot.settings import Settings
from bot.views.home import ADMIN_COMMANDS, CAREGIVER_COMMANDS, THERAPIST_COMMANDS

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"newbot"}  # a command of @BotFather's
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CALL = re.compile(r"`?(GET|POST|DELETE) (/sim/[a-z_/{}]+)")
BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
SETTING = re.compile(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? *\|", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def spans(text: str) -> Iterator[str]:
    """What stands in code: between backticks, and the lines of code blocks."""
    for block in BLOCK.findall(text):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))


def first_cells(text: str) -> list[str]:
    """The first cell of each table row."""
    return [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("| `")]


def commands_in(text: str) -> set[str]:
    """The bot's commands that a page writes as code: `/today`, `/invite Sunny`."""
    found = (re.match(r"/([a-z]+)(?= |$)", span) for span in spans(text))
    return {match[1] for match in found if match}


# -- commands of the bot --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_command_in_the_docs_exists(name: str) -> None:
    assert commands_in(page(name)) - set(COMMANDS) - ELSEWHERE == set()


def test_every_command_is_in_the_docs() -> None:
    pages = ("docs/families.md", "docs/therapists.md", "docs/administrators.md")
    told = set().union(*(commands_in(page(name)) for name in pages))
    assert set(COMMANDS) - told == set()


def test_each_reader_finds_what_stands_in_their_menu() -> None:
    assert {name for name, _ in CAREGIVER_COMMANDS} <= commands_in(page("docs/families.md"))
    assert {name for name, _ in THERAPIST_COMMANDS} <= commands_in(page("docs/therapists.md"))
    more = {name for name, _ in ADMIN_COMMANDS} - {name for name, _ in THERAPIST_COMMANDS}
    assert more <= commands_in(page("docs/administrators.md"))


# -- settings and the command line ----------------------------------------------------------------


def test_the_settings_table_has_every_setting_with_its_default() -> None:
    rows = SETTING.findall(page("docs/administrators.md"))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    wanted = {n: "" if d in {None, ()} else str(d) for n, d in defaults.items()}
    assert dict(rows) == wanted
    assert len(rows) == len(wanted)


def leaves(parser: argparse.ArgumentParser, path: str = "") -> dict[str, argparse.ArgumentParser]:
    """Each command of the command line that does something, with its parser."""
    subs = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not subs:
        return {path.strip(): parser}
    found: dict[str, argparse.ArgumentParser] = {}
    for name, child in subs[0].choices.items():
        found |= leaves(child, f"{path} {name}")
    return found


def test_every_command_of_the_command_line_is_in_the_docs() -> None:
    listed = first_cells(page("docs/administrators.md"))
    lines = [cell.strip("`") for cell in listed if cell.startswith("`python -m bot ")]
    for path in leaves(_parser()):
        assert [x for x in lines if x.startswith(f"python -m bot {path}")], path


def test_every_option_of_the_command_line_is_in_the_docs() -> None:
    rows = page("docs/administrators.md").splitlines()
    for path, parser in leaves(_parser()).items():
        row = next(row for row in rows if row.startswith(f"| `python -m bot {path}"))
        options = {o for a in parser._actions for o in a.option_strings if o.startswith("--")}
        assert [option for option in options - {"--help"} if f"`{option}" not in row] == [], path


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_command_line_in_the_docs_is_understood(name: str) -> None:
    text = page(name)
    asked = [span.partition("python -m bot")[2] for span in spans(text) if "python -m bot" in span]
    asked += re.findall(r'make run ARGS="([^"]*)"', text)
    for line in asked:
        words = shlex.split(re.sub(r"\$\(.*?\)", "today", line))
        _parser().parse_args([word for word in words if word != "..."])  # exits on nonsense


# -- make -----------------------------------------------------------------------------------------


def targets() -> set[str]:
    """What `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", page("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_make_command_in_the_docs_exists(name: str) -> None:
    asked = {match[1] for s in spans(page(name)) if (match := re.match(r"make ([a-z]+)", s))}
    assert asked - targets() == set()


def test_every_make_command_is_in_the_docs() -> None:
    told = page("CONTRIBUTING.md") + page("README.md")
    assert [name for name in targets() if f"`make {name}" not in told] == []


# -- the local chat's control interface -----------------------------------------------------------


def documented_calls() -> set[tuple[str, str]]:
    cells = "\n".join(first_cells(page("docs/local-chat.md")))
    return {(method, path.rstrip("/")) for method, path in CALL.findall(cells)}


def routed_calls() -> set[tuple[str, str]]:
    """Every call that the code answers: the table, and what stands beside it."""
    source = inspect.getsource(control.Control)
    beside = re.findall(r'\("(GET|POST|DELETE)", "([a-z]+)"\)', source)
    streams = re.findall(r'path == "([a-z]+)" and request.method == "GET"', source)
    files = re.findall(r'path.startswith\("([a-z]+/)"\)', source)
    calls = {*control.ROUTES, *beside, *(("GET", s) for s in streams)}
    return {(m, f"/sim/{p}") for m, p in calls} | {("GET", f"/sim/{f}{{file_id}}") for f in files}


def test_the_docs_list_every_call_of_the_local_chat_and_no_other() -> None:
    assert documented_calls() == routed_calls()


@pytest.fixture
async def chat() -> AsyncIterator[BotApiServer]:
    """The local chat with one person and no bot."""
    server = BotApiServer(clock=OffsetClock(), token="1:a", people=[Person(7, "Ana")])
    await server.start()
    yield server
    await server.stop()


async def test_every_documented_call_is_answered(chat: BotApiServer) -> None:
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(chat.url, timeout=timeout) as http:
        for method, path in sorted(documented_calls()):
            async with http.request(method, f"{path}?user_id=7", data=b"{}") as got:
                if got.content_type == "application/json":
                    said = (await got.json()).get("error", "")
                    assert not said.startswith("There is no " + method), said
                else:
                    assert got.status == 200, path
        async with http.get("/sim/nothing") as got:
            assert (await got.json())["error"].startswith("There is no GET")


def test_the_docs_name_the_version_the_faults_and_the_events_of_the_local_chat() -> None:
    text = page("docs/local-chat.md")
    assert f"## The control interface, version {control_world._VERSION}\n" in text
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []
    sources = "".join(p.read_text("utf-8") for p in (ROOT / "bot/sandbox").glob("*.py"))
    events = set(re.findall(r'events\.publish\(\s*"([a-z]+)"', sources))
    assert events
    assert [event for event in events if f"`{event}`" not in text] == []


# -- links ----------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings get."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("name", [path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_link_leads_somewhere(name: str) -> None:
    here = ROOT / name
    for link in LINK.findall(page(name)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (here.parent / path).resolve() if path else here
        assert target.exists(), f"{name}: {link}"
        assert target.is_relative_to(ROOT), f"{name}: {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name}: {link}"


def test_every_decision_is_linked_from_the_architecture() -> None:
    text = page("docs/architecture.md")
    pages = [path.name for path in (ROOT / "docs/decisions").glob("*.md")]
    assert pages
    assert [name for name in pages if f"(decisions/{name})" not in text] == []
