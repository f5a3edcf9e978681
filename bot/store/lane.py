"""One database thread and what waits for it: whatever queues up goes along in the next hop."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from domain.errors import Busy

WAITING_MAX = 10_000
WAIT_SECONDS_MAX = 10.0


@dataclass(slots=True)
class Job:
    """One call waiting for the database thread; what has not begun by `late_at` never begins."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    key: str | None
    fence: int | None
    future: asyncio.Future[Any]
    late_at: float
    result: Any = None
    error: BaseException | None = None
    bells: set[str] = field(default_factory=set)

    @property
    def late(self) -> bool:
        """Whether it has waited longer than anybody should."""
        return time.monotonic() > self.late_at


class Thread(Protocol):
    """A thread of its own for one connection."""

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` there and returns what it returns."""
        ...

    async def close(self) -> None:
        """Ends the connection and the thread."""
        ...


class Lane:
    """Feeds one connection: `run(jobs)` gets all that waits, up to `batch_max`, in one hop."""

    def __init__(
        self,
        thread: Thread,
        run: Callable[[list[Job]], None],
        batch_max: int,
        wait_seconds: float = WAIT_SECONDS_MAX,
        on_done: Callable[[list[Job]], None] = lambda jobs: None,
    ) -> None:
        self._thread = thread
        self._run = run
        self._batch_max = batch_max
        self._wait_seconds = wait_seconds
        self._on_done = on_done
        self._waiting: list[Job] = []
        self._feeding: asyncio.Task[None] | None = None

    @property
    def load(self) -> int:
        """How many calls wait or run."""
        return len(self._waiting) + (self._feeding is not None)

    async def call(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        key: str | None = None,
        fence: int | None = None,
    ) -> Any:
        """Queues a call; returns its result once its batch is through, raises its error."""
        if len(self._waiting) >= WAITING_MAX:
            raise Busy
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        late_at = time.monotonic() + self._wait_seconds
        self._waiting.append(Job(function, args, key, fence, future, late_at))
        if self._feeding is None:
            self._feeding = asyncio.create_task(self._feed())
        return await future

    async def _feed(self) -> None:
        while self._waiting:
            jobs = self._waiting[: self._batch_max]
            del self._waiting[: self._batch_max]
            for job in jobs:
                if job.late:
                    job.error = Busy()
            await self._serve([job for job in jobs if job.error is None])
            for job in jobs:
                self._settle(job)
        self._feeding = None

    async def _serve(self, jobs: list[Job]) -> None:
        if not jobs:
            return
        try:
            await self._thread.hop(self._run, jobs)
        except Exception as error:
            for job in jobs:
                job.error = job.error or error
        self._on_done(jobs)

    def _settle(self, job: Job) -> None:
        # A caller who gave up cancels the wait, never the change.
        if job.future.cancelled():
            return
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(job.error)

    async def close(self) -> None:
        """Lets what waits run out, then closes the connection."""
        while self._feeding is not None:
            await asyncio.wait([self._feeding])
        await self._thread.close()
