"""What is known about a client: a page to change it, and the questions that may all be skipped."""

from typing import Final

from markupsafe import Markup

from bot.domain.client_form import Detail, in_order, next_detail
from bot.domain.people import Client, Stage
from bot.domain.rhythm import REMINDED_SLOTS
from bot.services.client_details import NAME, NOTHING, PACE, STAGE, About
from bot.texts import N_, Say
from bot.views import labels
from bot.views.caseload_routes import About as AboutRoute
from bot.views.caseload_routes import AskAbout, Flags, SetAbout, SetClientSlot
from bot.views.routes import ClientCard
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, lines

_NAMES: Final = {
    NAME: N_("Nickname"),
    STAGE: N_("Child, teen or adult"),
    PACE: N_("Which door first"),
    Detail.BIRTH: N_("Born"),
    Detail.PRONOUN: N_("Pronoun"),
    Detail.WORDS: N_("Preferred words"),
    Detail.INTERESTS: N_("Likes"),
    Detail.SLOTS: N_("Times of day"),
    Detail.PICTURES: N_("Pictures first"),
}
_PRONOUNS: Final = (N_("she"), N_("he"), N_("they"))
_NAME_ALONE: Final = N_("the name alone")


def said_of(say: Say, client: Client) -> list[Markup]:
    """Return what somebody has said about a client, a line each."""
    year, month = client.birth_year, client.birth_month
    born = f"{year}-{month:02d}" if year and month else year
    slots = ", ".join(labels.slot(say, slot, client) for slot in in_order(client.slots))
    return [
        *([say("Born: {when}", when=born)] if born else []),
        *([say("Pronoun: {word}", word=_known(say, client.pronoun))] if client.pronoun else []),
        *(
            [say("Preferred words: {words}", words=_known(say, client.words))]
            if client.words
            else []
        ),
        *([say("Likes: {words}", words=client.interests)] if client.interests else []),
        *([say("Times of day: {slots}", slots=slots)] if _some_left_out(client) else []),
        *([say("Pictures come before words.")] if client.picture_only else []),
    ]


def page(say: Say, data: About, notice: str | None = None) -> Screen:
    """Show what is known, each part one tap from its question."""
    client = data.client
    known = said_of(say, client)
    fields = [
        button(say.plain(name), AskAbout(client.id, field, goes_on=False))
        for field, name in _NAMES.items()
    ]
    return Screen(
        blocks(
            say("<b>About {name}</b> · {stage}", name=client.nickname, stage=_stage(say, client)),
            lines(*known) if known else say("Nothing more is written down yet."),
            say("Tap what you would like to change. All of it is optional."),
        ),
        (*in_rows(fields, 2), (button(say.plain("Back"), ClientCard(client.id)),)),
        notice,
    )


def ask(say: Say, data: About, field: str, *, goes_on: bool, hint: Markup | None = None) -> Screen:
    """Ask one question; each may be left open."""
    client = data.client
    text, rows = _question(say, client, field, goes_on=goes_on)
    return Screen(blocks(hint, text), (*rows, *_ways_on(say, client, field, goes_on=goes_on)))


def _question(
    say: Say, client: Client, field: str, *, goes_on: bool
) -> tuple[Markup, tuple[Row, ...]]:
    name = client.nickname

    def choice(label: str, value: str) -> Button:
        return button(label, SetAbout(client.id, field, value, goes_on))

    match field:
        case Detail.BIRTH:
            return blocks(
                say("<b>When was {name} born?</b>", name=name),
                say("Type a year, or a year and a month: 2019 or 2019-05."),
                say("It helps to see which cards are safe at that age."),
            ), ()
        case Detail.PRONOUN:
            return blocks(
                say("<b>How do people speak of {name}?</b>", name=name),
                say("Tap one, or type another."),
            ), (tuple(choice(say.plain(word), word) for word in _PRONOUNS),)
        case Detail.WORDS:
            return blocks(
                say("<b>Which words does the family prefer for {name}?</b>", name=name),
                say("For example “autistic person”, “person with autism”, or the name alone."),
                say("Tap, or type their own words."),
            ), ((choice(say.plain(_NAME_ALONE), _NAME_ALONE),),)
        case Detail.INTERESTS:
            return blocks(
                say("<b>What does {name} like?</b>", name=name),
                say("Type a few words: trains, dogs, baking. They make invitations warmer."),
            ), ()
        case Detail.SLOTS:
            return blocks(
                say("<b>Which times of day suit this family?</b>"),
                say("Tap to switch a time on or off."),
            ), _slots(say, client, goes_on=goes_on)
        case Detail.PICTURES:
            yes = choice(say.plain("Pictures first"), "1")
            no = choice(say.plain("Words and pictures"), "0")
            return blocks(
                say("<b>Does {name} read?</b>", name=name),
                say(
                    "Pictures first suits somebody who uses AAC, or who would rather look than "
                    "read."
                ),
            ), ((yes, no),)
        case "stage":
            stages = [choice(labels.stage(say, stage), stage) for stage in Stage]
            return say("<b>Who is the program for?</b>"), (tuple(stages),)
        case "pace":
            pace = (
                choice(say.plain("The usual way"), "usual"),
                choice(say.plain("Low-demand first"), "low"),
            )
            return say(
                "Which door comes first on a card: the steps, or the low-demand invitation?"
            ), (pace,)
        case _:
            return blocks(
                say("<b>What shall {name} be called here?</b>", name=name),
                say("Type a nickname the family will know. A full name is not needed here."),
            ), ()


def _ways_on(say: Say, client: Client, field: str, *, goes_on: bool) -> tuple[Row, ...]:
    """Skip to the next question, leave it unsaid, or go back."""
    if goes_on:
        following = next_detail(Detail(field))
        is_shown = field == Detail.SLOTS
        label = say.plain("Go on") if is_shown else say.plain("Skip")
        onward = AskAbout(client.id, following, goes_on=True) if following else Flags(client.id)
        enough = button(say.plain("Enough for now"), ClientCard(client.id))
        return ((button(label, onward), enough),)
    back = button(say.plain("Back"), AboutRoute(client.id))
    if field in (Detail.BIRTH, Detail.PRONOUN, Detail.WORDS, Detail.INTERESTS):
        unsaid = SetAbout(client.id, field, NOTHING, goes_on=False)
        return ((button(say.plain("Leave it unsaid"), unsaid), back),)
    return ((back,),)


def _slots(say: Say, client: Client, *, goes_on: bool) -> tuple[Row, ...]:
    def switch(slot: object) -> Button:
        on = slot in client.slots
        name = labels.slot(say, slot, client)  # type: ignore[arg-type]
        label = say.plain("✓ {slot}", slot=name) if on else say.plain("– {slot}", slot=name)
        return button(label, SetClientSlot(client.id, slot, not on, goes_on))  # type: ignore[arg-type]

    return tuple((switch(slot),) for slot in REMINDED_SLOTS)


def _known(say: Say, words: str) -> str:
    """Return what a button said in the reader's language, and typed words as they are."""
    return say.plain(words) if words in (*_PRONOUNS, _NAME_ALONE) else words


def _some_left_out(client: Client) -> bool:
    return client.slots != frozenset(REMINDED_SLOTS)


def _stage(say: Say, client: Client) -> str:
    return labels.stage(say, client.stage)
