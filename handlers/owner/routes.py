"""The routes of this audience."""

from bot.telegram.routes import Routes

ROUTES = Routes(
    "owner",
    menu=("broadcast", "campaigns", "value", "stats", "record", "extend", "reinstate"),
)
