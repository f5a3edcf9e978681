"""Forty rules twice: as a programme, and as one would write them down for this shop alone."""

from datetime import date
from typing import Any

from domain.calendar import DAY, HOUR, instant
from domain.earning.audience import in_pilot
from domain.earning.facts import Award, Facts, Share
from domain.programme import Programme

CATEGORIES = ("coffee", "bread", "cake", "tea")
LADDER = {
    "bronze": (0, 100),
    "silver": (5_000, 120),
    "gold": (20_000, 150),
    "diamond": (99_000, 300),
}
CAP = 30_000
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = instant(date(2026, 11, 2), "Asia/Shanghai")
NOVEMBER = {"starts": "2026-11-01", "ends": "2026-11-30"}

CAMPAIGNS: tuple[dict[str, Any], ...] = (
    {"weekdays": ["wed"]},
    {"weekdays": ["sat", "sun"], "from_time": "14:00", "to_time": "18:00"},
    {"categories": ["coffee"], "to_time": "10:00"},
    {"categories": ["bread"], "from_time": "17:00"},
    {"tiers": ["gold", "diamond"]},
    {"min_minor": 40_000},
    {"shops": ["harbour"], "weekdays": ["mon"]},
    {"starts": "2026-11-11", "ends": "2026-11-11"},
    {"categories": ["cake"], "month_days": [5, 15, 25]},
    {"shops": ["main"], "categories": ["tea"]},
)
BONUSES: tuple[dict[str, Any], ...] = (
    {"categories": ["coffee"]},
    {"categories": ["bread"]},
    {"categories": ["cake"]},
    {"categories": ["tea"]},
    {"shops": ["harbour"]},
    {"min_minor": 30_000},
    {"weekdays": ["fri"]},
    {"from_time": "20:00"},
    {"tiers": ["diamond"]},
    {"segments": ["loyal"]},
)


def _rules() -> list[dict[str, Any]]:
    def numbered(kind: str, name: str, asks: Any) -> list[dict[str, Any]]:
        return [{"kind": kind, "id": f"{name}-{n}", **each} for n, each in enumerate(asks)]

    per = {"per_minor": 400, "whole_units": True}
    days = ({"weekdays": ["tue"], "percent": 155}, {"month_days": [8, 18, 28], "percent": 165})
    return [
        {"kind": "amount", "id": "beans", "points": 3, "per_minor": 200, "categories": ["coffee"]},
        {"kind": "amount", "id": "large", "points": 5, "min_minor": 20_000, **per},
        *numbered(
            "multiplier",
            "double",
            ({"percent": 110 + 10 * n, **a} for n, a in enumerate(CAMPAIGNS)),
        ),
        *numbered("member-day", "day", ({"discount_percent": 10, **day} for day in days)),
        {"kind": "first-order", "id": "first", "percent": 200},
        *numbered("bonus", "bonus", ({"points": 5 + n, **a} for n, a in enumerate(BONUSES))),
        *numbered(
            "step", "step", ({"spend_minor": 50_000 * n, "points": 9 * n} for n in range(1, 6))
        ),
        *numbered(
            "in-kind", "dish", ({"spend_minor": 10**5 * n, "reward": "tea"} for n in (1, 2, 3))
        ),
        *numbered("challenge", "race", ({"spend_minor": 10**5 * n, "points": n} for n in (2, 4))),
        *numbered("challenge", "visit", ({"orders": 5 * n, "points": n} for n in (1, 2))),
        *numbered(
            "comeback", "back", ({"sleep_days": d, "within_days": 9, "points": d} for d in (30, 60))
        ),
        {"kind": "bonus", "id": "pilot", "points": 4, "pilot_percent": 50},
    ]


def _programme() -> Programme:
    def named(id_: str, **more: Any) -> dict[str, Any]:
        return {"id": id_, "name": {"en": id_, "zh": id_}, **more}

    november = {"challenge": NOVEMBER}
    return Programme.model_validate(
        {
            "shops": ["main", "harbour"],
            "categories": [named(each) for each in CATEGORIES],
            "tiers": [
                named(id_, threshold=least, multiplier_percent=percent)
                for id_, (least, percent) in LADDER.items()
            ],
            "rewards": [named("tea", points=100)],
            "budget": {"hard_percent": 100, "month_points": CAP, "year_points": 0},
            "rules": [{**named(r["id"]), **r, **november.get(r["kind"], {})} for r in _rules()],
        }
    )


RULES = _programme()
assert len(RULES.rules) == 40


