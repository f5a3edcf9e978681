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
        "visit",
        "tier",
        "earn",
        "challenges",
        "invite",
        "history",
        "why",
        "rules",
        "proof",
        "fair",
        "settings",
        "privacy",
        "help",
        "cancel",
    ),
)
