"""The daily sign-in: one tap, the week as a strip, tomorrow's reward named."""

from datetime import timedelta

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, Signed
from domain import earning
from domain.calendar import local_date
from domain.earning import SignedIn
from handlers.member.routes import ROUTES
from handlers.screens import home_row, lines

DONE, TO_COME = "✓", "·"


@ROUTES.command("signin")
@ROUTES.button("signin")
async def sign_in(ask: Ask) -> None:
    """Signs the member in for today, or shows that they are."""
    done = await ask.write(earning.sign_in, ask.member)
    if done.is_new:
        await ask.toast(ask.plain("toast-signed-in", points=Signed(done.points)))
        first = ask.render(
            "sign-in-done", points=Signed(done.points), day=done.of_cycle, cycle=done.cycle
        )
    else:
        first = ask.render("sign-in-before", day=done.of_cycle, cycle=done.cycle)
    repaid = ask.render("sign-in-repaid", points=Points(done.repaid)) if done.repaid else None
    await ask.show(lines(first, repaid, _week(ask, done)), [home_row(ask)])


def _week(ask: Ask, done: SignedIn) -> Html:
    strip = " ".join([DONE] * done.of_cycle + [TO_COME] * (done.cycle - done.of_cycle))
    if done.of_cycle == done.cycle:
        return ask.render("sign-in-week-ends", week=strip, tomorrow=done.tomorrow)
    today = local_date(ask.desk.store.now(), ask.programme.zone)
    weekday = (today + timedelta(days=done.milestone_in_days)).isoweekday()
    return ask.render(
        "sign-in-week",
        week=strip,
        tomorrow=done.tomorrow,
        weekday=ask.render(f"weekday.d{weekday}"),
        milestone=done.milestone,
    )
