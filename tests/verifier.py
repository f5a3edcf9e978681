"""docs/verify.py as its reader gets it: loaded by its path, or run as a program of its own."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "docs" / "verify.py"


def load() -> Any:
    """The script as a module."""
    found = importlib.util.spec_from_file_location("verify", FILE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def written(told: Any) -> str:
    """A proof or a chain as a file holds it."""
    return json.dumps(told)


def run(folder: Path, told: Any, *words: str) -> tuple[int, str]:
    """What `python verify.py` says about a file, and whether it is content (0)."""
    file = folder / "told.json"
    file.write_text(told if isinstance(told, str) else written(told), "utf-8")
    # Isolated and without site-packages: the standard library is all it has.
    ended = subprocess.run(
        [sys.executable, "-I", "-S", str(FILE), str(file), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr
