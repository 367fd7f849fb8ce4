"""A git repository brought to this machine: one commit deep, and only what is new the next time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError, KnowledgeError
from knowledge.source.project import Repository, without_password

SECONDS = 900
"""The most that one git command may take."""
PROTOCOLS = "file:git:http:https:ssh"
_URL = re.compile(r"(?:https?|ssh|git|file)://\S+|[\w.-]+@[\w.-]+:\S+")
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": PROTOCOLS, "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}
# Set by a hook that we are run from, say; a clean-up must never reach into that repository.
_ELSEWHERE = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_NAMESPACE GIT_PREFIX".split()
)
# What a repository brings along is data: nothing of it may run, and its lines stay as they are.
_SAFE = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.autocrlf=false", "submodule.recurse=false")


@dataclass(frozen=True)
class Checkout:
    """The files of one commit."""

    folder: Path
    commit: str


def is_url(text: str) -> bool:
    """Whether a text names a repository elsewhere, as git writes it."""
    return bool(_URL.fullmatch(text))


def fetch(source: Repository, clones: Path) -> Checkout:
    """The newest state of a repository at its ref, below `clones`; blocking.

    Raises InputError for a repository or ref that is not there, and KnowledgeError where git can't be run.
    """
    if not is_url(source.url) or (source.ref or "").startswith("-"):
        raise InputError(f"{source.label} is no git repository", mend="Give an https, ssh or file URL, and a ref.")
    folder = clones / _name(source)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (clones / f"{folder.name}.lock").open("w") as lock:
        # Two that fetch at once take turns, where git would refuse the second.
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Checkout(folder, _updated(source, folder))


def _updated(source: Repository, folder: Path) -> str:
    """Fetch and check out; the commit."""
    if not (folder / ".git" / "HEAD").is_file():
        _git(folder, "init", "--quiet")
    try:
        _git(folder, "fetch", "--quiet", "--depth", "1", "--no-tags", "--force", source.url, source.ref or "HEAD")
    except _GitError as error:
        mend = "Check the URL, the ref and that git may read it without asking for a password."
        raise InputError(f"{source.label} can't be fetched: {error}", mend=mend) from error
    try:
        commit = _git(folder, "rev-parse", "FETCH_HEAD^{commit}")
        _git(folder, "checkout", "--quiet", "--force", "--detach", commit)
        _git(folder, "clean", "--quiet", "-ffdx")
    except _GitError as error:
        raise KnowledgeError(
            f"{folder} can't be brought up to date: {error}", mend="Delete it and try again."
        ) from error
    return commit


def blobs(checkout: Checkout) -> dict[str, str]:
    """Path -> the hash that git gives its content, of every file of a checkout."""
    listed = _git(checkout.folder, "ls-tree", "-r", "-z", checkout.commit)
    rows = (row.partition("\t") for row in listed.split("\0") if row)
    return {path: head.split()[2] for head, _, path in rows}


class _GitError(Exception):
    """The last line that git said."""


def _git(folder: Path, *arguments: str) -> str:
    settings = [part for each in _SAFE for part in ("-c", each)]
    try:
        done = subprocess.run(
            ["git", *settings, f"--git-dir={folder / '.git'}", f"--work-tree={folder}", *arguments],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _QUIET,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise KnowledgeError("git is not installed", mend="Install it, or index a folder instead.") from error
    except subprocess.TimeoutExpired as error:
        raise _GitError(f"git took more than {SECONDS} seconds") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(without_password(lines[-1]) if lines else f"git ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace").strip()


def _name(source: Repository) -> str:
    stem = re.sub(r"[^\w.-]+", "-", source.url.rstrip("/").rpartition("/")[2].removesuffix(".git"))
    return f"{stem[:40]}-{hashlib.sha256(source.key.encode()).hexdigest()[:12]}"
