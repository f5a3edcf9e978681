"""How a programme changes: the settings file and the owner's own changes become versions, dated."""

from domain.adoption.adopting import Adopted
from domain.adoption.anchor import set_anchor, withdraw_anchor
from domain.adoption.campaigns import (
    Announced,
    Campaign,
    announce,
    campaigns,
    end_rule,
    free_id,
    pause_rule,
    put_rule,
    state_of,
    widen,
    with_rule,
)
from domain.adoption.from_file import adopt, begin
from domain.adoption.given import seats_moved
from domain.adoption.rewards import (
    Shelved,
    call_off,
    fresh_reward_id,
    hide_reward,
    put_reward,
    remove_reward,
    restock,
    shelf,
    shown_as,
    undo_reward,
    with_reward,
)
from domain.adoption.versions import Versions, programme_at, programme_of, upcoming
from domain.adoption.warnings import is_for_nobody, warnings

__all__ = [
    "Adopted",
    "Announced",
    "Campaign",
    "Shelved",
    "Versions",
    "adopt",
    "announce",
    "begin",
    "call_off",
    "campaigns",
    "end_rule",
    "free_id",
    "fresh_reward_id",
    "hide_reward",
    "is_for_nobody",
    "pause_rule",
    "programme_at",
    "programme_of",
    "put_reward",
    "put_rule",
    "remove_reward",
    "restock",
    "seats_moved",
    "set_anchor",
    "shelf",
    "shown_as",
    "state_of",
    "undo_reward",
    "upcoming",
    "warnings",
    "widen",
    "with_reward",
    "with_rule",
    "withdraw_anchor",
]
