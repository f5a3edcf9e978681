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
from domain.adoption.versions import Versions, programme_at, programme_of, upcoming
from domain.adoption.warnings import is_for_nobody, warnings

__all__ = [
    "Adopted",
    "Announced",
    "Campaign",
    "Versions",
    "adopt",
    "announce",
    "begin",
    "campaigns",
    "end_rule",
    "free_id",
    "is_for_nobody",
    "pause_rule",
    "programme_at",
    "programme_of",
    "put_rule",
    "set_anchor",
    "state_of",
    "upcoming",
    "warnings",
    "widen",
    "with_rule",
    "withdraw_anchor",
]
