"""Broadcasts: one message of the owner's to an audience, sent once to each, counted exactly."""

from domain.broadcasts.audience import EVERYBODY, Audience, Reach, check, reach
from domain.broadcasts.campaign import (
    Open,
    Started,
    begin,
    cancel,
    drop_screen,
    keep_screen,
    note_shown,
    open_now,
    pause,
    pause_running,
    paused,
    people_now,
    reschedule,
    resume,
    running,
    start,
    unshown,
)
from domain.broadcasts.claiming import Claimed, Recipient, claim, may_go
from domain.broadcasts.clicks import click, destination, follow
from domain.broadcasts.content import PLACES, Content, Link
from domain.broadcasts.effect import Effect, effect
from domain.broadcasts.facts import Facts, facts_of
from domain.broadcasts.reporting import OUTCOMES, Listed, Listing, Report, listing, report
from domain.broadcasts.settling import recover, settle

__all__ = [
    "EVERYBODY",
    "OUTCOMES",
    "PLACES",
    "Audience",
    "Claimed",
    "Content",
    "Effect",
    "Facts",
    "Link",
    "Listed",
    "Listing",
    "Open",
    "Reach",
    "Recipient",
    "Report",
    "Started",
    "begin",
    "cancel",
    "check",
    "claim",
    "click",
    "destination",
    "drop_screen",
    "effect",
    "facts_of",
    "follow",
    "keep_screen",
    "listing",
    "may_go",
    "note_shown",
    "open_now",
    "pause",
    "pause_running",
    "paused",
    "people_now",
    "reach",
    "recover",
    "report",
    "reschedule",
    "resume",
    "running",
    "settle",
    "start",
    "unshown",
]
