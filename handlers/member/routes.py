"""The routes of this audience."""

from bot.telegram.routes import Routes

ROUTES = Routes(
    "member",
    menu=(
        "start",
        "points",
        "history",
        "proof",
        "signin",
        "rewards",
        "card",
        "settings",
        "privacy",
        "help",
        "cancel",
    ),
)
