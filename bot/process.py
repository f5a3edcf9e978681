"""How a process of ours runs its event loop: the bot's, and the benchmarks' that speak for it."""

import asyncio
import faulthandler
import gc
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop

R = TypeVar("R")
# Docker kills after ten seconds, and says nothing.
END_SECONDS = 9.0


def run(main: Coroutine[Any, Any, R]) -> R:
    """Runs `main` to its end on uvloop, with a database thread that gets its turn."""
    # By default a thread waits five milliseconds for its turn, and at each statement anew.
    sys.setswitchinterval(0.0005)
    # What is loaded stays: the collector need not walk it with every seven hundred new objects.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


def ends_soon() -> None:
    """From now on the process has nine seconds; then it says what hangs, and is gone.

    A thread that waits for a disk or a resolver cannot be cancelled, only left.
    """
    faulthandler.dump_traceback_later(END_SECONDS, exit=True)
