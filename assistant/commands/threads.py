"""`threads`, `show` and `diff`: what was talked about, and what came of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import EXISTING, FORCE
from assistant.commands.running import configured, run
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.store import Store, Thread, Version
    from assistant.store.history import History


def _number(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """The number of a version, typed as `3` or `v3`."""
    if value is None:
        return None
    text = value.lower().removeprefix("v")
    # A number of more digits is no version's, and int() refuses some thousands of them.
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise click.BadParameter(f"{value!r} is no version; say 3 or v3")
    return int(text)


THREAD = click.argument("thread", metavar="THREAD")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def threads(as_json: bool) -> None:
    """List the threads, the one last active first."""
    settings = configured()
    from adapters.terminal.threads import list_threads, threads_json
    from assistant.store import Store

    async def listed() -> tuple[Thread, ...]:
        async with Store.open(settings.store_url) as store:
            return await store.threads.list()

    found = run(listed)
    if as_json:
        click.echo(threads_json(found))
    elif found:
        list_threads(found, sys.stdout, settings.colour)
    else:
        click.echo("There is no thread yet; start one: threadwright chat", err=True)


@click.command()
@THREAD
@click.option("--version", "number", metavar="N", callback=_number, help="Version to show; the current one without it.")
@click.option("--format", "form", type=click.Choice(["text", "yaml", "prisma"]), default="text", show_default=True)
@click.option("--out", "-o", metavar="DIR", type=EXISTING, help="Folder to write the files of the version to.")
@FORCE
def show(thread: str, number: int | None, form: str, out: Path | None, force: bool) -> None:
    """Print a thread: what was said, its versions, and the checks of one of them.

    THREAD is an id, or the beginning of one. As yaml or prisma, the plan of the version is printed instead. Exit 0; 2
    when there is no such thread or version.
    """
    from assistant import inputs

    folder = inputs.destination(out, force=force) if out else None
    settings = configured()
    from assistant.store import Store
    from assistant.store.history import history

    async def found() -> tuple[History, Version | None]:
        async with Store.open(settings.store_url) as store:
            whole = await history(store, (await store.threads.find(thread)).id)
            wanted = number is not None or folder is not None or form != "text"
            version = await store.versions.get(whole.thread.id, number) if wanted or whole.versions else None
            if folder is not None and version is not None:
                await _write(store, version, folder, force=force)
            return whole, version

    whole, version = run(found)
    if version is not None and form != "text":
        click.echo(_plan(version, form))
    else:
        _show(whole, version, folder, settings)


@click.command()
@THREAD
@click.argument("old", metavar="N", callback=_number)
@click.argument("new", metavar="M", callback=_number)
@click.option("--format", "form", type=click.Choice(["text", "prisma"]), default="text", show_default=True)
def diff(thread: str, old: int, new: int, form: str) -> None:
    """Print what changed in the plan from version N to version M of a thread.

    As prisma, it is a unified diff of the two schemas. Exit 0; 2 when there is no such thread or version.
    """
    settings = configured()
    from assistant.store import Store

    async def found() -> tuple[Version, Version, tuple[Version, ...]]:
        async with Store.open(settings.store_url) as store:
            name = (await store.threads.find(thread)).id
            versions = await store.versions.list(name)
            return await store.versions.get(name, old), await store.versions.get(name, new), versions

    before, after, versions = run(found)
    from adapters.terminal.threads import list_changes
    from assistant.commands.changes import schema_diff, told

    if form == "prisma":
        click.echo(schema_diff(before, after), nl=False)
    elif changes := told(before, after, versions):
        list_changes(changes, sys.stdout, settings.colour)
    else:
        click.echo(f"The plans of v{old} and v{new} are the same.", err=True)


async def _write(store: Store, version: Version, folder: Path, *, force: bool) -> None:
    import asyncio

    files = await store.drafts.files(version.thread, version.number)
    if not files:
        raise InputError(f"v{version.number} was not drafted: it has no files", mend="Ask for a draft of it first.")

    def write() -> None:
        from assistant.drafting.folder import staged, write_files

        with staged(folder, force=force) as stage:
            write_files(stage, files)

    await asyncio.to_thread(write)


def _show(whole: History, version: Version | None, written: Path | None, settings: Settings) -> None:
    from adapters.terminal.threads import show_thread

    folder = written
    if version is not None and written is None:
        drafted = settings.thread_folder(version.thread) / f"v{version.number}"
        folder = drafted if drafted.is_dir() else None
    show_thread(whole, version.number if version else None, folder, sys.stdout, settings.colour)


def _plan(version: Version, form: str) -> str:
    from assistant.blueprint.text import from_yaml
    from assistant.draft.schema import prisma_schema

    return version.plan.rstrip() if form == "yaml" else prisma_schema(from_yaml(version.plan)).rstrip()
