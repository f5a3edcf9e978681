"""The work of the process that leads: it meets Telegram, takes up what was left, and listens."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.leading import Term
from bot.scheduler import Job, Scheduler
from bot.settings import Settings, file
from bot.telegram.alerting import Alerter, ComposeAlert
from bot.telegram.ask import Desk
from bot.telegram.broadcaster import Broadcaster, Redraw
from bot.telegram.buttons import Buttons
from bot.telegram.herald import Herald
from bot.telegram.inbox import Poller, watch
from bot.telegram.menus import publish
from bot.telegram.pacing import Pacer
from bot.telegram.pictures import Pictures
from bot.telegram.queues import Queues
from bot.telegram.router import Router
from bot.telegram.routes import Routes
from bot.telegram.sender import Compose, Sender
from bot.telegram.transport import AiohttpRequest, retry_after_seconds
from bot.texts import Texts
from bot.web.frame import Page, frame
from bot.web.front import Front
from bot.web.server import WebServer
from domain.vault import Vault

logger = logging.getLogger(__name__)

RETRY_SECONDS_MAX = 30.0


@dataclass(frozen=True)
class Edges:
    """What the handlers bring: routes per audience, jobs, letters, progress screens, alerts.

    And over HTTP: routers, and pages of files.
    """

    routes: Sequence[Routes]
    jobs: Sequence[Job]
    compose: Compose
    redraw: Redraw
    alerts: ComposeAlert
    routers: Sequence[APIRouter] = ()
    pages: Sequence[Page] = ()


class Shift:
    """One process's work in one term: nothing is written and nothing leaves when that is over.

    `failed` ends in what no waiting would cure.
    """

    def __init__(
        self, settings: Settings, clock: Clock, vault: Vault, edges: Edges, term: Term
    ) -> None:
        self._settings = settings
        self._edges = edges
        self._tasks: list[asyncio.Task[None]] = []
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        telegram = settings.telegram
        token = telegram.token.get_secret_value()
        self._wire = AiohttpRequest(telegram.base_url, token, gate=term.hold)
        self.bot: ExtBot[str] = ExtBot(
            token,
            base_url=telegram.base_url,
            request=self._wire,
            get_updates_request=self._wire,
            rate_limiter=Pacer(
                chat_rate=telegram.chat_per_second,
                chat_burst=telegram.chat_burst,
                bulk_rate=telegram.bulk_per_second,
            ),
        )
        self.desk = Desk(
            self.bot,
            term.store,
            Texts(clock.now, settings.texts),
            Buttons(vault),
            settings.staff.shop,
            telegram.bulk_per_second,
            telegram.channel,
            Pictures(file().parent),
            staff=settings.staff,
            front=Front(settings.web.public_url),
        )
        self._web: WebServer | None = None

    async def start(self) -> None:
        """Returns once the bot answers; raises InvalidToken for a wrong token."""
        # First: the counter goes on also while Telegram is out of reach.
        self._serve()
        await self._meet()
        await self._listen()

    def _serve(self) -> None:
        web, edges = self._settings.web, self._edges
        if web.on:
            self._web = WebServer(
                web, frame(self.desk, edges.routers, edges.pages), self.desk.front
            )
            self._keep(self._web.run())

    async def _meet(self) -> None:
        """Learns the bot's own name; waits for a Telegram that is out of reach."""
        wait = 1.0
        while True:
            try:
                await self.bot.initialize()
                # Long polling and a webhook exclude each other.
                with contextlib.suppress(InvalidToken):  # A server that knows no webhooks.
                    await self.bot.delete_webhook()
                return
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(retry_after_seconds(error))
            except NetworkError as error:
                logger.warning("Telegram is out of reach (%s): next try in %.0f s", error, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 1.5, RETRY_SECONDS_MAX)

    async def _listen(self) -> None:
        settings, edges, desk = self._settings, self._edges, self.desk
        router = Router(desk, settings.staff, edges.routes)
        self.queues = Queues(
            desk.store,
            router.handle,
            router.apologise,
            in_flight=settings.telegram.in_flight,
            per_person=settings.telegram.per_person,
        )
        await self.queues.replay()
        poller = Poller(
            self._wire.call,
            desk.store,
            self.queues.offer,
            timeout_seconds=settings.telegram.poll_seconds,
        )
        self._broadcaster = Broadcaster(desk, edges.redraw, settings.clock.broadcast_edit_seconds)
        self.sender = Sender(desk, edges.compose)
        self.scheduler = Scheduler(desk.store, edges.jobs, settings.clock.tick_seconds)
        self._poller = self._keep(poller.run())
        self._keep(watch(poller))
        self._keep(self.sender.run())
        self._keep(self._broadcaster.run())
        self._keep(Herald(desk).run())
        self._keep(Alerter(desk, edges.alerts).run())
        self._keep(publish(desk, settings.staff, edges.routes))
        self.scheduler.start()

    def wake(self) -> None:
        """Time has jumped: looks at once for what is due."""
        self.scheduler.wake()
        self.sender.wake()
        self.desk.turner.wake()

    async def stop(self, seconds: float) -> None:
        """Stops listening; what is under way gets `seconds` to be finished."""
        if self._web:
            await self._web.stop(seconds)
        if hasattr(self, "scheduler"):
            self._poller.cancel()
            await self.scheduler.stop()
            await asyncio.gather(
                self.queues.drain(seconds),
                self._broadcaster.stop(seconds),
                self.sender.stop(seconds),
            )
        await self.desk.turner.stop(seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bot.shutdown()
        await self._wire.shutdown()

    def _keep(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        assert isinstance(task, asyncio.Task)
        task.add_done_callback(self._note_end)
        self._tasks.append(task)
        return task

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() and not self.failed.done():
            self.failed.set_exception(task.exception() or RuntimeError())
