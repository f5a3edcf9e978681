"""What the simulated shop promises: for the oracle as plain numbers, for the real one as rules."""

from domain.programme import (
    ActivityRule,
    BonusRule,
    Budget,
    ChallengeRule,
    Counter,
    FirstOrderRule,
    Keeping,
    MultiplierRule,
    Named,
    RainRule,
    StepRule,
    StreakRule,
)
from tests.scene import PROGRAMME, tier
from tests.simulation.catalogue import CATALOGUE, HOLD_MINUTES, LEAST, PART

MINUTE, DAY = 60_000_000, 86_400_000_000
SIGN_IN = (5, 5, 10, 10, 15, 15, 40)
MILESTONE_DAY, MILESTONE = 2, 25
UNDO_MINUTES, REFUND_DAYS = 10, 30
MONTH_CAP, YEAR_CAP = 500, 1_200
TIERS = (("bronze", 0, 100), ("silver", 150, 150), ("gold", 400, 200))
THRESHOLDS = [threshold for _, threshold, _ in TIERS]
GRACE_DAYS, WARN_DAYS = 20, 7
WEEKEND, FIRST = 250, 200
BONUS, BONUS_FROM = 7, 5_000
STEP, STEP_FROM = 40, 30_000
CHALLENGE, CHALLENGE_ORDERS, CHALLENGE_MONTHS = 90, 3, ((2026, 11), (2027, 12))
REVIEW, REVIEWS = 30, 2
POT, SHARE = 40, 20

_NAME = Named(en="Rule", zh="规则")
# Small caps, low tiers, a short grace: what is rare in a shop happens here all the time.
RULED = PROGRAMME.model_copy(
    update={
        "tiers": tuple(tier(name, threshold, percent, 0) for name, threshold, percent in TIERS),
        "budget": Budget(month_points=MONTH_CAP, year_points=YEAR_CAP, from_revenue_minor=10**9),
        "keeping": Keeping(grace_days=GRACE_DAYS, warn_days=(WARN_DAYS,)),
        "counter": Counter(part_percent=PART, part_least_points=LEAST, hold_minutes=HOLD_MINUTES),
        "rewards": CATALOGUE,
        "rules": (
            MultiplierRule(id="weekend", name=_NAME, percent=WEEKEND, weekdays=("sat", "sun")),
            FirstOrderRule(id="first", name=_NAME, percent=FIRST),
            BonusRule(id="bonus", name=_NAME, points=BONUS, min_minor=BONUS_FROM),
            StepRule(id="step", name=_NAME, points=STEP, spend_minor=STEP_FROM),
            ChallengeRule(
                id="challenge",
                name=_NAME,
                points=CHALLENGE,
                orders=CHALLENGE_ORDERS,
                starts="2026-11-01",
                ends="2027-12-31",
            ),
            ActivityRule(id="review", name=_NAME, points=REVIEW, limit=REVIEWS),
            StreakRule(id="streak", name=_NAME, points=MILESTONE, day=MILESTONE_DAY),
            RainRule(
                id="rain", name=_NAME, pot=POT, share=SHARE, starts="2026-11-01", ends="2099-12-31"
            ),
        ),
    }
)
