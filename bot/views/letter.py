"""A message as its reader gets it, and what was written before, by page."""

from typing import Final

from markupsafe import Markup

from bot.clock import from_epoch_ms
from bot.domain.attachment import Kind
from bot.domain.message import Form
from bot.domain.people import Role
from bot.domain.talk import Letter, Talk
from bot.texts import N_, Say
from bot.views.message_words import FORMS, back, line, name_of, title
from bot.views.routes import ClientCard
from bot.views.screen import Button, File, Row, Screen, blocks, button, in_rows, lines
from bot.views.talk_routes import (
    AllSeen,
    Conversation,
    MessageAnswer,
    MessageFile,
    MessageSeen,
    MessageTo,
)

_KINDS: Final = {Form.PHOTO: Kind.PHOTO, Form.VOICE: Kind.VOICE, Form.DOCUMENT: Kind.DOCUMENT}
_GONE: Final = N_("Telegram does not have this file any more.")


def letter(say: Say, data: Letter, *, asks: bool = False, notice: str | None = None) -> Screen:
    """Show a message as its reader gets it; `asks` for the answer below it."""
    one = data.message
    head = _from(say, data)
    about = lines(
        head,
        say("Part {n} of {all}", n=one.part, all=one.parts) if one.parts > 1 else None,
        say("Changed at {when}.", when=_when(say, data, one.edited_at)) if one.edited_at else None,
    )
    words = Markup("<blockquote>{}</blockquote>").format(one.body) if one.body else None
    seen = say("✓ You have let them know that you saw it.") if data.seen_at else None
    if data.seen_at is None and data.seen_by:
        seen = say("✓ {name} has seen it.", name=data.seen_by)
    ask = say("<b>Send your answer now:</b> words, a photo, a voice note.") if asks else None
    rows: list[Row] = []
    if one.is_last:
        answer = button(say.plain("Answer"), MessageAnswer(one.id), "primary")
        look = button(say.plain("Seen 👍"), MessageSeen(one.id))
        rows.append((answer,) if data.seen_at else (look, answer))
    if data.role is Role.THERAPIST and one.is_last:
        rows.append(
            (
                button(
                    say.plain("Open {name}", name=data.client.nickname), ClientCard(data.client.id)
                ),
            )
        )
    text = blocks(about, words, seen if one.is_last else None, ask)
    if one.file_id is None:
        return Screen(text, tuple(rows), notice)
    gone = blocks(about, words, say(_GONE))
    return Screen(text, tuple(rows), notice, file=File(_KINDS[one.form], one.file_id, gone))


def file_again(say: Say, data: Letter) -> Screen:
    """Show or play a message's file once more, in a message of its own."""
    one = data.message
    if one.file_id is None:
        return letter(say, data)
    when = say.moment(from_epoch_ms(one.created_at), data.reader.zone)
    text = say("{who}, {when}", who=name_of(say, data.writer), when=when)
    return Screen(text, (), file=File(_KINDS[one.form], one.file_id, blocks(text, say(_GONE))))


def conversation(say: Say, data: Talk, notice: str | None = None) -> Screen:
    """Show a page of what was written, the newest last."""
    if not data.lines:
        nothing = say("Nothing has been written yet.")
        text = blocks(title(say, data.client, data.role), nothing)
    else:
        shown = reversed(data.lines)
        text = blocks(
            title(say, data.client, data.role),
            *(line(say, data, one) for one in shown),
        )
    files = [
        button(
            say.plain(
                "{what}, {when}",
                what=say.plain(FORMS[one.message.form]),
                when=say.moment(from_epoch_ms(one.message.created_at), data.actor.zone),
            ),
            MessageFile(one.message.id, data.page),
        )
        for one in reversed(data.lines)
        if one.message.file_id
    ]
    turn: list[Button] = []
    if data.has_more:
        turn.append(button(say.plain("‹ Earlier"), Conversation(data.client.id, data.page + 1)))
    if data.page:
        turn.append(button(say.plain("Later ›"), Conversation(data.client.id, data.page - 1)))
    is_new = any(one.is_new for one in data.lines)
    seen = button(say.plain("Seen 👍"), AllSeen(data.client.id), "success")
    write = button(say.plain("Write a message"), MessageTo(data.client.id, 0), "primary")
    return Screen(
        text,
        (
            *in_rows(files, 2),
            *((tuple(turn),) if turn else ()),
            (seen, write) if is_new else (write,),
            back(say, data.client, data.role),
        ),
        notice,
    )


def _from(say: Say, data: Letter) -> Markup:
    name, client = data.writer.person.name, data.client.nickname
    if data.role is Role.THERAPIST:
        who = name_of(say, data.writer)
        return say("✉️ <b>{who}</b> · {client}", who=who, client=client)
    if data.role is Role.SELF:
        return say("✉️ <b>{name}</b>, your therapist", name=name)
    return say("✉️ <b>{name}</b>, therapist, about {client}", name=name, client=client)


def _when(say: Say, data: Letter, at: int) -> str:
    return say.moment(from_epoch_ms(at), data.reader.zone)
