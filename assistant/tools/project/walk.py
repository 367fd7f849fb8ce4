"""Which files of a project's folder are read: text that people wrote, and no secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

MOST_BYTES = 400_000
"""Of one file; what is larger was rarely written by hand."""
MOST_FILES = 5_000
FOLDERS = frozenset(
    "node_modules vendor dist build out target coverage generated venv __pycache__ site-packages".split()
)
FILES = frozenset({"package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Cargo.lock", "go.sum"})
SECRETS = re.compile(
    r"\.env(?!\.example$|\.sample$|\.template$).*|.*\.(?:pem|key|p12|pfx|jks|keystore|kdbx)|id_(?:rsa|dsa|ecdsa|ed25519).*|"
    r"\.npmrc|\.pypirc|\.netrc|\.htpasswd|.*credentials.*\.(?:json|ya?ml|ini)|secrets?\.(?:json|ya?ml|toml|ini)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Source:
    """A file by its path in the project, with what tells that it changed."""

    path: str
    modified: int
    size: int


def sources(folder: Path) -> list[Source]:
    """The files to read, by path; links are not followed, so nothing outside of the folder is."""
    found = []
    for path in _walk(folder, folder, ()):
        stat = path.stat()
        if stat.st_size <= MOST_BYTES:
            found.append(Source(path.relative_to(folder).as_posix(), stat.st_mtime_ns, stat.st_size))
        if len(found) == MOST_FILES:
            break
    return sorted(found, key=lambda source: source.path)


def read(folder: Path, source: Source) -> str | None:
    """The text of a file; None for one that is gone, binary, or holds a private key."""
    try:
        content = (folder / source.path).read_bytes()
        text = content.decode()
    except (OSError, UnicodeDecodeError):
        return None
    return None if "\0" in text or "PRIVATE KEY-----" in text else text


def _walk(root: Path, folder: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    ignored += _patterns(root, folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # what can't be read is not searched
    for entry in entries:
        path = Path(entry.path)
        if entry.is_symlink() or _ignores(ignored, path.relative_to(root).as_posix(), entry.is_dir()):
            continue
        if entry.is_dir():
            if entry.name not in FOLDERS and not entry.name.startswith("."):
                yield from _walk(root, path, ignored)
        elif entry.is_file() and entry.name not in FILES and not SECRETS.fullmatch(entry.name):
            yield path


def _patterns(root: Path, folder: Path) -> tuple[str, ...]:
    """The patterns of a folder's .gitignore, as patterns of paths below `root`."""
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    here = folder.relative_to(root).as_posix()
    prefix = "" if here == "." else f"{here}/"
    return tuple(_pattern(line.strip(), prefix) for line in lines if line.strip() and not line.startswith("#"))


def _pattern(line: str, prefix: str) -> str:
    negated = "!" if line.startswith("!") else ""
    line = line.removeprefix("!")
    anchored = "/" in line.rstrip("/")
    return f"{negated}{prefix}{line.lstrip('/')}" if anchored else f"{negated}{prefix}**/{line}"


def _ignores(patterns: tuple[str, ...], path: str, folder: bool) -> bool:
    """Whether the last pattern that fits a path ignores it."""
    for pattern in reversed(patterns):
        bare = pattern.removeprefix("!")
        if bare.endswith("/") and not folder:
            continue
        if _fits(bare.rstrip("/"), path):
            return not pattern.startswith("!")
    return False


def _fits(pattern: str, path: str) -> bool:
    if "**/" in pattern:
        prefix, _, rest = pattern.partition("**/")
        if not path.startswith(prefix):
            return False
        parts = path[len(prefix) :].split("/")
        return any(fnmatchcase("/".join(parts[start:]), rest) for start in range(len(parts)))
    return fnmatchcase(path, pattern)
