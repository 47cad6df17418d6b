"""Every red flag of the practice's file, in every state: what comes, who hears, who never does.

The flags are those of the file: one without a story here, or a story without a flag, fails.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from markupsafe import Markup

from bot.domain.errors import NotAllowed
from bot.domain.practice import NumberSetting
from bot.domain.worry import About
from bot.services import cards, settle_in, timing, worry
from bot.services.timing import OPEN_END
from bot.services.worry_page import Wish, WorryPage
from bot.store import check_ins
from bot.store.database import Tx
from bot.views import worry as view
from tests.journeys.house import NAMES, House, open_house
from tests.journeys.practice import ALICE, BOB
from tests.journeys.test_worries import FALLBACK, FLAGS
from tests.screen import text_of

STORIES: Final = {flag.code: flag for flag in FLAGS}
#: Brief 4.6.5: never in the family's timeline, never in anybody else's chat.
PRIVATE: Final = {"RF-SAFE", "RF-SELF-C", "RF-SELF-A", "RF-CARER"}
#: What only whoever is in a program can be promised.
PROMISES: Final = {"lighten the plan now", "next working day"}
ABOUT_THE_WRITER: Final = {"RF-SELF-A"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


async def tell(house: House, code: str) -> tuple[WorryPage, str]:
    """Alice tells a worry from the card of the socks; return the page and its words."""
    about = About.WRITER if code in ABOUT_THE_WRITER else About.CLIENT
    wish = Wish(code, about, house.clients["Sunny"], house.cards["Sunny"]["socks"])
    office = house.practice.app.office
    page = await worry.tell_worry(office, house.visitor(ALICE), wish, None)
    say = house.practice.app.desk.texts.say("en")
    return page, Markup(view.page(say, page).text).striptags()


def owed_about(house: House, worry_id: int) -> set[int]:
    """Return the Telegram ids of everybody who is owed a message about a worry."""
    rows = house.practice.rows(
        "SELECT DISTINCT p.telegram_id AS who FROM deliveries d "
        "JOIN people p ON p.id = d.person_id "
        "WHERE d.subject IN (?, ?)",
        f"worry:{worry_id}",
        f"worry-late:{worry_id}",
    )
    return {row["who"] for row in rows}


def flat(text: str) -> str:
    """Return words as one line."""
    return re.sub(r"\s+", " ", text)


async def test_every_flag_of_the_file_has_its_story(house: House) -> None:
    codes = house.practice.app.office.worries.codes
    assert set(codes) == set(STORIES)
    assert {name for name, code in codes.items() if code.private} == PRIVATE
    for name, code in codes.items():
        assert code.tier == STORIES[name].tier, name


async def test_with_reminders_at_rest_every_flag_works_and_only_the_practice_hears(
    house: House,
) -> None:
    office, client = house.practice.app.office, house.clients["Sunny"]
    for who in (ALICE, BOB):
        await timing.pause(office, house.visitor(who), client, OPEN_END)
    for code in office.worries.codes:
        flag = STORIES[code]
        page, text = await tell(house, code)
        assert page.worry is not None, f"{code}: it is kept"
        for words in flag.says:
            assert flat(words) in flat(text), f"{code}: {words}"
        assert FALLBACK in text and "{" not in text, f"{code}: no number, and no gap"
        assert owed_about(house, page.worry.id) == flag.told, code
        assert BOB not in owed_about(house, page.worry.id)
    await house.sim.settle()
    for who in (ALICE, BOB):
        shown = " ".join(text_of(one) for one in await house.sim.from_bot(who))
        assert "A worry" not in shown, f"{NAMES[who]} gets no notice"


async def test_no_flag_shows_on_another_caregivers_screen(house: House) -> None:
    office, client = house.practice.app.office, house.clients["Sunny"]
    say = house.practice.app.desk.texts.say("en")
    for code in office.worries.codes:
        page, _ = await tell(house, code)
        assert page.worry is not None
        with pytest.raises(NotAllowed):
            await worry.read_page(office, house.visitor(BOB), page.worry.id)
    day = await cards.read_day(office, house.visitor(BOB), client)
    words = " ".join(item.activity.title for item in day.items)
    for label in (say.plain(code.label) for code in office.worries.codes.values()):
        assert label not in words

    def answers(tx: Tx) -> int:
        return len(check_ins.of_client(tx, client, house_today, house_today))

    house_today = office.today("Europe/Berlin")
    assert await office.db.read(answers) == 0, "a worry is no answer: it is in no timeline"


async def test_after_consent_is_withdrawn_every_text_comes_and_nothing_is_kept(
    house: House,
) -> None:
    office = house.practice.app.office
    await settle_in.withdraw(office, house.visitor(ALICE), house.clients["Sunny"])
    before = {
        table: house.practice.count(table)
        for table in ("worries", "worry_tellings", "worry_rests", "deliveries")
    }
    for code in office.worries.codes:
        page, text = await tell(house, code)
        assert page.worry is None
        assert FALLBACK in text and "{" not in text, code
        for words in STORIES[code].says:
            if words not in PROMISES:
                assert flat(words) in flat(text), f"{code}: {words}"
    assert {table: house.practice.count(table) for table in before} == before


async def test_a_confirmed_number_takes_the_place_of_the_general_words(house: House) -> None:
    await house.confirm(NumberSetting.EMERGENCY, "999")
    await house.confirm(NumberSetting.CRISIS, "116 123")
    for code in house.practice.app.office.worries.codes:
        _, text = await tell(house, code)
        assert "999" in text and FALLBACK not in text, code
        if code.startswith("RF-SELF"):
            assert "116 123" in text


async def test_every_word_of_the_file_opens_the_help_card(house: House) -> None:
    worries = house.practice.app.office.worries
    for name, code in worries.codes.items():
        assert code.words.get("en"), f"{name} has words that may stand in a note"
        for word in (one for words in code.words.values() for one in words):
            assert worries.words.are_in(f"I think {word.upper()} today."), f"{name}: {word}"
