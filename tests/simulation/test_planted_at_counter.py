"""What a wrong statement does to gift cards and prizes is found by the audit, or cannot be done."""

from pathlib import Path

import pytest

from bot.store import Store
from domain import rewards
from domain.errors import SoldOut
from domain.programme import Goods, MysteryBox, Outcome
from domain.rewards import games
from tests.faults.place import Place
from tests.faults.stage import NAME
from tests.scene import found, fresh_key, joins, points, redeems
from tests.simulation.campaign import copied
from tests.simulation.planted import Bug, alters, writes
from tests.till import AT_TILL, CARD, gets_voucher, sells

LAST, BOX = "last", "box"
PRIZES = (
    Goods(id=LAST, name=NAME, points=100, stock=1),
    MysteryBox(id=BOX, name=NAME, points=10, outcomes=(Outcome(reward=LAST, weight=1),)),
)
SHELF = AT_TILL.model_copy(update={"rewards": (*AT_TILL.rewards, *PRIZES)})
STAYS_FULL = Bug(
    "a card stays full", "vouchers.draw_down", writes("balance - :minor", "balance"), 0
)
GIVES_MORE = Bug("a card gives more", "vouchers.draw_down", alters("minor", lambda m: m // 2), 0)
FULLER = writes("amount FROM stock", "amount + 1 FROM stock")
SHOWN = Bug("a sold-out prize is shown", "rewards.shelf_and_taken", FULLER, 0)
DRAWN = Bug("a sold-out prize is drawn", "rewards.shelf", FULLER, 0)


@pytest.mark.parametrize("bug", [STAYS_FULL, GIVES_MORE], ids=lambda bug: bug.kind)
async def test_a_gift_card_that_is_overspent_is_found(template: Path, bug: Bug) -> None:
    with copied(template) as url:
        async with Place(url).opened(SHELF, bug.through) as store:
            ann = await joins(store)
            card = await gets_voucher(store, ann, CARD)
            for _ in range(2):
                await sells(store, ann, 2_000, voucher=card)
            assert "vouchers_on_bills" in dict((await found(store)).breaches)


async def test_a_prize_that_is_gone_is_not_given_though_it_is_drawn(template: Path) -> None:
    """The shelf has the last word: nothing is paid, drawn or given."""
    with copied(template) as url:
        async with Place(url).opened(
            SHELF, lambda wire: SHOWN.through(DRAWN.through(wire))
        ) as store:
            ann = await joins(store)
            shown = (await store.read(rewards.offer, ann, BOX)).mark
            await redeems(store, ann, LAST)
            with pytest.raises(SoldOut):
                await plays(store, ann, shown)
            assert await points(store, ann) == 400
            assert (await found(store)).ok


async def plays(store: Store, member: int, shown: str) -> games.Played:
    """A member opens the box as it was shown."""
    return await store.write(games.play, member, BOX, shown, key=fresh_key())
