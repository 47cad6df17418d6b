"""A program from a template: few taps, small to begin with, nothing unsafe, and kept for others."""

from datetime import date, timedelta

from bot.catalog import load
from bot.domain.people import Role
from bot.settings import Settings
from bot.store import flags, people
from bot.store.database import Tx
from tests.journeys.practice import ALICE, NORA, OLGA, Practice
from tests.journeys.steps import Family, add_client, assign, invite, join
from tests.screen import labels, text_of

LIBRARY = load(Settings(_env_file=None).content_dirs)


async def shown(practice: Practice, person: int = NORA) -> str:
    return text_of(await practice.sim.last(person))


async def taps(practice: Practice, person: int, *buttons: str) -> int:
    """Tap one button after the other; return how many taps that were."""
    for label in buttons:
        await practice.sim.tap(person, label)
    return len(buttons)


async def assign_button(practice: Practice, person: int = NORA) -> str:
    found = labels(await practice.sim.last(person))
    return next(label for label in found if "Assign" in label and "activit" in label)


async def open_mornings(practice: Practice) -> None:
    await practice.sim.send(NORA, "/assign")
    await taps(practice, NORA, "📋 Start from a template", "Calmer mornings")


async def test_a_first_program_takes_at_most_seven_taps(practice: Practice) -> None:
    """With two clients on the caseload, the goal taken over, and everything looked at."""
    await add_client(practice, NORA, "Pip")
    await add_client(practice, NORA, "Sunny")
    sim = practice.sim
    await sim.send(NORA, "/assign")
    count = await taps(
        practice, NORA, "Sunny", "📋 Start from a template", "Calmer mornings", "Take this goal"
    )
    page = await shown(practice)
    assert "Sunny does the last bits" in page and "Ari" not in page
    assert "Week 1: only the launch pad." in page
    count += await taps(practice, NORA, await assign_button(practice))
    assert count <= 7
    done = await shown(practice)
    assert "4 activities are in Sunny's program." in done
    assert "Goal: We would like getting dressed to feel lighter. Sunny does" in done
    made = practice.rows("SELECT activity_id, starts_on, ends_on FROM assignments ORDER BY id")
    begin = date(2027, 1, 11)
    assert [row["starts_on"] for row in made] == [
        str(begin + timedelta(weeks=week)) for week in range(4)
    ]
    assert {row["ends_on"] for row in made} == {str(begin + timedelta(weeks=6, days=-1))}
    assert practice.one("SELECT goal FROM programs")["goal"].startswith("We would like getting")


async def test_the_family_gets_one_card_in_week_one_and_the_next_in_week_two(
    practice: Practice,
) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await join(practice, ALICE, await invite(practice, NORA, "Sunny"))
    await open_mornings(practice)
    await sim.tap(NORA, await assign_button(practice))
    await sim.send(ALICE, "/today")
    assert "launch pad" in await shown(practice, ALICE)
    assert "T-shirt" not in await shown(practice, ALICE)
    await sim.send(NORA, "/program Sunny")
    assert "begins Mon 18 Jan" in await shown(practice)
    await sim.advance(timedelta(weeks=1))
    await sim.send(ALICE, "/today")
    assert "T-shirt" in await shown(practice, ALICE)


