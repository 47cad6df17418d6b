"""Where every update comes in: private chats only, each tap answered, each error a kind word.

An inline keyboard stays tappable for ever, so a tap may be old, foreign or forged: whatever is
not in order ends here, in one place, with a short alert and the person's own start page.
"""

import asyncio
import contextlib
import logging
from typing import Any

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update, User
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.domain.errors import Declined, NotAllowed
from bot.handlers import menus, start, typed
from bot.handlers.attached import attachment_of
from bot.handlers.border import tidy
from bot.handlers.desk import Desk, Turn
from bot.handlers.tables import COMMANDS, EDITS, TAPS, OnCommand
from bot.messenger import Transient, Unreachable
from bot.services import meet, menu, status, trail
from bot.services import typed as typed_service
from bot.services.office import Visitor
from bot.store.errors import DatabaseError
from bot.views import declined, routes
from bot.views.screen import Screen

log = logging.getLogger(__name__)


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Let every update come to this desk."""

    async def on_update(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _serve(desk, update)
        if desk.office.first_looks:
            await trail.note_first_looks(desk.office)

    async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _apologise(desk, update, context.error)

    application.add_handler(TypeHandler(Update, on_update))
    application.add_error_handler(on_error)


async def _serve(desk: Desk, update: Update) -> None:
    if update.callback_query is not None:
        await _on_tap(desk, update, update.callback_query)
    elif update.my_chat_member is not None:
        await _on_membership(desk, update)
    elif update.message is not None and update.message.chat.type == "private":
        await _on_message(desk, update, update.message)
    elif update.edited_message is not None and update.edited_message.chat.type == "private":
        await _on_edit(desk, update, update.edited_message)
    # Groups, channels and the rest: silence. The bot lives in private chats.


async def _on_membership(desk: Desk, update: Update) -> None:
    changed = update.my_chat_member
    if changed is None or changed.chat.type != "private":
        return
    blocked = changed.new_chat_member.status in ("kicked", "left")
    await meet.set_reachable(desk.office, changed.chat.id, why_not="blocked" if blocked else None)


async def _on_message(desk: Desk, update: Update, message: Message) -> None:
    user = message.from_user
    if user is None or user.is_bot:
        return
    text = tidy(message.text or "")
    command, words = _command(text, desk.messenger.bot.username)
    turn = _message_turn(desk, update, message, user, words)
    if command is None:
        handler: OnCommand = typed.on_text if text.strip() else typed.on_other
    else:
        handler = COMMANDS.get(command, start.on_help)
    try:
        if command is not None:
            await _forget_expected(turn)
        screen = await _handled(turn, handler)
    except Declined as why:
        screen = await _declined(turn, why, command)
    if not turn.is_rest_of_album():
        await turn.show(screen)
    await menus.keep_menu(desk, user.id)


async def _handled(turn: Turn, handler: OnCommand) -> Screen:
    """Serve a message. An administrator's very first word may be any: they are met, then served."""
    try:
        return await handler(turn)
    except NotAllowed:
        if turn.visitor.telegram_id not in turn.office.admin_ids:
            raise
        await meet.meet(turn.office, turn.visitor)
        return await handler(turn)


async def _declined(turn: Turn, why: Declined, command: str | None) -> Screen:
    """Say kindly what was not done; a family that types a therapist's command hears whose it is."""
    say = await _say(turn)
    if isinstance(why, NotAllowed) and command in menus.STAFF_COMMANDS:
        there = await menu.read_menu(turn.office, turn.visitor.telegram_id)
        if there is None or not there.person.is_therapist:
            return declined.for_therapists(say)
        if command in menus.ADMIN_ONLY and not there.person.is_admin:
            return declined.for_administrators(say)
    return declined.page(say, why)


async def _on_edit(desk: Desk, update: Update, message: Message) -> None:
    """Somebody changed a message of theirs: whoever keeps its words takes the new ones."""
    user = message.from_user
    if user is None or user.is_bot:
        return
    turn = _message_turn(desk, update, message, user, tidy(message.text or ""))
    for on_edited in EDITS:
        screen = await on_edited(turn)
        if screen is not None:
            await turn.show(screen)


