"""What people typed can never become markup, and every language says things its own way."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.texts import N_, Texts, load_texts

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
POLISH_PLURALS = (
    '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)'
    ' ? 1 : 2);\\n"\n'
)
GERMAN = f"""{HEADER}
msgid "Good morning, {{name}}."
msgstr "Guten Morgen, {{name}}."

msgid "Not yet translated"
msgstr ""
"""
POLISH = f"""{HEADER}{POLISH_PLURALS}
msgid "{{n}} answer"
msgid_plural "{{n}} answers"
msgstr[0] "{{n}} odpowiedź"
msgstr[1] "{{n}} odpowiedzi"
msgstr[2] "{{n}} odpowiedzi (wiele)"
"""


def content(tmp_path: Path, name: str = "content", **languages: str) -> Path:
    for language, text in languages.items():
        file = tmp_path / name / "locales" / language / "bot.po"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / name


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return load_texts([content(tmp_path, de=GERMAN, pl=POLISH)], "en")


# -- markup -------------------------------------------------------------------------------------


def test_what_is_put_into_a_sentence_is_escaped_and_the_sentence_is_not(texts: Texts):
    said = texts.say("en")("<b>{name}</b> & co", name="<i>Al & \"Bo\"</i> 'x'")
    assert said == "<b>&lt;i&gt;Al &amp; &#34;Bo&#34;&lt;/i&gt; &#39;x&#39;</b> & co"


def test_what_is_markup_already_is_not_escaped_again(texts: Texts):
    say = texts.say("en")
    assert say("{who} said", who=Markup("<b>Al</b>")) == "<b>Al</b> said"
    assert say("{inner}!", inner=say("<i>{x}</i>", x="&")) == "<i>&amp;</i>!"


def test_plain_text_stays_plain(texts: Texts):
    assert texts.say("en").plain("Open {name}", name="<Al & Bo>") == "Open <Al & Bo>"


@given(st.text())
def test_whatever_somebody_is_called_no_tag_comes_of_it(name: str):
    said = load_texts([], "en").say("en").many("<b>{n} for {name}</b>", "", 1, name=name)
    assert said.count("<") == 2 and said.count(">") == 2
    assert Markup(said).striptags() == " ".join(f"1 for {name}".split())


def test_braces_that_somebody_types_are_just_braces(texts: Texts):
    assert texts.say("en")("{name}", name="{n} {0} {name}") == "{n} {0} {name}"


# -- languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE_ch", "de"),
        ("fr", "en"),
        ("", "en"),
        (None, "en"),
        ("-", "en"),
    ],
)
def test_the_phones_language_or_the_practices(texts: Texts, tag: str | None, language: str):
    assert texts.say(tag).language == language


def test_a_sentence_without_translation_is_said_in_english(texts: Texts):
    say = texts.say("de")
    assert say("Good morning, {name}.", name="Al") == "Guten Morgen, Al."
    assert say("Not yet translated") == "Not yet translated"
    assert say.plain(N_("Never heard of {x}"), x=1) == "Never heard of 1"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("en", 0, "0 answers"),
        ("en", 1, "1 answer"),
        ("en", 2, "2 answers"),
        ("de", 2, "2 answers"),
        ("pl", 1, "1 odpowiedź"),
        ("pl", 22, "22 odpowiedzi"),
        ("pl", 5, "5 odpowiedzi (wiele)"),
        ("pl", 12, "12 odpowiedzi (wiele)"),
    ],
)
def test_each_language_counts_its_own_way(texts: Texts, language: str, n: int, said: str):
    assert texts.say(language).many("{n} answer", "{n} answers", n) == said


def test_languages_are_offered_by_their_own_names(texts: Texts):
    assert texts.names == {"de": "Deutsch", "en": "English", "pl": "Polski"}
    assert texts.knows("pl") and not texts.knows("fr")


def test_a_later_folder_says_some_things_differently_and_keeps_the_rest(tmp_path: Path):
    own = f'{HEADER}\nmsgid "Good night"\nmsgstr "Gut Nacht"\n'
    shipped = content(tmp_path, de=GERMAN + '\nmsgid "Good night"\nmsgstr "Gute Nacht"\n')
    say = load_texts([shipped, content(tmp_path, "own", de=own)], "de").say(None)
    assert say("Good night") == "Gut Nacht"
    assert say("Good morning, {name}.", name="Al") == "Guten Morgen, Al."


def test_a_practice_can_change_an_english_sentence_too(tmp_path: Path):
    own = content(tmp_path, "own", en=f'{HEADER}\nmsgid "Child"\nmsgstr "Kid"\n')
    say = load_texts([own], "en").say("en")
    assert (say("Child"), say("Teen")) == ("Kid", "Teen")


def test_a_default_language_without_texts_is_named_with_those_there_are(tmp_path: Path):
    with pytest.raises(ValueError, match=r'^DEFAULT_LANGUAGE: "fr" has no .*; there are: de, en$'):
        load_texts([content(tmp_path, de=GERMAN)], "fr")


@pytest.mark.parametrize(
    ("language", "broken"),
    [("de", "Dear translator,\n"), ("de", "\udce4"), ("klingon", HEADER)],
    ids=["damaged", "not UTF-8", "no such language"],
)
def test_a_translation_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, language: str, broken: str
):
    folder = content(tmp_path, **{language: ""})
    file = folder / "locales" / language / "bot.po"
    file.write_bytes(broken.encode("utf-8", "surrogateescape"))
    with pytest.raises(ValueError, match="is no translation that can be read") as caught:
        load_texts([folder], "en")
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


# -- days ---------------------------------------------------------------------------------------


def test_days_are_said_as_people_say_them(texts: Texts):
    monday = date(2026, 11, 23)
    assert texts.say("en").day(monday) == "Mon 23 Nov"
    assert texts.say("de").day(monday) == "Mo., 23. Nov."
    assert [texts.say("en").weekday(n) for n in (0, 6)] == ["Mon", "Sun"]
    assert [texts.say("de").weekday(n) for n in (0, 6)] == ["Mo", "So"]


def test_a_moment_is_said_by_the_readers_own_clock(texts: Texts):
    instant = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert texts.say("en").moment(instant, "Europe/Berlin") == "Tue 24 Nov, 00:30"
    assert texts.say("en").moment(instant, "America/New_York") == "Mon 23 Nov, 18:30"
