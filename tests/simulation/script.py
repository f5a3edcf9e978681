"""One seed, one script: what people, the clock and the machine do, all decided beforehand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from domain.calendar import DAY, HOUR, MINUTE
from tests.simulation.counter_acts import PLAYED, REWARDS
from tests.simulation.pair import Op

PEOPLE = 4
BURST_MAX = 8
YEAR = 365 * DAY
# Alone in their commit: they mean what is there now.
ALONE = {"extend", "reinstate"}

Dice = Random
Args = tuple[int, ...]


@dataclass(frozen=True)
class Fault:
    """The wire breaks at one statement of a burst: before or after it, once or for good."""

    statement: int
    done: bool
    lasts: bool


@dataclass(frozen=True)
class Burst:
    """Acts at once, perhaps on a wire that breaks."""

    ops: tuple[Op, ...]
    fault: Fault | None = None


@dataclass(frozen=True)
class Jump:
    """The clock moves, by so many microseconds."""

    us: int


@dataclass(frozen=True)
class Again:
    """An old request is repeated."""

    which: int


@dataclass(frozen=True)
class Restart:
    """The store is closed and opened."""


@dataclass(frozen=True)
class Night:
    """The day before is sealed."""


Step = Burst | Jump | Again | Restart | Night


def _who(dice: Dice) -> int:
    return dice.randrange(PEOPLE)


def _newest(dice: Dice) -> int:
    """Mostly something new: what is old is mostly over."""
    return int(dice.expovariate(0.4))


def _part(dice: Dice) -> int:
    return dice.choice((0, dice.randint(1, 60), dice.randint(1, 200)))


def _later(dice: Dice) -> int:
    return dice.choice((HOUR, DAY, 40 * DAY, YEAR))


def _issue(dice: Dice) -> Args:
    days, decay = dice.choice((1, 2, 30, 30, 400)), dice.choice((0, 0, 0, 10, 33))
    return _who(dice), dice.randint(1, 250), days, decay, dice.choice((0, 0, HOUR, 3 * DAY))


def _hold(dice: Dice) -> Args:
    return _who(dice), dice.randint(1, 200), dice.choice((30 * MINUTE, 2 * DAY, 50 * DAY))


def _redeem(dice: Dice) -> Args:
    return _who(dice), dice.randrange(len(REWARDS)), dice.choice((0, 0, 0, 0, 0, 7))


def _sell(dice: Dice) -> Args:
    price = dice.randint(1, dice.choice((700, 3_000, 30_000)))
    voucher, hold = dice.choice((0, 1, 1, 1, 2)), dice.choice((0, 1, 1, 1, 2))
    return _who(dice), price, voucher, hold


MENU: dict[str, tuple[int, Callable[[Dice], Args]]] = {
    "issue": (14, _issue),
    "spend": (10, lambda dice: (_who(dice), dice.randint(1, 200))),
    "hold": (8, _hold),
    "capture": (6, lambda dice: (_newest(dice), _part(dice))),
    "release": (4, lambda dice: (_newest(dice),)),
    "expire_holds": (2, lambda dice: ()),
    "sweep": (3, lambda dice: (dice.choice((2, 500)),)),
    "reverse": (12, lambda dice: (dice.randrange(3), _newest(dice), _part(dice))),
    "reinstate": (4, lambda dice: (_who(dice), _newest(dice), _later(dice))),
    "extend": (3, lambda dice: (_who(dice), dice.randrange(9), _later(dice))),
    "credit": (12, lambda dice: (_who(dice), dice.randint(1, 30_000), dice.randrange(6))),
    "undo": (5, lambda dice: (_newest(dice),)),
    "refund": (6, lambda dice: (_newest(dice), _part(dice))),
    "sell": (12, _sell),
    "put_aside": (7, lambda dice: (_who(dice), dice.randint(5, 150), dice.choice((0, 1, 1)))),
    "agree": (3, lambda dice: (_newest(dice),)),
    "decline": (1, lambda dice: (_newest(dice),)),
    "redeem": (14, _redeem),
    "donate": (1, lambda dice: (_who(dice),)),
    "play": (8, lambda dice: (_who(dice), dice.randrange(len(PLAYED)))),
    "ticket": (1, lambda dice: (_who(dice),)),
    "cancel": (4, lambda dice: (_newest(dice),)),
    "use": (2, lambda dice: (_newest(dice),)),
    "lapse": (1, lambda dice: ()),
    "sign_in": (6, lambda dice: (_who(dice),)),
    "act": (4, lambda dice: (_who(dice),)),
    "catch": (3, lambda dice: (_who(dice),)),
    "judge": (2, lambda dice: ()),
    "tend": (3, lambda dice: ()),
    "join": (1, lambda dice: (_who(dice),)),
}
JUMPS = {
    MINUTE: 30,
    11 * MINUTE: 15,
    HOUR: 15,
    DAY: 16,
    20 * DAY: 6,
    200 * DAY: 2,
    2 * YEAR: 1,
    -2 * HOUR: 3,
}


def script(seed: int, ops: int) -> Iterator[Step]:
    """What a seed means: so many acts, and what comes between them."""
    dice = Random(seed)
    left = ops
    while left > 0:
        chance = dice.random()
        if chance < 0.36:
            yield Jump(dice.choices(tuple(JUMPS), tuple(JUMPS.values()))[0])
        elif chance < 0.40:
            yield Again(dice.randrange(10**6))
        elif chance < 0.41:
            yield Restart()
        elif chance < 0.43:
            yield Night()
        burst = _burst(dice, min(left, BURST_MAX))
        left -= len(burst.ops)
        yield burst


def _burst(dice: Dice, most: int) -> Burst:
    count = min(dice.choice((1, 1, 2, 4, 8)), most)
    names = dice.choices(tuple(MENU), [weight for weight, _ in MENU.values()], k=count)
    ops = tuple(Op(name, MENU[name][1](dice)) for name in names)
    ops = tuple(op for op in ops if op.name in ALONE)[:1] or ops
    if dice.random() > 0.2:
        return Burst(ops)
    # Acts that fail for good are repeated one by one: what they share would lose its order.
    lasts = len(ops) == 1 and dice.random() < 0.5
    return Burst(ops, Fault(dice.randrange(24 * len(ops)), dice.random() < 0.5, lasts))
