"""Whoever watches over the bot learns whether it answers, and nothing about anybody."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.leading import Term, steady
from bot.store import Store
from bot.store.lease import take
from bot.web.alive import alive
from bot.web.engine import Engine
from bot.web.frame import frame
from bot.web.pulse import Pulse
from domain.errors import Busy
from handlers.http import ROUTERS
from tests import scene
from tests.handlers.town import Town
from tests.http.test_frame import served

LEASE_SECONDS = 10.0


@dataclass
class Ears:
    """What hears Telegram."""

    last_ok: float


@pytest.fixture
async def term(store: Store) -> Term:
    lease = await store.write(take, "us", 10_000_000, key=None)
    assert lease
    return Term(store, lease.fence, steady() + 60)


@pytest.fixture
def pulse(term: Term) -> Pulse:
    return Pulse(term, LEASE_SECONDS)


def ears(silent_for: float = 0.0) -> Ears:
    """Ears that heard something so many seconds ago."""
    return Ears(asyncio.get_running_loop().time() - silent_for)


async def test_a_bot_that_answers_says_so(town: Town, session: aiohttp.ClientSession) -> None:
    base = town.app.shift.desk.front.url
    async with session.get(f"{base}/health/live") as response:
        assert (response.status, await response.json()) == (200, {"state": "live"})
    async with session.get(f"{base}/health/ready") as response:
        assert response.status == 200
        assert await response.json() == {
            "state": "answering",
            "since": "2026-11-22T04:00:00+00:00",
        }
        assert response.headers["Cache-Control"] == "no-store"


async def test_it_is_not_ready_before_it_listens(pulse: Pulse) -> None:
    assert (await pulse.feel()).state == "starting"


async def test_it_is_deaf_after_ninety_seconds_without_telegram(pulse: Pulse) -> None:
    pulse.ears = ears(silent_for=89)
    assert (await pulse.feel()).state == "answering"
    other = Pulse(pulse._term, LEASE_SECONDS)
    other.ears = ears(silent_for=91)
    assert (await other.feel()).state == "deaf"


async def test_who_does_not_lead_any_more_says_so_at_once(term: Term, pulse: Pulse) -> None:
    pulse.ears = ears()
    assert (await pulse.feel()).state == "answering"
    term.end()
    assert (await pulse.feel()).state == "standing by"
    assert not pulse.leads


async def test_another_leader_is_noticed_in_the_books(
    store: Store, term: Term, pulse: Pulse
) -> None:
    """Before this process has found out by itself."""
    pulse.ears = ears()
    await store.write(take, "them", 10_000_000, key=None)
    assert pulse.leads
    assert (await pulse.feel()).state == "standing by"
    assert term.over.is_set()


class Full:
    """A store on a full disk; `tries` is how often it was written to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tries = 0

    async def write(self, *_: Any, **__: Any) -> Any:
        """Refuses."""
        self.tries += 1
        raise Busy

    def now(self) -> int:
        """The programme's time."""
        return self.store.now()


async def test_books_that_take_no_writes_are_noticed_and_not_asked_all_the_time(
    term: Term,
) -> None:
    full = Full(term.store)
    term.store = full  # type: ignore[assignment]
    pulse = Pulse(term, LEASE_SECONDS)
    pulse.ears = ears()
    felt = await asyncio.gather(*(pulse.feel() for _ in range(20)))
    assert {each.state for each in felt} == {"unwritable"}
    assert full.tries == 1


async def test_to_ask_changes_nothing_but_the_lease(store: Store, pulse: Pulse) -> None:
    pulse.ears = ears()
    member = await scene.joins(store)
    assert (await pulse.feel()).state == "answering"
    assert await scene.points(store, member) == 500
    assert (await scene.found(store)).ok


async def test_a_page_without_an_engine_has_nothing_to_say(
    town: Town, session: aiohttp.ClientSession
) -> None:
    async with served(frame(town.app.shift.desk, ROUTERS, ())) as base:
        for path in ("/health/ready", "/metrics"):
            async with session.get(base + path) as response:
                assert response.status == 404


async def test_a_bot_that_does_not_answer_is_sent_nobody(
    town: Town, session: aiohttp.ClientSession
) -> None:
    shift = town.app.shift
    engine = Engine(shift.hook, Pulse(shift.pulse._term, LEASE_SECONDS))
    app = frame(shift.desk, ROUTERS, (), engine)
    async with served(app) as base, session.get(f"{base}/health/ready") as response:
        assert response.status == 503
        assert (await response.json())["state"] == "starting"


async def test_a_container_asks_whether_it_lives(town: Town) -> None:
    """Ill is who listens and does not answer; who stands by does not listen, and is well."""
    port = int(town.app.shift.desk.front.url.rpartition(":")[2])
    assert await asyncio.to_thread(alive, port)
    await town.closes()
    assert await asyncio.to_thread(alive, port)
    hung = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    async with hung:
        assert not await asyncio.to_thread(alive, hung.sockets[0].getsockname()[1], 0.05)
