"""The audit finds each lie that somebody with the database in hand could plant."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from bot.store import Store, open_store
from domain import books, broadcasts, earning, members, notices, rewards
from domain.audit import INVARIANTS, TRIGGERS, check
from domain.calendar import DAY
from domain.earning.moments import referrals
from domain.members import Person
from domain.programme import (
    Donation,
    GiftCard,
    InKindRule,
    Named,
    Prize,
    Programme,
    Raffle,
    ReferralRule,
    StepRule,
    Surprise,
)
from domain.rewards import games
from domain.staff import begin
from tests import tamper
from tests.clock import StandingClock
from tests.domain.lies import KEYS_ARE_ONE, KEYS_LOSE_THEIR_INDEX, LIES, MORE_LIES
from tests.kinds import CONCERT
from tests.paired import card, entry, hands_in, pairs
from tests.scene import (
    CASHIER,
    MUG,
    PROGRAMME,
    TEA,
    VAULT,
    buys,
    found,
    fresh_key,
    gets,
    holds,
    joins,
    redeems,
    reverses,
    signs_in,
)
from tests.till import makes_good, puts_aside, refunds, sells

NAME = Named(en="Rule", zh="规则")
TREES = Donation(id="trees", name=Named(en="Trees", zh="种树"), points=10)
POT = Raffle(id="pot", name=NAME, points=10, draws_at="2030-01-01", prize_points=100)
CARD = GiftCard(id="card", name=Named(en="Card", zh="礼品卡"), points=20, value_minor=700)


@pytest.fixture
def postgres(defenceless: str) -> str:
    """What is tampered with has no constraints left."""
    return defenceless


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins 20 points, and a large one a step, a gift and a friend's reward."""
    surprise = Surprise(purchase_percent=100, prizes=(Prize(points=20, weight=1),))
    rules = (
        StepRule(id="step", name=NAME, spend_minor=8_000, points=30),
        InKindRule(id="gift", name=NAME, spend_minor=8_000, reward=TEA),
        ReferralRule(id="friends", name=NAME, points=100),
    )
    shelf = (*PROGRAMME.rewards, TREES, CARD, POT, CONCERT)
    more = {"surprise": surprise, "rules": rules, "rewards": shelf}
    return PROGRAMME.model_copy(update=more)


@pytest.fixture
async def lived_in(store: Store) -> Store:
    """A shop in which everything has happened once."""
    await store.write(begin, (CASHIER,), key=None)
    ann = await joins(store, 1)
    code, friend = (await store.read(referrals.invited, ann)).code, Person(2, "Bo", "en")
    bo = (await store.write(referrals.join_invited, friend, code, key=fresh_key())).member
    await signs_in(store, ann)
    await buys(store, bo, 8840)
    await store.write(rewards.hand_over, 10, key=None)
    await redeems(store, bo, TREES.id)
    shown = (await store.read(rewards.offer, bo, POT.id)).mark
    await store.write(games.buy_ticket, bo, POT.id, shown, key=fresh_key())
    gift = await redeems(store, bo, CARD.id)
    await sells(store, bo, 500, voucher=gift.voucher)
    undone = await buys(store, ann, 10_000)
    await store.write(earning.undo, undone.purchase, CASHIER, key=fresh_key())
    paid = await sells(store, ann, 2_000, hold=await puts_aside(store, ann, 100))
    await refunds(store, paid.purchase, 900)
    await makes_good(store, ann, 25)
    used, returned = await redeems(store, ann, TEA), await redeems(store, ann, TEA)
    await store.write(rewards.use, used.voucher, "staff", key=fresh_key())
    await store.write(rewards.cancel, ann, returned.voucher, key=fresh_key())
    await redeems(store, bo, MUG)
    written = entry(store, 1, await card(store, ann), at=store.now() - 1_000)
    await hands_in(store, (await pairs(store)).device, written)
    taken, released = await holds(store, ann, 50), await holds(store, ann, 20)
    captured = await store.write(books.capture, taken.hold, "till", 30, key=fresh_key())
    await store.write(books.release, released.hold, "till", key=fresh_key())
    await holds(store, bo, 10)
    for part in (10, 5):
        await reverses(store, captured.txn, part)
    await gets(store, bo, 40)
    for later in (90, 120):
        lot = (await store.read(books.lots_left, bo))[0].id
        until = store.now() + later * DAY
        await store.write(books.extend, lot, until, "staff", key=fresh_key())
    hello, everybody = broadcasts.Content("text", "Hello"), broadcasts.EVERYBODY
    told_of = await store.write(broadcasts.start, CASHIER, hello, everybody, key=fresh_key())
    await store.write(broadcasts.claim, told_of.broadcast, 10, key=None)
    await store.write(members.withdraw, ann, "settings", key=fresh_key())
    told, *_ = await store.read(notices.due, 1)
    await store.write(notices.settle, [(told, "sent")], key=None)
    return store


