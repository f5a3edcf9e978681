"""Activities and green acts: so many times a period, for whom they are meant, inside the caps."""

import pytest

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY
from domain.earning.moments import activities, yearly
from domain.earning.moments.activities import By, Done
from domain.earning.traces import trace_of
from domain.errors import ActivityOver, LimitReached, OwnPurchase
from domain.members import staff
from domain.programme import ActivityRule, Budget, GreenRule, Named, Programme
from domain.staff import begin
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, becomes, found, fresh_key, joins, points, told

REVIEW = ActivityRule(id="review", name=Named(en="Review", zh="评价"), points=20, limit=2)
SHARE = ActivityRule(
    id="share", name=Named(en="Share", zh="分享"), points=10, by="member", limit=1, per="day"
)
PROFILE = ActivityRule(id="profile", name=Named(en="Profile", zh="资料"), points=100, by="profile")
CUP = GreenRule(
    id="cup",
    name=Named(en="Own cup", zh="自带杯"),
    points=5,
    unit=Named(en="cup", zh="杯"),
    limit=3,
)
SILVER = ActivityRule(
    id="tasting", name=Named(en="Tasting", zh="品鉴"), points=50, tiers=("silver", "gold")
)
AHEAD = ActivityRule(
    id="survey", name=Named(en="Survey", zh="问卷"), points=50, starts="2026-12-01"
)
FOR_THE_NEW = ActivityRule(
    id="hello", name=Named(en="Hello", zh="你好"), points=5, limit=9, segments=("new",)
)
RULES = (REVIEW, SHARE, PROFILE, CUP, SILVER, AHEAD, FOR_THE_NEW)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rules": RULES})


async def _does(store: Store, member: int, rule: str, by: By = "staff", units: int = 1) -> Done:
    return await store.write(
        activities.do_activity, member, rule, "somebody", by, units, key=fresh_key()
    )


async def test_an_act_pays_its_points_and_says_why(store: Store) -> None:
    ann = await joins(store)
    done = await _does(store, ann, "review")
    assert (done.points, done.balance, done.left) == (20, 520, 1)
    (line, *_) = (await store.read(books.history, ann, 1, 5)).items
    trace = await store.read(trace_of, ann, line.txn)
    assert trace is not None
    assert [(share.rule, share.kind, share.points) for share in trace.shares] == [
        ("review", "activity", 20)
    ]
    assert (await found(store)).ok


async def test_it_pays_so_often_a_month_and_again_in_the_next(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    for _ in range(2):
        await _does(store, ann, "review")
    with pytest.raises(LimitReached) as refused:
        await _does(store, ann, "review")
    assert (refused.value.limit, refused.value.per) == (2, "month")
    clock.advance(10 * DAY)
    assert (await _does(store, ann, "review")).left == 1
    assert await points(store, ann) == 560


async def test_a_green_act_pays_each_unit_up_to_the_days_limit(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    assert (await _does(store, ann, "cup", units=2)).points == 10
    with pytest.raises(LimitReached):
        await _does(store, ann, "cup", units=2)
    assert (await _does(store, ann, "cup")).left == 0
    clock.advance(DAY)
    assert (await _does(store, ann, "cup", units=3)).points == 15


async def test_what_staff_know_of_a_member_cannot_tap(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(ActivityOver):
        await _does(store, ann, "review", by="member")
    with pytest.raises(ActivityOver):
        await _does(store, ann, "share", by="staff")
    assert (await _does(store, ann, "share", by="member")).points == 10


async def test_what_is_for_others_or_not_begun_pays_nothing(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    for rule in ("tasting", "survey", "nothing"):
        with pytest.raises(ActivityOver):
            await _does(store, ann, rule)
    await becomes(store, ann, "silver")
    clock.advance(10 * DAY)
    assert (await _does(store, ann, "tasting")).points == 50
    assert (await _does(store, ann, "survey")).points == 50


async def test_a_segment_is_told_from_the_members_own_time(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(30 * DAY)
    assert (await _does(store, ann, "hello")).points == 5
    clock.advance(DAY)
    with pytest.raises(ActivityOver):
        await _does(store, ann, "hello")


async def test_activities_count_towards_the_tier(store: Store) -> None:
    ann = await joins(store)
    await _does(store, ann, "review")
    assert (await store.read(earning.standing, ann)).earned == 20


async def test_staff_credit_a_member_who_is_told_and_never_themselves(store: Store) -> None:
    ann, cashier = await joins(store), await joins(store, CASHIER)
    credit = activities.credit_activity
    await store.write(credit, ann, "cup", 3, CASHIER, key=fresh_key())
    (notice,) = await told(store, "activity")
    assert (notice.member, notice.facts["points"]) == (ann, 15)
    with pytest.raises(OwnPurchase):
        await store.write(credit, cashier, "cup", 3, CASHIER, key=fresh_key())


async def test_what_staff_credit_stands_on_their_record(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await store.write(begin, (CASHIER,), key=None)
    await store.write(activities.credit_activity, ann, "cup", 1, CASHIER, key=fresh_key())
    assert (await found(store)).ok
    clock.advance(DAY)
    await store.write(_credits_unseen, ann, key=fresh_key())
    assert (await found(store)).breaches == (("acts_noted", 1),)


def _credits_unseen(tx: Tx, member: int) -> None:
    activities.do_activity(tx, member, "cup", staff(tx, CASHIER), "staff", 1)


async def test_a_profile_pays_once_when_language_and_birthday_are_there(store: Store) -> None:
    ann = await joins(store)
    await store.write(yearly.choose_language, ann, "zh", key=fresh_key())
    assert await points(store, ann) == 500
    await store.write(yearly.tell_birthday, ann, "05-17", key=fresh_key())
    assert await points(store, ann) == 600
    await store.write(yearly.choose_language, ann, "en", key=fresh_key())
    await store.write(yearly.change_birthday, ann, "05-18", CASHIER, key=fresh_key())
    assert await points(store, ann) == 600
    assert [notice.facts["points"] for notice in await told(store, "activity")] == [100]


async def test_a_member_sees_what_is_left_and_what_is_done_last(store: Store) -> None:
    ann = await joins(store)
    await _does(store, ann, "share", by="member")
    seen = await store.read(activities.acts, ann, "member", "staff", "profile")
    assert [(act.rule.id, act.left) for act in seen] == [
        ("review", 2),
        ("profile", 1),
        ("hello", 9),
        ("cup", 3),
        ("share", 0),
    ]


class TestUnderACap:
    """Where one member may earn 30 points a month."""

    @pytest.fixture
    def programme(self) -> Programme:
        budget = Budget(month_points=30, year_points=0, from_revenue_minor=10**9)
        return PROGRAMME.model_copy(update={"rules": RULES, "budget": budget})

    async def test_a_cap_cuts_what_is_over_it_and_never_refuses(self, store: Store) -> None:
        ann = await joins(store)
        first, second = await _does(store, ann, "review"), await _does(store, ann, "review")
        assert [(done.points, done.capped) for done in (first, second)] == [(20, 0), (10, 10)]
        third = await _does(store, ann, "cup")
        assert (third.points, third.capped, third.balance) == (0, 5, 530)
        assert (await found(store)).ok
