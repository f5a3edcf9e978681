"""A reward in words: as members read it, and what only its keeper sees."""

from bot.telegram.ask import Ask
from bot.texts import LANGUAGES
from bot.texts.formats import Html, Points
from domain.adoption import Shelved
from domain.programme import Event, Game, Language, MoneyOff, Programme, Raffle, Reward
from handlers.manager.catalogue.answers import told_outcomes, told_prices, told_prize, told_tiers
from handlers.member.offers import place_text, terms_text
from handlers.screens import lines


def told_reward(ask: Ask, reward: Reward) -> Html:
    """What members read of it: its name, price, note and terms."""
    name = reward.name.in_(ask.language)
    return lines(
        ask.render("offer", reward=name, price=Points(reward.points))
        if reward.points
        else ask.render("offer-free", reward=name),
        ask.render("offer-note", words=reward.note.in_(ask.language)) if reward.note else None,
        _joined(
            place_text(ask, reward) if isinstance(reward, Event) else None,
            terms_text(ask, _as_of_now(ask.programme, reward)),
        ),
    )


def told_otherwise(ask: Ask, reward: Reward) -> Html | None:
    """What its keeper said of it in the other language, in one line; nothing where it is equal."""
    here, there = (_said(reward, each) for each in (ask.language, _other(ask.language)))
    return ask.render("catalogue-terms", terms=" · ".join(there)) if here != there else None


def told_conditions(ask: Ask, reward: Reward, more: Html | None = None) -> Html | None:
    """For whom, how often, and when, in one line; nothing where it is for all, always."""
    said = []
    if reward.tiers:
        said.append(told_tiers(ask, reward.tiers))
    if reward.tier_points:
        said.append(told_prices(ask, reward.tier_points))
    if reward.limit:
        said.append(ask.plain("catalogue-limit", limit=reward.limit, per=reward.per))
    if reward.starts or reward.ends:
        said.append(f"{reward.starts or ''} – {reward.ends or ''}".replace("T", " ").strip())
    if isinstance(reward, Raffle):
        points = Points(reward.prize_points)
        prize = told_prize(ask, reward.prize_reward, 0) if reward.prize_reward else points
        at = reward.draws_at.replace("T", " ")
        said.append(ask.plain("catalogue-draw", at=at, winners=reward.winners, prize=prize))
    if isinstance(reward, Game):
        prizes = told_outcomes(ask, reward.outcomes).split("\n")
        said.append(ask.plain("list-separator").join(prizes))
    terms = ask.render("catalogue-terms", terms=" · ".join(said)) if said else None
    return _joined(terms, more)


def told_shelf(ask: Ask, seen: Shelved) -> Html:
    """Where it stands, how many are left, and how often it was redeemed."""
    return ask.render(
        "catalogue-shelf",
        state=ask.plain(f"catalogue-state.{seen.state}"),
        left="none" if seen.left is None else seen.left,
        redeemed=seen.redeemed,
    )


def _joined(*parts: Html | None) -> Html | None:
    """Several things in one line."""
    return Html(" · ".join(part for part in parts if part)) or None


def _other(language: Language) -> Language:
    return next(each for each in LANGUAGES if each != language)


def _said(reward: Reward, language: Language) -> list[str]:
    place = reward.place if isinstance(reward, Event) else None
    return [each.in_(language) for each in (reward.name, reward.note, place) if each is not None]


def _as_of_now(programme: Programme, reward: Reward) -> Reward:
    """Money off without a value has that of its points."""
    if isinstance(reward, MoneyOff) and reward.value_minor is None:
        worth = max(programme.worth_minor(reward.points), 1)
        return reward.model_copy(update={"value_minor": worth})
    return reward
