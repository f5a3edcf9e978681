"""Broadcasts: one message of the owner's to an audience, sent once to each, counted exactly."""

from domain.broadcasts.audience import EVERYBODY, Audience, Reach, reach
from domain.broadcasts.campaign import (
    Claimed,
    Content,
    Report,
    Started,
    cancel,
    claim,
    keep_screen,
    note_shown,
    pause,
    recover,
    report,
    resume,
    running,
    settle,
    start,
    unshown,
)

__all__ = [
    "EVERYBODY",
    "Audience",
    "Claimed",
    "Content",
    "Reach",
    "Report",
    "Started",
    "cancel",
    "claim",
    "keep_screen",
    "note_shown",
    "pause",
    "reach",
    "recover",
    "report",
    "resume",
    "running",
    "settle",
    "start",
    "unshown",
]
