"""Challenges, and what is to be reached within the month: how far one is, until when."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, Value
from domain.earning.progress import Progress, progress
from domain.programme import InKindRule
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, bar, home_row, lines, page_of, pager

PAGE_SIZE = 3


@ROUTES.command("challenges")
@ROUTES.button("challenges")
async def show_challenges(ask: Ask) -> None:
    """Shows each goal with what it gives and what is missing; what is done is ticked."""
    goals = await ask.read(progress, ask.member)
    shown, page, pages = page_of(goals, asked_page(ask), PAGE_SIZE)
    told = [_goal(ask, goal) for goal in shown] or [ask.render("challenges-none")]
    ways = [[ask.button("rules", "rules"), *home_row(ask)]]
    await ask.show(lines(*told), [*pager(ask, "challenges", page, pages), *ways])


def _goal(ask: Ask, goal: Progress) -> Html:
    name, prize = goal.rule.name.in_(ask.language), _prize(ask, goal)
    if goal.done:
        return ask.render("challenge-done", name=name, prize=prize)
    amounts = {"reached": goal.reached, "target": goal.target, "missing": goal.missing}
    facts: dict[str, Value] = {"bar": bar(goal.reached, goal.target), **amounts}
    if not goal.counts:
        facts |= {of: ask.money(minor) for of, minor in amounts.items()}
    told = "challenge-orders" if goal.counts else "challenge-spend"
    if not goal.missing:
        # The goal came when it was reached already.
        told = "challenge-due"
    return lines(
        ask.render("challenge", name=name, prize=prize),
        ask.render(told, day=ask.day(goal.ends_at - 1), **facts),
    )


def _prize(ask: Ask, goal: Progress) -> Html:
    """What it gives: points, or a reward of the catalogue."""
    if isinstance(goal.rule, InKindRule):
        reward = ask.programme.reward(goal.rule.reward)
        name = reward.name.in_(ask.language) if reward else goal.rule.reward
        return ask.render("challenge-gift", reward=name)
    return ask.render("challenge-points", points=Points(goal.rule.points))
