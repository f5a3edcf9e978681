"""The house has the rooms and the libraries it promised, and every door has its plate."""

import ast
import tomllib
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT, Module, dotted, modules


@pytest.mark.parametrize(
    "name", ["bot", "handlers", "domain", "tests", "bot.py", "settings.toml", "Dockerfile"]
)
def test_the_top_level_is_fixed(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("library", ["telegram", "aiosqlite", "apscheduler", "pydantic"])
def test_the_chosen_libraries_are_used(library: str) -> None:
    imported = {n.split(".")[0] for m in modules("domain", "bot", "handlers") for n in m.imports()}
    assert library in imported


def test_tests_run_on_pytest_asyncio() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "pytest-asyncio" in project["dependency-groups"]["dev"]
    assert project["tool"]["pytest"]["ini_options"]["asyncio_mode"] == "auto"
    tests = [n for m in modules("tests") for n in ast.walk(m.tree)]
    assert any(isinstance(n, ast.AsyncFunctionDef) and n.name.startswith("test_") for n in tests)


def test_everything_public_says_what_it_is() -> None:
    assert [
        place for module in modules("domain", "bot", "handlers", "bot.py") for place in bare(module)
    ] == []


def test_tests_patch_nothing_of_ours() -> None:
    """The far side and the clock are passed in; the environment may be set, our names may not."""
    assert [
        f"{module.path}: {name}"
        for module in modules("tests")
        for name in [*module.imports(), *(dotted(n) for n in ast.walk(module.tree))]
        if name.startswith("unittest.mock") or name == "monkeypatch.setattr"
    ] == []


def bare(module: Module) -> Iterator[str]:
    """The module and its public classes, functions and methods that lack a docstring."""
    if not ast.get_docstring(module.tree):
        yield module.path
    yield from _bare(module.tree, module.path)


def _bare(scope: ast.Module | ast.ClassDef, place: str) -> Iterator[str]:
    for node in scope.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{place}: {node.name}"
            if isinstance(node, ast.ClassDef):
                yield from _bare(node, f"{place}: {node.name}")
