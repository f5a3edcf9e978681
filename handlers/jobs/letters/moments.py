"""Gifts of days and deeds: birthday, anniversary, activity, comeback, rain, referral, in kind."""

from bot.telegram.ask import Button
from bot.telegram.letters import Letter
from bot.texts.formats import Moment, Signed
from domain.earning.moments.rain import falling
from domain.programme import Named
from handlers.jobs.letters.vouchers import voucher
from handlers.jobs.letters.writer import Writer
from handlers.screens import lines


async def _activity(to: Writer) -> Letter:
    name, balance = _rule(to), to.points("balance")
    if to.facts["points"]:
        points = Signed(to.facts["points"])
        said = to.say("activity", points=points, rule=name, balance=balance)
    else:
        said = to.say("activity-none", rule=name, balance=balance)
    capped = to.facts["points"] and to.facts["capped"]
    over = to.say("activity-capped", points=to.points("capped")) if capped else None
    return Letter(lines(said, over, to.apart("repaid")), to.home())


async def _birthday(to: Writer) -> Letter:
    shop = to.desk.store.programme.name.in_(to.language)
    points = Signed(to.facts["points"])
    said = to.say("birthday", points=points, shop=shop, balance=to.points("balance"))
    return Letter(lines(said, to.apart("repaid")), to.home())


async def _anniversary(to: Writer) -> Letter:
    points = Signed(to.facts["points"])
    said = to.say("anniversary", points=points, balance=to.points("balance"))
    return Letter(lines(said, to.apart("repaid")), to.home())


async def _comeback(to: Writer) -> Letter | None:
    if to.facts["until"] <= to.desk.store.now():
        return None
    points, day = Signed(to.facts["points"]), to.day(to.facts["until"])
    return Letter(to.say("comeback", points=points, day=day), [[to.stop(), *to.home()[0]]])


async def _rain(to: Writer) -> Letter | None:
    """Nothing where it is over or all caught by now: a letter to many takes its time."""
    if await to.desk.store.read(falling, to.facts["id"]) is None:
        return None
    label = to.desk.texts.plain(to.language, "button-catch", points=to.points("share"))
    return Letter(
        to.say(
            "rain",
            rule=_rule(to),
            share=to.points("share"),
            people=to.facts["people"],
            until=Moment(to.facts["until"], to.desk.store.programme.zone),
        ),
        [[Button(label, "catch", (to.facts["id"],))], [to.stop()]],
    )


async def _referral(to: Writer) -> Letter:
    points = Signed(to.facts["points"])
    role, balance = to.facts["role"], to.points("balance")
    said = to.say("referral", points=points, role=role, balance=balance)
    return Letter(lines(said, to.apart("repaid")), to.home())


async def _gift(to: Writer) -> Letter:
    return await voucher(to, "gift")


async def _gift_undone(to: Writer) -> Letter:
    return Letter(to.say("gift-undone", reward=to.reward()), to.home())


def _rule(to: Writer) -> str:
    return Named(**to.facts["rule"]).in_(to.language)


LETTERS = {
    "activity": _activity,
    "birthday": _birthday,
    "anniversary": _anniversary,
    "comeback": _comeback,
    "rain": _rain,
    "referral": _referral,
    "gift": _gift,
    "gift_undone": _gift_undone,
}
