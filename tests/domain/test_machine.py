"""Anything that members, staff and the clock may do, in any order, beside an oracle.

The oracle keeps lots, holds and debts in lists of its own. After each step every balance, lot and
refusal is what it says; in the end the audit finds nothing, and the books tell of each earlier
moment what was seen then.
"""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.store import open_store
from domain.adoption import adopt
from domain.calendar import DAY, HOUR, MINUTE
from tests import server
from tests.clock import StandingClock
from tests.faults.place import LONG
from tests.scene import VAULT
from tests.simulation.pair import Op, Pair
from tests.simulation.rules import RULED

PEOPLE = 3
YEAR = 365 * DAY
people = st.integers(0, PEOPLE - 1)
points = st.integers(1, 300)
parts = st.one_of(st.just(0), points)
newest = st.integers(0, 5)
later = st.sampled_from([HOUR, DAY, 40 * DAY, YEAR])


class Shop(RuleBasedStateMachine):
    """The shop on a database, and the oracle beside it."""

    databases: Any

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = ExitStack()
        self.clock = StandingClock()
        self.seen: list[tuple[int, Any]] = []
        self.pair: Pair | None = None

    @initialize()
    def open(self) -> None:
        url = self.stack.enter_context(self.databases())
        store = self.runner.run(open_store(url, self.clock, VAULT, workers=1))
        self.pair = Pair(store)
        self.runner.run(store.write(adopt, RULED, key=None))
        self.runner.run(self.pair.opens(PEOPLE))

    def does(self, name: str, *args: int) -> None:
        assert self.pair is not None
        self.runner.run(self.pair.does(Op(name, args)))

    @rule(who=people)
    def comes_back(self, who: int) -> None:
        self.does("join", who)

    @rule(
        who=people,
        points=points,
        days=st.sampled_from([1, 2, 30, 400]),
        decay=st.sampled_from([0, 0, 1, 33, 99]),
        ago=st.sampled_from([0, HOUR, 3 * DAY]),
    )
    def is_issued(self, who: int, points: int, days: int, decay: int, ago: int) -> None:
        self.does("issue", who, points, days, decay, ago)

    @rule(who=people, points=st.integers(1, 700))
    def spends(self, who: int, points: int) -> None:
        self.does("spend", who, points)

    @rule(who=people, points=points, us=st.sampled_from([30 * MINUTE, 2 * DAY, 50 * DAY]))
    def holds(self, who: int, points: int, us: int) -> None:
        self.does("hold", who, points, us)

    @rule(which=newest, part=parts)
    def captures(self, which: int, part: int) -> None:
        self.does("capture", which, part)

    @rule(which=newest)
    def releases(self, which: int) -> None:
        self.does("release", which)

    @rule(kind=st.integers(0, 2), which=newest, part=parts)
    def reverses(self, kind: int, which: int, part: int) -> None:
        self.does("reverse", kind, which, part)

    @rule(who=people, which=newest, us=later)
    def reinstates(self, who: int, which: int, us: int) -> None:
        self.does("reinstate", who, which, us)

    @rule(who=people, place=newest, us=later)
    def extends(self, who: int, place: int, us: int) -> None:
        self.does("extend", who, place, us)

    @rule(who=people)
    def signs_in(self, who: int) -> None:
        self.does("sign_in", who)

    @rule(who=people, price=st.integers(1, 60_000), receipt=st.integers(0, 3))
    def buys(self, who: int, price: int, receipt: int) -> None:
        self.does("credit", who, price, receipt)

    @rule(which=newest)
    def undoes(self, which: int) -> None:
        self.does("undo", which)

    @rule(who=people, reward=st.integers(0, 2), dearer=st.sampled_from([0, 0, 0, 1]))
    def redeems(self, who: int, reward: int, dearer: int) -> None:
        self.does("redeem", who, reward, dearer)

    @rule(which=newest)
    def uses_a_voucher(self, which: int) -> None:
        self.does("use", which)

    @rule(which=newest)
    def gives_a_voucher_back(self, which: int) -> None:
        self.does("cancel", which)

    @rule(most=st.sampled_from([1, 2, 500]))
    def the_sweep_runs(self, most: int) -> None:
        self.does("sweep", most)

    @rule(name=st.sampled_from(["expire_holds", "lapse"]))
    def the_scheduler_runs(self, name: str) -> None:
        self.does(name)

    @rule(us=st.sampled_from([MINUTE, 11 * MINUTE, HOUR, DAY, 20 * DAY, 200 * DAY, 2 * YEAR]))
    def time_passes(self, us: int) -> None:
        assert self.pair is not None
        self.seen.append((self.clock.now(), self.pair.looks()))
        self.clock.advance(us)
        self.pair.oracle.now = self.clock.now()
        self.runner.run(self.pair.agrees())

    @precondition(lambda self: self.pair.done)
    @rule(which=st.integers(0))
    def asks_again(self, which: int) -> None:
        assert self.pair is not None
        self.runner.run(self.pair.again(which))

    def teardown(self) -> None:
        if self.pair is not None:
            self.runner.run(self._ends(self.pair))
        self.runner.close()
        self.stack.close()

    async def _ends(self, pair: Pair) -> None:
        try:
            await pair.agrees_in_all()
            await pair.totals_agree()
            for at, looks in [*self.seen, (self.clock.now(), pair.looks())]:
                await pair.agrees_on_the_past(at, looks)
        finally:
            await pair.store.close()


def holds_under(databases: Any, examples: int) -> None:
    """Lets Hypothesis look for steps after which the shop and the oracle differ."""
    run_state_machine_as_test(
        type("Shop", (Shop,), {"databases": staticmethod(databases)}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_happens_the_books_hold(template: Path) -> None:
    @contextmanager
    def files() -> Iterator[str]:
        with TemporaryDirectory(dir=template.parent) as folder:
            yield f"sqlite:///{shutil.copy(template, Path(folder) / 'jifen.db')}"

    holds_under(files, 600 if LONG else 25)


def test_whatever_happens_the_books_hold_on_a_server(postgres: str) -> None:
    holds_under(lambda: nullcontext(server.emptied(postgres)), 200 if LONG else 5)
