"""A shop in a process of its own, to be killed: sixteen clients, and a line for each answer."""

import asyncio
import json
import sys
from collections.abc import Callable
from random import Random
from typing import Any

from pydantic_core import to_json

from bot.clock import SystemClock
from bot.store import Store, open_store
from domain import books, earning, rewards
from domain.calendar import DAY
from domain.errors import Refusal
from domain.members import Person
from tests.scene import CASHIER, SHOP, TEA, VAULT, mark

CLIENTS = 16
EVERYBODYS = 99
HELD = 100
# A key, and the answer as JSON; None for a refusal, which leaves nothing behind.
Line = tuple[str, str | None]


class Client:
    """One caller with a member of its own; its keys are numbered and known before each call."""

    def __init__(self, store: Store, session: int, number: int, say: Callable[[Line], None]):
        self._store = store
        self._name = f"{session}.{number}"
        self._person = 100 + number
        self._random = Random(f"{session}:{number}")
        self._say = say
        self._count = 0
        self._vouchers: list[int] = []
        self._holds: list[int] = []
        self._issued: list[int] = []

    async def run(self) -> None:
        """Writes until the process is killed."""
        person = Person(self._person, "Ann", "en")
        self._me = (await self._does("join", earning.join, person)).member
        everybody = Person(EVERYBODYS, "Everybody", "en")
        self._everybody = (await self._does("join", earning.join, everybody)).member
        steps = (self._buy, self._sign_in, self._share, self._redeem, self._hold, self._bonus)
        weights = (30, 2, 10, 20, 20, 18)
        while True:
            (step,) = self._random.choices(steps, weights)
            await step()

    async def _does(self, name: str, verb: Callable[..., Any], *args: Any) -> Any:
        key = f"{self._name}.{self._count}.{name}"
        self._count += 1
        try:
            answer = await self._store.write(verb, *args, key=key)
        except Refusal:
            self._say((key, None))
            return None
        self._say((key, to_json(answer).decode()))
        return answer

    async def _buy(self) -> None:
        await self._does("credit", earning.credit, self._me, 8840, SHOP, None, CASHIER)

    async def _share(self) -> None:
        await self._does("share", earning.credit, self._everybody, 100, SHOP, None, CASHIER)

    async def _sign_in(self) -> None:
        await self._does("sign_in", earning.sign_in, self._me)

    async def _redeem(self) -> None:
        if self._vouchers and self._random.random() < 0.5:
            await self._does("cancel", rewards.cancel, self._me, self._vouchers.pop())
        elif redeemed := await self._does("redeem", rewards.redeem, self._me, TEA, mark(TEA)):
            self._vouchers.append(redeemed.voucher)

    async def _hold(self) -> None:
        if self._holds and self._random.random() < 0.6:
            hold = self._holds.pop()
            if self._random.random() < 0.5:
                await self._does("release", books.release, hold, "till")
            else:
                part = self._random.choice((None, 60))
                await self._does("capture", books.capture, hold, "till", part)
            return
        until = self._store.now() + DAY
        held = await self._does("hold", books.hold, self._me, HELD, "hold", "till", until)
        if held:
            self._holds.append(held.hold)

    async def _bonus(self) -> None:
        if self._issued and self._random.random() < 0.5:
            part = self._random.choice((None, 20))
            await self._does("reverse", books.reverse, self._issued.pop(), "undo", "till", part)
            return
        until = self._store.now() + 30 * DAY
        issued = await self._does("issue", books.issue, self._me, 50, "bonus", "till", until)
        self._issued.append(issued.txn)


async def _serve(url: str, session: int, say: Callable[[Line], None]) -> None:
    store = await open_store(url, SystemClock(), VAULT)
    await asyncio.gather(*(Client(store, session, each, say).run() for each in range(CLIENTS)))


def serve(url: str, session: int, say: Callable[[Line], None]) -> None:
    """Opens the shop at `url` and writes until it is killed; `session` seeds the chance."""
    asyncio.run(_serve(url, session, say))


def _print(line: Line) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), _print)
