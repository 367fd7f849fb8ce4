"""The sandbox for everything that executes drafted code, whoever wrote it."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.workbench.cage import NOBODY, SUPERVISED, SYSTEM, Cage

TMP_BYTES = 64 * 2**20
"""/tmp inside is memory, and its own."""
STRANGERS = range(2**24, 2**30)
"""User ids that no host gives to anyone."""


@dataclass(frozen=True)
class Bubblewrap:
    """`as_root`: no user namespace, but a real change of user inside, as root is never limited."""

    path: str
    version: str
    as_root: bool
    holds_strangers: bool = True

    @property
    def isolation(self) -> str:
        return f"bubblewrap {self.version}"

    def command(self, program: Sequence[str], cage: Cage) -> list[str]:
        # bwrap ends what it holds when it is killed, but not while it starts: hence the supervisor.
        flags = [
            *SUPERVISED,
            self.path,
            "--unshare-ipc",
            "--unshare-pid",
            "--unshare-net",
            "--unshare-uts",
            "--unshare-cgroup-try",
        ]
        flags += ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox", "--cap-drop", "ALL"]
        if self.as_root:
            flags += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        else:
            flags += ["--unshare-user", "--disable-userns", "--uid", str(NOBODY), "--gid", str(NOBODY)]
        flags += _system()
        flags += ["--proc", "/proc", "--dev", "/dev", "--size", str(TMP_BYTES), "--perms", "1777", "--tmpfs", "/tmp"]
        flags += _parents([*cage.readable, cage.folder])
        for path in map(str, cage.readable):
            flags += ["--ro-bind", path, path]
        flags += ["--bind", str(cage.folder), str(cage.folder), "--chdir", str(cage.folder)]
        for name, value in cage.environment.items():
            flags += ["--setenv", name, value]
        return [*flags, "--", *self._user(), *_limited(cage), *program]

    def _user(self) -> list[str]:
        if not self.as_root:
            return []
        # Of its own: the limit on processes counts all that a user runs, in every sandbox of this host.
        user = secrets.choice(STRANGERS)
        return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def _system() -> list[str]:
    flags = ["--perms", "0755", "--dir", "/etc"]
    for path in map(Path, SYSTEM):
        if path.is_symlink() and path.parent == Path("/"):
            flags += ["--symlink", os.readlink(path), str(path)]  # noqa: PTH115 - as it is written, not resolved
        elif path.exists():
            flags += ["--ro-bind", str(path), str(path)]
    return flags


def _parents(paths: Sequence[Path]) -> list[str]:
    """bubblewrap makes missing parents for root alone; the user inside has to pass through them."""
    flags: list[str] = []
    for parent in sorted({parent for path in paths for parent in path.parents}):
        if str(parent) not in ("/", "/tmp") and not any(parent.is_relative_to(system) for system in SYSTEM):
            flags += ["--perms", "0755", "--dir", str(parent)]
    return flags


def _limited(cage: Cage) -> list[str]:
    """Inside, not around: a new user namespace counts its processes from zero."""
    return ["prlimit", *(f"--{name.removeprefix('RLIMIT_').lower()}={limit}" for name, limit in cage.rlimits().items())]


async def bubblewraps() -> list[Bubblewrap]:
    """The ways to use the installed bubblewrap, the best first; none when it, or util-linux, is missing."""
    if not all(map(shutil.which, ("bwrap", "prlimit", "setpriv"))):
        return []
    path = shutil.which("bwrap") or ""
    process = await asyncio.create_subprocess_exec(path, "--version", stdout=asyncio.subprocess.PIPE)
    version = (await process.communicate())[0].decode().split()[-1]
    ways = [True, False] if os.geteuid() == 0 else [False]
    return [Bubblewrap(path, version, as_root) for as_root in ways]
