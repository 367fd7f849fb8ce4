"""Every error Threadwright raises on purpose, in one tree that says who must act.

ThreadwrightError
├── UserError        what was asked can't be used as it is; the person who asked can mend it
│   ├── InputError       a file, brief or folder that can't be read
│   └── BlueprintError   a plan that contradicts itself
│       └── OperationError   a change of a plan that can't be made
├── OperatorError    the machine or its settings are in the way; whoever runs Threadwright can mend it
│   ├── ToolchainError   the JavaScript toolchain or a database can't be set up
│   ├── StoreError       the database of threads can't be opened, read or written
│   └── KnowledgeError   the index of a project can't be opened, read or written
│       └── EmbeddingError   an embedding model can't be had, or is another than the index was made with
└── InternalError    a fault of ours; report it
    └── WorkbenchError   a worker died or answered out of protocol
"""

from __future__ import annotations


class ThreadwrightError(Exception):
    """What happened, and what to do next, in the words a user would use.

    `exit_code` is what the command line returns when this error ends it.
    """

    exit_code = 70

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}\n  {self.mend}" if self.mend else self.message


class UserError(ThreadwrightError):
    """The person who asked can mend it."""

    exit_code = 2


class InputError(UserError):
    """A file, brief or folder can't be used as input."""


class BlueprintError(UserError):
    """A plan that contradicts itself, or a text that is no plan."""


class OperationError(BlueprintError):
    """A change of a plan that can't be made.

    `index` counts the given operations from 0 and `kind` is that operation's; the first of them where several are at
    fault, which the message then lists.
    """

    def __init__(self, message: str, *, index: int, kind: str, mend: str = "") -> None:
        super().__init__(message, mend=mend)
        self.index = index
        self.kind = kind


class OperatorError(ThreadwrightError):
    """Whoever runs Threadwright can mend it."""

    exit_code = 69


class ToolchainError(OperatorError):
    """The JavaScript toolchain, a sandbox or a database can't be set up."""


class StoreError(OperatorError):
    """The database of threads can't be opened, read or written; nothing was half-written."""


class KnowledgeError(OperatorError):
    """The index of a project can't be opened, read or written; nothing was half-written."""


class EmbeddingError(KnowledgeError):
    """An embedding model can't be had, or is another than the index was made with."""


class InternalError(ThreadwrightError):
    """A fault of ours."""


class WorkbenchError(InternalError):
    """A worker died, hung, or answered out of protocol."""
