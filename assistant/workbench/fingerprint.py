"""The hash that says which bytes a receipt is about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

DERIVED = frozenset({"node_modules", "generated", ".next", ".git", "next-env.d.ts"})
"""Names, anywhere in a project, that tools write: neither copied nor hashed."""


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hex over the sorted (path, SHA-256 of content) pairs of `files`."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return total.hexdigest()


def project_files(folder: Path) -> dict[str, bytes]:
    """Every file of a project, by its path relative to `folder`, without what tools derive from them."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.name in DERIVED or path.is_symlink():
            continue
        if path.is_dir():
            found.update({f"{path.name}/{name}": content for name, content in project_files(path).items()})
        else:
            found[path.name] = path.read_bytes()
    return found
