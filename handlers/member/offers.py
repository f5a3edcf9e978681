"""A reward in words: what it is, what it costs this member, and what stands between them."""

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Html, Percent, Points
from domain.calendar import HOUR, local_instant
from domain.earning import Standing
from domain.earning.purchase.rules import paid_for
from domain.programme import (
    Event,
    Game,
    GiftCard,
    Goods,
    MoneyOff,
    PercentOff,
    Privilege,
    Raffle,
    Reward,
    RewardBase,
    Service,
)
from domain.rewards import Offer
from handlers.screens import lines


def offer_label(ask: Ask, seen: Offer) -> Button:
    """The reward on its button: its price, and what is missing to it or stands against it."""
    tier = seen.tier_needed.name.in_(ask.language) if seen.tier_needed else ""
    return ask.button(
        _label_key(seen),
        "offer",
        seen.id,
        reward=seen.name.in_(ask.language),
        price=seen.price,
        missing=seen.missing,
        why=seen.why or "",
        tier=tier,
        day=ask.day(seen.opens_at or ask.desk.store.now()),
    )


def offer_text(ask: Ask, seen: Offer, where: Standing, *, more: Html | None = None) -> Html:
    """The reward's screen; `more` is what its kind has to show besides."""
    ends = [_shelf(ask, seen), *([] if seen.why else [_kept(ask, seen)])]
    if more is not None:
        # Odds take the lines.
        ends = [_in_one_line(ask, [each for each in ends if each is not None])]
    return lines(
        _title(ask, seen),
        _note(ask, seen.reward),
        _tier_price(ask, seen, where),
        more,
        *ends,
        *(_against(ask, seen, where) if seen.why else []),
    )


def terms_text(ask: Ask, reward: Reward) -> Html | None:
    """What a member gets with a reward: what it is worth, where, and until when."""
    match reward:
        case MoneyOff() | PercentOff() | GiftCard():
            worth = worth_text(ask, reward)
            return ask.render("terms-bill", worth=worth, days=reward.collect_days)
        case Privilege():
            return ask.render("terms-privilege", days=reward.days)
        case Event():
            closes = local_instant(reward.at, ask.programme.zone) - reward.closes_hours * HOUR
            return ask.render("terms-event", moment=ask.moment(closes))
        case Goods() | Service():
            return ask.render(f"terms-{reward.kind}", days=reward.collect_days)
    return None


def worth_text(ask: Ask, reward: MoneyOff | PercentOff | GiftCard) -> Html:
    """What it takes off a bill."""
    match reward:
        case MoneyOff():
            value, least = ask.money(reward.value_minor or 0), ask.money(reward.from_minor)
            return ask.render("worth-money-off", value=value, least=least)
        case PercentOff():
            percent, limit = Percent(reward.percent), ask.money(reward.most_minor or 0)
            return ask.render("worth-percent-off", percent=percent, limit=limit)
        case GiftCard():
            return ask.render("worth-gift-card", value=ask.money(reward.value_minor))


def place_text(ask: Ask, reward: Event) -> Html:
    """When an event is, and where."""
    at = ask.moment(local_instant(reward.at, ask.programme.zone))
    if reward.place is None:
        return ask.render("event-time", moment=at)
    return ask.render("event-place", moment=at, place=reward.place.in_(ask.language))


def _label_key(seen: Offer) -> str:
    if seen.why == "points":
        return "offer-near"
    if seen.why is not None:
        return "offer-not"
    return "offer" if seen.price else "offer-free"


def _title(ask: Ask, seen: Offer) -> Html:
    name = seen.name.in_(ask.language)
    if not seen.price:
        return ask.render("offer-free", reward=name)
    return ask.render("offer", reward=name, price=Points(seen.price))


def _note(ask: Ask, reward: RewardBase) -> Html | None:
    return ask.render("offer-note", words=reward.note.in_(ask.language)) if reward.note else None


def _tier_price(ask: Ask, seen: Offer, where: Standing) -> Html | None:
    """What the member's tier saves, or what the next one with a better price would."""
    if seen.price < seen.reward.points:
        tier, usual = where.tier.name.in_(ask.language), Points(seen.reward.points)
        return ask.render("offer-tier-saves", tier=tier, price=usual)
    above = ask.programme.tiers[ask.programme.tiers.index(where.tier) + 1 :]
    for tier_above in above:
        if (price := seen.reward.price(tier_above.id)) < seen.price:
            tier = tier_above.name.in_(ask.language)
            return ask.render("offer-tier-pays", tier=tier, price=Points(price))
    return None


def _shelf(ask: Ask, seen: Offer) -> Html | None:
    """What is left of it, how many a member may have, and until when: in one line."""
    reward, said = seen.reward, []
    if seen.left and seen.why in (None, "points"):
        key = "offer-seats" if isinstance(reward, Event) else "offer-left"
        said.append(ask.render(key, left=seen.left))
    if reward.limit and seen.why in (None, "points"):
        facts = {"limit": reward.limit, "taken": seen.taken}
        said.append(ask.render("offer-limit", per=reward.per, unit=_unit(reward), **facts))
    if reward.ends and seen.open_until and not isinstance(reward, Event | Raffle):
        said.append(ask.render("offer-until", day=ask.day(seen.open_until - 1)))
    return _in_one_line(ask, said)


def _in_one_line(ask: Ask, said: list[Html]) -> Html | None:
    return Html(ask.plain("sentence-space").join(said)) if said else None


def _unit(reward: Reward) -> str:
    """What one takes of it."""
    if isinstance(reward, Raffle):
        return "ticket"
    return "turn" if isinstance(reward, Game) else "thing"


def _kept(ask: Ask, seen: Offer) -> Html | None:
    """What redeeming leaves, and what it gives; nothing of what is free."""
    if not seen.price:
        return None
    terms = terms_text(ask, seen.reward)
    if terms is None:
        return ask.render("offer-keep", keeps=seen.keeps)
    return ask.render("offer-keep-and", keeps=seen.keeps, terms=terms)


def _against(ask: Ask, seen: Offer, where: Standing) -> list[Html]:
    """Why it is not to be had now, and what would help."""
    if seen.why == "points":
        missing = paid_for(seen.missing, where.tier.multiplier_percent, ask.programme.earning)
        tier = where.tier.name.in_(ask.language)
        return [
            ask.render("offer-short", price=seen.price, balance=seen.balance, owed=seen.owed),
            ask.render("offer-way", amount=ask.money(missing), tier=tier),
        ]
    tier = seen.tier_needed.name.in_(ask.language) if seen.tier_needed else ""
    moment = ask.moment(seen.opens_at or seen.open_until or ask.desk.store.now())
    limit, per = seen.reward.limit, seen.reward.per
    return [ask.render(f"offer-not-{seen.why}", tier=tier, moment=moment, limit=limit, per=per)]
