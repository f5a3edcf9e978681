"""Many people at once at few members' points, through several processes' stores."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random
from typing import Any

from bot.store import Store
from domain import books, counter, earning, rewards
from domain.calendar import DAY, HOUR
from domain.counter import Bill
from domain.earning.moments import rain
from domain.earning.moments.activities import do_activity
from domain.errors import Refusal
from domain.members import Person
from domain.rewards import games
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import CASHIER, SHOP, fresh_key, mark
from tests.simulation.acts import bonus
from tests.simulation.catalogue import GAMES, SHELF
from tests.simulation.counter_acts import PLAYED, REWARDS
from tests.simulation.oracle import GIFT
from tests.simulation.rules import RULED
from tests.till import CLERK

MEMBERS = 3


class Crowd:
    """People who act without waiting for each other; what was acknowledged is added up."""

    def __init__(self, stores: list[Store], clock: StandingClock) -> None:
        self._stores = stores
        self._clock = clock
        self._members: list[int] = []
        self._known: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.issued = self.redeemed = 0
        self.outcomes: Counter[str] = Counter()

    async def opens(self) -> None:
        """A few people become members."""
        for number in range(MEMBERS):
            person = Person(number + 1, "Ann", "en")
            joined = await self._stores[0].write(earning.join, person, key=fresh_key())
            self._members.append(joined.member)
            self.issued += GIFT

    async def acts(self, seeds: range, most: int) -> None:
        """One client for each seed, each with so many acts."""
        await asyncio.gather(*(self._client(Random(seed), most) for seed in seeds))

    async def _client(self, dice: Random, most: int) -> None:
        for _ in range(most):
            act = dice.choice(ACTS)
            try:
                await act(self, dice)
                self.outcomes[act.__name__] += 1
            except Refusal as refusal:
                self.outcomes[type(refusal).__name__] += 1

    async def _write(self, dice: Random, verb: Callable[..., Any], *args: Any) -> Any:
        """One request, which now and then comes in through two processes at once."""
        key, ways = fresh_key(), dice.sample(self._stores, dice.choice((1, 1, 1, 2)))
        calls = [store.write(verb, *args, key=key) for store in ways]
        answers = await asyncio.gather(*calls, return_exceptions=True)
        results = [answer for answer in answers if not isinstance(answer, BaseException)]
        if not results:
            raise next(answer for answer in answers if isinstance(answer, BaseException))
        assert all(result == results[0] for result in results)
        return results[0]

    def _some(self, dice: Random, name: str) -> tuple[int, int]:
        """An id that was acknowledged, and its points; mostly a new one, so that many meet."""
        known = self._known[name]
        return dice.choice(known[-8:]) if known else (1, 0)

    async def issue(self, dice: Random) -> None:
        """Points that end soon, or later."""
        points, now = dice.randint(1, 200), self._clock.now()
        ends = now + dice.choice((1, 3, 400)) * DAY
        member = dice.choice(self._members)
        posting = await self._write(dice, bonus, member, points, ends, dice.choice((0, 20)), now)
        self.issued += points
        self._known["issues"].append((posting.txn, points))

    async def buy(self, dice: Random) -> None:
        """A purchase."""
        member = dice.choice(self._members)
        price = dice.randint(100, 20_000)
        credited = await self._write(dice, earning.credit, member, price, SHOP, None, CASHIER)
        self.issued += credited.points
        self._known["purchases"].append((credited.purchase, credited.points))

    async def undo(self, dice: Random) -> None:
        """A purchase is taken back."""
        purchase, _ = self._some(dice, "purchases")
        undone = await self._write(dice, counter.undo, CLERK, purchase)
        self.issued -= undone.points

    async def act(self, dice: Random) -> None:
        """Something is done for points."""
        member = dice.choice(self._members)
        done = await self._write(dice, do_activity, member, "review", "staff")
        self.issued += done.points

    async def catch(self, dice: Random) -> None:
        """A share of the rain."""
        caught = await self._write(dice, rain.catch, dice.choice(self._members), "rain")
        self.issued += caught.points if caught.is_new else 0

    async def spend(self, dice: Random) -> None:
        """Points go."""
        points, member = dice.randint(1, 300), dice.choice(self._members)
        posting = await self._write(dice, books.spend, member, points, "spend", "member")
        self.redeemed += points
        self._known["spends"].append((posting.txn, points))

    async def hold(self, dice: Random) -> None:
        """Points wait."""
        points, member = dice.randint(1, 300), dice.choice(self._members)
        held = await self._write(dice, hold_for, member, points, dice.choice((HOUR, DAY)))
        self._known["holds"].append((held.hold, points))

    async def capture(self, dice: Random) -> None:
        """A part of what waits is redeemed."""
        hold, points = self._some(dice, "holds")
        part = dice.randint(1, max(points, 1))
        await self._write(dice, books.capture, hold, "programme", part)
        self.redeemed += part

    async def release(self, dice: Random) -> None:
        """What waits goes back."""
        await self._write(dice, books.release, self._some(dice, "holds")[0], "programme")

    async def take_back(self, dice: Random) -> None:
        """A part of an issue is taken back."""
        if self._known["issues"]:
            txn, points = self._some(dice, "issues")
            part = dice.randint(1, points)
            await self._write(dice, books.reverse, txn, "undo", "programme", part)
            self.issued -= part

    async def refund(self, dice: Random) -> None:
        """A part of a spend is given back."""
        if self._known["spends"]:
            txn, points = self._some(dice, "spends")
            part = dice.randint(1, points)
            await self._write(dice, books.reverse, txn, "undo", "programme", part)
            self.redeemed -= part

    async def redeem(self, dice: Random) -> None:
        """A voucher is bought."""
        member, reward = dice.choice(self._members), dice.choice(REWARDS)
        price = SHELF[reward].price
        redeemed = await self._write(dice, rewards.redeem, member, reward, mark(reward, RULED))
        self.redeemed += price
        self._known[f"vouchers of {member}"].append((redeemed.voucher, price))

    async def cancel(self, dice: Random) -> None:
        """A voucher is given back."""
        member = dice.choice(self._members)
        voucher, price = self._some(dice, f"vouchers of {member}")
        await self._write(dice, rewards.cancel, member, voucher)
        self.redeemed -= price

    async def pay(self, dice: Random) -> None:
        """A bill, with whatever voucher."""
        member = dice.choice(self._members)
        voucher, _ = self._some(dice, f"vouchers of {member}")
        bill = Bill(dice.randint(100, 20_000), voucher=voucher)
        sold = await self._write(dice, counter.sell, CLERK, member, bill)
        self.issued += sold.points
        self._known["purchases"].append((sold.purchase, sold.points))

    async def play(self, dice: Random) -> None:
        """A game, at the odds that were shown before others played."""
        member, game = dice.choice(self._members), dice.choice(PLAYED)
        offer = await dice.choice(self._stores).read(rewards.offer, member, game)
        played = await self._write(dice, games.play, member, game, offer.mark)
        self.issued += played.points
        self.redeemed += GAMES[game][0]

    async def sign_in(self, dice: Random) -> None:
        """The day's tap."""
        signed = await self._write(dice, earning.sign_in, dice.choice(self._members))
        self.issued += signed.points if signed.is_new else 0

    async def extend(self, dice: Random) -> None:
        """A lot ends later."""
        member = dice.choice(self._members)
        lots = await dice.choice(self._stores).read(books.lots_left, member)
        if lots:
            lot = dice.choice(lots)
            # Somebody else may have moved it beyond that by now.
            with suppress(AssertionError):
                ends = lot.expires_at + dice.randint(1, 9) * DAY
                await self._write(dice, books.extend, lot.id, ends, "owner")

    async def sweep(self, dice: Random) -> None:
        """A scheduler looks after lots."""
        await self._write(dice, earning.sweep, dice.randrange(9), 5)

    async def let_go(self, dice: Random) -> None:
        """A scheduler looks after holds."""
        await self._write(dice, books.expire_holds, 5)

    async def wait(self, dice: Random) -> None:
        """An hour goes by."""
        self._clock.advance(HOUR)


def hold_for(tx: Tx, member: int, points: int, us: int) -> books.Held:
    """A hold that lasts, however long it waited for its turn."""
    return books.hold(tx, member, points, "hold", "member", tx.now + us)


ACTS: tuple[Callable[[Crowd, Random], Awaitable[None]], ...] = (
    Crowd.issue,
    Crowd.issue,
    Crowd.buy,
    Crowd.undo,
    Crowd.act,
    Crowd.catch,
    Crowd.spend,
    Crowd.hold,
    Crowd.capture,
    Crowd.release,
    Crowd.take_back,
    Crowd.refund,
    Crowd.redeem,
    Crowd.cancel,
    Crowd.pay,
    Crowd.play,
    Crowd.sign_in,
    Crowd.extend,
    Crowd.sweep,
    Crowd.let_go,
    Crowd.wait,
)
