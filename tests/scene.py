"""Scenes as they come about in a shop: every row is written by the verb that writes it there."""

import itertools

from bot.store import Store
from domain import books, earning, notices, rewards
from domain.audit import Findings, audit
from domain.calendar import DAY, HOUR
from domain.members import Person, agree
from domain.notices import Notice
from domain.programme import Budget, Goods, Messages, Named, Programme, Surprise, Tier
from domain.staff import note
from domain.tx import Tx
from domain.vault import Vault

KEY = b"k" * 32
VAULT = Vault(KEY)
CASHIER = 9002
SHOP = "main"
MUG, TEA, TOTE = "mug", "tea", "tote"


def tier(name: str, threshold: int, multiplier: int, discount: int) -> Tier:
    """A tier of the default ladder."""
    return Tier(
        id=name,
        name=Named(en=name, zh=name),
        threshold=threshold,
        multiplier_percent=multiplier,
        discount_percent=discount,
    )


TIERS = (
    tier("bronze", 0, 100, 0),
    tier("silver", 5_000, 120, 1),
    tier("gold", 20_000, 150, 1),
    tier("platinum", 50_000, 200, 2),
    tier("diamond", 100_000, 300, 2),
)
REWARDS = (
    Goods(id=TEA, name=Named(en="Tea", zh="茶"), points=100),
    Goods(id=TOTE, name=Named(en="Tote bag", zh="布袋"), points=300, stock=20),
    Goods(id=MUG, name=Named(en="Mug", zh="杯"), points=400, stock=1),
)
# Purchases win nothing and nothing is capped here, so that every balance can be said beforehand.
UNCAPPED = Budget(month_points=0, year_points=0, from_revenue_minor=10**9)
# Nobody is left out here, no night and no week's budget holds anything up.
MESSAGES = Messages(
    quiet_from="00:00",
    quiet_until="00:00",
    weekly_most=100,
    holdout_percent=0,
    nudge_holdout_percent=0,
)
PROGRAMME = Programme(
    tiers=TIERS,
    rewards=REWARDS,
    surprise=Surprise(purchase_percent=0),
    budget=UNCAPPED,
    messages=MESSAGES,
)

_numbers = itertools.count(1)


def fresh_key() -> str:
    """A key that no request had before."""
    return f"scene:{next(_numbers)}"


async def joins(
    store: Store,
    outside_id: int = 1,
    name: str = "Ann",
    language: str | None = "en",
    *,
    news: bool = True,
) -> int:
    """Somebody becomes a member, and agrees to `news` as they do."""
    person = Person(outside_id, name, language)
    joined = await store.write(earning.join, person, key=fresh_key())
    if news and joined.is_new:
        await store.write(agree, joined.member, "start", key=fresh_key())
    return joined.member


async def buys(
    store: Store, member: int, price: int, receipt: str | None = None
) -> earning.Credited:
    """A cashier credits a purchase, and is on the record with it; `price` in minor units."""
    return await store.write(_sale, member, price, receipt, key=fresh_key())


async def becomes(store: Store, member: int, tier: str) -> None:
    """A member buys as much at once as the tier asks for."""
    threshold = next(one.threshold for one in TIERS if one.id == tier)
    await buys(store, member, threshold * 100)


async def signs_in(store: Store, member: int) -> earning.SignedIn:
    """A member taps the day's sign-in."""
    return await store.write(earning.sign_in, member, key=fresh_key())


async def redeems(store: Store, member: int, reward: str = TEA) -> rewards.Redeemed:
    """A member redeems a reward as it is shown."""
    offer = await store.read(rewards.offer, member, reward)
    return await store.write(rewards.redeem, member, reward, offer.mark, key=fresh_key())


def mark(reward: str, programme: Programme = PROGRAMME) -> str:
    """The mark of a reward as it is shown to somebody in the lowest tier."""
    found = programme.reward(reward)
    assert found is not None, "a reward of the catalogue"
    return rewards.mark_of(found, found.points)


async def vouchers_of(store: Store, member: int) -> tuple[rewards.Voucher, ...]:
    """A member's vouchers, the open ones first."""
    return (await store.read(rewards.my_vouchers, member, 1, 50)).items


async def left(store: Store, member: int, reward: str) -> int | None:
    """How many the shelf still has."""
    return (await store.read(rewards.offer, member, reward)).left


async def points(store: Store, member: int) -> int:
    """What a member can spend now."""
    return await store.read(books.available, member)


async def told(store: Store, kind: str) -> list[Notice]:
    """What is to be told now, of one kind."""
    return [notice for notice in await store.read(notices.due, 10_000) if notice.kind == kind]


async def found(store: Store) -> Findings:
    """What the audit says about the books."""
    return await store.read(audit)


async def holds(store: Store, member: int, points: int, for_us: int = HOUR) -> books.Held:
    """So many points are put aside for a while."""
    until = store.now() + for_us
    return await store.write(books.hold, member, points, "hold", "member", until, key=fresh_key())


async def gets(
    store: Store, member: int, points: int, for_us: int = 30 * DAY, decay_percent: int = 0
) -> books.Posting:
    """So many points are given that end after a time of their own."""
    return await store.write(
        _issue, member, points, store.now() + for_us, decay_percent, key=fresh_key()
    )


async def reverses(store: Store, txn: int, points: int | None = None) -> books.Reversed:
    """A transaction is taken back, or a part of it."""
    return await store.write(books.reverse, txn, "undo", "staff", points, key=fresh_key())


async def left_of_lots(store: Store, member: int) -> list[int]:
    """What each lot that holds something still holds, in the order in which they are spent."""
    return [lot.points_left for lot in await store.read(books.lots_left, member)]


def _sale(tx: Tx, member: int, price: int, receipt: str | None) -> earning.Credited:
    done = earning.credit(tx, member, price, SHOP, receipt, CASHIER)
    note(tx, CASHIER, "sale", member=member, txn=done.txn, paid=done.paid, points=done.points)
    return done


def _issue(tx: Tx, member: int, points: int, ends: int, decay: int) -> books.Posting:
    return books.issue(tx, member, points, "welcome", "owner", ends, decay_percent=decay)


async def seals(store: Store) -> tuple[books.Seal, ...]:
    """The hour after midnight: what was posted before today is sealed. The whole chain."""
    slot = store.now()
    while not (await store.write(books.seal_batch, slot, key=None)).done:
        pass
    return await store.read(books.chain)
