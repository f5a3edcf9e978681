"""What a shop with vouchers of every kind sells, and how a cashier goes about it."""

from domain import rewards
from domain.programme import (
    Event,
    GiftCard,
    Goods,
    MoneyOff,
    Named,
    PercentOff,
    Privilege,
    Reward,
)
from tests.handlers.town import ANN, BO, Town
from tests.scene import TEA, redeems

TENNER, FIFTH, CARD, LOUNGE, TASTING = "tenner", "fifth", "card", "lounge", "tasting"
REWARDS: tuple[Reward, ...] = (
    Goods(id=TEA, name=Named(en="Tea", zh="茶"), points=100),
    MoneyOff(
        id=TENNER,
        name=Named(en="Ten off", zh="减十元"),
        points=100,
        value_minor=1_000,
        from_minor=2_000,
    ),
    PercentOff(id=FIFTH, name=Named(en="A fifth off", zh="八折"), points=100, percent=20),
    GiftCard(id=CARD, name=Named(en="Gift card", zh="礼品卡"), points=100, value_minor=5_000),
    Privilege(id=LOUNGE, name=Named(en="Lounge", zh="休息室"), points=100),
    Event(
        id=TASTING,
        name=Named(en="Tasting", zh="品鉴会"),
        points=100,
        at="2026-11-24T18:00",
        stock=2,
    ),
)


async def holds(town: Town, reward: str) -> str:
    """Ann redeems a reward; the code of its voucher."""
    done = await redeems(town.app.store, await town.member(ANN), reward)
    await town.settled()
    assert done.voucher is not None
    return await town.app.store.read(rewards.code_of, done.voucher)


async def sells(town: Town, card: str, said: str) -> str:
    """A cashier sells for an amount; the receipt's number."""
    await town.says(BO, f"/sale {card} {said}")
    done = await town.presses(BO, "Confirm")
    return done.text.split("Receipt ")[1][:9]
