"""The real shop and the oracle, told the same and asked the same."""

import asyncio
from typing import Any, NamedTuple

from bot.store import Store, Unavailable
from domain import books, rewards
from domain.audit import audit
from domain.errors import Refusal
from domain.insight import figures
from domain.tx import ReadTx
from tests.simulation.acts import Acts
from tests.simulation.catalogue import CAUSE
from tests.simulation.counter_acts import PLAYED
from tests.simulation.deeds import Deed, agree, foretold, told
from tests.simulation.oracle import Oracle
from tests.simulation.rules import TIERS
from tests.simulation.things import Line, Look

TRIES = 20


class Op(NamedTuple):
    """An act by its name, with small numbers."""

    name: str
    args: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}{self.args}"


class Wrong(AssertionError):
    """The shop did not do as the oracle says."""


class Done(NamedTuple):
    """A deed that was acknowledged, to be asked for again."""

    deed: Deed
    key: str
    result: Any


class Pair:
    """Plays acts on a store, and compares after each. Keys begin with `name`."""

    def __init__(self, store: Store, name: str = "pair") -> None:
        self.store = store
        self.oracle = Oracle(store.now())
        self.acts = Acts(self.oracle)
        self.done: list[Done] = []
        self.transcript: list[str] = []
        self._name = name
        self._keys = 0

    async def opens(self, people: int) -> None:
        """The first members join."""
        for who in range(people):
            joined = await self.store.write(*self._call(self.acts.join(who)), key=self._key())
            self.acts.members.append(joined.member)
            self.oracle.join(who)

    async def does(self, *ops: Op) -> int:
        """Plays acts at once, so that they share a commit; returns how many were possible."""
        deeds = [(op, deed) for op in ops if (deed := await self.deed_of(op)) is not None]
        keys = [self._key() for _ in deeds]
        calls = [self._settled(deed, key) for (_, deed), key in zip(deeds, keys, strict=True)]
        results = await asyncio.gather(*calls)
        for (op, deed), key, result in zip(deeds, keys, results, strict=True):
            self._compare(op, deed, key, result)
        await self.agrees()
        return len(deeds)

    async def again(self, which: int) -> None:
        """An act that was acknowledged long ago is asked for again: the same answer, once."""
        if self.done:
            deed, key, result = self.done[which % len(self.done)]
            repeated = await self._settled(deed, key)
            if repeated != result:
                raise Wrong(f"{key} said {result} first, and {repeated} again")
            await self.agrees()

    async def deed_of(self, op: Op) -> Deed | None:
        """What an act means now."""
        if op.name == "reinstate":
            return await self._reinstate(*op.args)
        if op.name == "extend":
            return await self._extend(*op.args)
        if op.name == "play":
            return await self._play(*op.args)
        deed: Deed | None = getattr(self.acts, op.name)(*op.args)
        return deed

    async def agrees(self) -> None:
        """Compares what each member may know, and the shelf."""
        looks, tiers, stock = await self.store.read(look, tuple(self.acts.members))
        for member, real, tier in zip(self.oracle.members, looks, tiers, strict=True):
            expected = self.oracle.look(member)
            if real != expected:
                raise Wrong(f"member {member.number} has\n{real}, and must have\n{expected}")
            held = None if member.tier is None else (TIERS[member.tier][0], member.grace)
            if tier != held:
                raise Wrong(f"member {member.number} holds {tier}, and must hold {held}")
        if stock != self.oracle.stock:
            raise Wrong(f"the shelf has {stock}, and must have {self.oracle.stock}")
        self.transcript.append(f"{looks} {tiers}")

    async def agrees_in_all(self) -> None:
        """Compares every line, every hold and the totals too, and audits."""
        for member, id_ in zip(self.oracle.members, self.acts.members, strict=True):
            page = await self.store.read(books.history, id_, 1, 100_000)
            lines = [Line(line.kind, line.points, line.balance_after) for line in page.items][::-1]
            if lines != member.lines:
                raise Wrong(f"member {member.number}: {lines} must be {member.lines}")
            self.transcript.append(repr(lines))
        for hold, id_ in zip(self.oracle.holds, self.acts.ids["holds"], strict=True):
            real = await self.store.read(books.hold_of, id_)
            expected = hold.state, hold.captured, hold.at or None
            if (real.state, real.captured, real.ended_at) != expected:
                raise Wrong(f"{real} must be {expected}")
        await self._vouchers_agree()
        findings = await self.store.read(audit)
        if not findings.ok:
            raise Wrong(str(findings))

    async def agrees_on_the_past(self, at: int, looks: tuple[Look, ...]) -> None:
        """Compares what the books say of an earlier moment with what was seen then."""
        for member, seen in zip(self.acts.members, looks, strict=True):
            past = await self.store.read(books.as_of, member, at)
            lots = tuple(facts(lot) for lot in past.lots)
            if (past.available, past.held, past.owed, lots) != seen[1:]:
                raise Wrong(f"at {at} there was {seen}, and now they say {past}")

    async def totals_agree(self) -> None:
        """Compares the programme's accounts, and what its members have."""
        real = await self.store.read(books.liability, self.store.now())
        expected = self.oracle.issued, self.oracle.redeemed, self.oracle.expired
        if (real.issued, real.redeemed, real.expired) != expected:
            raise Wrong(f"{real} must be {expected}")
        outstanding = (await self.store.read(figures)).outstanding
        if outstanding != sum(m.balance + m.held - m.owed for m in self.oracle.members):
            raise Wrong(f"{outstanding} points are said to be outstanding")

    def looks(self) -> tuple[Look, ...]:
        """What there must be now."""
        return tuple(self.oracle.look(member) for member in self.oracle.members)

    def _compare(self, op: Op, deed: Deed, key: str, result: Any) -> None:
        real = told(result)
        expected = foretold(deed, real)
        self.transcript.append(f"{op}: {real}")
        if not agree(real, expected):
            raise Wrong(f"{op} did {real}, and must do {expected}")
        if not isinstance(result, Refusal):
            self.done.append(Done(deed, key, result))
            if deed.ids is not None and (id_ := deed.id_in(result)) is not None:
                self.acts.ids[deed.ids[0]].append(id_)

    async def _settled(self, deed: Deed, key: str) -> Any:
        """The result or the refusal; a database in trouble is asked again, with the same key."""
        for _ in range(TRIES):
            try:
                return await self.store.write(*self._call(deed), key=key)
            except Refusal as refusal:
                return refusal
            except Unavailable as error:
                trouble = error
        raise trouble

    async def _reinstate(self, who: int, which: int, us: int) -> Deed | None:
        member = self.oracle.members[who]
        if not member.expiries:
            return None
        line = sorted(member.expiries, reverse=True)[which % len(member.expiries)]
        place = len(member.lines) + 1 - line
        page = await self.store.read(books.history, self.acts.members[who], place, 1)
        return self.acts.reinstate(page.items[0].txn, who, line, us)

    async def _extend(self, who: int, place: int, us: int) -> Deed | None:
        lots = await self.store.read(books.lots_left, self.acts.members[who])
        if not lots:
            return None
        place %= len(lots)
        return self.acts.extend(lots[place].id, who, place, us)

    async def _play(self, who: int, game: int) -> Deed:
        name, member = PLAYED[game], self.acts.members[who]
        shown = (await self.store.read(rewards.offer, member, name)).mark
        return self.acts.play(who, name, shown)

    async def _vouchers_agree(self) -> None:
        for known, id_ in zip(self.oracle.vouchers, self.acts.ids["vouchers"], strict=True):
            real = await self.store.read(rewards.by_id, id_)
            expected = known.state, known.at or None, known.left
            if (real.state, real.settled_at, real.balance or 0) != expected:
                raise Wrong(f"{real} must be {expected}")
        given = await self.store.read(rewards.given, CAUSE)
        if given != (self.oracle.given, self.oracle.gifts):
            raise Wrong(f"{given} points and gifts are said to be given")

    def _call(self, deed: Deed) -> tuple[Any, ...]:
        return deed.verb, *deed.args

    def _key(self) -> str:
        self._keys += 1
        return f"{self._name}:{self._keys}"


def look(
    tx: ReadTx, members: tuple[int, ...]
) -> tuple[tuple[Look, ...], tuple[tuple[str, int | None] | None, ...], dict[str, int]]:
    """What each member may know, the tier each holds with its grace, and the shelf."""
    tiers = tuple(tx.sql.keeping.held(member=member) for member in members)
    return tuple(_look(tx, member) for member in members), tiers, rewards.stock.left(tx)


def facts(lot: books.Lot) -> tuple[int, int, int, int, str, int]:
    """A lot without its id."""
    return (
        lot.points,
        lot.points_left,
        lot.earned_at,
        lot.expires_at,
        lot.origin,
        lot.decay_percent,
    )


def _look(tx: ReadTx, member: int) -> Look:
    balances = books.balances(tx, member)
    lots = tuple(facts(lot) for lot in books.lots_left(tx, member))
    balance = books.balance(tx, member)
    return Look(balances.available, balance, balances.held, balances.owed, lots)
