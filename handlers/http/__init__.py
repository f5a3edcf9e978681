"""What is asked over HTTP: routes that call one verb and answer as data, and pages of files."""

from pathlib import Path

from bot.web.frame import Page
from handlers.http.counter import ROUTER as COUNTER

ROUTERS = (COUNTER,)
PAGES = (Page("/counter", Path(__file__).with_name("page")),)

__all__ = ["PAGES", "ROUTERS"]
