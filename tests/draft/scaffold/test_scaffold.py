"""Settings of a drafted project: the lock is exactly what package.json asks for."""

from __future__ import annotations

import json
import re
from typing import TypedDict

import pytest

from assistant.draft.design import Design
from assistant.draft.scaffold import scaffold_files
from assistant.draft.scaffold.package import SIGN_IN_PACKAGES
from tests.draft.documents.plans import example_design

SIGNED_IN, ANONYMOUS = example_design("library-lending"), example_design("todo-tags")
each_design = pytest.mark.parametrize("plan", [SIGNED_IN, ANONYMOUS], ids=["sign-in", "none"])


class Package(TypedDict):
    name: str
    scripts: dict[str, str]
    dependencies: dict[str, str]
    devDependencies: dict[str, str]


class Lock(TypedDict):
    name: str
    packages: dict[str, dict[str, object]]


def _package(plan: Design) -> Package:
    found: Package = json.loads(scaffold_files(plan)["package.json"])
    return found


def _lock(plan: Design) -> Lock:
    found: Lock = json.loads(scaffold_files(plan)["package-lock.json"])
    return found


@each_design
def test_the_lock_asks_for_what_the_package_asks_for(plan: Design) -> None:
    package, lock = _package(plan), _lock(plan)
    root = lock["packages"][""]
    assert package["name"] == lock["name"] == root["name"] == plan.slug
    assert root["dependencies"] == package["dependencies"]
    assert root["devDependencies"] == package["devDependencies"]


@each_design
def test_every_direct_package_is_locked_at_its_pinned_version(plan: Design) -> None:
    package, packages = _package(plan), _lock(plan)["packages"]
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


@each_design
def test_every_dependency_of_a_locked_package_is_locked(plan: Design) -> None:
    packages = _lock(plan)["packages"]
    reachable_names = {path.rpartition("node_modules/")[2] for path in packages}
    needed = {name for entry in packages.values() for name in _names(entry.get("dependencies"))}
    assert needed <= reachable_names


def _names(dependencies: object) -> set[str]:
    return set(dependencies) if isinstance(dependencies, dict) else set()


def test_packages_of_sign_in_come_with_sign_in_alone() -> None:
    assert set(SIGN_IN_PACKAGES) <= set(_package(SIGNED_IN)["dependencies"])
    locked = _lock(ANONYMOUS)["packages"]
    assert [path for path in locked if re.search(r"/(@node-rs/argon2|jose|rate-limiter-flexible)", path)] == []
    assert set(_lock(SIGNED_IN)["packages"]) > set(locked)


def test_a_secret_is_asked_for_with_sign_in_alone_and_never_given() -> None:
    assert scaffold_files(SIGNED_IN)[".env.example"].endswith("\nDATABASE_URL=\n" + _SECRET)
    assert "JWT_SECRET" not in scaffold_files(ANONYMOUS)[".env.example"]


_SECRET = "# At least 32 characters, from a random source: openssl rand -base64 48\nJWT_SECRET=\n"


@each_design
def test_the_client_is_made_before_whatever_needs_it(plan: Design) -> None:
    scripts = _package(plan)["scripts"]
    for name in ("test", "build", "dev", "typecheck"):
        assert scripts[f"pre{name}"] == "npm run generate"
    assert {"generate", "migrate", "lint", "format", "start"} <= set(scripts)


@each_design
def test_settings_are_all_there_and_secrets_are_ignored_by_git(plan: Design) -> None:
    files = scaffold_files(plan)
    assert {"tsconfig.json", "vitest.config.ts", "next.config.ts", "prisma.config.ts", "biome.json"} <= set(files)
    assert {".env", "node_modules/", "generated/"} <= set(files[".gitignore"].splitlines())
    assert json.loads(files["tsconfig.json"])["compilerOptions"]["strict"] is True
