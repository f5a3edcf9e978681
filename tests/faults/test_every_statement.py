"""A fault before and after every statement of every verb of the ledger: all of it, or nothing."""

from collections.abc import Callable

import pytest

from domain import draws
from domain.programme import Programme
from tests.faults.acts import ACTS, Act
from tests.faults.acts_of_broadcasts import ACTS_OF_BROADCASTS
from tests.faults.acts_of_counter import ACTS_OF_COUNTER, TILLED
from tests.faults.acts_of_games import ACTS_OF_GAMES, PLAYFUL
from tests.faults.acts_of_members import ACTS_OF_MEMBERS
from tests.faults.acts_of_rewards import ACTS_OF_REWARDS, SHELVED
from tests.faults.acts_of_rules import ACTS_OF_RULES
from tests.faults.acts_of_staff import ACTS_OF_STAFF
from tests.faults.place import LONG, Place, is_sound
from tests.faults.snapshot import Onlooker, effect, plain
from tests.faults.stage import LUCKY, RULED, Stage
from tests.faults.wire import ForGood, Once, Wire
from tests.scene import PROGRAMME

Point = tuple[int, bool]
# Everything above the ledger, each under the rules that let it happen.
ACTS_OF_THE_SHOP = {
    name: (programme, act)
    for programme, acts in (
        (RULED, ACTS_OF_RULES),
        (SHELVED, ACTS_OF_REWARDS),
        (PLAYFUL, ACTS_OF_GAMES),
        (TILLED, ACTS_OF_COUNTER),
        (TILLED, ACTS_OF_STAFF),
        (PROGRAMME, ACTS_OF_BROADCASTS),
        (PROGRAMME, ACTS_OF_MEMBERS),
    )
    for name, act in acts.items()
}


@pytest.mark.parametrize("name", ACTS)
async def test_a_verb_is_done_whole_or_not_at_all(place: Place, name: str) -> None:
    """While the fault lasts nothing is done; once it has passed, all, and the answer is the same.

    A fault after the commit has lost nothing but the answer.
    """
    for_good, once = (1, 1) if LONG else (1, 3) if place.is_file else (3, 11)
    await _rehearsed(place, LUCKY, ACTS[name], for_good, once)


@pytest.mark.parametrize("name", ACTS_OF_THE_SHOP)
async def test_so_is_what_the_shop_does_by_its_books(place: Place, name: str) -> None:
    for_good, once = (1, 1) if LONG else (1, 25) if place.is_file else (7, 61)
    programme, act = ACTS_OF_THE_SHOP[name]
    await _rehearsed(place, programme, act, for_good, once)


async def _rehearsed(
    place: Place, programme: Programme, act: Act, for_good: int, once: int
) -> None:
    """Plays an act with lasting and passing faults at one point of so many."""
    wire = Wire(place.fault)
    async with place.opened(programme, wire.through) as store:
        # The day's first draw would promise its seed, and do more than any other.
        await store.write(draws.promise, key=None)
        rehearsal = Rehearsal(place, wire, Stage(store, place.clock), act)
        points = await rehearsal.undisturbed()
        await rehearsal.lasting_faults(thinned(points, for_good))
        for point in thinned(points, once):
            await rehearsal.passing_fault(point)
        rehearsal.close()
        await is_sound(store)


def thinned(points: list[Point], step: int) -> list[Point]:
    """One point of so many, before statements and after them in turn; the commit both ways.

    The long form leaves none out; the short one saves on repeats, and on what a server takes.
    """
    return [*points[:-2:step], *points[-2:]]


class Rehearsal:
    """One act, played again and again with a fault at another point."""

    def __init__(self, place: Place, wire: Wire, stage: Stage, act: Act) -> None:
        self._errors = place.errors
        self._onlooker = Onlooker(place.url)
        self._wire = wire
        self._stage = stage
        self._act = act

    def close(self) -> None:
        """Is over."""
        self._onlooker.close()

    async def undisturbed(self) -> list[Point]:
        """Learns what the act does, and returns its points: before and after each statement."""
        deed = await self._act(self._stage)
        before = self._onlooker.rows()
        self._wire.count()
        self._answer = plain(await deed.done(self._stage.store))
        count = len(self._wire.passed)
        self._effect = effect(before, self._onlooker.rows())
        assert self._effect
        return [(number, done) for number in range(count) for done in (False, True)]

    async def lasting_faults(self, points: list[Point]) -> None:
        """One call meets every fault and does nothing, until only its answer is lost."""
        self._stage.opens()
        deed = await self._act(self._stage)
        before = self._onlooker.rows()
        for point in points:
            if point == points[-1]:
                assert self._onlooker.rows() == before
            self._breaks(ForGood(*point))
            with pytest.raises(self._errors):
                await deed.done(self._stage.store)
        self._wire.mends()
        answer = plain(await deed.done(self._stage.store))
        assert effect(before, self._onlooker.rows()) == self._effect
        assert answer == self._answer or deed.key is None

    async def passing_fault(self, point: Point) -> None:
        """The store meets a fault once, and the caller never hears of it."""
        self._stage.opens()
        deed = await self._act(self._stage)
        before = self._onlooker.rows()
        self._breaks(Once(*point))
        answer = plain(await deed.done(self._stage.store))
        self._wire.mends()
        assert effect(before, self._onlooker.rows()) == self._effect, point
        assert answer == self._answer or deed.key is None, point

    def _breaks(self, breaks: Callable[[int, str, bool], bool]) -> None:
        self._wire.count()
        self._wire.breaks = breaks
