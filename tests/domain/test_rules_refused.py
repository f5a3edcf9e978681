"""Rules that nobody can keep are refused before the shop opens: the key, then the reason."""

from pathlib import Path

import pytest

from bot.settings import FILE_VARIABLE, Faults, load
from domain.earning.timemachine.drafts import laid_over
from domain.programme.contradictions import tier_costs
from tests.scene import PROGRAMME

NAMES = {"en": "Name", "zh": "名"}
NAME = 'name = { en = "Name", zh = "名" }\n'


def rule(kind: str, *lines: str, id_: str = "deal") -> str:
    """A rule as it stands in the file."""
    return "\n".join(["[[programme.rules]]", f'id = "{id_}"', f'kind = "{kind}"', NAME, *lines, ""])


def tier(id_: str, threshold: int, *lines: str) -> str:
    """A tier as it stands in the file."""
    head = ["[[programme.tiers]]", f'id = "{id_}"', NAME, f"threshold = {threshold}"]
    return "\n".join([*head, *lines, ""])


RULE = "programme.rules.0 (deal)"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (rule("amount", "points = -1", "per_minor = 100"), f"{RULE}.points: "),
        (rule("amount", "points = 1", "per_minor = -100"), f"{RULE}.per_minor: "),
        (rule("amount", "points = 1", "per_minor = 0"), f"{RULE}.per_minor: "),
        (rule("multiplier", "percent = 1000000000"), f"{RULE}.percent: "),
        (rule("multiplier", "percent = 1e9"), f"{RULE}.percent: "),
        (rule("multiplier", "percent = 100"), f"{RULE}.percent: "),
        (rule("multiplier", "percent = nan"), f"{RULE}.percent: "),
        (rule("multiplier", "percent = inf"), f"{RULE}.percent: "),
        (rule("bonus", "points = 88.5"), f"{RULE}.points: "),
        (rule("bonus", 'points = "many"'), f"{RULE}.points: "),
        (rule("bonus"), f"{RULE}.points: "),
        (rule("bonus", "points = 5", "pionts = 6"), f"{RULE}.pionts: there is no such setting"),
        (rule("bonuses", "points = 5"), f"{RULE}.kind: there is no 'bonuses'; there are 'amount'"),
        (f'[[programme.rules]]\nid = "deal"\n{NAME}', f"{RULE}.kind: is missing"),
        (rule("bonus", "points = 5", 'starts = "11 Nov"'), f"{RULE}.starts: is a local day"),
        (
            rule("bonus", "points = 5", "starts = 2026-11-11T10:00:00Z"),
            f"{RULE}.starts: is a local",
        ),
        (
            rule("bonus", "points = 5", "starts = 2026-11-12", "ends = 2026-11-11"),
            f"{RULE}: ends (2026-11-11) is before it starts (2026-11-12)",
        ),
        (
            rule(
                "bonus", "points = 5", "starts = 2026-11-11T10:00:00", "ends = 2026-11-11T10:00:00"
            ),
            f"{RULE}: ends (2026-11-11T10:00) is when it starts",
        ),
        (
            rule("bonus", "points = 5", "starts = 2026-11-11", "ends = 2026-11-11T00:00:00"),
            f"{RULE}: ends (2026-11-11T00:00) is when it starts",
        ),
        (rule("bonus", "points = 5", "ends = 9999-12-31"), f"{RULE}.ends: is a local day"),
        (rule("bonus", "points = 5", 'ends = "0001-01-01"'), f"{RULE}.ends: is a local day"),
        (rule("bonus", "points = 5", 'ends = "2026-1-1"'), f"{RULE}.ends: is a local day"),
        (rule("bonus", "points = 5", 'ends = "2026-02-29"'), f"{RULE}.ends: is a local day"),
        (rule("bonus", "points = 5", 'ends = "２０２６-12-31"'), f"{RULE}.ends: is a local day"),
        (rule("bonus", "points = 5", 'from_time = "1８:00"'), f"{RULE}.from_time: "),
        (
            rule("bonus", "points = 5", 'from_time = "18:00"', 'to_time = "14:00"'),
            f"{RULE}: to_time (14:00) is not after from_time (18:00)",
        ),
        (rule("bonus", "points = 5", 'from_time = "24:00"'), f"{RULE}.from_time: "),
        (rule("bonus", "points = 5", 'weekdays = ["friday"]'), f"{RULE}.weekdays.0: "),
        (rule("bonus", "points = 5", 'segments = ["rich"]'), f"{RULE}.segments.0: "),
        (rule("bonus", "points = 5", "pilot_percent = 0"), f"{RULE}.pilot_percent: "),
        (
            rule("bonus", "points = 5", 'tiers = ["gold"]'),
            f"{RULE}.tiers: there is no gold; there are member",
        ),
        (
            rule("bonus", "points = 5", 'shops = ["kiosk"]'),
            f"{RULE}.shops: there is no kiosk; there are main",
        ),
        (
            rule("bonus", "points = 5", 'categories = ["books"]'),
            f"{RULE}.categories: there is no books; there are none",
        ),
        (
            rule("in-kind", "spend_minor = 100", 'reward = "dish"'),
            f"{RULE}.reward: there is no dish in the catalogue",
        ),
        (rule("bonus", "points = 5") * 2, "programme.rules: rule deal is there twice"),
        (rule("challenge", "points = 5", "orders = 3"), f"{RULE}: needs starts and ends"),
        (
            rule("rain", "pot = 100", "share = 30", "starts = 2026-11-11", "ends = 2026-11-11"),
            f"{RULE}: pot (100) is not a multiple of share (30)",
        ),
        (rule("member-day", "discount_percent = 5"), f"{RULE}: needs weekdays, month_days, or"),
        (
            "[programme.budget]\nhard_percent = 9\n"
            + tier("bronze", 0, "discount_percent = 5")
            + rule("member-day", "discount_percent = 5", "month_days = [8]"),
            f"{RULE}.discount_percent (5) is no better than what bronze gets every day (5)",
        ),
        (
            tier("bronze", 0)
            + tier("gold", 500, "multiplier_percent = 300", "discount_percent = 3"),
            "programme.budget.hard_percent (5): tier gold costs 6 % of what is paid",
        ),
        (
            tier("bronze", 0)
            + tier("gold", 500, "multiplier_percent = 300")
            + rule("amount", "points = 4", "per_minor = 200", 'tiers = ["gold"]'),
            "programme.budget.hard_percent (5): tier gold costs 6 % of what is paid",
        ),
        (
            tier("bronze", 0) + rule("amount", "points = 123456", "per_minor = 100"),
            "programme.budget.hard_percent (5): tier bronze costs 123456 % of what is paid",
        ),
        (
            tier("bronze", 0, "upto = 500") + tier("gold", 500),
            "programme.tiers: bronze (upto 500) overlaps gold (from 500)",
        ),
        (
            tier("bronze", 0, "upto = 498") + tier("gold", 500),
            "programme.tiers: bronze (upto 498) leaves a gap before gold (from 500)",
        ),
        (
            tier("gold", 500) + tier("bronze", 0),
            "programme.tiers: the first tier must start at threshold 0",
        ),
        (
            rule("surprise", "percent = 20", "prizes = [{ points = 2001, weight = 1 }]"),
            f"{RULE}.prizes: the dearest (2001) is above surprise.daily_budget (2000)",
        ),
        *(
            (rule("bonus", "points = 5", id_=word), f"programme.rules.0 ({word}).id: is a word")
            for word in ("base", "surprise", "welcome")
        ),
        ("[programme.currency]\ndigits = 3", "programme.currency.digits: "),
        ('[programme.currency]\ncode = "KWD"', "programme.currency.code (KWD): has three decimals"),
        ("[programme.currency]\nanchor_minor = 0", "programme.currency.anchor_minor: "),
        ("[programme.earning]\npoints = -1", "programme.earning.points: "),
        ("[programme.budget]\nsoft_percent = 6", "programme.budget.soft_percent (6) is above"),
        ('[staff]\nshop = "kiosk"', "staff.shop: there is no kiosk; programme.shops has main"),
        ("programme = 5", "programme: "),
        ("[programme]\nrules = 5", "programme.rules: "),
        ("[programme]\nrules = [5]", "programme.rules.0: "),
    ],
)
def test_what_cannot_hold_is_refused_with_its_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: str, sentence: str
) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(settings)
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    with pytest.raises(Faults) as refused:
        load()
    said = refused.value.sentences
    assert any(each.startswith(sentence) for each in said), said
    assert not any("pydantic" in each or "Value error" in each for each in said)


def test_a_better_rate_costs_only_the_tiers_it_is_for() -> None:
    better = {"id": "two", "kind": "amount", "name": NAMES, "points": 2, "per_minor": 100}
    assert tier_costs(PROGRAMME) == (100, 220, 250, 400, 500)
    programme = laid_over(PROGRAMME, {"rules": [better | {"tiers": ["bronze"]}]})
    assert tier_costs(programme) == (200, 220, 250, 400, 500)


def test_each_fault_has_its_own_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(rule("bonus", "points = 0", id_="one") + rule("step", "points = 0", id_="two"))
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    with pytest.raises(Faults) as refused:
        load()
    keys = [sentence.partition(":")[0] for sentence in refused.value.sentences]
    assert keys == [
        "programme.rules.0 (one).points",
        "programme.rules.1 (two).spend_minor",
        "programme.rules.1 (two).points",
    ]
