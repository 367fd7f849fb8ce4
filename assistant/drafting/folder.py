"""Folders of drafts: written whole or not at all, and read back without what a person's machine adds."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from assistant.errors import InputError

RECEIPTS = "receipts.json"
DIAGRAM = "er-diagram.png"
MOST_BYTES = 64 * 2**20
_NOT_OURS = frozenset({"node_modules", "generated", ".next", ".git", ".env", ".env.local", "next-env.d.ts", "coverage"})


@contextmanager
def staged(out: Path, *, force: bool) -> Iterator[Path]:
    """A new folder beside `out` that takes its place when the block ends well, and is removed when it does not.

    What killed runs left beside `out` goes, too. Raises InputError if `out` holds something by then and `force` is not
    given.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _sweep(out)
        stage = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    except OSError as error:
        raise InputError(f"{out} can't be written: {error.strerror}", mend="Choose another --out.") from error
    try:
        with _held(stage):
            yield stage
            stage.chmod(0o755)
            _swap(stage, out, force=force)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(stage: Path, out: Path, *, force: bool) -> None:
    if out.exists() and any(out.iterdir()) and not force:
        raise InputError(f"{out} is not empty", mend="Choose another --out, or replace it with --force.")
    if not out.exists():
        stage.rename(out)
        return
    # Two renames, so that a kill between them leaves the old folder whole under its other name.
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
    out.rename(old / out.name)
    stage.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _prefix(out: Path) -> str:
    return f".{out.name}.threadwright-"


def _sweep(out: Path) -> None:
    """Removes the folders of runs towards `out` that were killed; those still at work hold a lock."""
    for stage in out.parent.glob(f"{escape(_prefix(out))}*"):
        with _held(stage) as free:
            if free:
                shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Locks a folder until the block, or this process, ends.

    False where another process has it locked, where it is gone, and where the file system can't lock.
    """
    place = -1
    try:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = True
    except OSError:
        free = False
    try:
        yield free
    finally:
        if place >= 0:
            os.close(place)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write path -> content below `folder`."""
    for path, content in contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def read_files(folder: Path) -> dict[str, str]:
    """The files of a draft, path -> text; what installing, building and configuring add is left out.

    Bytes that are not UTF-8, such as those of a picture, become surrogates (see `encoded`). Raises InputError for what
    is neither a file nor a folder, for what can't be read, and for more than MOST_BYTES.
    """
    found = {}
    total = 0
    for path in sorted(_walk(folder)):
        try:
            total += path.stat().st_size
            if total > MOST_BYTES:
                mend = "Remove what does not belong to it."
                raise InputError(f"{folder} holds more than {MOST_BYTES >> 20} MB", mend=mend)
            found[path.relative_to(folder).as_posix()] = path.read_bytes().decode(errors="surrogateescape")
        except OSError as error:
            raise InputError(f"{path} can't be read: {error.strerror}", mend="Let it be read, or remove it.") from error
    return found


def encoded(text: str) -> bytes:
    """The bytes of a file that `read_files` gave."""
    return text.encode(errors="surrogateescape")


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NOT_OURS or path.name in (RECEIPTS, DIAGRAM) or path.suffix == ".zip":
            continue
        # A link could lead out of the folder, to what is not the draft's.
        if path.is_symlink():
            raise InputError(f"{path} is a link", mend="Replace it by the file itself.")
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path
        else:
            raise InputError(f"{path} is neither a file nor a folder", mend="Remove it from the folder.")
