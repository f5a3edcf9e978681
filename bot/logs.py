"""What the operator reads: structured lines, without personal data and without the token."""

import logging
import re
from typing import Any

import structlog

from bot.settings import Log

# Telegram's tokens look like this wherever they stray into a line.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


def configure(settings: Log) -> None:
    """Sends every log line of the process through one formatter to standard error."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if settings.json_lines
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _redact,
            renderer,
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level)
    # Their debug lines quote what people write.
    for chatty in (
        "telegram",
        "httpx",
        "httpcore",
        "aiosqlite",
        "apscheduler",
        "alembic",
        "asyncio",
        "uvicorn",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


def _redact(_: Any, __: str, event: Any) -> Any:
    return {
        name: _TOKEN.sub("<token>", value) if isinstance(value, str) else value
        for name, value in event.items()
    }
