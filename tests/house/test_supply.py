"""What the project is built from: pinned, hashed, from nowhere in particular; and its image."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, files

LOCKS = sorted(ROOT.glob("requirements*.lock"))
REQUIREMENT = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==[^\s;]+( ;.*)?((?:\s+--hash=sha256:[0-9a-f]{64})+)$"
)
REGISTRY = re.compile(r"(?<!emit-)index-url|find-links|trusted-host|https?://[^ ]*/simple\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|Users|home/\w+)/")
DOCKERFILE = ROOT / "Dockerfile"


def test_there_are_locks() -> None:
    assert [lock.name for lock in LOCKS] == [
        "requirements-bench.lock",
        "requirements-dev.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    lines = lock.read_text("utf-8").replace("\\\n", "").splitlines()
    assert [line[:80] for line in lines if not REQUIREMENT.match(line.rstrip())] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_a_registry(lock: Path) -> None:
    assert "://" not in lock.read_text("utf-8")


def test_tests_run_on_what_the_bot_runs_on() -> None:
    assert set(_pins(ROOT / "requirements.lock")) <= set(_pins(ROOT / "requirements-dev.lock"))


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    found = []
    for file in files():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        place = file.relative_to(ROOT)
        if file != Path(__file__).resolve():
            found += [f"{place}: {hit[0]}" for hit in REGISTRY.finditer(text)]
            found += [f"{place}: {hit[0]}" for hit in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_carries_no_address(lock: Path) -> None:
    """Versions and hashes; where they come from is the machine's own matter."""
    assert "://" not in lock.read_text("utf-8")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", DOCKERFILE.read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word.upper(), rest) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_is_built_in_two_stages() -> None:
    assert [word for word, _ in instructions()].count("FROM") == 2


def test_the_image_installs_only_what_the_lock_has_hashed() -> None:
    installs = [rest for word, rest in instructions() if word == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "requirements.lock" in installs[0]


def test_the_image_runs_as_nobody_in_particular() -> None:
    final = _final_stage()
    assert [rest for word, rest in final if word == "USER"][-1:] != ["root"]
    assert re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", dict(final)["USER"])


def test_the_image_stops_and_starts_as_the_bot_expects() -> None:
    final = dict(_final_stage())
    assert final["STOPSIGNAL"] == "SIGTERM"
    # The exec form: a shell between would swallow the signal.
    assert final["ENTRYPOINT"] == '["python", "bot.py"]'
    assert final["CMD"] == '["run"]'


def test_the_image_fetches_nothing_and_holds_no_secret() -> None:
    words = instructions()
    assert [rest for word, rest in words if word == "ADD"] == []
    assert [rest for word, rest in words if re.search(r"(TOKEN|KEY|SECRET|PASSWORD)=", rest)] == []


@pytest.mark.parametrize("kept_out", [".git", ".venv*", "*.db*", "*.key", ".env*"])
def test_the_image_takes_no_private_thing_along(kept_out: str) -> None:
    assert kept_out in (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def _final_stage() -> list[tuple[str, str]]:
    words = instructions()
    last = max(i for i, (word, _) in enumerate(words) if word == "FROM")
    return words[last:]


def _pins(lock: Path) -> Iterator[str]:
    yield from re.findall(r"^[a-z0-9._-]+==\S+", lock.read_text("utf-8"), re.MULTILINE)


def test_the_image_builds_where_docker_is() -> None:
    """`docker build` makes the image; without an engine the lint above has to do."""
    docker = shutil.which("docker")
    engine = docker and subprocess.run([docker, "info"], capture_output=True).returncode == 0
    if not docker or not engine:
        pytest.skip("no Docker engine runs here")
    built = subprocess.run([docker, "build", "--quiet", str(ROOT)], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
