"""All campaigns: what is on, what comes, what rests and what is over."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points
from domain import adoption
from domain.adoption import Campaign
from handlers.owner.routes import ROUTES
from handlers.screens import asked_page, back_row, lines, page_of, pager
from handlers.wording import Words, describe

SHOWN = 4


@ROUTES.command("campaigns")
@ROUTES.button("campaigns")
async def show_campaigns(ask: Ask) -> None:
    """Shows a page of them, each with its state, its words and the points it gave."""
    await ask.leave()
    found = await ask.read(adoption.campaigns)
    shown, page, pages = page_of(found, asked_page(ask), SHOWN)
    live = sum(campaign.state == "live" for campaign in found)
    title = ask.render("campaigns-title", live=live, count=len(found))
    if not found:
        title = ask.render("campaigns-none")
    which = [
        [
            ask.button(
                "campaign",
                "cp-show",
                campaign.rule.id,
                mark=_mark(ask, campaign),
                name=campaign.rule.name.in_(ask.language),
            )
        ]
        for campaign in shown
    ]
    await ask.show(
        lines(title, *(_line(ask, campaign) for campaign in shown)),
        [
            *which,
            *pager(ask, "campaigns", page, pages),
            [ask.button("campaign-new", "cp-new"), *back_row(ask)],
        ],
    )


def _line(ask: Ask, campaign: Campaign) -> Html:
    return ask.render(
        "campaign-line" if campaign.points else "campaign-line-new",
        mark=_mark(ask, campaign),
        told=describe(Words.of(ask.desk, ask.language), campaign.rule),
        points=Points(campaign.points),
    )


def _mark(ask: Ask, campaign: Campaign) -> str:
    return ask.plain(f"campaign-mark.{campaign.state}")
