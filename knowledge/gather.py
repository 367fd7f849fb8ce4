"""From the sources of a project to its index: only what changed is read, cut and handed over."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from assistant.errors import InputError
from knowledge.chunk import Chunk
from knowledge.chunking import VERSION, chunks, view
from knowledge.index import IndexedFile, Updated
from knowledge.source.left_out import LeftOut, Why
from knowledge.source.project import Folder, Repository, Source
from knowledge.source.projects import Projects
from knowledge.source.read import load
from knowledge.source.repository import blobs, fetch
from knowledge.source.walk import MOST_BYTES, File, single, walk

BATCH = 128
"""Chunks handed over at once: an interrupt loses no more than these."""
_OUT = "\n"


class Sink(Protocol):
    """What of an index is asked for here."""

    def files(self, source: str) -> dict[str, str]: ...
    def update(self, files: list[IndexedFile], *, source: str) -> Updated: ...
    def remove(self, paths: list[str], *, source: str) -> int: ...
    def settle(self, told: Callable[[int], None] | None = None) -> tuple[int, int]: ...
    def stamp(self, commit: str | None, *, source: str) -> None: ...


@dataclass(frozen=True)
class Step:
    """How far it has come. `left` is in seconds, None while nothing tells."""

    done: int
    files: int
    chunks: int
    seconds: float

    @property
    def rate(self) -> float:
        """Chunks a second."""
        return self.chunks / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        return self.seconds / self.done * (self.files - self.done) if self.done and self.seconds >= 1 else None


@dataclass(frozen=True)
class Report:
    """What came of a source. `removed` counts files, `unchanged` those that were not read again."""

    updated: Updated = field(default_factory=Updated)
    unchanged: int = 0
    removed: int = 0
    left_out: tuple[LeftOut, ...] = ()
    commit: str | None = None
    seconds: float = 0.0
    stopped: bool = False


@dataclass(frozen=True)
class _Found:
    files: list[tuple[File, str]] = field(default_factory=list)
    """With the fingerprint of each."""
    left_out: list[LeftOut] = field(default_factory=list)
    commit: str | None = None


def gather(
    projects: Projects,
    project: str,
    source: Source,
    index: Sink,
    *,
    most_bytes: int = MOST_BYTES,
    tell: Callable[[Step], None] = lambda step: None,  # noqa: ARG005
    stop: Callable[[], bool] = lambda: False,
) -> Report:
    """Bring what the index holds of a source up to what the source is now; blocking.

    Stopped, it ends after the batch in hand; run again, it goes on where it was. Raises InputError for a source that is
    not there any more.
    """
    began = time.monotonic()
    found = _look(projects, project, source, most_bytes)
    known = index.files(source.key)
    report = Report(left_out=tuple(found.left_out), commit=found.commit)
    fresh: list[tuple[File, str]] = []
    for file, fingerprint in found.files:
        head, _, refusal = known.get(file.path, "").partition(_OUT)
        if head != fingerprint:
            fresh.append((file, fingerprint))
        elif refusal:
            report = _without(report, LeftOut.model_validate_json(refusal))
    report = replace(report, unchanged=len(found.files) - len(fresh))
    batch: list[IndexedFile] = []
    done = 0
    if fresh:
        tell(Step(0, len(fresh), 0, time.monotonic() - began))
    for indexed, out in _indexed(fresh, project, source, found.commit):
        batch.append(indexed)
        if out is not None:
            report = _without(report, out)
        if sum(len(each.chunks) for each in batch) >= BATCH:
            report, done = _hand_over(index, source, report, batch), done + len(batch)
            tell(Step(done, len(fresh), report.updated.chunks, time.monotonic() - began))
            batch = []
        if stop():
            report = replace(report, stopped=True)
            break
    if batch:
        report = _hand_over(index, source, report, batch)
    # Last, so that the text of a file that was moved is still known when it comes up at its new place.
    gone = sorted(set(known) - {file.path for file, _ in found.files})
    if gone:
        index.remove(gone, source=source.key)
    if not report.stopped:
        index.stamp(found.commit, source=source.key)
        report = _settled(index, report, stop)
    return replace(report, removed=len(gone), seconds=time.monotonic() - began)


def _look(projects: Projects, project: str, source: Source, most_bytes: int) -> _Found:
    if isinstance(source, Repository):
        checkout = fetch(source, projects.repositories)
        hashes = blobs(checkout)
        found = _walked(checkout.folder, source, most_bytes)
        prints = [(file, f"{hashes.get(file.path.removeprefix(source.mount), '')}") for file, _ in found.files]
        return replace(found, files=[(file, _print(source, each)) for file, each in prints], commit=checkout.commit)
    place = Path(source.path) if isinstance(source, Folder) else projects.uploads(project) / source.name
    if place.is_dir():
        return _walked(place, source, most_bytes)
    if not place.exists():
        mend = f"Take it out of the project: threadwright project remove {project} --source '{source.label}'"
        raise InputError(f"{place} is not there any more", mend=mend)
    return _sorted(iter([single(place, most_bytes=most_bytes)]), source)


def _walked(folder: Path, source: Source, most_bytes: int) -> _Found:
    return _sorted(walk(folder, most_bytes=most_bytes), source)


def _sorted(entries: Iterator[File | LeftOut], source: Source) -> _Found:
    found = _Found()
    for entry in entries:
        if isinstance(entry, LeftOut):
            found.left_out.append(entry.model_copy(update={"path": source.mount + entry.path}))
        else:
            state = f"{entry.modified}:{entry.size}"
            found.files.append((replace(entry, path=source.mount + entry.path), _print(source, state)))
    return found


def _print(source: Source, state: str) -> str:
    return f"{VERSION}:{','.join(source.audience)}:{state}"


def _indexed(
    files: list[tuple[File, str]], project: str, source: Source, commit: str | None
) -> Iterator[tuple[IndexedFile, LeftOut | None]]:
    """Each file cut. One that is left out is remembered with the reason, so that it is not read again to find it."""
    for file, fingerprint in files:
        content = load(file)
        seen = content if isinstance(content, LeftOut) else view(file.path, content)
        if isinstance(seen, LeftOut):
            # What could not be read now may be readable the next time.
            kept = "" if seen.why is Why.UNREADABLE else f"{fingerprint}{_OUT}{seen.model_dump_json()}"
            yield IndexedFile(file.path, kept, ()), seen
            continue
        cut: tuple[Chunk, ...] = chunks(seen, project=project, path=file.path, commit=commit, audience=source.audience)
        yield IndexedFile(file.path, fingerprint, cut), None


class _StoppedError(Exception):
    """Raised through the index, which keeps what it has until then."""


def _settled(index: Sink, report: Report, stop: Callable[[], bool]) -> Report:
    """What an earlier run without embeddings left behind is made up for."""
    late = 0

    def told(count: int) -> None:
        nonlocal late
        late += count
        if stop():
            raise _StoppedError

    try:
        embedded, reused = index.settle(told)
    except _StoppedError:
        return replace(report, stopped=True, updated=report.updated + Updated(embedded=late))
    return replace(report, updated=report.updated + Updated(embedded=embedded, reused=reused))


def _hand_over(index: Sink, source: Source, report: Report, batch: list[IndexedFile]) -> Report:
    return replace(report, updated=report.updated + index.update(batch, source=source.key))


def _without(report: Report, out: LeftOut) -> Report:
    return replace(report, left_out=(*report.left_out, out))