def by_hand(f: Facts) -> Award:
    """What a purchase in the four weeks from 2 November earns, line after line."""
    paid, category, shop, tier, taken = f.paid, f.category, f.shop, f.tier, f.taken
    day, clock = divmod(f.at - MIDNIGHT, DAY)
    weekday, day_of_month = WEEK[day % 7], day + 2
    base = paid // 100
    if category == "coffee":
        base = max(base, paid * 3 // 200)
    if paid >= 20_000:
        base = max(base, paid // 400 * 5)
    multiplier = LADDER[tier][1]
    by_tier = base * multiplier // 100
    shares = [Share("base", "base", base)]
    if by_tier > base:
        shares.append(Share("tier", "tier", by_tier - base, multiplier))
    uses: list[tuple[str, str]] = []
    percent, rule, kind = 100, "", "multiplier"
    if shop == "main" and category == "tea":
        percent, rule = 200, "double-9"
    elif f.orders == 0 and ("first", "ever") not in taken:
        percent, rule, kind = 200, "first", "first-order"
    elif category == "cake" and day_of_month in (5, 15, 25):
        percent, rule = 190, "double-8"
    elif day_of_month == 11:
        percent, rule = 180, "double-7"
    elif shop == "harbour" and weekday == "mon":
        percent, rule = 170, "double-6"
    elif day_of_month in (8, 18, 28):
        percent, rule, kind = 165, "day-1", "member-day"
    elif paid >= 40_000:
        percent, rule = 160, "double-5"
    elif weekday == "tue":
        percent, rule, kind = 155, "day-0", "member-day"
    elif tier in ("gold", "diamond"):
        percent, rule = 150, "double-4"
    elif category == "bread" and clock >= 17 * HOUR:
        percent, rule = 140, "double-3"
    elif category == "coffee" and clock < 10 * HOUR:
        percent, rule = 130, "double-2"
    elif weekday in ("sat", "sun") and 14 * HOUR <= clock < 18 * HOUR:
        percent, rule = 120, "double-1"
    elif weekday == "wed":
        percent, rule = 110, "double-0"
    percent = 100 + (percent - 100) * f.bright_percent // 100
    points = base * multiplier * percent // 10_000
    if points > by_tier:
        shares.append(Share(rule, kind, points - by_tier, percent))
        if rule == "first":
            uses.append(("first", "ever"))
    slept = day - (f.last_order_at - MIDNIGHT) // DAY if f.last_order_at is not None else 0
    if 30 <= slept <= 39 and ("back-0", f"2026-11-{day_of_month:02}") not in taken:
        shares.append(Share("back-0", "comeback", 30))
        uses.append(("back-0", f"2026-11-{day_of_month:02}"))
        points += 30
    if 60 <= slept <= 69 and ("back-1", f"2026-11-{day_of_month:02}") not in taken:
        shares.append(Share("back-1", "comeback", 60))
        uses.append(("back-1", f"2026-11-{day_of_month:02}"))
        points += 60
    if category == "coffee":
        shares.append(Share("bonus-0", "bonus", 5))
        points += 5
    if category == "bread":
        shares.append(Share("bonus-1", "bonus", 6))
        points += 6
    if category == "cake":
        shares.append(Share("bonus-2", "bonus", 7))
        points += 7
    if category == "tea":
        shares.append(Share("bonus-3", "bonus", 8))
        points += 8
    if shop == "harbour":
        shares.append(Share("bonus-4", "bonus", 9))
        points += 9
    if paid >= 30_000:
        shares.append(Share("bonus-5", "bonus", 10))
        points += 10
    if weekday == "fri":
        shares.append(Share("bonus-6", "bonus", 11))
        points += 11
    if clock >= 20 * HOUR:
        shares.append(Share("bonus-7", "bonus", 12))
        points += 12
    if tier == "diamond":
        shares.append(Share("bonus-8", "bonus", 13))
        points += 13
    if f.orders_in_year >= 10:
        shares.append(Share("bonus-9", "bonus", 14))
        points += 14
    month = f.month_spent + paid
    gifts = []
    if month >= 100_000 and ("dish-0", "2026-11") not in taken:
        gifts.append("dish-0")
        uses.append(("dish-0", "2026-11"))
    if month >= 200_000 and ("dish-1", "2026-11") not in taken:
        gifts.append("dish-1")
        uses.append(("dish-1", "2026-11"))
    if month >= 300_000 and ("dish-2", "2026-11") not in taken:
        gifts.append("dish-2")
        uses.append(("dish-2", "2026-11"))
    if in_pilot(_PILOT, f.member):
        shares.append(Share("pilot", "bonus", 4))
        points += 4
    if f.progress["race-0"][0] + paid >= 200_000 and ("race-0", "ever") not in taken:
        shares.append(Share("race-0", "challenge", 2))
        uses.append(("race-0", "ever"))
        points += 2
    if f.progress["race-1"][0] + paid >= 400_000 and ("race-1", "ever") not in taken:
        shares.append(Share("race-1", "challenge", 4))
        uses.append(("race-1", "ever"))
        points += 4
    if month >= 50_000 and ("step-0", "2026-11") not in taken:
        shares.append(Share("step-0", "step", 9))
        uses.append(("step-0", "2026-11"))
        points += 9
    if month >= 100_000 and ("step-1", "2026-11") not in taken:
        shares.append(Share("step-1", "step", 18))
        uses.append(("step-1", "2026-11"))
        points += 18
    if month >= 150_000 and ("step-2", "2026-11") not in taken:
        shares.append(Share("step-2", "step", 27))
        uses.append(("step-2", "2026-11"))
        points += 27
    if month >= 200_000 and ("step-3", "2026-11") not in taken:
        shares.append(Share("step-3", "step", 36))
        uses.append(("step-3", "2026-11"))
        points += 36
    if month >= 250_000 and ("step-4", "2026-11") not in taken:
        shares.append(Share("step-4", "step", 45))
        uses.append(("step-4", "2026-11"))
        points += 45
    if f.progress["visit-0"][1] + 1 >= 5 and ("visit-0", "ever") not in taken:
        shares.append(Share("visit-0", "challenge", 1))
        uses.append(("visit-0", "ever"))
        points += 1
    if f.progress["visit-1"][1] + 1 >= 10 and ("visit-1", "ever") not in taken:
        shares.append(Share("visit-1", "challenge", 2))
        uses.append(("visit-1", "ever"))
        points += 2
    if points > max(CAP - f.month_earned, 0):
        shares.append(Share("cap", "cap", max(CAP - f.month_earned, 0) - points))
        points = max(CAP - f.month_earned, 0)
    return Award(points, tuple(shares), tuple(uses), tuple(gifts))


_PILOT = next(rule for rule in RULES.rules if rule.id == "pilot")
