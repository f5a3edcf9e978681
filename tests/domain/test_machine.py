"""Anything members and staff may do, in any order, against an oracle of a dict."""

import asyncio
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.store import SqliteStore
from domain import books, earning, rewards
from domain.adoption import adopt
from domain.calendar import DAY, MINUTE
from domain.errors import NotEnoughPoints, SoldOut, UndoTooLate, VoucherClosed
from domain.insight import figures
from domain.programme import Reward, Surprise
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    PROGRAMME,
    REWARDS,
    VAULT,
    buys,
    found,
    fresh_key,
    joins,
    points,
    redeems,
    signs_in,
)

LUCKY = PROGRAMME.model_copy(
    update={"surprise": Surprise(purchase_percent=40, daily_budget=300, draw_winners=2)}
)
PEOPLE = range(1, 4)
people = st.sampled_from(PEOPLE)


class Shop(RuleBasedStateMachine):
    """The shop, and beside it what every balance must be."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        self.clock = StandingClock()
        self.members: dict[int, int] = {}
        self.balances: dict[int, int] = {}
        self.purchases: list[earning.Credited] = []
        self.vouchers: list[tuple[int, rewards.Redeemed]] = []

    def do(self, coroutine: Any) -> Any:
        """Runs one call of the store to its end."""
        return self.runner.run(coroutine)

    @initialize()
    def open(self) -> None:
        path = Path(self.folder.name) / "jifen.db"
        shutil.copy(self.template, path)
        self.store = self.do(SqliteStore.open(path, self.clock, VAULT))
        self.do(self.store.write(adopt, LUCKY, key=None))
        for person in PEOPLE:
            self.members[person] = self.do(joins(self.store, person))
            self.balances[person] = 500

    @rule(person=people)
    def comes_back(self, person: int) -> None:
        assert self.do(joins(self.store, person)) == self.members[person]

    @rule(person=people)
    def signs_in(self, person: int) -> None:
        signed = self.do(signs_in(self.store, self.members[person]))
        self.balances[person] = signed.balance if signed.is_new else self.balances[person]

    @rule(person=people, price=st.one_of(st.integers(1, 50_000), st.just(600_000)))
    def buys(self, person: int, price: int) -> None:
        credited = self.do(buys(self.store, self.members[person], price))
        self.purchases.append(credited)
        self.balances[person] += credited.points + credited.surprise - credited.repaid

    @precondition(lambda self: self.purchases)
    @rule(which=st.integers(0))
    def undoes(self, which: int) -> None:
        credited = self.purchases.pop(which % len(self.purchases))
        try:
            undone = self.do(
                self.store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())
            )
        except UndoTooLate:
            return
        assert undone.points == credited.points + credited.surprise
        self.balances[self._person(credited.member)] -= undone.points - undone.owed

    @rule(person=people, reward=st.sampled_from(REWARDS))
    def redeems(self, person: int, reward: Reward) -> None:
        try:
            redeemed = self.do(redeems(self.store, self.members[person], reward.id))
        except NotEnoughPoints:
            assert self.balances[person] < reward.points
        except SoldOut:
            assert reward.stock is not None
        else:
            self.vouchers.append((person, redeemed))
            self.balances[person] -= reward.points

    @precondition(lambda self: self.vouchers)
    @rule(which=st.integers(0))
    def uses_a_voucher(self, which: int) -> None:
        _, redeemed = self.vouchers.pop(which % len(self.vouchers))
        with suppress(VoucherClosed):
            self.do(self.store.write(rewards.use, redeemed.voucher, "staff", key=fresh_key()))

    @precondition(lambda self: self.vouchers)
    @rule(which=st.integers(0))
    def gives_a_voucher_back(self, which: int) -> None:
        person, redeemed = self.vouchers.pop(which % len(self.vouchers))
        member, key = self.members[person], fresh_key()
        with suppress(VoucherClosed):
            self.do(self.store.write(rewards.cancel, member, redeemed.voucher, key=key))
            self._recount(person)

    @rule()
    def holds_the_days_draw(self) -> None:
        self.do(self.store.write(earning.draw_of_the_day, self.clock.now(), key=fresh_key()))
        for person in PEOPLE:
            self._recount(person)

    @rule(us=st.sampled_from([MINUTE, 11 * MINUTE, DAY, 20 * DAY, 200 * DAY]))
    def time_passes(self, us: int) -> None:
        self.clock.advance(us)
        for person in PEOPLE:
            self._recount(person)

    @rule()
    def the_scheduler_runs(self) -> None:
        """Sweeping what ended changes no balance: it could not be spent before either."""
        self.do(self.store.write(earning.sweep, 0, 500, key=None))
        self.do(self.store.write(earning.remind, 0, 500, key=None))

    @rule()
    def uncollected_vouchers_lapse(self) -> None:
        self.do(self.store.write(rewards.lapse, 500, key=None))
        for person in PEOPLE:
            self._recount(person)

    @invariant()
    def every_balance_is_what_it_must_be(self) -> None:
        for person, member in self.members.items():
            assert self.do(points(self.store, member)) == self.balances[person]

    def teardown(self) -> None:
        if self.members:
            findings = self.do(found(self.store))
            assert findings.breaches == ()
            assert self.do(self.store.read(figures)).outstanding == findings.outstanding_points
            self.do(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def _person(self, member: int) -> int:
        return next(person for person, known in self.members.items() if known == member)

    def _recount(self, person: int) -> None:
        """Where time decides, the lots that are still valid say what the balance must be."""
        lots = self.do(self.store.read(books.lots_left, self.members[person]))
        now = self.clock.now()
        self.balances[person] = sum(lot.points_left for lot in lots if lot.expires_at > now)


def test_whatever_happens_the_books_hold(template: Path) -> None:
    run_state_machine_as_test(
        type("Shop", (Shop,), {"template": template}),
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