async def test_every_activity_of_a_plan_can_be_changed_and_a_restart_loses_nothing(
    practice: Practice,
) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await open_mornings(practice)
    await sim.tap(NORA, "✎ Socks on")
    assert "Safety" in await shown(practice)
    await taps(practice, NORA, "Bedtime", "Tue", "Week 1")
    await practice.restart()
    await sim.tap(NORA, "✓ Mon")
    await sim.send(NORA, "/program Sunny")
    await taps(practice, NORA, "📋 Templates", "Go on with “Calmer mornings”", "✎ T-shirt on")
    await taps(practice, NORA, "Leave it out", "Back to the plan", "✎ 6 weeks", "8 weeks")
    page = await shown(practice)
    assert "Week 1: Socks on, bedtime, Tue, Wed, Fri" in page
    assert "✗ T-shirt on" in page
    await taps(practice, NORA, "Write the goal")
    await practice.restart()
    await sim.send(NORA, "Less rushing, <more> singing")
    assert "Goal: Less rushing, <more> singing" in await shown(practice)
    await sim.tap(NORA, await assign_button(practice))
    assert "3 activities are in Sunny's program." in await shown(practice)
    socks = practice.one("SELECT * FROM assignments WHERE activity_id = 'dress-socks-on'")
    assert (socks["slot"], socks["weekdays"], socks["starts_on"]) == ("bedtime", 22, "2027-01-11")
    assert socks["ends_on"] == "2027-03-07"


async def test_a_double_tap_or_a_crash_assigns_a_plan_once(practice: Practice) -> None:
    sim = practice.sim
    await add_client(practice, NORA, "Sunny")
    await open_mornings(practice)
    label = await assign_button(practice)
    card = await sim.last(NORA)
    await sim.tap(NORA, label, card)
    mark = practice.rows("SELECT 1 FROM assignments")
    draft = practice.rows("SELECT id FROM drafts WHERE kind = 'plan'")
    assert len(mark) == 4 and draft == []
    answer = await sim.forge(NORA, card, "4z:1:-")
    assert answer is not None and answer["show_alert"]
    assert practice.count("assignments") == 4


async def test_what_a_flag_blocks_is_left_out_and_what_it_asks_is_recorded(
    practice: Practice,
) -> None:
    sim = practice.sim
    client = await add_client(practice, NORA, "Sunny")
    flag, template = blocking()
    await practice.app.office.db.write(lambda tx: put_flag(tx, client, flag))
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "📋 Templates")
    if LIBRARY.programs[template].name not in labels(await sim.last(NORA)):
        await sim.tap(NORA, "For other ages, too")
    await sim.tap(NORA, LIBRARY.programs[template].name)
    page = await shown(practice)
    assert "Left out" in page and LIBRARY.flags[flag].label in page
    assert "Please look at this first" in page
    unanswered = [x for x in page.splitlines() if "Nobody has answered yet: " in x]
    said = [flag for x in unanswered for flag in x.partition(": ")[2].partition(".")[0].split("; ")]
    assert said and len(said) == len(set(said)) > len(unanswered), "a line for many, none twice"
    await sim.tap(NORA, await assign_button(practice))
    made = [row["activity_id"] for row in practice.rows("SELECT activity_id FROM assignments")]
    items = [item.activity for item in LIBRARY.programs[template].items]
    assert made and len(made) < len(items)
    assert practice.count("assignment_checks") > 0
    names = practice.rows(
        "SELECT DISTINCT p.name FROM assignment_checks c JOIN people p ON p.id = c.confirmed_by"
    )
    assert [row["name"] for row in names] == ["Nora"]


async def test_a_flag_that_is_answered_meanwhile_brings_the_plan_back(practice: Practice) -> None:
    sim = practice.sim
    client = await add_client(practice, NORA, "Sunny")
    flag, template = blocking()
    await sim.send(NORA, "/program Sunny")
    await sim.tap(NORA, "📋 Templates")
    if LIBRARY.programs[template].name not in labels(await sim.last(NORA)):
        await sim.tap(NORA, "For other ages, too")
    await sim.tap(NORA, LIBRARY.programs[template].name)
    await practice.app.office.db.write(lambda tx: put_flag(tx, client, flag))
    await sim.tap(NORA, await assign_button(practice))
    assert "Left out" in await shown(practice), "what was looked at is not what there is"
    assert practice.count("assignments") == 0


