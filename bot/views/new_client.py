"""Adding a client: a few quick questions, one at a time, or one typed line."""

from typing import Final

from markupsafe import Markup

from bot.domain.client_form import Detail
from bot.domain.people import Client, Stage
from bot.domain.typed_client import TypedClient, limit_of
from bot.services.clients import KEEP, ClientForm, NotUnderstood
from bot.texts import N_, Say
from bot.views import labels
from bot.views.about import said_of
from bot.views.caseload import invites
from bot.views.caseload_routes import AskAbout
from bot.views.routes import Assign, ClientCard, ClientDraft, DropDraft
from bot.views.screen import Row, Screen, blocks, bullets, button, in_rows, lines, short

EXAMPLE: Final = "/newclient Sunny child 2019-05 low-demand likes: trains, dogs"
MOST_SHOWN: Final = 6
_TWICE: Final = N_("two answers to one question: {words}")


def form(say: Say, form: ClientForm) -> Screen:
    """Ask the next question about a new client."""
    cancel: Row = (button(say.plain("Cancel"), DropDraft(form.draft_id)),)
    if form.nickname is None:
        return Screen(
            blocks(
                say("<b>A new client</b>"),
                say("Type a nickname the family will know. A full name is not needed here."),
            ),
            (cancel,),
        )
    if form.asks_name:
        return _full_name(say, form, cancel)
    head = lines(
        say("<b>{name}</b>", name=form.nickname),
        say("Another client of yours is called so. A letter more would tell them apart.")
        if form.is_taken
        else None,
    )
    if form.stage is None:
        stages = [
            button(labels.stage(say, stage), ClientDraft(form.draft_id, "stage", stage))
            for stage in Stage
        ]
        return Screen(blocks(head, say("Who is the program for?")), (*in_rows(stages, 3), cancel))
    usual = button(say.plain("The usual way"), ClientDraft(form.draft_id, "pace", "usual"))
    low = button(say.plain("Low-demand first"), ClientDraft(form.draft_id, "pace", "low"))
    return Screen(
        blocks(
            head,
            say("Which door comes first on a card: the steps, or the low-demand invitation?"),
        ),
        ((usual, low), cancel),
    )


def _full_name(say: Say, form: ClientForm, cancel: Row) -> Screen:
    keep = button(say.plain("Keep it"), ClientDraft(form.draft_id, "name", KEEP))
    other = button(
        say.plain("Another name"), ClientDraft(form.draft_id, "name", "another"), "primary"
    )
    return Screen(
        blocks(
            say("<b>{name}</b>", name=form.nickname),
            say(
                "That looks like a full name. A nickname is enough here. It protects the person "
                "if somebody else sees a phone."
            ),
            say("Type a nickname, or keep this one."),
        ),
        ((other, keep), cancel),
    )


def added(say: Say, client: Client) -> Screen:
    """Confirm a new client, and offer what comes next."""
    known = said_of(say, client)
    more = say.plain("More about {name}", name=client.nickname)
    return Screen(
        blocks(
            say("<b>{name} is on your caseload.</b>", name=client.nickname),
            lines(*known) if known else None,
            say("Next: a first activity, or the family's link. Either first is fine."),
        ),
        (
            (button(say.plain("Assign an activity"), Assign(client.id), "primary"),),
            invites(say, client),
            (button(more, AskAbout(client.id, Detail.BIRTH, goes_on=True)),),
            (button(say.plain("Open {name}", name=client.nickname), ClientCard(client.id)),),
        ),
    )


def not_understood(say: Say, data: NotUnderstood) -> Screen:
    """Say what was understood, what was not, and give a line to copy. Nothing was changed."""
    typed = data.typed
    wrong = [_problem(say, code, short(words)) for code, words in typed.problems[:MOST_SHOWN]]
    if len(typed.problems) > MOST_SHOWN:
        wrong.append(say.plain("and {n} more", n=len(typed.problems) - MOST_SHOWN))
    understood = _understood(say, typed)
    return Screen(
        blocks(
            say("<b>Nothing was changed.</b>"),
            lines(say("I understood:"), bullets(understood)) if understood else None,
            lines(say("Not clear to me:"), bullets(wrong)),
            lines(
                say("A line that works (tap to copy):"), Markup("<code>{}</code>").format(EXAMPLE)
            ),
            say("/newclient alone asks one thing at a time."),
        )
    )


def _understood(say: Say, typed: TypedClient) -> list[str]:
    return [
        *([say.plain("Client: {name}", name=typed.name)] if typed.name else []),
        *([labels.stage(say, typed.stage)] if typed.stage else []),
        *([say.plain("Likes: {words}", words=short(typed.interests))] if typed.interests else []),
    ]


def _problem(say: Say, code: str, words: str) -> str:
    if code.endswith("_twice"):
        return say.plain(_TWICE, words=words)
    if code.endswith("_long"):
        return say.plain(
            "an answer of {words} characters; it holds {most}", words=words, most=limit_of(code)
        )
    match code:
        case "birth":
            return say.plain("the time of birth “{words}”. Try 2019-05 or 2019", words=words)
        case "slots":
            return say.plain("the times “{words}”. Try morning, bedtime", words=words)
        case "word":
            return say.plain("the word “{words}”", words=words)
        case _:
            return say.plain("an answer without words")
