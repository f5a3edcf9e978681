"""The owner's first screen."""

from bot.telegram.ask import Ask
from bot.texts.formats import BasisPoints, Html, Percent, Points
from domain.earning import governor
from domain.earning.governor import Cost
from domain.insight import Figures, figures
from domain.tx import ReadTx
from handlers.screens import lines


async def show_owner_home(ask: Ask) -> None:
    """Shows the programme in one line, and what an owner does."""
    seen, cost = await ask.read(figures_and_cost)
    home = ask.render(
        "owner-home",
        shop=ask.programme.name.in_(ask.language),
        members=seen.members,
        outstanding=Points(seen.outstanding),
        worth=ask.money(seen.worth_minor),
    )
    await ask.show(
        lines(home, cost_line(ask, cost)),
        [
            [
                ask.button("campaigns", "campaigns"),
                ask.button("broadcast", "broadcast"),
                ask.button("stats", "stats"),
            ],
            [
                ask.button("value", "value"),
                ask.button("extend", "extend"),
                ask.button("reinstate", "reinstate"),
            ],
            [
                ask.button("catalogue", "catalogue"),
                ask.button("record", "record"),
                ask.button("approvals", "approvals"),
            ],
            [
                ask.button("sale", "sale"),
                ask.button("counter", "counter"),
                ask.button("my-card", "join"),
            ],
        ],
    )


def figures_and_cost(tx: ReadTx) -> tuple[Figures, Cost]:
    """The programme in figures, and what points cost it."""
    return figures(tx), governor.state(tx)


def cost_line(ask: Ask, cost: Cost) -> Html | None:
    """What points cost against the caps; nothing before enough was paid to tell."""
    if not cost.judged:
        return None
    return ask.render(
        "owner-cost",
        cost=BasisPoints(cost.cost_bp),
        soft=Percent(cost.soft_percent),
        hard=Percent(cost.hard_percent),
        days=cost.window_days,
        bright=Percent(cost.bright_percent),
    )
