"""The routes of this audience."""

from bot.telegram.routes import Routes

ROUTES = Routes("manager", menu=("catalogue", "approvals"))