async def _on_tap(desk: Desk, update: Update, query: CallbackQuery) -> None:
    message = query.message
    if query.from_user.is_bot or (message is not None and message.chat.type != "private"):
        await desk.messenger.answer(query.id)
        return
    turn = Turn(
        desk,
        _visitor(update, query.from_user),
        message.chat.id if message else query.from_user.id,
        message_id=_card_of(message),
        query_id=query.id,
        is_on_photo=isinstance(message, Message) and bool(message.photo),
    )
    screen = await _tapped(turn, tidy(query.data or ""))
    if screen is None:
        await desk.messenger.answer(query.id)
        return
    await asyncio.gather(
        desk.messenger.answer(query.id, screen.notice, alert=screen.alert), turn.show(screen)
    )
    if isinstance(routes.decode(tidy(query.data or "")), menus.CHANGES_STANDING):
        await menus.keep_menu(desk, query.from_user.id)


async def _tapped(turn: Turn, data: str) -> Screen | None:
    """Return what a tap leads to; None when it is a finger that came down twice."""
    route = routes.decode(data)
    try:
        await _forget_expected(turn)
        if route is None:
            raise NotAllowed("no button of ours")
        screen = await TAPS[type(route)](turn, route)
    except Declined as why:
        log.info("declined: %s %s", type(why).__name__, why)
        if turn.desk.taps.is_repeat(turn.chat_id, turn.message_id, data):
            return None
        say = await _say(turn)
        home = await start.home_screen(turn)
        return Screen(home.text, home.rows, declined.alert(say, why), alert=True)
    turn.desk.taps.note(turn.chat_id, turn.message_id, data)
    return screen


async def _forget_expected(turn: Turn) -> None:
    """Any command or button clears what the next text was for."""
    if turn.visitor.telegram_id in turn.desk.expecting:
        turn.desk.expecting.discard(turn.visitor.telegram_id)
        await typed_service.forget_expected(turn.office, turn.visitor)


async def _apologise(desk: Desk, update: object, error: BaseException | None) -> None:
    """The last resort: tell the person, once, that it was our fault and what helps."""
    if isinstance(error, Unreachable):
        if isinstance(update, Update) and update.effective_chat:
            await meet.set_reachable(desk.office, update.effective_chat.id, why_not=error.reason)
        return
    log.error("an update could not be served", exc_info=error)
    with contextlib.suppress(DatabaseError):
        await status.note_error(desk.office)
    if not isinstance(update, Update) or update.effective_user is None:
        return
    if update.callback_query is not None:
        await desk.messenger.answer(update.callback_query.id)
    chat = update.effective_chat
    if isinstance(error, Transient) or chat is None or chat.type != "private":
        return
    language = await meet.language_of(desk.office, update.effective_user.id)
    say = desk.texts.say(language or update.effective_user.language_code)
    text = say("Something went wrong on my side. Nothing you saved is lost. Please try once more.")
    try:
        await desk.messenger.send(chat.id, Screen(text))
    except (Unreachable, Transient) as failed:
        log.warning("nor could that be said: %s", failed)


async def _say(turn: Turn) -> Any:
    language = await meet.language_of(turn.office, turn.visitor.telegram_id)
    return turn.desk.texts.say(language or turn.visitor.language)


def _card_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """Return which card was tapped, if it is one that Telegram still lets us edit."""
    if message is None or not message.is_accessible or message.message_id <= 0:
        return None
    return message.message_id


def _message_turn(desk: Desk, update: Update, message: Message, user: User, words: str) -> Turn:
    return Turn(
        desk,
        _visitor(update, user),
        message.chat.id,
        text=words,
        attachment=attachment_of(message),
        sent_id=message.message_id,
    )


def _visitor(update: Update, user: User) -> Visitor:
    return Visitor(user.id, user.first_name, user.language_code or "", update.update_id)


def _command(text: str, username: str) -> tuple[str | None, str]:
    """Split "/assign@our_bot words" into the command and what follows it."""
    if not text.startswith("/") or len(text) < 2:
        return None, text
    head, _, words = text[1:].partition(" ")
    first, _, rest = head.partition("\n")
    name, _, to = first.partition("@")
    if to and to.lower() != username.lower():
        return None, text
    return name.lower(), (rest + " " + words).strip() if rest else words.strip()
