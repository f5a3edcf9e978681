"""Every kind of rule in one line, as a shopkeeper would say it, in both languages."""

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from bot.texts import LANGUAGES, Texts
from domain.calendar import instant
from domain.programme import Category, Goods, Named, Programme, Rule, Tier
from handlers.wording import Words, describe, times

# A Thursday: the double day is to come, on the Wednesday after.
NOW = instant(date(2026, 11, 5), "Asia/Shanghai", 12)
TEXTS = Texts(lambda: NOW)
RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
PROGRAMME = Programme(
    shops=("main", "west"),
    categories=(
        Category(id="drinks", name=Named(en="drinks", zh="饮料")),
        Category(id="cakes", name=Named(en="cakes", zh="蛋糕")),
    ),
    tiers=(
        Tier(id="bronze", name=Named(en="Bronze", zh="铜卡"), threshold=0),
        Tier(id="silver", name=Named(en="Silver", zh="银卡"), threshold=5_000),
        Tier(id="gold", name=Named(en="Gold", zh="金卡"), threshold=20_000),
    ),
    rewards=(Goods(id="mug", name=Named(en="Enamel mug", zh="搪瓷杯"), points=800),),
)


def rule(**given: Any) -> Rule:
    """A rule of which only what is given matters."""
    return RULES.validate_python({"id": "x", "name": {"en": "It", "zh": "它"}, **given})


def told(rule: Rule) -> tuple[str, ...]:
    """The rule in both languages, without its name."""
    lines = [describe(Words(TEXTS, each, PROGRAMME, NOW), rule) for each in ("en", "zh")]
    return tuple(line.removeprefix("It: ").removeprefix("它：") for line in lines)


KINDS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"kind": "amount", "points": 2, "per_minor": 100, "categories": ["drinks", "cakes"]},
        "2 points for every ¥1.00 on drinks, cakes",
        "买饮料、蛋糕，每付 ¥1.00 得 2 积分",
    ),
    (
        {"kind": "amount", "points": 5, "per_minor": 4_000, "whole_units": True},
        "5 points for each full ¥40.00",
        "每满 ¥40.00 得 5 积分",
    ),
    (
        {"kind": "bonus", "points": 50, "min_minor": 10_000, "products": ["A-7"]},
        "+50 points on A-7 from ¥100.00 up",
        "买“A-7”满 ¥100.00，送 50 积分",
    ),
    ({"kind": "multiplier", "percent": 150}, "×1.5", "积分 ×1.5"),
    (
        {"kind": "member-day", "discount_percent": 10, "weekdays": ["wed"]},
        "10 % off every Wednesday",
        "每周三，优惠 10%",
    ),
    (
        {"kind": "member-day", "discount_percent": 10, "percent": 200, "month_days": [8, 22]},
        "10 % off and ×2 on the 8th, 22nd of the month",
        "每月 8、22 日，优惠 10%，积分 ×2",
    ),
    (
        {"kind": "first-order"},
        "×2 once, on your first purchase",
        "首次购物积分 ×2，仅一次",
    ),
    (
        {"kind": "step", "spend_minor": 100_000, "points": 200},
        "+200 points once a month, when you spend ¥1,000.00 in it",
        "当月消费满 ¥1,000.00，送 200 积分，每月一次",
    ),
    (
        {"kind": "in-kind", "spend_minor": 30_000, "reward": "mug"},
        "Enamel mug as a gift once a month, when you spend ¥300.00 in it",
        "当月消费满 ¥300.00，送搪瓷杯，每月一次",
    ),
    (
        {
            "kind": "challenge",
            "spend_minor": 500_000,
            "points": 500,
            "starts": "2026-11-01",
            "ends": "2026-11-30",
        },
        "+500 points for ¥5,000.00 spent until 30 Nov",
        "到 11 月 30 日，消费满 ¥5,000.00，送 500 积分",
    ),
    (
        {
            "kind": "challenge",
            "orders": 10,
            "points": 500,
            "starts": "2026-11-10",
            "ends": "2026-11-30",
        },
        "+500 points for 10 purchases from 10 Nov to 30 Nov",
        "11 月 10 日–11 月 30 日，购物满 10 次，送 500 积分",
    ),
    (
        {"kind": "comeback", "points": 100},
        "+100 points when you buy again after 60 days away, within 14 days of our note",
        "60 天没来，收到消息后 14 天内再来购物，送 100 积分",
    ),
    (
        {"kind": "surprise", "percent": 30, "starts": "2026-11-06", "ends": "2026-11-06"},
        "30 % of purchases win up to 200 points tomorrow",
        "明天，30% 的购物有惊喜，最多 200 积分",
    ),
    ({"kind": "activity", "points": 20}, "+20 points, once a month", "送 20 积分，每月一次"),
    (
        {"kind": "activity", "points": 20, "limit": 3, "per": "day"},
        "+20 points, up to 3 times a day",
        "送 20 积分，每天最多 3 次",
    ),
    (
        {"kind": "activity", "points": 100, "by": "profile"},
        "+100 points, once",
        "送 100 积分，仅一次",
    ),
    (
        {"kind": "green", "points": 5, "unit": {"en": "own cup", "zh": "杯"}},
        "+5 points for each own cup, up to 5 a day",
        "每杯送 5 积分，每天最多 5 次",
    ),
    (
        {"kind": "streak", "day": 30, "points": 100},
        "+100 points once you sign in 30 days in a row",
        "连续签到第 30 天，另送 100 积分",
    ),
    (
        {"kind": "streak", "day": 7, "points": 40, "repeats": True},
        "+40 points each time you sign in 7 days in a row",
        "每连续签到 7 天，另送 40 积分",
    ),
    (
        {"kind": "birthday", "points": 100, "tiers": ["silver", "gold"]},
        "+100 points on your birthday, for Silver and up",
        "银卡及以上，生日当天送 100 积分",
    ),
    (
        {"kind": "anniversary", "points": 100},
        "+100 points each year on the day you joined",
        "每年入会纪念日送 100 积分",
    ),
    (
        {
            "kind": "rain",
            "pot": 10_000,
            "share": 50,
            "starts": "2026-11-11T14:00",
            "ends": "2026-11-12T18:00",
        },
        "50 points each for the first 200 who come from 11 Nov 14:00 to 12 Nov 18:00",
        "11 月 11 日 14:00–11 月 12 日 18:00，先到先得，每人 50 积分，共 200 份",
    ),
    (
        {"kind": "referral", "points": 100, "friend_points": 50, "min_minor": 5_000},
        "+100 points for a friend’s first purchase from ¥50.00 up, +50 points for the friend, "
        "up to 5 friends a month",
        "朋友首次购物满 ¥50.00，送你 100 积分，送朋友 50 积分，每月最多 5 位",
    ),
    (
        {"kind": "referral", "points": 100, "limit": 1},
        "+100 points for a friend’s first purchase, up to 1 friend a month",
        "朋友首次购物，送你 100 积分，每月最多 1 位",
    ),
]

