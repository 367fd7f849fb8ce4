"""What the lock files promise, and an installation that is made once, whole, by whoever comes first."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from assistant.errors import ToolchainError
from assistant.workbench.toolchain import PROJECT, WORKER, node_path, tree

EMPTY = {"name": "empty", "version": "1.0.0"}
LOCK = {**EMPTY, "lockfileVersion": 3, "packages": {"": EMPTY}}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A package without dependencies, so that npm needs no registry."""
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "package.json").write_text('{ "name": "empty", "version": "1.0.0" }')
    (folder / "package-lock.json").write_text(json.dumps(LOCK))
    return folder


@pytest.mark.parametrize("folder", [PROJECT, WORKER], ids=["project", "worker"])
def test_a_lock_file_fits_its_package_and_any_registry(folder: Path) -> None:
    package = json.loads((folder / "package.json").read_text())
    lock = json.loads((folder / "package-lock.json").read_text())["packages"]
    for kind in ("dependencies", "devDependencies"):
        assert lock[""].get(kind, {}) == package.get(kind, {})
        assert all(version[0].isdigit() for version in package.get(kind, {}).values()), "exact versions only"
    installed = {path: each for path, each in lock.items() if path}
    assert all("integrity" in each and "resolved" not in each for each in installed.values())


@pytest.mark.parametrize(
    "package", ["@biomejs/cli", "@next/swc", "@node-rs/argon2", "@rolldown/binding", "lightningcss"]
)
@pytest.mark.parametrize("platform", ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"])
def test_the_project_installs_on_other_platforms(package: str, platform: str) -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    assert any(path.startswith(f"node_modules/{package}-{platform}") for path in lock)


async def test_it_is_installed_once_by_whoever_comes_first(source: Path, tmp_path: Path) -> None:
    told: list[str] = []
    cache = tmp_path / "cache"

    def listen(_stage: str, message: str) -> None:
        told.append(message)

    found = await asyncio.gather(*(tree(node_path(), source, cache, listen) for _ in range(3)))
    assert len(set(found)) == 1
    assert [message.split()[0] for message in told] == ["installing", "installed"]
    assert (found[0].parent / "package-lock.json").exists()


async def test_what_was_cut_off_is_begun_anew(source: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    home = (await tree(node_path(), source, cache, lambda *_: None)).parent
    cut_off = home.with_name(f"{home.name}.abc")
    home.rename(cut_off)
    assert (await tree(node_path(), source, cache, lambda *_: None)).parent == home
    assert not cut_off.exists()


async def test_a_failed_installation_says_why_and_leaves_nothing(source: Path, tmp_path: Path) -> None:
    (source / "package.json").write_text('{ "name": "empty", "version": "1.0.0", "dependencies": { "zod": "1.0.0" } }')
    with pytest.raises(ToolchainError, match="npm ci failed"):
        await tree(node_path(), source, tmp_path / "cache", lambda *_: None)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["empty.lock"]
