"""One campaign as its owner sees it: what it says, what it gave, and what can be done with it."""

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Points
from domain import adoption
from domain.adoption import Campaign
from domain.errors import RuleUnknown
from handlers.owner.routes import ROUTES
from handlers.screens import lines
from handlers.wording import Words, describe

# A pilot widens in these steps.
WIDER = (25, 50, 100)


@ROUTES.button("cp-show")
async def show(ask: Ask) -> None:
    """Shows the campaign that was chosen from the list."""
    await show_campaign(ask, ask.args[0])


async def show_campaign(ask: Ask, rule_id: str) -> None:
    """Shows a campaign in members' words, its state, and what it gave so far."""
    campaign = await find(ask, rule_id)
    rule = campaign.rule
    await ask.show(
        lines(
            describe(Words.of(ask.desk, ask.language), rule),
            ask.render(
                "campaign-so-far",
                state=ask.render(f"campaign-state.{campaign.state}"),
                points=Points(campaign.points),
                worth=ask.worth(campaign.points),
            ),
            ask.render("campaign-pilot", percent=rule.pilot_percent)
            if rule.pilot_percent < 100
            else None,
        ),
        _rows(ask, campaign),
    )


async def find(ask: Ask, rule_id: str) -> Campaign:
    """A campaign by its rule's id; raises RuleUnknown."""
    found = await ask.read(adoption.campaigns)
    campaign = next((each for each in found if each.rule.id == rule_id), None)
    if campaign is None:
        raise RuleUnknown
    return campaign


@ROUTES.button("cp-pause")
async def pause(ask: Ask) -> None:
    """Pauses it, or lets it go on."""
    rule_id, how, _ = ask.args
    await ask.write(adoption.pause_rule, rule_id, how == "pause", ask.person.outside_id)
    await ask.toast(ask.plain(f"toast-campaign-{how}d"))
    await show_campaign(ask, rule_id)


@ROUTES.button("cp-end")
async def ask_end(ask: Ask) -> None:
    """Says what ending it does, and asks once."""
    campaign = await find(ask, ask.args[0])
    rule = campaign.rule
    key = "campaign-drop" if campaign.state == "scheduled" else "campaign-end"
    await ask.show(
        ask.render(key, name=rule.name.in_(ask.language)),
        [
            [
                ask.button(f"{key}-now", "cp-over", rule.id, ask.fresh()),
                ask.button("back", "cp-show", rule.id),
            ]
        ],
    )


@ROUTES.button("cp-over")
async def end(ask: Ask) -> None:
    """Ends it now; one that had not started is gone, and the list is what is left."""
    rule_id = ask.args[0]
    await ask.write(adoption.end_rule, rule_id, ask.person.outside_id)
    await ask.toast(ask.plain("toast-campaign-ended"))
    if any(each.rule.id == rule_id for each in await ask.read(adoption.campaigns)):
        await show_campaign(ask, rule_id)
    else:
        await ask.show(ask.render("campaign-dropped"), [[ask.button("back", "campaigns")]])


@ROUTES.button("cp-widen")
async def widen(ask: Ask) -> None:
    """Lets more members into a pilot."""
    rule_id, percent, _ = ask.args
    await ask.write(adoption.widen, rule_id, int(percent), ask.person.outside_id)
    await ask.toast(ask.plain("toast-campaign-widened", percent=int(percent)))
    await show_campaign(ask, rule_id)


@ROUTES.button("cp-tell")
async def announce(ask: Ask) -> None:
    """Tells members who want news of it, once."""
    told = await ask.write(adoption.announce, ask.args[0], ask.person.outside_id)
    key = "toast-campaign-told" if told.is_new else "toast-campaign-known"
    await ask.toast(ask.plain(key))
    await show_campaign(ask, ask.args[0])


def _rows(ask: Ask, campaign: Campaign) -> Rows:
    rule, state = campaign.rule, campaign.state
    nonce = ask.fresh()
    first: list[Button] = []
    if state in ("live", "scheduled"):
        first.append(ask.button("pause", "cp-pause", rule.id, "pause", nonce))
    if state == "paused":
        first.append(ask.button("resume", "cp-pause", rule.id, "resume", nonce))
    if state != "ended":
        key = "campaign-drop" if state == "scheduled" else "campaign-end"
        first.append(ask.button(key, "cp-end", rule.id))
    first.append(ask.button("campaign-copy", "cp-copy", rule.id))
    second: list[Button] = []
    if state in ("scheduled", "paused"):
        second.append(ask.button("campaign-try", "cp-try-rule", rule.id))
    if state in ("live", "scheduled"):
        second.append(ask.button("campaign-announce", "cp-tell", rule.id, nonce))
    wider = next((each for each in WIDER if each > rule.pilot_percent), None)
    if wider and state != "ended":
        second.append(
            ask.button("campaign-widen", "cp-widen", rule.id, wider, nonce, percent=wider)
        )
    return [first, second, [ask.button("back", "campaigns")]]