TIMES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"starts": "2026-11-11T14:00", "ends": "2026-11-11T18:00"},
        "×2 on 11 Nov, 14:00–18:00",
        "11 月 11 日 14:00–18:00，积分 ×2",
    ),
    (
        {"starts": "2026-11-11", "ends": "2026-11-11", "from_time": "14:00", "to_time": "18:00"},
        "×2 on 11 Nov, 14:00–18:00",
        "11 月 11 日 14:00–18:00，积分 ×2",
    ),
    ({"starts": "2026-11-05", "ends": "2026-11-05"}, "×2 today", "今天，积分 ×2"),
    ({"starts": "2026-11-20"}, "×2 from 20 Nov", "11 月 20 日起，积分 ×2"),
    ({"starts": "2026-11-20T09:00"}, "×2 from 20 Nov 09:00", "11 月 20 日 09:00 起，积分 ×2"),
    ({"starts": "2026-11-01"}, "×2", "积分 ×2"),
    (
        {"starts": "2026-11-01", "ends": "2026-11-20"},
        "×2 until 20 Nov",
        "到 11 月 20 日，积分 ×2",
    ),
    ({"ends": "2026-11-05"}, "×2 until the end of today", "今天一天，积分 ×2"),
    ({"ends": "2026-11-05T18:00"}, "×2 until today 18:00", "到今天 18:00，积分 ×2"),
    (
        {"starts": "2026-10-01", "ends": "2026-10-31"},
        "×2 from 1 Oct to 31 Oct",
        "10 月 1 日–10 月 31 日，积分 ×2",
    ),
    ({"weekdays": ["sat", "sun"]}, "×2 at weekends", "周末，积分 ×2"),
    (
        {"weekdays": ["fri", "mon"], "from_time": "14:00"},
        "×2 every Monday, Friday, from 14:00",
        "每周一、周五 14:00 起，积分 ×2",
    ),
    ({"to_time": "12:00"}, "×2 every day, before 12:00", "每天 12:00 前，积分 ×2"),
    (
        {"from_time": "14:00", "to_time": "18:00", "ends": "2026-11-30"},
        "×2 every day, 14:00–18:00, until 30 Nov",
        "到 11 月 30 日，每天 14:00–18:00，积分 ×2",
    ),
    (
        {"shops": ["west"], "min_minor": 5_000},
        "×2 on purchases from ¥50.00 up at west",
        "限 west 店，单笔满 ¥50.00，积分 ×2",
    ),
    ({"tiers": ["silver"]}, "×2, for Silver", "限银卡，积分 ×2"),
    (
        {"segments": ["new", "sleeping"]},
        "×2, for new members, those we missed",
        "限新会员、许久没来的会员，积分 ×2",
    ),
    ({"pilot_percent": 10}, "×2, for some members first", "积分 ×2（先对部分会员开放）"),
]


@pytest.mark.parametrize(("given", "en", "zh"), KINDS)
def test_each_kind_says_what_it_gives(given: dict[str, Any], en: str, zh: str) -> None:
    assert told(rule(**given)) == (en, zh)


@pytest.mark.parametrize(("given", "en", "zh"), TIMES)
def test_a_rule_says_when_and_for_whom(given: dict[str, Any], en: str, zh: str) -> None:
    assert told(rule(kind="multiplier", percent=200, **given)) == (en, zh)


def test_a_rule_begins_with_its_name() -> None:
    double = rule(kind="multiplier", percent=200, name={"en": "Tea & you", "zh": "双倍日"})
    assert describe(Words(TEXTS, "en", PROGRAMME, NOW), double) == "Tea &amp; you: ×2"
    assert describe(Words(TEXTS, "zh", PROGRAMME, NOW), double) == "双倍日：积分 ×2"


def test_every_kind_of_rule_has_words_in_both_languages() -> None:
    union = get_args(get_args(Rule)[0])
    kinds = {kind.model_fields["kind"].default for kind in union}
    assert {given["kind"] for given, _, _ in KINDS} == kinds
    for language in LANGUAGES:
        assert [kind for kind in kinds if not TEXTS.has(language, f"rule-gives.{kind}")] == []


@pytest.mark.parametrize(
    ("percent", "said"), [(200, "2"), (150, "1.5"), (125, "1.25"), (105, "1.05"), (1_000, "10")]
)
def test_a_multiplier_is_said_without_idle_zeros(percent: int, said: str) -> None:
    assert times(percent) == said