async def test_what_a_colleague_assigns_meanwhile_brings_the_plan_back(practice: Practice) -> None:
    sim = practice.sim
    client = await add_client(practice, NORA, "Sunny")
    await sim.start(OLGA)
    olga = practice.one("SELECT id FROM people WHERE telegram_id = ?", OLGA)["id"]
    await practice.app.office.db.write(
        lambda tx: people.add_link(tx, client, olga, Role.THERAPIST, 0)
    )
    await open_mornings(practice)
    await assign(practice, OLGA, "Sunny dress-socks-on morning daily")
    await sim.tap(NORA, await assign_button(practice))
    page = await shown(practice)
    assert "Socks on: it is in the program for that time already." in page
    assert practice.count("assignments") == 1, "nothing but what was shown is assigned"
    await sim.tap(NORA, await assign_button(practice))
    assert "3 activities are in Sunny's program." in await shown(practice)


async def test_a_running_program_is_kept_renamed_used_and_removed(
    practice: Practice, family: Family
) -> None:
    sim = practice.sim
    await sim.send(NORA, "/program Sunny")
    await taps(practice, NORA, "📋 Templates", "Keep this program as a template")
    await sim.send(NORA, "x" * 61)
    assert "It holds 60 characters." in await shown(practice)
    await practice.restart()
    await sim.send(NORA, "Socks & lights")
    assert "Nothing about a client is in it." in await shown(practice)
    await sim.tap(NORA, "Another name")
    await sim.send(NORA, "Morning <and> evening")
    assert "📎 Morning <and> evening" in await shown(practice)
    await add_client(practice, OLGA, "Pip")
    await sim.send(OLGA, "/assign")
    await taps(practice, OLGA, "📋 Start from a template", "📎 Morning <and> evening")
    await sim.tap(OLGA, "Use it for Pip")
    assert "Socks on" in await shown(practice, OLGA)
    await sim.tap(OLGA, await assign_button(practice, OLGA))
    assert "2 activities are in Pip's program." in await shown(practice, OLGA)
    await sim.send(NORA, "/program Sunny")
    await taps(practice, NORA, "📋 Templates", "📎 Morning <and> evening", "Take it off the shelf")
    await sim.tap(NORA, "Yes, take it off")
    assert "📎 Morning <and> evening" not in labels(await sim.last(NORA))
    assert len(practice.rows("SELECT 1 FROM assignments")) == 4, "Pip's program goes on"


async def test_no_words_about_a_client_are_kept_in_a_template(
    practice: Practice, family: Family
) -> None:
    await assign(practice, NORA, "Sunny dress-zip afternoon note: Grandma Rosie's red coat")
    await practice.sim.send(NORA, "/program Sunny")
    await taps(practice, NORA, "📋 Templates", "Keep this program as a template")
    await practice.sim.send(NORA, "Zips")
    kept = practice.one("SELECT plan FROM program_templates")["plan"]
    assert "dress-zip" in kept and "Rosie" not in kept and "Sunny" not in kept


async def test_every_template_of_the_library_fits_on_its_page_with_nothing_answered(
    practice: Practice,
) -> None:
    """All flags unknown is the most that there is to look at."""
    client = await add_client(practice, NORA, "Sunny")
    page = await practice.sim.last(NORA)
    for template in LIBRARY.programs.values():
        await practice.sim.forge(NORA, page, f"4b:{client}:{template.id}")
        message = await practice.sim.find(NORA, template.name)
        assert any("Assign" in label for label in labels(message)), template.id
        assert "This may be a lot" not in text_of(message) or template.why_more, template.id


def blocking() -> tuple[str, str]:
    """Return a flag that blocks a card of a template but not all of them, and the template."""
    for flag in LIBRARY.flags:
        for template in LIBRARY.programs.values():
            cards = [LIBRARY.activities[item.activity] for item in template.items]
            blocked = [bool(LIBRARY.gates_for(card, {flag: "yes"}).blocked) for card in cards]
            if any(blocked) and not all(blocked):
                return flag, template.id
    raise AssertionError("no flag blocks anything")


def put_flag(tx: Tx, client: int, flag: str) -> None:
    flags.put(tx, client, flag, "yes", 1, 0)
