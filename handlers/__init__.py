"""The edges: a folder is an audience, so it is a permission. Parse, call one verb, answer."""

from bot.telegram.app import Edges
from handlers.http import PAGES, ROUTERS
from handlers.jobs import JOBS
from handlers.jobs.alerts import compose_alert
from handlers.jobs.letters import compose
from handlers.manager import ROUTES as MANAGER
from handlers.member import ROUTES as MEMBER
from handlers.owner import ROUTES as OWNER
from handlers.owner.broadcasts.progress import redraw
from handlers.staff import COUNTER, DESK

AUDIENCES = (MEMBER, COUNTER, DESK, MANAGER, OWNER)

EDGES = Edges(AUDIENCES, JOBS, compose, redraw, compose_alert, ROUTERS, PAGES)

__all__ = ["AUDIENCES", "EDGES"]
