"""Nudges: a streak that ends tonight, a tier that is near; nothing where it is so no more."""

from bot.telegram.letters import Letter
from bot.texts.formats import Points
from domain.earning.nudges import goal
from domain.earning.sign_in import at_risk
from handlers.jobs.letters.writer import Writer
from handlers.rights import rights
from handlers.screens import lines
from handlers.wording import Words


async def _streak(to: Writer) -> Letter | None:
    """The streak of the day it was written for: tomorrow's is another."""
    if to.desk.store.now() >= to.facts["until"]:
        return None
    risk = await to.desk.store.read(at_risk, to.member)
    if risk is None:
        return None
    said = to.say(
        "streak",
        day=risk.of_cycle,
        cycle=risk.cycle,
        streak=risk.streak,
        points=Points(risk.points),
        tomorrow=risk.tomorrow,
    )
    otherwise = to.say("streak-otherwise", again=Points(risk.again), repairs=risk.repairs)
    return Letter(
        lines(said, otherwise),
        [[to.button("sign-in", "signin"), to.button("notices", "notices"), *to.home()[0]]],
    )


async def _goal(to: Writer) -> Letter | None:
    found = await to.desk.store.read(goal, to.member, to.facts["tier"])
    if found is None or found.next_tier is None:
        return None
    said = to.say(
        "goal",
        missing=Points(found.missing),
        tier=found.next_tier.name.in_(to.language),
        rights=rights(Words.of(to.desk, to.language), found.next_tier),
    )
    return Letter(
        said, [[to.button("tier", "tier"), to.button("notices", "notices"), *to.home()[0]]]
    )


LETTERS = {"streak": _streak, "goal": _goal}
