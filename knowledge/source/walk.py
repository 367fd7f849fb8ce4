"""A folder, file by file: what is to be read, and what is left out for its name, kind, size or place."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.source.ignore import Ignores
from knowledge.source.left_out import LeftOut, Why
from knowledge.source.names import holds_secrets, of_file, of_folder

MOST_BYTES = 1_000_000
"""Of one file, unless told otherwise; what is larger was rarely written by hand."""
PICTURED = 20
"""How many times as large a PDF may be: most of one is fonts and pictures."""


@dataclass(frozen=True)
class File:
    """A file to read. `path` is relative to the root, with forward slashes; `modified` is in nanoseconds."""

    path: str
    location: Path
    modified: int
    size: int


def walk(root: Path, *, most_bytes: int = MOST_BYTES) -> Iterator[File | LeftOut]:
    """Everything below `root` in order of names; links are not followed, so nothing outside of it is read."""
    root = root.resolve()
    yield from _folder(root, root, Ignores.above(root), most_bytes)


def single(location: Path, *, most_bytes: int = MOST_BYTES) -> File | LeftOut:
    """One file that was asked for by name: no ignore file is consulted, yet secrets and binaries are refused."""
    why = of_file(location.name)
    if why in (Why.SECRET, Why.BINARY):
        return LeftOut(path=location.name, why=why)
    return _file(location, location.name, most_bytes)


def _folder(root: Path, folder: Path, ignores: Ignores, most_bytes: int) -> Iterator[File | LeftOut]:
    try:
        ignores = ignores.within(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield LeftOut(path=f"{_relative(root, folder)}/", why=Why.UNREADABLE, detail=error.strerror or "")
        return
    for entry in entries:
        path = Path(entry.path)
        nested = entry.is_dir(follow_symlinks=False)
        why = _refused(entry, path, nested, ignores)
        if why is not None:
            if entry.name != ".git":
                yield LeftOut(path=_relative(root, path) + ("/" if nested else ""), why=why)
        elif nested:
            yield from _folder(root, path, ignores, most_bytes)
        else:
            yield _file(path, _relative(root, path), most_bytes)


def _refused(entry: os.DirEntry[str], path: Path, nested: bool, ignores: Ignores) -> Why | None:
    if entry.is_symlink():
        return Why.LINK
    if entry.name == ".git":
        return Why.HIDDEN
    if not nested and holds_secrets(entry.name):
        return Why.SECRET  # no ignore file can ask for one
    asked = ignores.asked(path, nested)
    if asked is not None:
        return Why.IGNORED if asked else None
    by_name = of_folder(entry.name) if nested else of_file(entry.name)
    return by_name or (Why.IGNORED if ignores.of_git(path, nested) else None)


def _file(location: Path, path: str, most_bytes: int) -> File | LeftOut:
    try:
        found = location.stat()
    except OSError as error:
        return LeftOut(path=path, why=Why.UNREADABLE, detail=error.strerror or "")
    if not stat.S_ISREG(found.st_mode):
        return LeftOut(path=path, why=Why.UNREADABLE, detail="not a regular file")
    most = most_bytes * (PICTURED if location.suffix.lower() == ".pdf" else 1)
    if found.st_size > most:
        return LeftOut(path=path, why=Why.TOO_LARGE, detail=f"{found.st_size:,} bytes, of {most:,} at most")
    return File(path, location, found.st_mtime_ns, found.st_size)


def _relative(root: Path, path: Path) -> str:
    # A name that is no UTF-8 is spelled with replacement characters, which can be kept and printed.
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
