"""The hash that says which bytes a receipt is about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import InputError

MOST_BYTES = 64 * 2**20
DERIVED = frozenset({"node_modules", "generated", ".next", ".git", "next-env.d.ts"})
"""Names, anywhere in a project, that tools write: neither copied nor hashed."""


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hex over the sorted (path, SHA-256 of content) pairs of `files`."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return total.hexdigest()


def project_files(folder: Path) -> dict[str, bytes]:
    """Every plain file of a project, by its path relative to `folder`, without what tools derive from them.

    Links are left out. Raises InputError for more than MOST_BYTES, OSError for what can't be read.
    """
    found: dict[str, bytes] = {}
    total = 0
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = set(folders) - DERIVED
        for path in (Path(place, name) for name in set(names) - DERIVED):
            if path.is_symlink() or not path.is_file():
                continue
            total += path.stat().st_size
            if total > MOST_BYTES:
                raise InputError(
                    f"{folder} holds more than {MOST_BYTES >> 20} MB", mend="Name a folder that was drafted"
                )
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _raise(error: OSError) -> None:
    raise error
