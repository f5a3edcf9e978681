"""The fence: who was leader once and sleeps through the end of it changes nothing any more."""

from collections.abc import Set
from typing import Any


class StaleFence(Exception):
    """Another process has become leader since this fence was given out."""


def stale_fences(sql: Any, fences: Set[int | None]) -> set[int]:
    """Which of a batch's fences are not the leader's, who stays leader until the batch commits."""
    given = {fence for fence in fences if fence is not None}
    return given - {sql.fences.leader()} if given else set()
