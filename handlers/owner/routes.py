"""The routes of this audience."""

from bot.telegram.routes import Routes

ROUTES = Routes("owner", menu=("broadcast", "stats", "extend", "reinstate"))
