"""Steps that take their time: bars on a terminal, seconds for the report."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich import progress as bars
from rich.console import Console

Moved = Callable[[int, str], None]
"""Called with how much more is done, and with what."""


@dataclass(frozen=True)
class Step:
    """What was done, and how long it took."""

    name: str
    seconds: float


class Progress:
    """Notes how long each step takes, and shows it on standard error if that is a terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self.steps: list[Step] = []

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Moved]:
        """One step of so many parts; yields what to call as they are done."""
        began = time.perf_counter()
        with bars.Progress(
            bars.TextColumn("{task.description}"),
            bars.BarColumn(),
            bars.MofNCompleteColumn(),
            bars.TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        ) as shown:
            task = shown.add_task(name, total=total)

            def moved(count: int, what: str) -> None:
                shown.update(task, advance=count, description=f"{name} {what}")

            yield moved
        self.steps.append(Step(name, time.perf_counter() - began))
