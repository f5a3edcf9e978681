"""Imports run one way: domain ← bot ← handlers ← bot.py; and inside domain, top to bottom."""

import pytest

from tests.house.source import modules

DOMAIN_ORDER = (
    "books",
    "members",
    "notices",
    "staff",
    "draws",
    "purchases",
    "earning",
    "rewards",
    "counter",
    "play",
    "insight",
    "broadcasts",
    "care",
    "adoption",
)
"""DESIGN §2: each package may import only those before it, and the foundations."""

FOUNDATIONS = ("calendar", "errors", "ids", "money", "programme", "tx", "vault")
"""Modules of domain itself that every package stands on; any other stands on the packages."""

MACHINERY = {
    *("aiohttp", "fastapi", "httpx", "requests", "socket", "telegram", "uvicorn"),
    *("aiosqlite", "psycopg", "sqlalchemy", "sqlite3"),
    *("apscheduler", "asyncio", "subprocess", "threading"),
    *("logging", "structlog"),
    *("bot", "handlers"),
}
"""What the programme's rules know nothing of: event loops, networks, databases, logs."""


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [("domain", ("bot", "handlers")), ("bot", ("handlers",))],
)
def test_imports_run_one_way(folder: str, forbidden: tuple[str, ...]) -> None:
    assert [
        f"{module.path} imports {name}"
        for module in modules(folder)
        for name in module.imports()
        if name.split(".")[0] in forbidden
    ] == []


def test_the_domain_knows_no_machinery() -> None:
    assert [
        f"{module.path} imports {name}"
        for module in modules("domain")
        for name in module.imports()
        if name.split(".")[0] in MACHINERY
    ] == []


def test_domain_packages_import_only_those_above_them() -> None:
    assert [
        f"{module.path} imports {name}"
        for module in modules("domain")
        for name in module.imports()
        if name.startswith("domain.") and _rank(name) > _rank(module.name)
    ] == []


def test_every_domain_package_has_its_place_in_the_order() -> None:
    packages = {m.name.split(".")[1] for m in modules("domain") if m.path.count("/") > 1}
    assert packages - set(DOMAIN_ORDER) - set(FOUNDATIONS) == set()


def _rank(name: str) -> int:
    """A name's floor: foundations lowest, then the packages in order, other modules on top."""
    noun = name.split(".")[1] if "." in name else ""
    if noun in DOMAIN_ORDER:
        return DOMAIN_ORDER.index(noun)
    return -1 if noun in FOUNDATIONS else len(DOMAIN_ORDER)
