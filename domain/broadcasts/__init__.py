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
    pause,
    recover,
    report,
    resume,
    running,
    settle,
    start,
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
    "pause",
    "reach",
    "recover",
    "report",
    "resume",
    "running",
    "settle",
    "start",
]
