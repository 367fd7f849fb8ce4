"""package.json and its lock, from the packages that every draft is proven with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from assistant.draft.design import Design
from assistant.errors import InternalError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Node: TypeAlias = "dict[str, Json]"

SIGN_IN_PACKAGES = ("@node-rs/argon2", "jose", "rate-limiter-flexible")
"""What only sign-in needs."""

SCRIPTS: dict[str, str] = {
    "generate": "prisma generate",
    "migrate": "prisma migrate deploy",
    "typecheck": "tsc --noEmit",
    "lint": "biome lint .",
    "format": "biome format --write .",
    "test": "vitest run",
    "dev": "next dev",
    "build": "next build",
    "start": "next start",
    # The client is derived from the schema and not checked in, so each of these makes it first.
    "pretypecheck": "npm run generate",
    "pretest": "npm run generate",
    "predev": "npm run generate",
    "prebuild": "npm run generate",
}


def package_json(design: Design) -> str:
    """package.json with pinned versions; without the packages of sign-in where nobody signs in."""
    package = _read("package.json")
    package["name"] = design.slug
    package["scripts"] = dict(SCRIPTS)
    package["dependencies"] = _kept(design, package)
    return _text(package)


def lock_json(design: Design) -> str:
    """package-lock.json for exactly that package.json."""
    lock = _read("package-lock.json")
    lock["name"] = design.slug
    packages = _object(lock, "packages")
    root = _object(packages, "")
    root["name"] = design.slug
    root["dependencies"] = _kept(design, root)
    reached = _reachable(packages)
    lock["packages"] = {path: entry for path, entry in packages.items() if path in reached}
    return _text(lock)


def _kept(design: Design, package: Node) -> Node:
    dependencies = _object(package, "dependencies")
    return {name: v for name, v in dependencies.items() if design.account or name not in SIGN_IN_PACKAGES}


def _reachable(packages: Node) -> set[str]:
    """The entries that the root still needs, found as Node resolves them: nested first, then further up."""
    reached, waiting = {""}, [""]
    while waiting:
        path = waiting.pop()
        for name in _wanted(_object(packages, path)):
            found = _resolve(packages, path, name)
            if found is not None and found not in reached:
                reached.add(found)
                waiting.append(found)
    return reached


_EDGES = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")


def _wanted(entry: Node) -> Iterator[str]:
    for kind in _EDGES:
        if kind in entry:
            yield from _object(entry, kind)


def _resolve(packages: Node, path: str, name: str) -> str | None:
    """Where `name` lies for the package at `path`; None for an optional one that the lock leaves out."""
    while True:
        candidate = f"{path}/node_modules/{name}" if path else f"node_modules/{name}"
        if candidate in packages:
            return candidate
        if not path:
            return None
        path = path.rpartition("node_modules/")[0].rstrip("/")


def _object(parent: Node, key: str) -> Node:
    value = parent.get(key)
    if not isinstance(value, dict):
        raise InternalError(
            f"The packages of drafts are damaged: {key!r} is no object.", mend="Reinstall threadwright."
        )
    return value


def _read(name: str) -> Node:
    parsed: Node = json.loads(_source(name))
    return parsed


@cache
def _source(name: str) -> str:
    return (files("assistant") / "workbench" / "project" / name).read_text(encoding="utf-8")


def _text(value: Node) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
