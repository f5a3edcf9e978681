"""The time machine in chat: what a campaign would have cost over everything bought so far."""

import asyncio
from datetime import date

from bot import charts
from bot.charts import Labels
from bot.telegram.ask import Ask, Button
from bot.texts.formats import BasisPoints, Html, Percent, Points, Signed
from bot.trying import try_draft
from domain import adoption, members
from domain.calendar import instant
from domain.earning.timemachine.drafts import trial_of
from domain.earning.timemachine.outcome import Outcome
from domain.programme import Rule
from handlers.owner.campaigns.campaign import find
from handlers.owner.campaigns.steps import draft_of
from handlers.owner.routes import ROUTES
from handlers.screens import bar, lines

EDIT_SECONDS = 2.0


@ROUTES.button("cp-try")
async def try_preview(ask: Ask) -> None:
    """Tries the draft; the way back is its preview."""
    rule = draft_of(ask).rule(ask.programme)
    await _try(ask, rule, ask.button("back", "cp-at", "preview"))


@ROUTES.button("cp-try-rule")
async def try_campaign(ask: Ask) -> None:
    """Tries a campaign that is to come or rests, as if it were put in anew."""
    rule = (await find(ask, ask.args[0])).rule
    fresh = adoption.free_id(ask.programme, rule.id)
    anew = rule.model_copy(update={"id": fresh, "paused": False})
    await _try(ask, anew, ask.button("back", "cp-show", rule.id))


async def _try(ask: Ask, rule: Rule, back: Button) -> None:
    planned, now = adoption.with_rule(ask.programme, rule), ask.desk.store.now()
    if trial_of(ask.programme, planned, now, now).left_out:
        await ask.show(ask.render("trial-untold"), [[back]])
        return
    await ask.toast(ask.plain("toast-trial"))
    outcome = await try_draft(ask.desk.store, planned, _Progress(ask).show)
    if not outcome.months:
        await ask.show(ask.render("trial-none"), [[back]])
        return
    if outcome.now == outcome.draft:
        nothing = ask.render("trial-nothing", purchases=outcome.extent.purchases)
        await ask.show(lines(nothing, *_moved(ask, outcome)), [[back]])
        return
    name = rule.name.in_(ask.language)
    labels = Labels(
        ask.plain("trial-months"), ask.plain("trial-now"), ask.plain("trial-draft", name=name)
    )
    picture = await asyncio.to_thread(charts.months, outcome.months, labels)
    most = outcome.most
    card = (await ask.read(members.card_of, most.member)).code if most else ""
    await ask.picture(picture, trial_text(ask, outcome, card), [[back]])


class _Progress:
    """The screen while it is tried: redrawn now and then, not at each step."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._time = asyncio.get_running_loop().time
        self._shown_at = self._time()
        self._shown = False

    async def show(self, done: int, expected: int) -> None:
        """Shows how many purchases are done; what was shown once is shown at its end."""
        ended = self._shown and done == expected
        if not ended and self._time() - self._shown_at < EDIT_SECONDS:
            return
        self._shown = True
        self._shown_at = self._time()
        await self._ask.show(
            self._ask.render(
                "trial-progress",
                bar=bar(done, expected),
                percent=done * 100 // expected,
                done=done,
                expected=expected,
            )
        )


def trial_text(ask: Ask, outcome: Outcome, card: str) -> Html:
    """What it would have come to: points, money, budget, liability, who gains; most, by `card`."""
    soft, hard = outcome.budget_percent(outcome.draft)
    most = outcome.most
    return lines(
        ask.render(
            "trial-cost",
            points=Signed(outcome.points),
            worth=ask.money(outcome.worth_minor),
            purchases=outcome.extent.purchases,
            off=ask.money(outcome.draft.off - outcome.now.off),
            gifts=outcome.draft.gifts - outcome.now.gifts,
            kind=ask.money(outcome.draft.gifts_minor - outcome.now.gifts_minor),
        ),
        ask.render(
            "trial-budget",
            draft=BasisPoints(outcome.draft.cost_bp),
            now=BasisPoints(outcome.now.cost_bp),
            soft=Percent(soft),
            hard=Percent(hard),
        ),
        ask.render(
            "trial-owed", points=Signed(outcome.owed_points), worth=ask.money(outcome.owed_minor)
        ),
        ask.render(
            "trial-members",
            winners=outcome.winners,
            losers=outcome.losers,
            unchanged=outcome.unchanged,
        ),
        ask.render(
            "trial-most",
            card=card,
            draft=Points(most.draft),
            now=most.now,
            purchases=most.purchases,
            paid=ask.money(most.paid),
        )
        if most
        else None,
        *_moved(ask, outcome),
    )


def _moved(ask: Ask, outcome: Outcome) -> list[Html]:
    """Where in the past it was tried."""
    told = []
    for moved in outcome.moved:
        if moved.starts is None or moved.ends is None:
            told.append(ask.render("trial-always"))
            continue
        days = [date.fromisoformat(local[:10]) for local in (moved.starts, moved.ends)]
        first, last = (ask.day(instant(day, ask.programme.zone)) for day in days)
        length = (days[1] - days[0]).days + 1
        told.append(ask.render("trial-moved", first=first, last=last, days=length))
    return told
