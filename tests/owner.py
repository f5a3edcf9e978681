"""What an owner does: changes the settings file, and the campaigns in the chat."""

from bot.store import Store
from domain.adoption import (
    Adopted,
    adopt,
    campaigns,
    end_rule,
    pause_rule,
    put_rule,
    set_anchor,
    withdraw_anchor,
)
from domain.calendar import DAY, instant, local_date
from domain.programme import BonusRule, MultiplierRule, Named, Programme, Rule
from tests.scene import PROGRAMME, fresh_key

OWNER = 9001
# Points may become worth more here without the dearest tier passing the hard cap.
ROOM = PROGRAMME.budget.model_copy(update={"hard_percent": 9})
SETTINGS = PROGRAMME.model_copy(update={"budget": ROOM})
NAME = Named(en="Deal", zh="活动")
BONUS = BonusRule(id="bonus", name=NAME, points=5)
DOUBLE = MultiplierRule(id="double", name=NAME, percent=200)
FOR_GOLD = MultiplierRule(id="golden", name=NAME, percent=200, tiers=("gold",))


def with_rules(*rules: Rule) -> Programme:
    """The programme of the file, with rules."""
    return SETTINGS.model_copy(update={"rules": rules})


async def reads(store: Store, programme: Programme) -> bool:
    """The bot starts on a settings file; whether that changed what is in force."""
    return (await store.write(adopt, programme, key=None)).is_new


async def puts(store: Store, rule: Rule) -> None:
    """A campaign is made or changed in the chat."""
    await store.write(put_rule, rule, OWNER, key=fresh_key())


async def pauses(store: Store, rule_id: str, paused: bool = True) -> Adopted:
    """A campaign is paused, or goes on."""
    return await store.write(pause_rule, rule_id, paused, OWNER, key=fresh_key())


async def ends(store: Store, rule_id: str) -> Adopted:
    """A campaign is ended."""
    return await store.write(end_rule, rule_id, OWNER, key=fresh_key())


async def values(store: Store, minor: int, days: int) -> None:
    """What 100 points are worth is announced, so many days before."""
    at = days_on(store, days)
    await store.write(set_anchor, 100, minor, at, OWNER, key=fresh_key())


async def withdraws(store: Store) -> None:
    """The announced value of points is withdrawn."""
    await store.write(withdraw_anchor, OWNER, key=fresh_key())


async def states(store: Store) -> dict[str, str]:
    """How each campaign stands, in the order of the list."""
    return {each.rule.id: each.state for each in await store.read(campaigns)}


def rules(store: Store) -> dict[str, Rule]:
    """The rules in force, by id."""
    return {rule.id: rule for rule in store.programme.rules}


def days_on(store: Store, days: int) -> int:
    """The local midnight so many days ahead."""
    zone = store.programme.zone
    return instant(local_date(store.now() + days * DAY, zone), zone)
