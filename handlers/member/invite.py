"""Inviting a friend: a link of one's own, and what it brings to both."""

from bot.telegram.ask import Ask
from bot.texts.formats import Code, Html, Signed
from domain.earning.moments.referrals import Invited, invited
from domain.programme import ReferralRule
from handlers.member.routes import ROUTES
from handlers.screens import deep_link, home_row, lines, qr

# A link that brings a friend says `/start ref_…`.
INVITATION = "ref_"


@ROUTES.command("invite")
@ROUTES.button("invite")
async def show_invitation(ask: Ask) -> None:
    """Sends the link, also as a picture to be scanned."""
    seen = await ask.read(invited, ask.member)
    if seen.rule is None:
        await ask.show(ask.render("invite-none"), [home_row(ask)])
        return
    link = deep_link(ask.desk.bot.username, INVITATION + seen.code)
    await ask.picture(qr(link), _caption(ask, seen, seen.rule, link), [home_row(ask)])


def _caption(ask: Ask, seen: Invited, rule: ReferralRule, link: str) -> Html:
    return lines(
        ask.render("invite", points=Signed(rule.points), friend=Signed(rule.friend_points)),
        ask.render(
            "invite-terms",
            least=ask.money(rule.min_minor),
            days=rule.return_days,
            limit=rule.limit,
        ),
        ask.render("invite-link", link=Code(link)),
        ask.render("invite-came", joined=seen.joined, paid=seen.paid) if seen.joined else None,
    )
