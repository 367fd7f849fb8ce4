"""Every knob in one place: THREADWRIGHT_* environment variables -> one typed, frozen Settings."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import OperatorError

PREFIX = "THREADWRIGHT_"

EXPECTED = {"bool_parsing": "expected true or false", "float_parsing": "expected a number"}
"""Pydantic's error types that do not themselves say what may be written."""


class Sandbox(StrEnum):
    """What confines drafted code. `AUTO` is bubblewrap where it works; `HOST` is the best there is without it."""

    AUTO = "auto"
    BUBBLEWRAP = "bubblewrap"
    HOST = "host"


class Colour(StrEnum):
    """When output is coloured. `AUTO` means on a terminal, unless NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Settings(BaseModel):
    """How this deployment runs. Each field is read from THREADWRIGHT_ and its name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cache_dir: Path = Field(
        Path("~/.cache/threadwright"),
        validate_default=True,
        description="What can be fetched again",
    )
    postgres_url: str | None = Field(None, description="A PostgreSQL to prove drafts on, instead of the embedded one")
    sandbox: Sandbox = Sandbox.AUTO
    allow_unconfined_custom: bool = Field(
        False, description="Run code that a person or model wrote even where bubblewrap is missing"
    )
    roles_dir: Path | None = Field(None, description="Role files beside the shipped ones")
    gate_timeout_s: float = Field(
        180.0, gt=0, le=3600, description="Seconds that the tests of a draft may take; half of it for any other tool"
    )
    colour: Colour = Colour.AUTO

    @field_validator("cache_dir", "roles_dir")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @field_validator("postgres_url")
    @classmethod
    def _postgres(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("expected postgresql://user:password@host:port/database")
        return url


def load(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` gives; empty variables count as not set.

    Raises OperatorError naming every variable with a value that can't be used, and what it may be.
    """
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    given = {field: environment[name] for name, field in known.items() if environment.get(name)}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        # The value of a URL may hold a password, so only the expected form is told.
        faults = error.errors(include_input=False, include_url=False)
        wrong = {str(fault["loc"][0]): EXPECTED.get(fault["type"], fault["msg"]) for fault in faults}
    listing = "; ".join(f"{PREFIX}{field.upper()}: {_lowered(message)}" for field, message in wrong.items())
    raise OperatorError(f"A setting can't be used. {listing}", mend="Change or unset the environment variable.")


def unknown(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables with our prefix that no setting reads -> the setting that was probably meant, or ''."""
    known = [name.upper() for name in Settings.model_fields]
    strangers = [name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX)]
    meant = {name: difflib.get_close_matches(name, known, n=1) for name in strangers if name not in known}
    return {PREFIX + name: PREFIX + near[0] if near else "" for name, near in meant.items()}


def _lowered(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
