"""What a change request comes to."""

from __future__ import annotations

from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.plan import NotUnderstood
from assistant.conversation import Record


class Revision(Record):
    """Operations in the order they were asked for; applying them all to the plan they were read for succeeds.

    `questions` are about what was ambiguous, and nothing was done about these; `not_understood` are sentences that
    found no place. A question or small talk leaves everything empty.
    """

    operations: tuple[Operation, ...] = ()
    assumptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
