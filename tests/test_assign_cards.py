"""The last card of assigning fits into a message, whatever the card, answers and language."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from bot.catalog import Activity, load
from bot.domain.assign_form import Field, Page
from bot.domain.load import Concern, Load
from bot.domain.people import CareLink, Client, Person, Role, Stage
from bot.domain.program import NOTE_LIMIT, Place
from bot.domain.typed_when import UNSAID
from bot.sandbox.parse_html import parse_html
from bot.services.assign import LastCard, Wish
from bot.services.assign_form import AssignForm
from bot.services.precautions import Precautions
from bot.texts import Say, load_texts
from bot.views.assign import form
from bot.views.assign_choices import CHOICES
from bot.views.screen import Screen
from scripts.texts import collect
from tests.content_tools import CONTENT
from tests.pseudo import LANGUAGE, accented, write_pseudo_locale

SAID = [m.id for m in collect() if isinstance(m.id, str) and "{" not in m.id and len(m.id) > 9]
TODAY = date(2027, 1, 11)
LIBRARY = load([CONTENT])
SUNNY = Client(1, "S" * 40, Stage.CHILD)
NORA = Person(1, 1001, "Nora", "en", "Europe/Berlin", is_therapist=True, is_admin=False)
MUCH = Load(9, 999, 9, tuple(Concern))


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> list[Say]:
    """English, and a language nobody speaks: 40 % longer."""
    folder: Path = tmp_path_factory.mktemp("pseudo")
    write_pseudo_locale(folder)
    texts = load_texts([folder], "en")
    return [texts.say("en"), texts.say(LANGUAGE)]


def last_card(card: Activity, checks: Precautions) -> AssignForm:
    """Return the form on its last card, with everything as long as it can be."""
    when = replace(UNSAID, place=Place.SCHOOL, starts_on=date(2027, 9, 29))
    wish = Wish(1, card.id, when, "n" * NOTE_LIMIT)
    last = LastCard(wish, card, checks, MUCH, is_there=False, today=TODAY, weeks=4)
    answers = {Field.CLIENT: 1, Field.GOAL: "", Field.ACTIVITY: card.id, "area": card.area}
    link = CareLink(SUNNY, 1, Role.THERAPIST)
    return AssignForm(
        NORA, 2**31, Page.CONFIRM, answers, (link,), SUNNY, asks_goal=True, carers={}, last=last
    )


def fits(screen: Screen) -> bool:
    """Say whether Telegram takes it: characters, entities, buttons."""
    text, entities = parse_html(str(screen.text))
    assert all(button.label for row in screen.rows for button in row)
    return len(text) <= 4096 and len(entities) <= 100 and len(screen.rows) <= 30


@pytest.mark.parametrize("answer", ["unknown", "yes"])
def test_every_card_fits_with_everything_that_stands_before_it(voices: list[Say], answer: str):
    answers = dict.fromkeys(LIBRARY.flags, answer)
    for card in LIBRARY.activities.values():
        gates = LIBRARY.gates_for(card, answers)
        checks = Precautions(gates.blocked, gates.confirm, card.gate, 4)
        for say in voices:
            screen = form(say, last_card(card, checks), LIBRARY)
            assert fits(screen), card.id
            for text in (*LIBRARY.safety_texts(card), *card.stop):
                assert str(escape(text)) in screen.text, (card.id, text)


def test_every_page_is_in_the_language_of_whoever_reads_it(voices: list[Say]):
    card = LIBRARY.activities["dress-coat-on"]
    gates = LIBRARY.gates_for(card, {})
    whole = last_card(card, Precautions(gates.blocked, gates.confirm, card.gate, 4))
    pages = [(whole, choice) for choice in ("", *CHOICES)]
    for page in (Page.CLIENTS, Page.GOAL, Page.AREAS, Page.AREA, Page.FOUND):
        answers = {**whole.answers, "words": "zzz"}
        pages.append((replace(whole, page=page, answers=answers, last=None), ""))
    for step, shown in pages:
        screen = form(voices[1], step, LIBRARY, shown)
        said = " ".join([str(screen.text), *(b.label for row in screen.rows for b in row)])
        left = [sentence for sentence in SAID if str(escape(sentence)) in said]
        assert left == [], (step.page, shown)
    rows = form(voices[1], whole, LIBRARY).rows
    assert accented("Back") in [one.label for row in rows for one in row]
