"""Updates by webhook, with Telegram's own manners (tdlib/telegram-bot-api, WebhookActor.cpp).

Each chat has a queue for each kind of update: the oldest of a queue is delivered until it is taken,
and the queues do not wait for each other.
"""

import asyncio
import contextlib
import json
import re
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.playground import wire
from bot.playground.call import Call
from bot.playground.errors import ApiError, bad_request
from bot.playground.memory import SECOND
from bot.playground.updates import Pending
from bot.playground.world import World

PORTS = (80, 88, 443, 8443)
CONNECTIONS, CONNECTIONS_MOST = 40, 100
FIRST_DELAY, LONGEST_DELAY, LONGEST_RETRY_AFTER = 1.0, 60.0, 3600.0
ANSWERED_WITHIN = aiohttp.ClientTimeout(total=60)
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
ENDED_BY_WEBHOOK = ApiError(409, "Conflict: terminated by setWebhook request")
ACTIVE = ApiError(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)

METHODS = ("setwebhook", "deletewebhook", "getwebhookinfo")
# Whose update it is, and of which kind.
Key = tuple[int, str]


@dataclass(frozen=True)
class Webhook:
    """Where updates go."""

    url: str
    secret: str
    connections: int


class Webhooks:
    """The webhook of a world's bot, at most one; `first_delay` is seconds before a second try."""

    def __init__(self, world: World, first_delay: float = FIRST_DELAY) -> None:
        self._world = world
        self._first_delay = first_delay
        self._webhook: Webhook | None = None
        self._error: tuple[int, str] | None = None
        self._delivering: asyncio.Task[None] | None = None
        self._queues: dict[Key, deque[Pending]] = {}
        self._news = asyncio.Event()

    def refuse_polling(self) -> None:
        """Raises ApiError 409 while there is a webhook."""
        if self._webhook:
            raise ACTIVE

    async def answer(self, method: str, call: Call) -> Any:
        """What one of METHODS answers."""
        if method == "getwebhookinfo":
            return self._info()
        webhook = _read(call) if method == "setwebhook" else None
        kinds = call.structure("allowed_updates")
        if isinstance(kinds, list):
            self._world.allow([str(kind) for kind in kinds])
        await self.stop()
        if call.flag("drop_pending_updates"):
            self._world.updates.forget_below(self._world.standing.next_update)
        if webhook is not None:
            self._begin(webhook)
        return True

    async def stop(self) -> None:
        """Delivers nothing more."""
        self._webhook = self._error = None
        self._world.updates.on_put = lambda pending: None
        self._queues.clear()
        if task := self._delivering:
            self._delivering = None
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _begin(self, webhook: Webhook) -> None:
        self._world.updates.interrupt(ENDED_BY_WEBHOOK)
        for pending in self._world.updates:
            self._put(pending)
        self._world.updates.on_put = self._put
        self._webhook = webhook
        self._delivering = asyncio.create_task(self._deliver(webhook))

    def _put(self, pending: Pending) -> None:
        self._queues.setdefault(_key(pending), deque()).append(pending)
        self._news.set()

    def _info(self) -> wire.Wire:
        """How it goes."""
        info: dict[str, Any] = {
            "url": self._webhook.url if self._webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates),
        }
        if self._webhook:
            info |= {"max_connections": self._webhook.connections}
            if self._world.standing.allowed:
                info |= {"allowed_updates": list(self._world.standing.allowed)}
        if self._error:
            info |= {"last_error_date": self._error[0], "last_error_message": self._error[1]}
        return info

    async def _deliver(self, webhook: Webhook) -> None:
        """Keeps each queue that has something on its way, as many at once as there may be."""
        slots = asyncio.Semaphore(webhook.connections)
        busy: set[Key] = set()
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:

            async def empty(key: Key) -> None:
                """Delivers a queue's updates, the oldest first."""
                delay, queue = self._first_delay, self._queues[key]
                while queue:
                    async with slots:
                        wait = await self._post(session, webhook, queue[0])
                    if wait is None:
                        self._taken(queue.popleft())
                        delay = self._first_delay
                    else:
                        await asyncio.sleep(wait or delay)
                        delay = min(delay * 2, LONGEST_DELAY)
                del self._queues[key]
                busy.discard(key)

            while True:
                self._news.clear()
                for key in self._queues.keys() - busy:
                    busy.add(key)
                    group.create_task(empty(key))
                await self._news.wait()

    def _taken(self, pending: Pending) -> None:
        if self._world.updates.remove(pending):
            self._world.drop("update", pending.id)
            self._world.keep_standing()
            self._world.tell("taken")

    async def _post(
        self, session: aiohttp.ClientSession, webhook: Webhook, pending: Pending
    ) -> float | None:
        """None where it was taken, or is too old; else how long to wait, 0 where nobody said."""
        if pending.expires <= self._world.clock.now():
            return None
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        try:
            async with session.post(
                webhook.url,
                data=pending.body,
                headers=headers,
                timeout=ANSWERED_WITHIN,
                allow_redirects=False,
            ) as response:
                if response.ok:
                    return None
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
                return _seconds(response.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self._note("Connection refused" if refused else "Read timeout expired")
            return 0

    def _note(self, said: str) -> None:
        self._error = (self._world.clock.now() // SECOND, said)


def _read(call: Call) -> Webhook | None:
    """The webhook that a call asks for; None where it wants none."""
    url, secret = call.text("url"), call.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not url:
        return None
    connections = min(max(call.integer("max_connections", CONNECTIONS), 1), CONNECTIONS_MOST)
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    # Nobody has a certificate for their own machine, or keeps those ports free on it.
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )
    return Webhook(url, secret, connections)


def _key(pending: Pending) -> Key:
    """The queue that an update stands in."""
    update = json.loads(pending.body)
    kind, body = next((kind, body) for kind, body in update.items() if isinstance(body, dict))
    return (body.get("chat") or body.get("from") or {"id": 0})["id"], kind


def _seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        return min(max(float(text), 0.0), LONGEST_RETRY_AFTER)
    return 0.0
