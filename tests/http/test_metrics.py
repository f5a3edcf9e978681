"""What is counted: to the networks that may read it, in Prometheus's words, about nobody."""

from dataclasses import replace
from typing import Any, cast

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.store import Store, Unavailable
from bot.telegram.inbox import accept
from bot.web.engine import Engine
from bot.web.frame import frame
from bot.web.gauges import lengths
from domain import broadcasts
from handlers.http import ROUTERS
from tests import scene
from tests.handlers.town import ANN, LIN, MEI, Town
from tests.http.test_frame import served
from tests.telegram.answering import said

Samples = dict[tuple[str, ...], float]


async def read(session: aiohttp.ClientSession, base: str, **headers: str) -> tuple[int, str]:
    """What stands at /metrics."""
    async with session.get(f"{base}/metrics", headers=headers) as response:
        return response.status, await response.text()


def samples(text: str) -> Samples:
    """Each value by its name and its labels' values."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def counted(town: Town, session: aiohttp.ClientSession) -> Samples:
    """What is counted now."""
    status, text = await read(session, town.app.shift.desk.front.url)
    assert status == 200
    return samples(text)


async def test_what_happens_is_counted(town: Town, session: aiohttp.ClientSession) -> None:
    before = await counted(town, session)
    for person in (ANN, LIN):
        await town.says(person, "/start")
    told = await town.says(ANN, "/signin")
    await town.presses(ANN, told.labels[0])
    after = await counted(town, session)

    def grown(*key: str) -> float:
        return after[key] - before.get(key, 0)

    assert grown("jifen_updates_total", "message", "polling") == 3
    assert grown("jifen_updates_total", "callback_query", "polling") == 1
    assert grown("jifen_replies_total", "answered") == 4
    assert grown("jifen_reply_seconds_count") == 4
    assert grown("jifen_sends_total", "answer", "ok") >= 4
    assert grown("jifen_commits_total") >= 4
    assert grown("jifen_commit_batch_count") == grown("jifen_commits_total")
    assert grown("jifen_commit_batch_sum") >= grown("jifen_commits_total")


async def test_how_things_stand_is_shown(town: Town, session: aiohttp.ClientSession) -> None:
    found = await counted(town, session)
    assert found["jifen_leading",] == 1
    assert found["jifen_pause_seconds",] == 0
    assert found["jifen_bulk_rate",] == 1000
    queues = ("inbox", "outbox_service", "outbox_news", "broadcast")
    waiters = ("pacer_answer", "pacer_notice", "pacer_bulk", "pacer_paid")
    assert {key[1] for key in found if key[0] == "jifen_queue_length"} == {*queues, *waiters}
    assert all(found["jifen_queue_length", queue] == 0 for queue in queues)


async def test_while_the_books_do_not_answer_all_else_is_told(
    town: Town, session: aiohttp.ClientSession
) -> None:
    """Figures are wanted most when something is wrong."""

    class Gone:
        async def read(self, *_: Any) -> Any:
            raise Unavailable("the database is out of reach")

        programme = town.app.store.programme

    shift = town.app.shift
    desk = replace(shift.desk, store=cast("Store", Gone()))
    engine = Engine(shift.hook, shift.pulse, ("127.0.0.0/8",))
    async with served(frame(desk, ROUTERS, (), engine)) as base:
        status, text = await read(session, base)
    assert status == 200
    queues = {key[1] for key in samples(text) if key[0] == "jifen_queue_length"}
    assert queues == {"pacer_answer", "pacer_notice", "pacer_bulk", "pacer_paid"}


async def test_nobody_is_to_be_found_in_it(town: Town, session: aiohttp.ClientSession) -> None:
    for person in (ANN, MEI):
        await town.says(person, "/start")
    _, text = await read(session, town.app.shift.desk.front.url)
    for secret in (str(ANN), str(MEI), "Ann", town.playground.token, town.app.shift.hook.path):
        assert secret not in text


@pytest.mark.parametrize(
    ("networks", "caller", "status"),
    [
        (("127.0.0.0/8",), {}, 200),
        (("10.0.0.0/8",), {}, 404),
        ((), {}, 404),
        (("10.0.0.0/8",), {"X-Forwarded-For": "10.1.2.3"}, 200),
        (("127.0.0.0/8",), {"X-Forwarded-For": "203.0.113.7"}, 404),
        (("127.0.0.0/8",), {"X-Forwarded-For": "127.0.0.1, 203.0.113.7"}, 404),
        (("127.0.0.0/8",), {"X-Forwarded-For": "nonsense"}, 404),
        (("10.0.0.0/8",), {"X-Forwarded-For": "::ffff:10.1.2.3"}, 200),
        (("2001:db8::/32",), {"X-Forwarded-For": "2001:db8::7"}, 200),
    ],
)
async def test_it_is_read_from_the_networks_that_may(
    town: Town,
    session: aiohttp.ClientSession,
    networks: tuple[str, ...],
    caller: dict[str, Any],
    status: int,
) -> None:
    """As the proxy says who calls; to others it is as if there were nothing."""
    shift = town.app.shift
    engine = Engine(shift.hook, shift.pulse, networks)
    async with served(frame(shift.desk, ROUTERS, (), engine)) as base:
        found, text = await read(session, base, **caller)
        assert found == status
        if status == 404:
            async with session.get(f"{base}/nothing") as nothing:
                assert text == await nothing.text()


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_what_waits_is_counted(store: Store) -> None:
    """An update that nobody has answered, and what a member is to be told of their joining."""
    before = await store.read(lengths)
    await store.write(accept, [said(1), said(2, person=2)], key=None)
    member = await scene.joins(store)
    await scene.buys(store, member, 100_00)
    after = await store.read(lengths)
    assert list(before) == ["inbox", "outbox_service", "outbox_news", "broadcast"]
    assert set(before.values()) == {0}
    assert after["inbox"] == 2
    assert after["outbox_service"] > 0
    await store.write(
        broadcasts.start, 9001, broadcasts.Content("text", "Bread"), broadcasts.EVERYBODY, key=None
    )
    assert (await store.read(lengths))["broadcast"] == 1
