"""The daily sign-in: one tap, the week as a strip, tomorrow's reward named, a streak mended."""

from datetime import timedelta

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, Signed, Strip, Weekday
from domain import earning
from domain.calendar import local_date
from domain.earning import SignedIn
from handlers.member.routes import ROUTES
from handlers.screens import home_row, lines


@ROUTES.command("signin")
@ROUTES.button("signin")
async def sign_in(ask: Ask) -> None:
    """Signs the member in for today, or shows that they are."""
    done = await ask.write(earning.sign_in, ask.member)
    if done.is_new:
        await ask.toast(ask.plain("toast-signed-in", points=Signed(done.points)))
    await _show(ask, done, "sign-in-done" if done.is_new else "sign-in-before")


@ROUTES.button("repair-streak")
async def repair_streak(ask: Ask) -> None:
    """Makes up for the one day that was missed: today carries the streak on."""
    done = await ask.write(earning.repair, ask.member)
    await ask.toast(ask.plain("toast-signed-in", points=Signed(done.points)))
    await _show(ask, done, "sign-in-repaired")


async def _show(ask: Ask, done: SignedIn, title: str) -> None:
    repair = [ask.button("repair", "repair-streak", ask.fresh())] if done.repair else []
    day = {"day": done.of_cycle, "cycle": done.cycle, "streak": done.streak}
    await ask.show(
        lines(
            ask.render(title, points=Signed(done.points), **day),
            *_parts(ask, done),
            _week(ask, done),
            _ahead(ask, done),
            ask.render("sign-in-missed", day=done.repair) if done.repair else None,
        ),
        [[*repair, *home_row(ask)]],
    )


def _parts(ask: Ask, done: SignedIn) -> list[Html]:
    """What became of the points, where there is something to say."""
    if not done.is_new:
        return []
    parts = []
    if done.bonus and not done.capped:
        bonus = Points(done.bonus)
        parts.append(ask.render("sign-in-bonus", points=bonus, days=done.streak))
    if done.capped:
        parts.append(ask.render("sign-in-capped", points=Points(done.capped)))
    if done.repaid:
        parts.append(ask.render("sign-in-repaid", points=Points(done.repaid)))
    return parts


def _week(ask: Ask, done: SignedIn) -> Html:
    if done.cycle == 1:
        return ask.render("sign-in-same", tomorrow=done.tomorrow)
    strip = Strip(done.of_cycle, done.cycle)
    if done.of_cycle == done.cycle:
        return ask.render("sign-in-week-ends", week=strip, tomorrow=done.tomorrow)
    if not 1 < done.milestone_in_days <= 7:
        return ask.render("sign-in-week-near", week=strip, tomorrow=done.tomorrow)
    today = local_date(ask.desk.store.now(), ask.programme.zone)
    weekday = (today + timedelta(days=done.milestone_in_days)).isoweekday()
    return ask.render(
        "sign-in-week",
        week=strip,
        tomorrow=done.tomorrow,
        weekday=Weekday(weekday),
        milestone=done.milestone,
    )


def _ahead(ask: Ask, done: SignedIn) -> Html | None:
    """A long streak's next milestone, where the week does not name it already."""
    days = done.ahead_in_days
    if days <= 1 or days == done.milestone_in_days:
        return None
    points = Points(done.ahead)
    return ask.render("sign-in-ahead", points=points, days=days, streak=done.streak + days)
