"""What a confined program may touch, and what every kind of sandbox offers."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.workbench.settings import Limits

NOBODY = 65534
CONFINE = Path(__file__).with_name("confine.py")
SUPERVISED = (sys.executable, "-I", "-S", str(CONFINE), "supervise")
SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/localtime",
)
"""What a program needs of the host to start at all; none of it is secret."""


@dataclass(frozen=True)
class Cage:
    """Everything that is not named here does not exist for the program. Paths are absolute."""

    folder: Path
    """The only place where it may write."""
    readable: tuple[Path, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    seconds: float = 60

    def rlimits(self) -> dict[str, int]:
        """By setrlimit's names. Processor time is bounded too, for what might escape the wall clock."""
        return {
            "RLIMIT_NPROC": self.limits.processes,
            "RLIMIT_DATA": self.limits.memory_mib * 2**20,
            "RLIMIT_FSIZE": self.limits.file_mib * 2**20,
            "RLIMIT_CPU": int(self.seconds * 4) + 1,
            "RLIMIT_CORE": 0,
            "RLIMIT_NOFILE": 4096,
        }


class Sandbox(Protocol):
    @property
    def isolation(self) -> str:
        """As a receipt names it."""

    @property
    def holds_strangers(self) -> bool:
        """Whether code that a model or a person wrote may run in it."""

    def command(self, program: Sequence[str], cage: Cage) -> list[str]:
        """The command line that starts `program`, an absolute path and its arguments, inside `cage`."""


async def starts(sandbox: Sandbox) -> bool:
    """Whether it really works on this host: being installed is not enough."""
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *sandbox.command(["/bin/true"], Cage(Path(folder))),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        return await process.wait() == 0
