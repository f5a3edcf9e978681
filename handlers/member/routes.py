"""The routes of this audience."""

from bot.telegram.routes import Routes

ROUTES = Routes(
    "member",
    menu=(
        "start",
        "points",
        "signin",
        "rewards",
        "card",
        "tier",
        "earn",
        "challenges",
        "invite",
        "history",
        "why",
        "rules",
        "proof",
        "settings",
        "privacy",
        "help",
        "cancel",
    ),
)
