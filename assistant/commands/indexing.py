"""Indexing as it is seen at the command line: progress, what was left out and why, and an end that loses nothing."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

import click

from adapters.terminal.progress import progress
from adapters.terminal.screen import clean
from assistant.commands.opening import opened
from assistant.conversation import Progress
from assistant.settings import Settings
from knowledge.gather import Report, Step, gather
from knowledge.source.left_out import LeftOut, Why
from knowledge.source.project import Source
from knowledge.source.projects import Projects

SHOWN = 5
"""Files told of a reason; of secrets all are."""
WATCH_SECONDS = 2.0


async def indexed(
    settings: Settings,
    projects: Projects,
    name: str,
    sources: Sequence[Source],
    *,
    watch: bool,
    as_json: bool,
    renew: bool,
) -> None:
    """Index some sources of a project one after the other, and with `watch` again and again."""
    stop = threading.Event()
    work = asyncio.get_running_loop().run_in_executor(
        None, lambda: _all(settings, projects, name, sources, stop, watch=watch, as_json=as_json, renew=renew)
    )
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        # The batch in hand is put away first.
        stop.set()
        await work
        if not watch:
            click.echo("What was indexed is kept; the same command goes on from there", err=True)
        raise


def _all(
    settings: Settings,
    projects: Projects,
    name: str,
    sources: Sequence[Source],
    stop: threading.Event,
    *,
    watch: bool,
    as_json: bool,
    renew: bool,
) -> None:
    with opened(settings, name, renew=renew) as index:
        first = True
        while first or (watch and not stop.wait(WATCH_SECONDS)):
            for source in sources:
                if stop.is_set():
                    return
                with progress(sys.stderr, settings.colour) as shown:
                    tell = _Steps(shown, source) if first else _silent
                    report = gather(
                        projects,
                        name,
                        source,
                        index,
                        most_bytes=settings.index_file_bytes,
                        tell=tell,
                        stop=stop.is_set,
                    )
                if first or report.updated.files or report.removed:
                    click.echo(_as_json(source, report) if as_json else "\n".join(_told(source, report, first)))
            first = False


class _Steps:
    """Steps as a line: files done, the rate and the time left."""

    def __init__(self, shown: Progress, source: Source) -> None:
        self._shown = shown
        self._label = source.label

    def __call__(self, step: Step) -> None:
        left = "" if step.left is None else f", {_duration(step.left)} left"
        message = f"{step.done:,}/{step.files:,} files, {step.chunks:,} chunks, {step.rate:,.0f} chunks/s{left}"
        self._shown(self._label, message)


def _silent(_: Step) -> None:
    """What is watched tells of changes only."""


def _told(source: Source, report: Report, whole: bool) -> Iterable[str]:
    updated = report.updated
    state = "stopped" if report.stopped else "indexed"
    commit = f" at {report.commit[:12]}" if report.commit else ""
    yield (
        f"{clean(source.label)}{commit}: {state} {updated.files:,} files, {updated.chunks:,} chunks in "
        f"{_duration(report.seconds)}; {report.unchanged:,} unchanged, {report.removed:,} removed"
    )
    if updated.embedded or updated.reused:
        yield f"  {updated.embedded:,} chunks embedded, {updated.reused:,} known already"
    if whole:
        yield from _left_out(report.left_out)


def _left_out(found: Sequence[LeftOut]) -> Iterable[str]:
    groups: dict[Why, list[LeftOut]] = defaultdict(list)
    for each in found:
        groups[each.why].append(each)
    for why in Why:
        if group := groups.get(why):
            yield f"  left out, {why.value}: {len(group):,}"
            most = len(group) if why is Why.SECRET else SHOWN
            for each in group[:most]:
                yield f"    {clean(each.path)}" + (f" ({clean(each.detail)})" if each.detail else "")
            if len(group) > most:
                yield f"    … and {len(group) - most:,} more"


def _as_json(source: Source, report: Report) -> str:
    updated = report.updated
    return json.dumps(
        {
            "source": source.label,
            "files": updated.files,
            "chunks": updated.chunks,
            "embedded": updated.embedded,
            "reused": updated.reused,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "commit": report.commit,
            "seconds": round(report.seconds, 3),
            "stopped": report.stopped,
            "left_out": [each.model_dump(mode="json") for each in report.left_out],
        },
        ensure_ascii=False,
    )


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
