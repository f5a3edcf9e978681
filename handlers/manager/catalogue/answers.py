"""The answers about a reward: read from what was typed or pressed, and shown."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from telegram import Message

from bot.telegram.ask import Ask
from bot.texts.formats import grouped
from domain.errors import ScreenOld
from domain.programme import Outcome, Programme
from domain.programme.rewards import TierPrice
from handlers import windows
from handlers.manager.catalogue.kinds import Asked, Draft, suggested
from handlers.questions import Unfit, read_figure, told_figure

NOTE_LETTERS_MAX = 200
PRIZES_MAX = 12
# `100 × 60`: the prize, then its weight.
_PRIZE = re.compile(r"(.+?)\s*[×xX*:\uff1a]\s*([1-9]\d{0,3}|10000)", re.ASCII)
# `gold 700`: the tier, then what it pays.
_PRICE = re.compile(r"(\S.*?)[\s:\uff1a]+([1-9][\d,]{0,10})", re.ASCII)
SHOWN_LETTERS = 16


def typed(ask: Ask, draft: Draft, question: Asked, now: datetime) -> dict[str, Any]:
    """The fields that a typed answer fills; raises Unfit. `now` is the programme's local time."""
    text, programme = ask.text, ask.programme
    match question.unit:
        case "picture":
            return {"picture": _picture(ask)}
        case "note":
            return {"note": _note(text)}
        case "moment":
            return {question.field: windows.moment(text, now)}
        case "window":
            fields = windows.typed(text, now, hourly=False)
            return {name: fields[name] for name in question.fields}
        case "outcomes":
            return {"outcomes": [each.model_dump() for each in _outcomes(text, programme)]}
        case "prize":
            prize = _prize(text, programme, 1)
            return {"prize_points": prize.points or None, "prize_reward": prize.reward}
        case "prices":
            return {"tier_points": _prices(text, programme)}
        case "tiers":
            raise Unfit("choose")
    return {question.field: read_figure(text, draft, question, programme)}


def chosen(draft: Draft, question: Asked, value: str, programme: Programme) -> dict[str, Any]:
    """The fields that an offered answer fills."""
    match question.unit:
        case "choice":
            return {question.field: value}
        case "window":
            return dict.fromkeys(question.fields)
        case "tiers":
            ladder = [tier.id for tier in programme.tiers]
            if value != "all" and value not in ladder:
                raise ScreenOld
            return {"tiers": None if value == "all" else ladder[ladder.index(value) :]}
        case "outcomes":
            return {"outcomes": [each.model_dump() for each in suggested(draft, programme)]}
        case "prize":
            return {"prize_points": None, "prize_reward": value}
    return {question.field: int(value)}


def told(ask: Ask, draft: Draft, question: Asked) -> str:
    """An answer on a button; a dash where there is none. `draft` is filled."""
    said = draft.fields.get(question.field)
    if said is None and question.field in draft.model.model_fields:
        said = draft.model.model_fields[question.field].get_default()
    match question.unit:
        case "window":
            days = (draft.fields.get("starts"), draft.fields.get("ends"))
            return " – ".join(filter(None, days)) or ask.plain("catalogue-always")
        case "prize":
            prize = draft.fields.get("prize_reward"), draft.fields.get("prize_points") or 0
            return told_prize(ask, *prize)
        case "tiers":
            return told_tiers(ask, said or ())
    if said is None or (question.optional and not said):
        return ask.plain("catalogue-unset")
    match question.unit:
        case "picture":
            return ask.plain("catalogue-pictured")
        case "note":
            words = str(said[ask.language])
            return words if len(words) <= SHOWN_LETTERS else f"{words[:SHOWN_LETTERS]}…"
        case "moment":
            return str(said).replace("T", " ")
        case "outcomes":
            return ask.plain("catalogue-prizes", count=len(said))
        case "prices":
            return told_prices(ask, [TierPrice.model_validate(each) for each in said])
    return told_figure(ask, question, said)


def told_prize(ask: Ask, reward_id: str | None, points: int) -> str:
    """One prize: a reward, points, or nothing."""
    if reward_id:
        reward = ask.programme.reward(reward_id)
        return reward.name.in_(ask.language) if reward else reward_id
    return grouped(points) if points else ask.plain("catalogue-blank")


def told_tiers(ask: Ask, tiers: tuple[str, ...]) -> str:
    """For whom it is: everybody, or tiers by name."""
    named = [tier.name.in_(ask.language) for tier in ask.programme.tiers if tier.id in tiers]
    return ask.plain("list-separator").join(named) or ask.plain("button-everybody")


def told_outcomes(ask: Ask, outcomes: Sequence[Outcome]) -> str:
    """All prizes with their weights, as one types them."""
    return "\n".join(
        f"{told_prize(ask, each.reward, each.points)} × {each.weight}" for each in outcomes
    )


def told_prices(ask: Ask, prices: Sequence[TierPrice]) -> str:
    """The prices of single tiers, as one types them."""
    named = {tier.id: tier.name.in_(ask.language) for tier in ask.programme.tiers}
    told = [f"{named.get(each.tier, each.tier)} {grouped(each.points)}" for each in prices]
    return ask.plain("list-separator").join(told)


def _picture(ask: Ask) -> str:
    message = Message.de_json(ask.incoming.message or {}, ask.desk.bot)
    if not message.photo:
        raise Unfit("picture")
    return str(message.photo[-1].file_id)


def _note(text: str) -> dict[str, str]:
    said = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not 1 <= len(said) <= 2 or max(map(len, said)) > NOTE_LETTERS_MAX:
        raise Unfit("note", most=NOTE_LETTERS_MAX)
    return {"en": said[0], "zh": said[-1]}


def _outcomes(text: str, programme: Programme) -> list[Outcome]:
    found = [_PRIZE.fullmatch(line.strip()) for line in text.splitlines() if line.strip()]
    if not 1 <= len(found) <= PRIZES_MAX:
        raise Unfit("outcomes")
    prizes = []
    for prize in found:
        if prize is None:
            raise Unfit("outcomes")
        prizes.append(_prize(prize[1], programme, int(prize[2])))
    return prizes


def _prices(text: str, programme: Programme) -> list[dict[str, Any]]:
    """Prices of single tiers, a line for each: the tier by its name or id, then its points."""
    found = {}
    for line in filter(str.strip, text.splitlines()):
        price = _PRICE.fullmatch(line.strip())
        said = price[1].casefold() if price else ""
        named = (
            tier.id
            for tier in programme.tiers
            if said in (tier.id, tier.name.en.casefold(), tier.name.zh.casefold())
        )
        tier = next(named, None)
        if price is None or tier is None:
            raise Unfit("prices")
        found[tier] = int(price[2].replace(",", ""))
    if not found:
        raise Unfit("prices")
    return [{"tier": tier, "points": points} for tier, points in found.items()]


def _prize(text: str, programme: Programme, weight: int) -> Outcome:
    """One prize as it is typed: points, 0 or a dash for none, or a reward by its name or id."""
    said = " ".join(text.split()).casefold()
    points = said.replace(",", "")
    if said in ("-", "–", "0"):
        return Outcome(weight=weight)
    if points.isascii() and points.isdecimal() and len(points) <= 9:
        return Outcome(points=int(points), weight=weight)
    for reward in programme.rewards:
        if said in (reward.id, reward.name.en.casefold(), reward.name.zh.casefold()):
            return Outcome(reward=reward.id, weight=weight)
    raise Unfit("prize")
