"""What the parts hand each other: messages, artifacts, receipts, measurements, drafts and the replies."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SerializerFunctionWrapHandler, model_serializer


class Record(BaseModel):
    """A frozen value; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tagged(Record):
    """A member of a union that `kind` tells apart, so it is written out even where defaults are left out."""

    kind: str

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        return {"kind": self.kind, **handler(self)}


class Status(StrEnum):
    """How a check ended. `NOT_RUN` is never a kind of pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


class Failure(Record):
    """One thing a check found wrong: the tool's own message, at its place where the tool names one."""

    message: str
    file: str | None = None
    line: int | None = None


class Receipt(Record):
    """Proof that a tool ran on exactly the bytes that `sha256` names. Only the workbench makes one."""

    check: str
    tool: str
    version: str
    status: Status
    ms: int = Field(ge=0, description="Wall time in milliseconds; 0 when not run")
    detail: str = Field("", description="One line: what passed, the first failure, or why it was not run")
    sha256: str = Field(description="Hash over the sorted (path, content) pairs of the files that were checked")
    isolation: str | None = Field(None, description="What confined drafted code, e.g. 'bubblewrap 0.8'")
    counts: dict[str, int] = Field(default_factory=dict, description="e.g. {'passed': 64, 'failed': 0}")
    failures: tuple[Failure, ...] = ()


class Artifact(Record):
    """A file of a draft. `path` is relative to the folder the draft was written to."""

    path: str
    kind: str
    sha256: str
    bytes: int = Field(ge=0)


Progress = Callable[[str, str], None]
"""Called with (stage, message) whenever there is something to tell; must return at once."""


class Draft(Record):
    """A drafted backend with its proof: what a reply is rendered from.

    `metrics` maps a metric of the role to its measured figures (milliseconds where they are times); `seconds` maps a
    stage to its duration. `folder` is where the files lie, `archive` the zip in it. `models`, `endpoints` and `tests`
    are the size of the draft, for its headline.
    """

    title: str
    blueprint: dict[str, JsonValue]
    artifacts: tuple[Artifact, ...]
    receipts: tuple[Receipt, ...]
    metrics: dict[str, JsonValue]
    assumptions: tuple[str, ...]
    questions: tuple[str, ...]
    not_understood: tuple[str, ...]
    seconds: dict[str, float]
    models: int
    endpoints: int
    tests: int
    folder: str
    archive: str | None = None
    edited: tuple[str, ...] = Field((), description="Files that differ from what the blueprint derives")


class Speaker(StrEnum):
    """Who wrote a message."""

    USER = "user"
    ASSISTANT = "assistant"


class Citation(Record):
    """Lines of a file of the project that an answer rests on; both ends count, from 1."""

    path: str
    first_line: int = Field(ge=1)
    last_line: int = Field(ge=1)
    text: str = Field("", description="The lines themselves, shortened")


class Severity(StrEnum):
    """How much a finding of a review weighs: `BLOCKER` must not be merged, `MINOR` is taste with a reason."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"


class Remark(Record):
    """One finding of a review: where it is, what is wrong, why that matters, and how to mend it."""

    place: str = Field(description="A file with its line, or a place in the plan such as Loan.member")
    rule: str = Field(description="What was looked for, e.g. 'unbounded list'")
    message: str
    why: str
    mend: str
    severity: Severity


class Usage(Record):
    """What a turn cost. `cost` is in US dollars, None where the provider gives none."""

    model: str = "offline"
    model_calls: int = Field(0, ge=0)
    tool_calls: int = Field(0, ge=0)
    invalid_calls: int = Field(0, ge=0, description="Tool calls whose arguments could not be used")
    repair_rounds: int = Field(0, ge=0, description="Drafts made again because a check had failed")
    input_tokens: int = Field(0, ge=0)
    output_tokens: int = Field(0, ge=0)
    cost: float | None = Field(None, ge=0)


class Reply(Record):
    """What a turn answers with. `version` is the thread's current version, None before the first draft.

    `draft` is given when the turn drafted; its receipts are then `receipts`, else those that the answer rests on.
    """

    thread: str
    version: int | None
    role: str
    text: str
    artifacts: tuple[Artifact, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    citations: tuple[Citation, ...] = ()
    assumptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    usage: Usage = Usage()
    findings: tuple[Remark, ...] = ()
    draft: Draft | None = None
