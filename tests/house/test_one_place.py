"""What happens in one place only: commits, the wall clock, chance, SQL.

Each rule carries its escapes as a table of path → reason.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.house.source import CODE, Module, dotted, modules

COMMITS = {
    "bot/store/": "the store owns every transaction",
}
CLOCKS = {
    "bot/clock.py": "the one place that reads the wall clock",
}
CHANCES = {
    "domain/vault.py": "keys and nonces must be unguessable; draws come from domain.draws",
}
SQL = {
    "bot/store/": "pragmas, savepoints and the schema's migrations",
    "bot/keeping/": "moves every table that the catalogue names, also one made later",
    "bot/playground/": "its own little file of people and messages, not the shop's database",
}

WALL_CLOCK = re.compile(r"(^|\.)(date|datetime)\.(now|utcnow|today)$|^time\.(time|time_ns)$")
CHANCE = re.compile(r"^(random|secrets|uuid)(\.|$)|^os\.(urandom|getrandom)$|^numpy\.random(\.|$)")
STATEMENT = re.compile(
    r"""^\s*(?:--.*\n\s*)*(?:
        (?-i:select|SELECT|with|WITH)\s.*?\sfrom\s
      | insert\s+(?:or\s+\w+\s+)?into\s
      | update\s+\w+\s+set\s
      | delete\s+from\s
      | (?:create|alter|drop)\s+(?:unique\s+|temp\s+)?(?:table|index|trigger|view)\s
      | pragma\s+\w+
      | (?:begin|savepoint|rollback\s+to|release)\s+\w+\s*$
      | (?-i:BEGIN|COMMIT|ROLLBACK)\s*$
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def commits(module: Module) -> Iterator[str]:
    """Anything's commit, called or handed on."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield f"{module.path}:{node.lineno}"


def clocks(module: Module) -> Iterator[str]:
    """Readings of the wall clock, called or handed on."""
    yield from _uses(module, WALL_CLOCK)


def chances(module: Module) -> Iterator[str]:
    """Anything that cannot be computed again."""
    yield from _uses(module, CHANCE)


def statements(module: Module) -> Iterator[str]:
    """SQL written as a Python string."""
    for line, text in module.strings():
        if STATEMENT.search(text):
            yield f"{module.path}:{line}"


@pytest.mark.parametrize(
    ("breaches", "tops", "escapes"),
    [
        pytest.param(commits, CODE, COMMITS, id="only the store commits"),
        pytest.param(clocks, CODE, CLOCKS, id="only the clock reads the time"),
        pytest.param(chances, ("domain", "handlers"), CHANCES, id="chance is drawn from seeds"),
        pytest.param(statements, CODE, SQL, id="SQL lives in .sql files"),
    ],
)
def test_it_happens_in_one_place(
    breaches: Callable[[Module], Iterable[str]], tops: tuple[str, ...], escapes: dict[str, str]
) -> None:
    found = [breach for module in modules(*tops) for breach in breaches(module)]
    assert [breach for breach in found if not breach.startswith(tuple(escapes))] == []


@pytest.mark.parametrize(
    ("wall", "line"),
    [
        (commits, "connection.commit()"),
        (clocks, "datetime.datetime.now(tz=UTC)"),
        (clocks, "started = time.time()"),
        (clocks, "from time import time"),
        (clocks, "factory = datetime.utcnow"),
        (chances, "import random"),
        (chances, "from secrets import token_hex"),
        (chances, "os.urandom(16)"),
        (statements, "q = 'SELECT points FROM lot WHERE id = :id'"),
        (statements, "q = 'update lot set points_left = 0'"),
        (statements, "q = 'PRAGMA wal_checkpoint'"),
        (statements, "connection.execute('COMMIT')"),
    ],
)
def test_the_walls_see_what_they_forbid(wall: Callable[[Module], Iterable[str]], line: str) -> None:
    assert list(wall(Module("x.py", "x", False, ast.parse(line)))) != []


def test_the_walls_let_pass_what_only_looks_like_it() -> None:
    plain = "now = tx.now; loop.time(); date(2026, 1, 1); say('Select one, or start from scratch')"
    module = Module("x.py", "x", False, ast.parse(plain))
    assert [*commits(module), *clocks(module), *chances(module), *statements(module)] == []


def _uses(module: Module, pattern: re.Pattern[str]) -> Iterator[str]:
    yield from (f"{module.path} imports {n}" for n in module.imports() if pattern.search(n))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and pattern.search(dotted(node)):
            yield f"{module.path}:{node.lineno} {dotted(node)}"
