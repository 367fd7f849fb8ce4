"""An event loop on a thread of its own, so that work goes on while a person types, and Ctrl-C stops just one task."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818 - not an error: it was asked for
    """The person stopped the work; it has put away what it held."""


class Background:
    """Runs coroutines one at a time, for the thread that waits for them."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="work", daemon=True)

    def __enter__(self) -> Background:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def run(self, work: Coroutine[None, None, T]) -> T:
        """The result of `work`. Raises Stopped when it was interrupted, after it has put away what it held."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            self._settle()
            raise Stopped from None
        except CancelledError:
            raise Stopped from None

    def _settle(self) -> None:
        """Wait until nothing that was cancelled is still putting things away."""

        async def others() -> None:
            mine = asyncio.current_task()
            stopping = [task for task in asyncio.all_tasks() if task is not mine and task.cancelling()]
            await asyncio.gather(*stopping, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(others(), self._loop).result()
