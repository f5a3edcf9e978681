"""Updates come twice and in any order, the bot dies and dies: none is lost, none is doubled."""

import time
from collections.abc import Sequence
from functools import partial
from random import Random

from bot.playground.updates import UpdateQueue
from tests.faults.conftest import Operator
from tests.faults.place import LONG, dice, figure
from tests.faults.test_kill import heard, killed_at

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


def all_heard(operator: Operator, people: range) -> bool:
    """Whether each of them was answered."""
    return all(heard(operator, person) for person in people)
