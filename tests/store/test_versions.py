"""Which rules are in force, when, and since when."""

from bot.store import Store, open_store
from domain.adoption import Versions, adopt
from domain.calendar import DAY
from domain.programme import Programme, Version
from domain.tx import ReadTx, Tx
from tests.clock import StandingClock
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


def _in_force(tx: ReadTx) -> Programme:
    return tx.programme


def _version(tx: Tx) -> int:
    return tx.version.number
