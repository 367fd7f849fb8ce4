"""Prisma's engines in the warm worker: validate, format, diff, drift and client generation, typed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from assistant.conversation import Failure
from assistant.workbench.rpc import Worker
from assistant.workbench.toolchain import WORKER, Toolchain

SCHEMA = "prisma/schema.prisma"
QUIET = {"CHECKPOINT_DISABLE": "1", "PRISMA_HIDE_UPDATE_MESSAGE": "1", "PRISMA_SCHEMA_ENGINE_BINARY": "/bin/true"}


class Versions(BaseModel):
    client: str
    engine: str
    node: str


class _File(BaseModel):
    path: str
    content: str


_VERSIONS = TypeAdapter(Versions)
_FAILURES = TypeAdapter(list[Failure])
_FILES = TypeAdapter(list[_File])
_TEXT = TypeAdapter(str)
_CHANGE = TypeAdapter(str | None)
_PATHS = TypeAdapter(list[str])


class Engines:
    """Each call raises RemoteError with the engine's message, or WorkbenchError when the worker had to be replaced."""

    def __init__(self, toolchain: Toolchain, seconds: float) -> None:
        environment = {
            **QUIET,
            "PATH": os.defpath,
            "HOME": os.environ.get("HOME", "/"),
            "THREADWRIGHT_WORKER_MODULES": str(toolchain.worker),
        }
        self.worker = Worker([toolchain.node, "--max-old-space-size=512", WORKER / "main.mjs"], environment)
        self._seconds = seconds

    async def versions(self) -> Versions:
        return await self.worker.call("versions", {}, _VERSIONS, self._seconds)

    async def validate(self, schema: str) -> list[Failure]:
        """What is wrong with a schema.prisma; empty when it is valid."""
        return await self.worker.call("validate", {"files": _files({SCHEMA: schema})}, _FAILURES, self._seconds)

    async def format(self, files: Mapping[str, str]) -> dict[str, str]:
        formatted = await self.worker.call("format", {"files": _files(files)}, _FILES, self._seconds)
        return {each.path: each.content for each in formatted}

    async def diff(self, schema: str, from_schema: str | None = None) -> str:
        """The SQL from `from_schema`, or from an empty database, to `schema`."""
        source = None if from_schema is None else _files({SCHEMA: from_schema})
        return await self.worker.call("diff", {"from": source, "to": _files({SCHEMA: schema})}, _TEXT, self._seconds)

    async def drift(self, url: str, schema: str) -> str | None:
        """In words, what separates the database at `url` from `schema`; None when nothing does."""
        return await self.worker.call("drift", {"url": url, "files": _files({SCHEMA: schema})}, _CHANGE, self._seconds)

    async def onward(self, url: str, schema: str) -> str:
        """The SQL that turns the database at `url` into `schema`; empty where the two are equal."""
        call = {"url": url, "files": _files({SCHEMA: schema})}
        return await self.worker.call("onward", call, _TEXT, self._seconds)

    async def generate(self, folder: Path) -> list[str]:
        """Writes the client of the project in `folder`; the folders written, relative to it."""
        return await self.worker.call("generate", {"directory": str(folder)}, _PATHS, self._seconds)


def _files(files: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"path": path, "content": content} for path, content in files.items()]
