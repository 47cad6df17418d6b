"""The composition root: everything is wired here and nowhere else."""

import asyncio
import contextlib
import logging
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application as TelegramApplication
from telegram.ext import ApplicationBuilder

from bot.catalog import load
from bot.catalog.worries import load_worries
from bot.clock import Clock, epoch_ms
from bot.errors import PersonCanMendError
from bot.first_poll import ALLOWED_UPDATES
from bot.handlers.desk import Desk
from bot.handlers.gallery import Gallery
from bot.handlers.menus import set_menus
from bot.handlers.router import register
from bot.inbox import Inbox, PerChatProcessor
from bot.messenger import Messenger
from bot.pictures import Studio
from bot.schedule.housekeeping import Housekeeping
from bot.schedule.outage import OutageWatch
from bot.schedule.pacer import Pacer
from bot.schedule.sender import Sender
from bot.schedule.ticker import Ticker
from bot.schedule.watches import all_watches
from bot.services.library import Library
from bot.services.office import Office
from bot.services.status import begin
from bot.services.typed import who_is_expected
from bot.settings import Settings
from bot.store import inbox as table
from bot.store import marks
from bot.store.database import Database, Tx
from bot.store.errors import DatabaseError
from bot.store.migrate import open_current
from bot.texts import load_texts
from bot.transport import AiohttpRequest, PollingBot, TokenRefusedError
from bot.webhook import Front, Health

log = logging.getLogger(__name__)

POLL_S: Final = 25
FINISH_WITHIN_S: Final = 10.0
LONGEST_WAIT_S: Final = 60.0
WELL_WITHIN_S: Final = 120.0


class StartError(PersonCanMendError):
    """The bot cannot start or go on; the text is one line for the administrator."""


