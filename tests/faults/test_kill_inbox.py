"""Updates come twice and in any order, the bot dies and dies: none is lost, none is doubled."""

import signal
import time
from collections.abc import Sequence
from functools import partial
from random import Random
from typing import Any

import aiohttp

from bot.playground import World
from bot.playground.updates import Pending, UpdateQueue
from bot.playground.webhooks import Webhook, Webhooks
from tests.faults.conftest import Operator, Process
from tests.faults.place import LONG, dice, figure
from tests.faults.test_kill import heard, killed_at
from tests.faults.test_stopping import free_port

UPDATES = 10_000 if LONG else 200
KILLS = 100 if LONG else 3
FIRST = 50_000


class Unruly(UpdateQueue):
    """Telegram on a bad day: a tenth of the updates comes twice, and none in its order."""

    def __init__(self, queue: UpdateQueue, chance: Random) -> None:
        super().__init__(queue._now, queue._forgotten)
        self._chance = chance

    async def fetch(self, offset: int, limit: int, wait: int) -> Sequence[bytes]:
        """As Telegram answers, but for the order and the doubles."""
        found = list(await super().fetch(offset, limit, wait))
        found += self._chance.sample(found, k=-(-len(found) // 10))
        self._chance.shuffle(found)
        return found


async def test_no_update_is_lost_and_each_has_its_effect_once(operator: Operator) -> None:
    """Each of many people joins: all are answered, and nobody gets a second gift."""
    chance, world = dice("inbox"), operator.telegram.world
    world.updates = Unruly(world.updates, chance)
    people = range(FIRST, FIRST + UPDATES)
    for person in people:
        world.add_person(person, "Ann")
        world.says(person, "/start")
    for _ in range(KILLS):
        await killed_at(operator, "sendMessage", chance.randint(1, UPDATES // (KILLS + 1)))
    begun = time.monotonic()
    await operator.runs()
    ready = time.monotonic() - begun
    for begin in range(0, UPDATES, 100):
        some = people[begin : begin + 100]
        await operator.watch.until(partial(all_heard, operator, some))
    assert await operator.audits() == (UPDATES, UPDATES, 500 * UPDATES)
    figure(f"inbox: {UPDATES} updates, {KILLS} kills; the bot polls {ready:.2f} s after its start")


class Deafened(Webhooks):
    """A tenth of what the bot takes counts as not taken: its answer was lost."""

    def __init__(self, world: World, chance: Random) -> None:
        super().__init__(world, first_delay=0.05)
        self._chance = chance

    async def _post(
        self, session: aiohttp.ClientSession, webhook: Webhook, pending: Pending
    ) -> float | None:
        wait = await super()._post(session, webhook, pending)
        return 0.01 if wait is None and self._chance.random() < 0.1 else wait


async def test_by_webhook_too_no_update_is_lost_or_doubled(operator: Operator) -> None:
    """Forty at a time are on their way, and the bot is killed as it takes them, or answers."""
    chance, telegram = dice("webhook"), operator.telegram
    world = telegram.world
    telegram.webhooks = Deafened(world, chance)
    operator.env |= {
        "JIFEN_TELEGRAM__UPDATES": "webhook",
        "JIFEN_WEB__PORT": str(free_port()),
    }
    people = range(FIRST, FIRST + UPDATES)
    for person in people:
        world.add_person(person, "Ann")
        world.says(person, "/start")
    for number in range(KILLS):
        at = chance.randint(1, UPDATES // (KILLS + 1))
        await (
            killed_at(operator, "sendMessage", at) if number % 2 else killed_taking(operator, at)
        )
    await operator.starts()
    for begin in range(0, UPDATES, 100):
        some = people[begin : begin + 100]
        await operator.watch.until(partial(all_heard, operator, some))
    await operator.watch.until(lambda: not world.updates)
    assert operator.watch.made("getUpdates") == 0
    assert await operator.audits() == (UPDATES, UPDATES, 500 * UPDATES)


async def killed_taking(operator: Operator, number: int) -> None:
    """Runs the bot, and kills it as it takes its so-and-so-many-th update."""
    running: list[Process] = []
    taken = 0

    def kill(event: str, *_: Any) -> None:
        nonlocal taken
        taken += event == "taken"
        if running and taken >= number:
            running.pop().kill()

    stop_listening = operator.telegram.world.listen(kill)
    running.append(await operator.starts())
    assert (await operator.ends(running[0])).code == -signal.SIGKILL
    stop_listening()


def all_heard(operator: Operator, people: range) -> bool:
    """Whether each of them was answered."""
    return all(heard(operator, person) for person in people)
