"""Vouchers: issued, used, not collected."""

from bot.telegram.sender import Letter
from bot.texts.formats import Code
from domain.rewards import code_of
from domain.vault import typed
from handlers.jobs.letters.writer import Writer
from handlers.screens import deep_link, qr


async def voucher(to: Writer, key: str = "voucher") -> Letter:
    """A fresh voucher with its code and QR, in the words of `key`."""
    code = await to.desk.store.read(code_of, to.facts["voucher"])
    link = deep_link(to.desk.bot.username, f"v-{typed(code)}")
    day = to.day(to.facts["expires_at"])
    return Letter(
        to.say(key, reward=to.reward(), code=Code(code), day=day),
        [[to.button("vouchers", "vouchers"), to.button("home", "points")]],
        qr(link),
    )


async def _voucher_used(to: Writer) -> Letter:
    return Letter(to.say("voucher-used", reward=to.reward()), to.home())


async def _voucher_lapsed(to: Writer) -> Letter:
    return Letter(
        to.say(
            "voucher-lapsed",
            reward=to.reward(),
            points=to.points("points"),
            balance=to.points("balance"),
        ),
        to.home(),
    )


LETTERS = {
    "voucher": voucher,
    "voucher_used": _voucher_used,
    "voucher_lapsed": _voucher_lapsed,
}
