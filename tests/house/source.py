"""The project's own files, read and parsed once for the house tests.

A missing folder is an empty list: the walls stand before the rooms are furnished.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("domain", "bot", "handlers", "bot.py")
_NOT_OURS = {"build", "node_modules", "__pycache__"}
_HIDDEN_BUT_OURS = {".ci"}


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the root, its dotted name and its syntax tree."""

    path: str
    name: str
    is_package: bool
    tree: ast.Module

    def imports(self) -> Iterator[str]:
        """Every name imported anywhere in the file, dotted and absolute: `domain.tx.Tx`."""
        package = self.name if self.is_package else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    parts = package.split(".")
                    above = parts[: len(parts) - node.level + 1]
                    base = ".".join([*above, *filter(None, [base])])
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def strings(self) -> Iterator[tuple[int, str]]:
        """Every string with its line, f-strings by their fixed parts; docstrings left out."""
        # A string standing alone is a docstring, or says something of the line above it.
        alone = {id(n.value) for n in ast.walk(self.tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from [] if id(node) in alone else [(node.lineno, node.value)]


@cache
def modules(*tops: str) -> tuple[Module, ...]:
    """The Python files under these folders, or these files, in order."""
    found = []
    for top in tops:
        path = ROOT / top
        files = [path] if path.is_file() else sorted(path.rglob("*.py"))
        found += [_parse(file) for file in files]
    return tuple(found)


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project: no environments, caches or builds."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [
            name
            for name in below
            if name not in _NOT_OURS and (not name.startswith(".") or name in _HIDDEN_BUT_OURS)
        ]
        found += [Path(folder, name) for name in names]
    return tuple(sorted(found))


def dotted(node: ast.AST) -> str:
    """A name as written, `datetime.datetime.now`; empty for anything that is not plain names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def _parse(file: Path) -> Module:
    relative = file.relative_to(ROOT)
    parts = list(relative.with_suffix("").parts)
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    tree = ast.parse(file.read_text("utf-8"), filename=str(relative))
    return Module(relative.as_posix(), name, is_package, tree)
