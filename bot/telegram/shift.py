"""The work of the process that leads: it meets Telegram, takes up what was left, and listens."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.leading import Term
from bot.scheduler import Job, Scheduler
from bot.settings import Settings, file
from bot.telegram.alerting import Alerter, ComposeAlert
from bot.telegram.ask import Desk
from bot.telegram.broadcaster import Broadcaster
from bot.telegram.buttons import Buttons
from bot.telegram.herald import Herald
from bot.telegram.letters import Compose
from bot.telegram.listening import Listener, insist
from bot.telegram.menus import publish
from bot.telegram.pacing import Pacer
from bot.telegram.pictures import Pictures
from bot.telegram.progress import Redraw
from bot.telegram.queues import Queues
from bot.telegram.router import Router
from bot.telegram.routes import Routes
from bot.telegram.sender import Sender
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import Hook
from bot.texts import Texts
from bot.web.engine import Engine
from bot.web.frame import Page, frame
from bot.web.front import Front
from bot.web.pulse import Pulse
from bot.web.server import WebServer
from domain.vault import Vault

logger = logging.getLogger(__name__)

# Beside as many as bulk can hold at once: no answer waits for one that bulk has.
ANSWERING_SOCKETS = 256
# What listens has few sockets of its own: it can throw them away while answers are under way.
LISTENING_SOCKETS = 4
# Of the time for stopping; the rest is for pictures to say that they are over.
ANSWERING_SHARE = 0.7
# How long what was cut off may take to end, and the sockets to close.
GRACE_SECONDS = 1.0


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
        bulk = int(telegram.bulk_per_second + telegram.paid_per_second)
        self._wire = AiohttpRequest(
            telegram.base_url, token, gate=term.hold, connections=ANSWERING_SOCKETS + bulk
        )
        self._ear = AiohttpRequest(
            telegram.base_url, token, gate=term.hold, connections=LISTENING_SOCKETS
        )
        self.bot: ExtBot[str] = ExtBot(
            token,
            base_url=telegram.base_url,
            request=self._wire,
            get_updates_request=self._ear,
            rate_limiter=Pacer(
                chat_rate=telegram.chat_per_second,
                chat_burst=telegram.chat_burst,
                bulk_rate=telegram.bulk_per_second,
                paid_rate=telegram.paid_per_second,
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
            telegram.paid_per_second,
            Pictures(file().parent),
            staff=settings.staff,
            front=Front(settings.web.public_url),
        )
        self._web: WebServer | None = None
        self.hook = Hook(vault, token, on=settings.by_webhook)
        self.pulse = Pulse(term, settings.database.lease_seconds)

    async def start(self) -> None:
        """Returns once the bot answers; raises InvalidToken for a wrong token."""
        # First: the counter goes on also while Telegram is out of reach.
        self._serve()
        await insist(self.bot.initialize)
        await self._listen()

    def _serve(self) -> None:
        web, edges = self._settings.web, self._edges
        if web.on:
            engine = Engine(self.hook, self.pulse, web.metrics_from)
            app = frame(self.desk, edges.routers, edges.pages, engine)
            self._web = WebServer(web, app, self.desk.front)
            self._keep(self._web.run())

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
        listener = Listener(
            settings,
            self._ear,
            desk.front,
            self.hook,
            desk.store,
            self.queues.offer,
            router.expect,
        )
        self._broadcaster = Broadcaster(desk, edges.redraw, settings.clock.broadcast_edit_seconds)
        self.sender = Sender(desk, edges.compose)
        self.scheduler = Scheduler(desk.store, edges.jobs, settings.clock.tick_seconds)
        self._listening = self._keep(listener.run())
        self.pulse.ears = listener
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
        self._broadcaster.wake()
        self.desk.turner.wake()

    async def stop(self, seconds: float) -> None:
        """Stops listening; what is under way gets `seconds` to be finished, all of it together.

        However much hangs, it is over three seconds later.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                await self._finish(seconds)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=GRACE_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                await self.bot.shutdown()
                await asyncio.gather(self._wire.shutdown(), self._ear.shutdown())

    async def _finish(self, seconds: float) -> None:
        answering = seconds * ANSWERING_SHARE
        ends = [self._web.stop(answering)] if self._web else []
        if hasattr(self, "scheduler"):
            self._listening.cancel()
            ends += [
                self.scheduler.stop(),
                self.queues.drain(answering),
                self._broadcaster.stop(answering),
                self.sender.stop(answering),
            ]
        await asyncio.gather(*ends)
        await self.desk.turner.stop(seconds - answering)

    def _keep(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        assert isinstance(task, asyncio.Task)
        task.add_done_callback(self._note_end)
        self._tasks.append(task)
        return task

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() and not self.failed.done():
            self.failed.set_exception(task.exception() or RuntimeError())
