"""Work side by side whose failure is told as one error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import ThreadwrightError


@contextmanager
def ungrouped() -> Iterator[None]:
    """Around a TaskGroup: of errors that we raise on purpose, the first is raised alone; it tells enough."""
    try:
        yield
    except ExceptionGroup as group:
        ours, rest = group.split(ThreadwrightError)
        if ours is None or rest is not None:
            raise
        raise _first(ours) from None


def _first(group: BaseExceptionGroup[ThreadwrightError]) -> ThreadwrightError:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
