"""The owner's first screen."""

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import BasisPoints, Html, Percent, Points
from domain import broadcasts
from domain.broadcasts import Report
from domain.earning import governor
from domain.earning.governor import Cost
from domain.insight import Figures, figures
from domain.tx import ReadTx
from handlers.owner.broadcasts.progress import called, mark, percent_of
from handlers.screens import base36, lines


async def show_owner_home(ask: Ask) -> None:
    """Shows the programme in one line, and what an owner does."""
    seen, cost, under_way = await ask.read(figures_and_cost)
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
            *_under_way(ask, under_way),
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


def figures_and_cost(tx: ReadTx) -> tuple[Figures, Cost, tuple[Report, ...]]:
    """The programme in figures, what points cost it, and the broadcasts begun."""
    found = (*broadcasts.running(tx), *broadcasts.paused(tx))
    under_way = tuple(broadcasts.report(tx, each) for each in found)
    return figures(tx), governor.state(tx), under_way


def _under_way(ask: Ask, reports: tuple[Report, ...]) -> Rows:
    return [
        [
            ask.button(
                "broadcast-running",
                "bc-show",
                base36(report.broadcast),
                mark=mark(ask, report),
                title=called(ask, report.kind, report.title),
                percent=percent_of(report),
            )
        ]
        for report in reports
    ]


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
