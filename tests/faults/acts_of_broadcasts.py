"""Every verb of a broadcast, each with the scene it needs."""

from domain import broadcasts, members
from domain.broadcasts import Audience, Content, Link
from domain.broadcasts.clicks import token_of
from domain.calendar import DAY
from domain.members import Person
from domain.tx import Tx
from tests.faults.acts import Act
from tests.faults.stage import Deed, Stage
from tests.scene import VAULT

HELLO = Content(
    "text", "Hello {name}", title="Hello", links=(Link("Shop", url="https://s.example"),)
)
# Whoever joined in an earlier scene is not meant.
NEWCOMERS = Audience(segment="new")
EARLIER_DAYS = 31
NUMBERS = 1_000_000


async def start(stage: Stage) -> Deed:
    await _crowd(stage, 1)
    return stage.deed(_start, _owner(stage))


async def begin(stage: Stage) -> Deed:
    await _crowd(stage, 1)
    planned = await stage.does(_plan, _owner(stage))
    stage.sleeps(1)
    return stage.deed(broadcasts.begin, planned.broadcast, 1)


async def reschedule(stage: Stage) -> Deed:
    await _crowd(stage, 1)
    planned = await stage.does(_plan, _owner(stage))
    later = stage.clock.now() + 9 * DAY
    return stage.deed(broadcasts.reschedule, planned.broadcast, _owner(stage), later)


async def pause(stage: Stage) -> Deed:
    return stage.deed(broadcasts.pause, await _started(stage, 1), _owner(stage))


async def cancel(stage: Stage) -> Deed:
    return stage.deed(broadcasts.cancel, await _started(stage, 1), _owner(stage))


async def claim(stage: Stage) -> Deed:
    return stage.deed(_claim, await _started(stage, 3))


async def claim_again(stage: Stage) -> Deed:
    broadcast = await _started(stage, 2)
    await _settles(stage, broadcast, "retry", "delivered")
    stage.sleeps(1)
    return stage.deed(_claim, broadcast)


async def end(stage: Stage) -> Deed:
    broadcast = await _started(stage, 1)
    await _settles(stage, broadcast, "delivered")
    return stage.deed(_claim, broadcast)


async def stop_at_the_first_few(stage: Stage) -> Deed:
    broadcast = await _started(stage, 20)
    await _settles(stage, broadcast, "failed")
    return stage.deed(_claim, broadcast)


async def settle(stage: Stage) -> Deed:
    broadcast = await _started(stage, 4)
    await stage.does(_claim, broadcast)
    return stage.deed(_settle, broadcast, ("delivered", "blocked", "retry", "unsent"))


async def recover(stage: Stage) -> Deed:
    broadcast = await _started(stage, 2)
    await stage.does(_claim, broadcast)
    return stage.deed(broadcasts.recover)


async def follow(stage: Stage) -> Deed:
    (ann,) = await _crowd(stage, 1)
    started = await stage.does(_start, _owner(stage))
    return stage.deed(broadcasts.follow, token_of(VAULT, started.broadcast, 0, ann))


def _owner(stage: Stage) -> int:
    return 500_000 + stage.scene


def _start(tx: Tx, owner: int) -> broadcasts.Started:
    return broadcasts.start(tx, owner, HELLO, NEWCOMERS, holdout_percent=0)


def _plan(tx: Tx, owner: int) -> broadcasts.Started:
    return broadcasts.start(tx, owner, HELLO, NEWCOMERS, starts_at=tx.now + DAY)


def _claim(tx: Tx, broadcast: int) -> int:
    return len(broadcasts.claim(tx, broadcast, 100).recipients)


def _settle(tx: Tx, broadcast: int, states: tuple[str, ...]) -> None:
    under_way = sorted(tx.sql.claiming.under_way(broadcast=broadcast))
    outcomes = [(member, state) for (member, _), state in zip(under_way, states, strict=True)]
    broadcasts.settle(tx, broadcast, outcomes)


def _join(tx: Tx, person: Person) -> int:
    member = members.enrol(tx, person).member
    members.agree(tx, member, "start")
    return member


async def _started(stage: Stage, people: int) -> int:
    await _crowd(stage, people)
    started: broadcasts.Started = await stage.does(_start, _owner(stage))
    return started.broadcast


async def _settles(stage: Stage, broadcast: int, *states: str) -> None:
    await stage.does(_claim, broadcast)
    await stage.does(_settle, broadcast, states)


async def _crowd(stage: Stage, people: int) -> list[int]:
    stage.sleeps(EARLIER_DAYS)
    crowd = [Person(NUMBERS * at + stage.scene, "Ann", "en") for at in range(1, people + 1)]
    return [await stage.does(_join, person) for person in crowd]


ACTS_OF_BROADCASTS: dict[str, Act] = {
    f"broadcast_{act.__name__}": act
    for act in (
        start,
        begin,
        reschedule,
        pause,
        cancel,
        claim,
        claim_again,
        end,
        stop_at_the_first_few,
        settle,
        recover,
        follow,
    )
}
