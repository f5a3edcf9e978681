"""Which rules are in force, when, and since when."""

from random import Random

import pytest

from bot.store import Store, open_store
from domain.adoption import Versions, adopt
from domain.calendar import DAY, HOUR
from domain.programme import Programme, Rule, Version
from domain.tx import ReadTx, Tx
from tests.clock import StandingClock
from tests.owner import (
    BONUS,
    DOUBLE,
    SETTINGS,
    days_on,
    ends,
    pauses,
    puts,
    reads,
    rules,
    values,
    withdraws,
)
from tests.scene import PROGRAMME, VAULT, joins, points

GENEROUS = PROGRAMME.model_copy(update={"welcome_points": 900})


async def test_the_same_programme_is_adopted_once(store: Store) -> None:
    again = await store.write(adopt, PROGRAMME, key=None)
    assert (again.number, again.is_new) == (1, False)


async def test_a_change_adds_a_version_in_force_from_now_on(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    clock.advance(DAY)
    changed = await store.write(adopt, GENEROUS, key=None)
    assert (changed.number, changed.is_new) == (2, True)
    bo = await joins(store, 2)
    assert [await points(store, member) for member in (ann, bo)] == [500, 900]
    assert store.programme == await store.read(_in_force) == GENEROUS


async def test_going_back_is_a_version_too(store: Store) -> None:
    await store.write(adopt, GENEROUS, key=None)
    back = await store.write(adopt, PROGRAMME, key=None)
    assert (back.number, back.is_new) == (3, True)
    assert store.programme == PROGRAMME


async def test_each_posting_names_the_version_that_made_it(
    store: Store, clock: StandingClock
) -> None:
    assert await store.write(_version, key=None) == 1
    clock.advance(1)
    await store.write(adopt, GENEROUS, key=None)
    assert await store.write(_version, key=None) == 2


async def test_old_versions_stay_readable_after_a_restart(
    store: Store, url: str, clock: StandingClock
) -> None:
    start = clock.now()
    clock.advance(DAY)
    await store.write(adopt, GENEROUS, key=None)
    await store.close()
    reopened = await open_store(url, clock, VAULT)
    versions = await reopened.read(Versions.load)
    assert versions.at(start).programme == PROGRAMME
    assert versions.at(clock.now() - 1).number == 1
    assert versions.at(clock.now()).programme == reopened.programme == GENEROUS
    assert await points(reopened, await joins(reopened)) == 900
    await reopened.close()


def test_the_version_in_force_goes_by_date() -> None:
    versions = Versions(tuple(Version(number, number * 100, Programme()) for number in (1, 2, 3)))
    found = {now: versions.at(now).number for now in (0, 99, 100, 199, 200, 299, 300, 10**18)}
    assert found == {0: 1, 99: 1, 100: 1, 199: 1, 200: 2, 299: 2, 300: 3, 10**18: 3}


def test_of_two_versions_at_once_the_later_counts() -> None:
    versions = Versions((Version(1, 100, Programme()), Version(2, 100, Programme())))
    assert versions.at(100).number == 2


def test_before_anything_is_adopted_the_defaults_are_in_force() -> None:
    assert Versions().at(0).programme == Programme()


def test_of_pending_versions_those_are_announced_that_change_something() -> None:
    versions = Versions(
        (
            Version(1, 100, Programme()),
            Version(2, 300, GENEROUS),
            Version(3, 200, Programme()),
            Version(4, 300, Programme()),
            Version(5, 400, GENEROUS),
        )
    )
    assert [version.number for version in versions.pending(100)] == [3, 4, 5]
    assert [version.number for version in versions.upcoming(100)] == [5]
    assert versions.newest == 5


@pytest.mark.parametrize("seed", range(2))
async def test_in_ten_years_of_changes_each_instant_has_one_version(
    store: Store, clock: StandingClock, seed: int
) -> None:
    """What is in force is what the last changes say, and what was in force stays as it was."""
    chance, last = Random(seed), clock.now() + 3653 * DAY
    shop = _Shop(store, clock, chance)
    await reads(store, SETTINGS)
    seen: dict[int, Programme] = {}
    while clock.now() < last:
        await chance.choice(shop.changes)()
        assert shop.as_it_should_be()
        seen[clock.now()] = store.programme
        clock.advance(chance.randrange(120) * DAY + chance.randrange(3) * HOUR)
        assert shop.as_it_should_be()
        seen[clock.now()] = store.programme
    versions = await store.read(Versions.load)
    assert {at: versions.at(at).programme for at in seen} == seen


class _Shop:
    """A shop whose owner changes the file and the chat by chance, and what should be in force."""

    def __init__(self, store: Store, clock: StandingClock, chance: Random) -> None:
        self._store = store
        self._clock = clock
        self._chance = chance
        self._welcome = SETTINGS.welcome_points
        self._file: dict[str, Rule] = {}
        self._rules: dict[str, Rule] = {}
        self._minor = 100
        self._coming: tuple[int, int] | None = None
        self.changes = (self._read, self._put, self._put, self._pause, self._end, self._value)

    def as_it_should_be(self) -> bool:
        """Whether what is in force is what was said last."""
        if self._coming and self._coming[0] <= self._clock.now():
            self._minor, self._coming = self._coming[1], None
        programme = self._store.programme
        now = programme.currency.anchor_minor, programme.welcome_points, rules(self._store)
        return now == (self._minor, self._welcome, self._rules)

    async def _read(self) -> None:
        self._welcome = self._chance.randrange(1000)
        rule = DOUBLE.model_copy(update={"percent": self._chance.randrange(101, 999)})
        kept: dict[str, Rule] = {rule.id: rule} if self._chance.randrange(3) else {}
        for id_ in self._file.keys() - kept.keys():
            self._rules.pop(id_, None)
        self._rules |= kept
        self._file = kept
        fields = {"welcome_points": self._welcome, "rules": tuple(kept.values())}
        await reads(self._store, SETTINGS.model_copy(update=fields))

    async def _put(self) -> None:
        rule = BONUS.model_copy(
            update={
                "id": f"bonus-{self._chance.randrange(5)}",
                "points": self._chance.randrange(1, 99),
            }
        )
        self._rules[rule.id] = rule
        await puts(self._store, rule)

    async def _pause(self) -> None:
        for id_, rule in self._rules.items():
            self._rules[id_] = rule.model_copy(update={"paused": not rule.paused})
            await pauses(self._store, id_, not rule.paused)

    async def _end(self) -> None:
        for id_ in list(self._rules)[:1]:
            await ends(self._store, id_)
            self._rules[id_] = rules(self._store)[id_]

    async def _value(self) -> None:
        if self._coming and self._chance.randrange(2):
            self._coming = None
            await withdraws(self._store)
        else:
            minor, days = self._chance.randrange(90, 120), self._chance.randrange(1, 90)
            self._coming = days_on(self._store, days), minor
            await values(self._store, minor, days)


def _in_force(tx: ReadTx) -> Programme:
    return tx.programme


def _version(tx: Tx) -> int:
    return tx.version.number
