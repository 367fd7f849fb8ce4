"""The sandbox of a host without bubblewrap: namespaces, Landlock and limits, as far as the kernel grants them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from assistant.workbench.cage import CONFINE, SYSTEM, Cage


class _Probe(BaseModel):
    namespaces: bool
    landlock: int


@dataclass(frozen=True)
class Host:
    """`mapped`: in namespaces of its own, the user's included; without, only Landlock and limits remain."""

    mapped: bool
    landlock: int
    holds_strangers: bool = False

    @property
    def isolation(self) -> str:
        parts = ["user, network and process namespaces"] if self.mapped else []
        if self.landlock:
            parts.append(f"Landlock ABI {self.landlock}")
        # The kernel never limits root's processes, whatever they are called inside.
        parts.append("rlimits but for processes" if os.geteuid() == 0 else "rlimits")
        return ", ".join(parts)

    def command(self, program: Sequence[str], cage: Cage) -> list[str]:
        limits = cage.rlimits()
        if not self.mapped:
            limits["RLIMIT_NPROC"] += _threads_now()  # without a namespace of its own, ours are counted too
        spec = {
            "folder": str(cage.folder),
            "readable": [*SYSTEM, *map(str, cage.readable)],
            "environment": dict(cage.environment),
            "mapped": self.mapped,
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
    return Host(found.namespaces, found.landlock)


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
