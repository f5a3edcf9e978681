"""What Telegram and whoever watches over the bot come for: not people."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from bot.telegram.webhook import Hook
from bot.web.pulse import Pulse
from domain.errors import NothingHere


@dataclass(frozen=True)
class Engine:
    """Where updates come in, and how it goes; `watchers` are the networks that may know more."""

    hook: Hook
    pulse: Pulse
    watchers: Sequence[str] = ()


def engine(request: Request) -> Engine:
    """The engine behind an application; raises NothingHere where it has none."""
    found: Engine | None = request.app.state.engine
    if found is None:
        raise NothingHere
    return found
