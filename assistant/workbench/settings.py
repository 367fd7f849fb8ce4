"""What an operator may choose about the workbench; the application's settings carry these."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """Bounds on one check, and on the processes that run drafted code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine_seconds: float = Field(20, gt=0, description="One call to the warm worker")
    tool_seconds: float = Field(60, gt=0, description="One run of the compiler, the linter or the migration")
    suite_seconds: float = Field(180, gt=0, description="All Vitest files together")
    measure_seconds: float = Field(90, gt=0, description="The measurements")
    memory_mib: int = Field(3072, ge=1024, description="Writable memory of one process; V8 reserves 512 of it")
    processes: int = Field(256, ge=32, description="Processes and threads of one sandbox")
    file_mib: int = Field(64, ge=1, description="One written file")


def default_cache() -> Path:
    """Where installed toolchains are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "threadwright"


class WorkbenchSettings(BaseModel):
    """Where the toolchain lives, which Postgres serves it, and how drafted code is confined."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cache_dir: Path = Field(default_factory=default_cache)
    database_url: str | None = Field(
        None, description="Another Postgres than the embedded one; its user may create databases and roles"
    )
    sandbox: Literal["auto", "bubblewrap", "host"] = Field(
        "auto", description="auto: bubblewrap where it works, else the best of the host"
    )
    allow_unconfined_custom: bool = Field(
        False, description="Run code that a model or a person wrote without bubblewrap"
    )
    limits: Limits = Limits()
