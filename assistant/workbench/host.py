"""The sandbox of a host without bubblewrap: namespaces, Landlock and limits, as far as the kernel grants them."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from assistant.workbench.cage import NOBODY, SYSTEM, Cage

CONFINE = Path(__file__).with_name("confine.py")


class _Probe(BaseModel):
    namespaces: list[str]
    landlock: int


@dataclass(frozen=True)
class Host:
    """`user` is who the program runs as: see confine.py."""

    user: str
    namespaces: bool
    landlock: int
    holds_strangers: bool = False

    @property
    def isolation(self) -> str:
        parts = []
        if self.namespaces:
            parts.append(
                "user, network and process namespaces" if self.user == "mapped" else "network and process namespaces"
            )
        if self.landlock:
            parts.append(f"Landlock ABI {self.landlock}")
        return ", ".join([*parts, "rlimits"])

    def command(self, program: Sequence[str], cage: Cage) -> list[str]:
        user = self.user
        if user.isdigit() and not all(map(_open_to_all, (cage.folder, *cage.readable))):
            user = "mapped"  # someone else could not even reach the files
        limits = cage.rlimits()
        if not self.namespaces and user == "same":
            limits["RLIMIT_NPROC"] += _threads_now()  # without a namespace of its own, ours are counted too
        spec = {
            "folder": str(cage.folder),
            "readable": [*SYSTEM, *map(str, cage.readable)],
            "environment": dict(cage.environment),
            "user": user,
            "namespaces": self.namespaces,
            "landlock": self.landlock,
            "limits": limits,
        }
        return [sys.executable, "-I", "-S", str(CONFINE), json.dumps(spec), *program]


async def confined_by_host() -> Host:
    """The most that works here; at the least, limits."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-S", CONFINE, "probe", stdout=asyncio.subprocess.PIPE
    )
    found = _Probe.model_validate_json((await process.communicate())[0])
    user = "same"
    if os.geteuid() == 0:
        user = str(NOBODY)
    elif "mapped" in found.namespaces:
        user = "mapped"
    return Host(user, bool(found.namespaces), found.landlock)


def _open_to_all(path: Path) -> bool:
    return all(each.stat().st_mode & stat.S_IXOTH for each in (path, *path.parents) if each.is_dir())


def _threads_now() -> int:
    """Of this user, on the whole host."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == os.getuid():
                count += sum(1 for _ in (process / "task").iterdir())
        except OSError:  # it ended meanwhile
            continue
    return count
