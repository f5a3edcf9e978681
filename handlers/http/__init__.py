"""What is asked over HTTP: routes that call one verb and answer as data, and pages of files."""

from pathlib import Path

from bot.web.frame import Page
from handlers.http.counter import ROUTER as COUNTER
from handlers.http.going import ROUTER as GOING
from handlers.http.health import ROUTER as HEALTH
from handlers.http.metrics import ROUTER as METRICS
from handlers.http.telegram import ROUTER as TELEGRAM

ROUTERS = (COUNTER, GOING, HEALTH, METRICS, TELEGRAM)
PAGES = (Page("/counter", Path(__file__).with_name("page")),)

__all__ = ["PAGES", "ROUTERS"]
