"""A therapist's clients, a plain word for each, and finding one by a name."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.domain.caseload import Standing
from bot.services.caseload import Caseload, Entry, Found
from bot.texts import N_, Say
from bot.views import labels
from bot.views.caseload_routes import ClientsBy, FindClient
from bot.views.routes import ClientCard, Clients, Route
from bot.views.screen import Button, Row, Screen, blocks, button, in_rows, short

PER_PAGE: Final = 8
#: So many clients are offered when a command names none.
MOST_CHOICES: Final = 24
#: Below so many clients nobody needs a search.
FEW: Final = 8
_WORDS: Final = {
    Standing.WORRY: N_("worry"),
    Standing.NEW: N_("new"),
    Standing.PAUSED: N_("paused"),
    Standing.QUIET: N_("quiet"),
    Standing.GOING: N_("going"),
}


#: Where the button of a client leads, by the client's id.
Leads = Callable[[int], Route]


def word(say: Say, standing: Standing) -> str:
    """Return the plain word for how it stands with a client."""
    return say.plain(_WORDS[standing])


def caseload(say: Say, data: Caseload, page: int, only: Standing | None = None) -> Screen:
    """Show the caseload, or those with one word, a page at a time."""
    if not data.entries:
        return Screen(
            blocks(say("<b>Your caseload is empty.</b>"), say("/newclient adds the first client."))
        )
    entries = [entry for entry in data.entries if only in (None, entry.standing)]
    page = min(page, max(0, len(entries) - 1) // PER_PAGE)
    rows: list[Row] = [
        (button(apart(say, one), ClientCard(one.client.id)),)
        for one in entries[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    turn = _pages(page, len(entries), only)
    rows += [turn] if turn else []
    if len(data.entries) > FEW:
        rows += in_rows(_filters(say, data, only), 3)
        rows.append((button(say.plain("Find by name"), FindClient()),))
    head = say.many("<b>{n} client</b>", "<b>{n} clients</b>", len(data.entries))
    said = word(say, only) if only else None
    kept = (
        say.many("{n} of them: {word}", "{n} of them: {word}", len(entries), word=said)
        if said
        else None
    )
    return Screen(blocks(head, kept), tuple(rows))


def found(say: Say, data: Found) -> Screen:
    """Show what a search found, the best first."""
    hits = (*data.exact, *data.near)
    said = short(data.said)
    text = (
        say("<b>Clients like “{said}”</b>", said=said)
        if hits
        else say("<b>Nobody on your caseload is called like “{said}”.</b>", said=said)
    )
    rows = tuple((button(apart(say, one), ClientCard(one.client.id)),) for one in hits)
    return Screen(text, (*rows, (button(say.plain("All clients"), Clients(0)),)))


def ask_name(say: Say) -> Screen:
    """Ask for the name to look for."""
    return Screen(
        blocks(say("<b>Find a client</b>"), say("Type a name, or how it begins.")),
        ((button(say.plain("All clients"), Clients(0)),),),
    )


def choose(say: Say, data: Found, kind: Leads) -> Screen:
    """Ask which client a command is about: the nearest names, or those of one name.

    Each button leads to `kind(client id)`.
    """
    if not data.entries:
        return caseload(say, Caseload(data.actor, ()), 0)
    said = short(data.said)
    if len(data.exact) > 1:
        text = say("<b>More than one is called “{said}”.</b> Which one?", said=said)
        named = data.exact[:MOST_CHOICES]
        return Screen(text, tuple((button(apart(say, one), kind(one.client.id)),) for one in named))
    if data.near:
        text = blocks(
            say("<b>I do not know “{said}”.</b>", said=said),
            say("Nothing was changed. Is it one of these?"),
        )
        return Screen(text, (*_choices(say, data.near, kind), _all(say)))
    rows: list[Row] = [*_choices(say, data.entries[:MOST_CHOICES], kind)]
    if len(data.entries) > MOST_CHOICES:
        rows.append(_all(say))
    return Screen(say("<b>For whom?</b>"), tuple(rows))


def apart(say: Say, entry: Entry) -> str:
    """Return a client's name with its word, and with what tells two of one name apart."""
    return f"{name(say, entry)} · {word(say, entry.standing)}"


def name(say: Say, entry: Entry) -> str:
    """Return a client's name, with what tells them apart when another is called alike."""
    if entry.carers is None:
        return entry.client.nickname
    about = entry.client.nickname, labels.stage(say, entry.client.stage), *entry.carers[:2]
    return " · ".join(about)


def _choices(say: Say, entries: Sequence[Entry], kind: Leads) -> list[Row]:
    return [(button(name(say, one), kind(one.client.id)),) for one in entries]


def _all(say: Say) -> Row:
    return (button(say.plain("All clients"), Clients(0)),)


def _pages(page: int, count: int, only: Standing | None) -> Row:
    def at(number: int) -> Route:
        return ClientsBy(only, number) if only else Clients(number)

    before = (button("‹", at(page - 1)),) if page > 0 else ()
    after = (button("›", at(page + 1)),) if (page + 1) * PER_PAGE < count else ()
    return (*before, *after)


def _filters(say: Say, data: Caseload, only: Standing | None) -> list[Button]:
    """Offer each word that somebody has; the whole caseload again where one is chosen."""
    counts = {one: sum(e.standing is one for e in data.entries) for one in Standing}
    found = [
        button(f"{word(say, one)} {n}", ClientsBy(one, 0))
        for one, n in counts.items()
        if 0 < n < len(data.entries) and one is not only
    ]
    return [button(say.plain("All clients"), Clients(0)), *found] if only else found
