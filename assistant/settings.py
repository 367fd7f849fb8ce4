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
    home: Path = Field(
        Path("~/.local/share/threadwright"),
        validate_default=True,
        description="What is kept: threads, versions and drafts, unless database_url names a server",
    )
    database_url: str | None = Field(None, description="A PostgreSQL to keep threads in, instead of a file in home")
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
    model: str = Field("offline", description="Who answers: offline, or provider:model")
    fallback_model: str | None = Field(None, description="Who answers when the model can't")
    model_url: str | None = Field(None, description="Where an OpenAI-compatible model is served")
    model_timeout_s: float = Field(120.0, gt=0, le=3600, description="Seconds a model may take for one answer")
    model_retries: int = Field(3, ge=0, le=20, description="Tries again of a model that is busy or out of reach")
    context_tokens: int = Field(32_000, ge=4000, description="Tokens that the model's window holds")
    role: str = Field("backend-developer", description="The role taken when neither message nor thread names one")
    repair_rounds: int = Field(3, ge=0, le=20, description="Drafts made again in a turn because a check failed")
    turn_model_calls: int = Field(25, ge=1, description="The most calls of the model in one turn")
    turn_tool_calls: int = Field(60, ge=1, description="The most calls of tools in one turn")
    turn_tokens: int = Field(400_000, ge=1, description="The most tokens in one turn")
    user_day_tokens: int | None = Field(None, ge=1, description="The most tokens of one person in 24 hours")
    user_day_cost: float | None = Field(None, gt=0, description="The most US dollars of one person in 24 hours")
    day_tokens: int | None = Field(None, ge=1, description="The most tokens of everybody in 24 hours")
    day_cost: float | None = Field(None, gt=0, description="The most US dollars of everybody in 24 hours")
    embedding: str = Field(
        "all-MiniLM-L6-v2", description="What searches by meaning: the built-in model, provider:model, or none"
    )
    chroma_url: str | None = Field(
        None, description="A Chroma server to keep embeddings on, instead of a folder in home"
    )
    index_file_bytes: int = Field(
        1_000_000, ge=1, description="The largest file that is indexed; a PDF may have 20 times"
    )
    log_prompts: Path | None = Field(None, description="A file to write prompts and answers to, secrets left out")

    @field_validator("cache_dir", "home", "roles_dir", "log_prompts")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @field_validator("postgres_url", "database_url")
    @classmethod
    def _postgres(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("expected postgresql://user:password@host:port/database")
        return url

    @property
    def store_url(self) -> str:
        """Where threads are kept, as `Store.open` takes it."""
        return self.database_url or f"sqlite:///{self.home / 'threadwright.db'}"

    def thread_folder(self, thread: str) -> Path:
        """Where the drafts of a thread are written, a folder a version, unless another is asked for."""
        return self.home / "threads" / thread


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