async def test_books_kept_by_verbs_are_sound(lived_in: Store) -> None:
    findings = await found(lived_in)
    assert findings.breaches == ()
    assert findings.ok
    assert findings.members == 2
    earned = 505 - 100 - 30 + 15 + 500 + 108 + 30 - 400 + 10 + 40 - 30 - 10
    paid_with_points = -100 + 20 + 19 - 9 + 25
    assert findings.outstanding_points == earned + paid_with_points


def test_there_is_a_lie_for_every_invariant() -> None:
    assert sorted([*LIES, "append_only_triggers"]) == sorted(INVARIANTS)


@pytest.mark.parametrize(
    ("engine", "invariant", "words"),
    [
        *(("sqlite", *each) for each in [*LIES.items(), *MORE_LIES]),
        *(("postgres", *each) for each in LIES.items()),
    ],
)
async def test_the_audit_finds_the_lie(
    lived_in: Store, url: str, clock: StandingClock, invariant: str, words: str
) -> None:
    await lived_in.close()
    rebuilt = words == KEYS_ARE_ONE and url.startswith("sqlite")
    tamper.lie(url, *(KEYS_LOSE_THEIR_INDEX if rebuilt else ()), words)
    reader = await open_store(url, clock, VAULT, writable=False)
    breaches = dict((await found(reader)).breaches)
    await reader.close()
    assert breaches.get(invariant, 0) != 0
    assert "append_only_triggers" not in breaches


async def test_a_breach_names_who_or_what_it_concerns(
    store: Store, url: str, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    await joins(store, 2)
    await store.close()
    tamper.lie(url, f"UPDATE account SET points = 0 WHERE member = {ann} AND kind = 'available'")
    reader = await open_store(url, clock, VAULT, writable=False)
    breach = await reader.read(check, "lots_carry_balances")
    await reader.close()
    assert (breach.count, breach.ids) == (1, (ann,))


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_the_audit_misses_every_trigger_that_is_gone(
    store: Store, url: str, clock: StandingClock
) -> None:
    await store.close()
    reader = await open_store(url, clock, VAULT, writable=False)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        for gone, trigger in enumerate(sorted(TRIGGERS), 1):
            database.execute(f"DROP TRIGGER {trigger}")
            assert (await reader.read(check, "append_only_triggers")).count == gone, trigger
    await reader.close()


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_trigger_that_refuses_nothing_counts_as_gone(
    store: Store, url: str, clock: StandingClock
) -> None:
    await store.close()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        database.execute("DROP TRIGGER txn_no_delete")
        database.execute("CREATE TRIGGER txn_no_delete BEFORE DELETE ON txn BEGIN SELECT 1; END")
    reader = await open_store(url, clock, VAULT, writable=False)
    findings = await found(reader)
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)


@pytest.mark.parametrize("engine", ["postgres"])
@pytest.mark.parametrize("trigger", ["entry_no_truncate", "entry_no_delete", "lot_fixed"])
async def test_a_trigger_that_sleeps_counts_as_gone(
    store: Store, url: str, clock: StandingClock, trigger: str
) -> None:
    """What may be truncated may as well be deleted."""
    await store.close()
    table = trigger.partition("_")[0]
    reader = await open_store(url, clock, VAULT, writable=False)
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}".encode())
        findings = await found(reader)
        database.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}".encode())
    await reader.close()
    assert findings.breaches == (("append_only_triggers", 1),)
