"""Audiences: what is asked holds for everybody in one, counted and written to by the same words."""

import json
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.store import Store
from domain import broadcasts, counter, members
from domain.books import available
from domain.broadcasts import EVERYBODY, Audience, check
from domain.broadcasts.audience import Page, next_members
from domain.calendar import DAY
from domain.earning import standing, sweep
from domain.earning.purchase.undoing import refund
from domain.earning.tiers import window_start
from domain.errors import BalanceSpanRefused, DaysRefused, TagUnknown, TierUnknown
from domain.insight.rfm import SEGMENTS, rfm, segments
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, SHOP, TIERS, becomes, buys, fresh_key, joins

TAGS = ("vegan", "爱喝茶", "vip")
DAYS = (1, 30, 31, 90, 91, 400)
# Where a digit changes, in days and in minor units.
GAPS = (0, 1, 10, 30, 60, 200)
SUMS = (100, 49_900, 100_000, 500_000, 1_000_000)


@dataclass
class Known:
    """What the shop's own notebook says of a member: (when, paid) of each purchase that stays."""

    member: int
    joined_at: int
    language: str
    news: bool
    bought: list[tuple[int, int]] = field(default_factory=list)
    visited: list[int] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    reachable: bool = True


class Shop:
    """A shop in which things happen by chance, and its notebook."""

    def __init__(self, store: Store, clock: StandingClock, seed: int) -> None:
        self.store, self.clock, self.chance = store, clock, Random(seed)
        self.known: list[Known] = []

    async def opens(self, people: int, days: int) -> None:
        """So many join, and do what members do, over so many days or a few more."""
        for number in range(1, people + 1):
            language, news = self.chance.choice(("en", "zh")), self.chance.random() < 0.7
            member = await joins(self.store, number, language=language, news=news)
            self.known.append(Known(member, self.clock.now(), language, news))
        start = self.clock.now()
        while self.clock.now() < start + days * DAY:
            self.clock.advance(self.chance.choice(GAPS) * DAY)
            for one in self.chance.sample(self.known, len(self.known) // 3):
                await self.happens(one)
        number = len(self.known) + 1
        late = Known(await joins(self.store, number), self.clock.now(), "en", news=True)
        self.known.append(late)

    async def happens(self, one: Known) -> None:
        """A member does something, or something is done with them."""
        match self.chance.randrange(8):
            case 0:
                code = await self.store.read(counter.visit_code, SHOP)
                if self.clock.now() not in one.visited:
                    await self.store.write(counter.visit, one.member, code, key=fresh_key())
                    one.visited.append(self.clock.now())
            case 1:
                tag = self.chance.choice(TAGS)
                await self.store.write(members.tag, one.member, tag, key=fresh_key())
                one.tags.add(tag)
            case 2:
                one.reachable = self.chance.random() < 0.8
                await self.store.write(members.mark_reachable, one.member, one.reachable, key=None)
            case 3:
                await self.buys(one, taken_back=self.chance.choice((1, 2)))
            case _:
                for _ in range(self.chance.choice((1, 1, 5))):
                    await self.buys(one)

    async def buys(self, one: Known, taken_back: int = 0) -> None:
        """A purchase, of which nothing, half (2) or all (1) is taken back."""
        done = await buys(self.store, one.member, self.chance.choice(SUMS))
        back = done.paid // taken_back if taken_back else 0
        if back:
            await self.store.write(refund, done.purchase, CASHIER, back, key=fresh_key())
        if back < done.paid:
            one.bought.append((self.clock.now(), done.paid - back))

    def asks(self) -> Audience:
        """An audience by chance, of one thing or of several."""
        chance = self.chance
        least, most = chance.choice(((None, None), (None, 500), (600, None), (500, 20_000)))
        asked = {
            "tiers": tuple(chance.sample([tier.id for tier in TIERS], chance.randint(1, 3))),
            "languages": chance.choice((("en",), ("zh",), ("en", "zh"))),
            "segment": chance.choice(SEGMENTS),
            "visited": (chance.choice(("within", "not_within")), chance.choice(DAYS)),
            "tag": chance.choice(TAGS),
            "balance_least": least,
            "balance_most": most,
        }
        names = chance.sample(sorted(asked), chance.choice((1, 1, 2, 3)))
        return Audience(**{name: asked[name] for name in names})  # type: ignore[arg-type]

    async def is_meant(self, one: Known, audience: Audience) -> bool:
        """Whether the notebook says that a member is in an audience."""
        now = self.clock.now()
        last = max((at for at, _ in one.bought), default=None)
        year = window_start(now, PROGRAMME.zone)
        of_year = [paid for at, paid in one.bought if at >= year]
        digits = rfm(now, last, len(of_year), sum(of_year), PROGRAMME.currency.digits)
        balance = await self.store.read(available, one.member)
        seen = max([*one.visited, last or 0])
        tier = (await self.store.read(standing, one.member)).tier.id
        return (
            one.reachable
            and (not audience.tiers or tier in audience.tiers)
            and (not audience.languages or one.language in audience.languages)
            and (
                audience.segment is None
                or audience.segment in segments(now, one.joined_at, last, digits)
            )
            and (
                audience.visited is None
                or (seen >= now - audience.visited[1] * DAY) == (audience.visited[0] == "within")
            )
            and balance >= (audience.balance_least or 0)
            and (audience.balance_most is None or balance <= audience.balance_most)
            and (audience.tag is None or audience.tag in one.tags)
        )


async def walks(store: Store, audience: Audience, most: int, width: int = 2_000) -> list[Page]:
    """An audience is gone through to its end, page by page."""
    pages: list[Page] = []
    cursor, by = 0, store.now()
    while not pages or not pages[-1].done:
        pages.append(await store.read(next_members, cursor, by, most, audience, width))
        cursor = pages[-1].cursor
    return pages


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_audience_has_exactly_those_for_whom_all_of_it_holds(
    store: Store, clock: StandingClock, seed: int
) -> None:
    shop = Shop(store, clock, seed)
    await shop.opens(people=24, days=500)
    await store.write(sweep, 0, 1_000, key=None)
    telling = 0
    for _ in range(60):
        audience = shop.asks()
        meant = [one for one in shop.known if await shop.is_meant(one, audience)]
        if audience.tag and not any(audience.tag in one.tags for one in shop.known):
            continue
        reach = await store.read(broadcasts.reach, audience)
        muted = sum(not one.news for one in meant)
        assert (reach.people, reach.muted) == (len(meant), muted), audience
        pages = await walks(store, audience, most=shop.chance.choice((1, 3, 100)))
        found = [member for page in pages for member in page.members]
        assert found == [(one.member, one.news) for one in meant], audience
        telling += 0 < len(meant) < len(shop.known)
    assert telling > 20, "most say something about somebody"


async def test_everybody_is_met_once_while_others_join(store: Store, clock: StandingClock) -> None:
    before = [await joins(store, number) for number in range(1, 8)]
    started, cursor, met = clock.now(), 0, []
    for number in range(8, 20):
        clock.advance(1)
        await joins(store, number)
        page = await store.read(next_members, cursor, started, 2, EVERYBODY)
        met += [member for member, _ in page.members]
        cursor = page.cursor
    assert met == before


async def test_one_statement_looks_at_a_stretch_of_members_only(store: Store) -> None:
    """A narrow audience of many members: pages of nobody lead on to the next stretch."""
    people = [await joins(store, number) for number in range(1, 11)]
    await store.write(members.tag, people[7], "vip", key=fresh_key())
    pages = await walks(store, Audience(tag="vip"), most=100, width=3)
    assert [len(page.members) for page in pages] == [0, 0, 1, 0]
    assert [page.cursor for page in pages] == [people[2], people[5], people[8], people[9]]


async def test_nobody_is_in_what_is_no_more(store: Store) -> None:
    """A broadcast under way whose tier or tag was taken away ends without an error."""
    await joins(store)
    for audience in (Audience(tiers=("tin",)), Audience(tag="gone")):
        assert (await walks(store, audience, most=10))[-1].members == ()


async def test_an_audience_of_before_still_reads(store: Store) -> None:
    await joins(store, 1, language="zh")
    await becomes(store, await joins(store, 2), "silver")
    old = {"tier": "silver", "language": "zh", "all": ""}
    read = [Audience.read(json.dumps({"kind": kind, "value": old[kind]})) for kind in old]
    assert read == [Audience(tiers=("silver",)), Audience(languages=("zh",)), EVERYBODY]
    assert [(await store.read(broadcasts.reach, each)).people for each in read] == [1, 1, 2]


def test_an_audience_is_what_it_was_when_it_is_read_again() -> None:
    asked = Audience(("gold",), ("zh",), "away", ("not_within", 90), 0, 500, "vip")
    assert Audience.read(asked.packed()) == asked
    assert Audience.read(EVERYBODY.packed()) == EVERYBODY


async def test_what_there_is_not_is_refused(store: Store) -> None:
    await joins(store)
    refused = {
        TierUnknown: Audience(tiers=("gold", "tin")),
        TagUnknown: Audience(tag="vip"),
        DaysRefused: Audience(visited=("within", 0)),
        BalanceSpanRefused: Audience(balance_least=500, balance_most=499),
    }
    for refusal, audience in refused.items():
        with pytest.raises(refusal):
            await store.read(broadcasts.reach, audience)
    for audience in (Audience(visited=("within", 3_651)), Audience(visited=("not_within", -1))):
        with pytest.raises(DaysRefused):
            await store.read(check, audience)
    with pytest.raises(BalanceSpanRefused):
        await store.read(check, Audience(balance_least=-1))
