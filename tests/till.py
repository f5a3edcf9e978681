"""At the till: what clerks do for members, each by the verb that does it."""

from bot.store import Store
from domain import counter
from domain.counter import Bill
from domain.programme import GiftCard, Goods, MoneyOff, Named, PercentOff
from domain.staff import Act, Clerk, acts
from tests.scene import CASHIER, PROGRAMME, SHOP, fresh_key, redeems

CLERK = Clerk(CASHIER, "cashier", SHOP, "Carl")
COLLEAGUE = Clerk(9003, "cashier", SHOP, "Cleo")
MANAGER = Clerk(9004, "manager", SHOP, "Mona")
OWNER = Clerk(9001, "owner", SHOP, "Olga")
SUPPORT = Clerk(9005, "support", SHOP, "Sam")
NOBODY = Clerk(9006, "member", SHOP, "Nell")
SILLY = (0, -1, -(2**63), 2**63)

TEN_OFF, THIRD_OFF, CARD, CUP = "ten-off", "third-off", "card", "cup"


def _named(name: str) -> Named:
    return Named(en=name, zh=name)


REWARDS = (
    Goods(id=CUP, name=_named("Cup"), points=100),
    MoneyOff(id=TEN_OFF, name=_named("10 off"), points=100, value_minor=1_000, from_minor=2_000),
    PercentOff(id=THIRD_OFF, name=_named("A third off"), points=100, percent=33, most_minor=2_000),
    GiftCard(id=CARD, name=_named("Gift card"), points=300, value_minor=3_000),
)
AT_TILL = PROGRAMME.model_copy(update={"rewards": REWARDS})


async def sells(
    store: Store,
    member: int,
    price: int,
    clerk: Clerk = CLERK,
    approved_by: Clerk | None = None,
    *,
    voucher: int | None = None,
    hold: int | None = None,
    happened_at: int | None = None,
) -> counter.Credited:
    """A clerk sells for so much; a voucher and points that were put aside pay a part."""
    bill = Bill(price, voucher=voucher, hold=hold)
    return await store.write(
        counter.sell, clerk, member, bill, approved_by, happened_at, key=fresh_key()
    )


async def gets_voucher(store: Store, member: int, reward: str) -> int:
    """A member redeems a reward for a voucher."""
    voucher = (await redeems(store, member, reward)).voucher
    assert voucher is not None
    return voucher


async def quotes(store: Store, member: int, bill: Bill) -> counter.BillQuote:
    """The summary that a clerk sees."""
    return await store.read(counter.quote, CLERK, member, bill)


async def puts_aside(
    store: Store, member: int, points: int, present: bool = True, clerk: Clerk = CLERK
) -> int:
    """So many points are put aside to pay with; the hold."""
    done = await store.write(counter.put_aside, clerk, member, points, present, key=fresh_key())
    return done.hold


async def refunds(
    store: Store,
    purchase: int,
    minor: int | None = None,
    clerk: Clerk = CLERK,
    approved_by: Clerk | None = None,
) -> counter.Refunded:
    """A clerk gives money back: all that is left, or a part."""
    return await store.write(counter.refund, clerk, purchase, minor, approved_by, key=fresh_key())


async def undoes(store: Store, purchase: int, clerk: Clerk = CLERK) -> counter.Refunded:
    """A clerk takes a fresh purchase back."""
    return await store.write(counter.undo, clerk, purchase, key=fresh_key())


async def makes_good(
    store: Store,
    member: int,
    points: int,
    reason: str = "Cold coffee",
    clerk: Clerk = CLERK,
    approved_by: Clerk | None = None,
) -> counter.MadeGood:
    """A clerk gives points for something that went wrong."""
    return await store.write(
        counter.make_good, clerk, member, points, reason, approved_by, key=fresh_key()
    )


async def on_record(store: Store, *kinds: str) -> list[Act]:
    """What staff did of some kinds, oldest first."""
    found = await store.read(acts, store.now() + 1, 1_000)
    return [act for act in reversed(found) if not kinds or act.act in kinds]
