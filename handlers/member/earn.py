"""What pays between purchases: activities, green acts, and a points rain while it falls."""

from dataclasses import dataclass

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html, Points, Signed, Value
from domain.earning.moments.activities import Act, Done, acts, do_activity, profile_lacks
from domain.earning.moments.rain import catch, rains
from domain.programme import GreenRule, RainRule
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, page_of, pager

PAGE_SIZE = 5


@dataclass(frozen=True)
class Chances:
    """Everything that pays a member now without a purchase, and what their profile lacks."""

    rains: tuple[RainRule, ...]
    acts: tuple[Act, ...]
    lacks: tuple[str, ...]


def chances(tx: ReadTx, member: int) -> Chances:
    """What there is to earn, in one look."""
    found = acts(tx, member, "member", "staff", "profile")
    return Chances(rains(tx, member), found, profile_lacks(tx, member))


@ROUTES.command("earn")
@ROUTES.button("earn")
async def show_earn(ask: Ask) -> None:
    """Lists what one can do for points now; what a tap can do has a button."""
    found = await ask.read(chances, ask.member)
    items: tuple[RainRule | Act, ...] = (*found.rains, *found.acts)
    if not items:
        await ask.show(ask.render("earn-none"), [home_row(ask)])
        return
    shown, page, pages = page_of(items, asked_page(ask), PAGE_SIZE)
    await ask.show(
        lines(ask.render("earn-title"), *(_line(ask, each, found.lacks) for each in shown)),
        [
            *([_button(ask, each)] for each in shown if _is_tap(each)),
            *pager(ask, "earn", page, pages),
            home_row(ask),
        ],
    )


@ROUTES.button("earn-do")
async def do(ask: Ask) -> None:
    """Credits what a member says they did, once however often it is pressed."""
    done = await ask.write(do_activity, ask.member, ask.args[0], "member", "member")
    await ask.toast(ask.plain("toast-earned", points=Signed(done.points)))
    await ask.show(done_text(ask, done), _ways_on(ask))


@ROUTES.button("catch")
async def catch_rain(ask: Ask) -> None:
    """Catches a share of a points rain."""
    caught = await ask.write(catch, ask.member, ask.args[0])
    if not caught.is_new:
        await ask.toast(ask.plain("toast-caught-before", points=Points(caught.points)))
        return
    points, balance = Signed(caught.points), Points(caught.balance)
    await ask.toast(ask.plain("toast-earned", points=points))
    repaid = ask.render("earn-repaid", points=Points(caught.repaid)) if caught.repaid else None
    await ask.show(
        lines(ask.render("caught", points=points, balance=balance), repaid), _ways_on(ask)
    )


def done_text(ask: Ask, done: Done) -> Html:
    """What was credited, how often it still pays, and what a cap or a debt took of it."""
    name = done.rule.name.in_(ask.language)
    return lines(
        ask.render(
            "earn-done", points=Signed(done.points), rule=name, balance=Points(done.balance)
        ),
        ask.render("earn-capped", capped=Points(done.capped)) if done.capped else None,
        ask.render("earn-repaid", points=Points(done.repaid)) if done.repaid else None,
    )


def _line(ask: Ask, item: RainRule | Act, lacks: tuple[str, ...]) -> Html:
    if isinstance(item, RainRule):
        name, share = item.name.in_(ask.language), Signed(item.share)
        return ask.render("earn-rain", rule=name, points=share)
    rule = item.rule
    name, points = rule.name.in_(ask.language), Signed(rule.points)
    left = ask.render("earn-left", left=item.left, per=item.per)
    if isinstance(rule, GreenRule):
        unit = rule.unit.in_(ask.language)
        return ask.render("earn-green", rule=name, points=points, unit=unit, left=left)
    facts: dict[str, Value] = {"rule": name, "points": points, "left": left}
    if item.by == "profile":
        facts["lacks"] = "-".join(lacks) if item.left else "nothing"
    return ask.render(f"earn-{item.by}", **facts)


def _is_tap(item: RainRule | Act) -> bool:
    return isinstance(item, RainRule) or (item.by == "member" and item.left > 0)


def _button(ask: Ask, item: RainRule | Act) -> Button:
    if isinstance(item, RainRule):
        return ask.button("catch", "catch", item.id, points=Points(item.share))
    name, points = item.rule.name.in_(ask.language), Signed(item.rule.points)
    return ask.button("do", "earn-do", item.rule.id, ask.fresh(), rule=name, points=points)


def _ways_on(ask: Ask) -> Rows:
    return [[ask.button("earn", "earn"), *home_row(ask)]]