class Application:
    """The running bot: start it, wait on `failed`, stop it."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        inbox: Inbox,
        telegram: "TelegramApplication[Any, Any, Any, Any, Any, Any]",
        desk: Desk,
        ticker: Ticker,
    ) -> None:
        self.settings = settings
        self.database = database
        self.inbox = inbox
        self.telegram = telegram
        self.desk = desk
        self.ticker = ticker
        self.front = Front(settings, inbox.accept, self.health)
        self.failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @property
    def office(self) -> Office:
        """What the services work with."""
        return self.desk.office

    async def start(self) -> None:
        """Open the store, take up what was left, and begin to listen.

        Raises:
            StoreError: the database cannot be used. StartError: Telegram refuses the token.
        """
        await open_current(self.database, epoch_ms(self.office.now()))
        await begin(self.office)
        await self._reach_telegram()
        await set_menus(self.telegram.bot, self.desk.texts)
        self.desk.expecting |= await who_is_expected(self.office)
        await self.inbox.open(self.telegram.bot)
        await self.telegram.start()
        await self.ticker.start()
        await self._listen()
        self.desk.gallery.open()
        log.info("ready: %s", self.telegram.bot.link)

    async def stop(self) -> None:
        """Finish what is in hand within ten seconds, leave the rest in the inbox, close."""
        if self.telegram.updater is not None and self.telegram.updater.running:
            await self.telegram.updater.stop()
        await self.front.stop()
        if self.telegram.running:
            for part in (self.telegram, self.ticker):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(FINISH_WITHIN_S / 2):
                        await part.stop()
            await self.inbox.close()
        await self.telegram.shutdown()
        await self.telegram.bot.shutdown()  # also when the start got no further than its token
        await self.desk.gallery.close()
        await self.database.close()

    async def settle(self) -> None:
        """Wait until every update here is dealt with and everything due now is sent."""
        await self.inbox.settled()
        await self.ticker.settle()
        await self.inbox.settled()

    async def health(self) -> Health:
        """Say how the bot is: it is well when it can write, ticks, and hears Telegram."""
        now = self.office.now_ms()

        def probe(tx: Tx) -> int:
            marks.put(tx, marks.HEALTH_AT, now)
            return table.backlog(tx)

        backlog: int | None = None
        with contextlib.suppress(DatabaseError):
            backlog = await self.database.write(probe)
        tick = self.ticker.seconds_since_tick()
        poll = self.ticker.seconds_since_heard()
        last = self.inbox.last_update_at
        return Health(
            database_writable=backlog is not None,
            last_tick_age_s=tick,
            last_poll_age_s=poll if self.settings.webhook_url is None else None,
            last_update_age_s=None if last is None else (now - last) / 1000,
            backlog=backlog,
            ok=backlog is not None
            and tick is not None
            and tick < WELL_WITHIN_S
            and (self.settings.webhook_url is not None or poll < WELL_WITHIN_S),
        )

    async def _reach_telegram(self) -> None:
        wait = 1.0
        while True:
            try:
                await self.telegram.initialize()
            except InvalidToken as error:
                raise StartError("BOT_TOKEN: Telegram does not know this token") from error
            except NetworkError as error:
                log.warning("Telegram cannot be reached (%s); next try in %.0f s", error, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)
            else:
                return

    async def _listen(self) -> None:
        if self.front.is_wanted:
            await self.front.start()
        if self.settings.webhook_url is not None:
            secret = self.settings.webhook_secret
            await self.telegram.bot.set_webhook(
                self.settings.webhook_url,
                secret_token=secret.get_secret_value() if secret else None,
                allowed_updates=ALLOWED_UPDATES,
            )
        elif self.telegram.updater is not None:
            await self.telegram.updater.start_polling(
                timeout=POLL_S,
                bootstrap_retries=-1,
                allowed_updates=ALLOWED_UPDATES,
                error_callback=self._polling_failed,
            )

    def _polling_failed(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._fail("another copy of this bot is running with the same token (409); stop it")
        elif isinstance(error, TokenRefusedError):
            self._fail("BOT_TOKEN: Telegram no longer accepts this token")
        else:
            log.warning("polling: %s; trying again", error.message)

    def _fail(self, line: str) -> None:
        if not self.failed.done():
            self.failed.set_result(line)


def build(settings: Settings, clock: Clock) -> Application:
    """Wire the bot; nothing is opened or sent before `start`.

    Raises:
        ContentError: the library is not sound. ValueError: no such language.
    """
    if settings.bot_token is None:
        raise StartError("BOT_TOKEN is missing; see .env.example")
    database = Database(settings.database_path)
    texts = load_texts(settings.content_dirs, settings.default_language)
    catalog = load(settings.content_dirs)
    office = Office(
        db=database,
        clock=clock,
        library=Library(catalog, settings.content_dirs),
        worries=load_worries(settings.content_dirs, catalog),
        admin_ids=frozenset(settings.admin_ids),
        default_zone=settings.default_timezone,
        default_language=settings.default_language,
        languages=tuple(texts.voices),
    )
    inbox = Inbox(database, clock)
    telegram = _telegram(settings, inbox)
    loop = asyncio.get_running_loop()
    pacer = Pacer(settings.messages_per_second, loop.time)
    messenger = Messenger(telegram.bot, pacer.note)
    studio = Studio(settings.database_path.parent / "pictures")
    desk = Desk(office, texts, messenger, Gallery(messenger, studio))
    register(telegram, desk)
    sender = Sender(office, texts, messenger, pacer)
    outage = OutageWatch(office, loop.time, polls=settings.webhook_url is None)
    ticker = Ticker(office, sender, outage, Housekeeping(office), all_watches(office))
    inbox.on_heard = outage.heard
    return Application(settings, database, inbox, telegram, desk, ticker)


def _telegram(
    settings: Settings, inbox: Inbox
) -> "TelegramApplication[Any, Any, Any, Any, Any, Any]":
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    proxy = settings.proxy_url.get_secret_value() if settings.proxy_url else None
    bot = PollingBot(
        token,
        base_url=f"{settings.bot_api_url}/bot",
        base_file_url=f"{settings.bot_api_url}/file/bot",
        request=AiohttpRequest(proxy=proxy, pool_timeout=10, read_timeout=20),
        get_updates_request=AiohttpRequest(proxy=proxy, on_updates=inbox.accept),
    )
    return (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(inbox)
        .concurrent_updates(PerChatProcessor(inbox))
        .job_queue(None)
        .build()
    )
