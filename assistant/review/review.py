"""The review: every rule over one subject, the weightiest finding first."""

from __future__ import annotations

import asyncio

from assistant.conversation import Remark, Severity
from assistant.review import migrations, proof, schema
from assistant.review.code import doors, queries
from assistant.review.plan import access, data
from assistant.review.subject import Rule, Subject

RULES: tuple[Rule, ...] = (
    proof.unproved,
    access.public_writes,
    access.strangers,
    access.personal_data,
    access.unreachable,
    data.secrets,
    data.unbounded_amounts,
    data.unordered_times,
    data.doubled_joins,
    data.deep_deletes,
    doors.unguarded,
    doors.open_to_anyone,
    doors.unchecked_bodies,
    doors.loose_bodies,
    doors.default_secrets,
    doors.error_shape,
    queries.unbounded,
    queries.in_loops,
    queries.whole_rows,
    queries.raw_sql,
    queries.elsewhere,
    schema.unindexed_keys,
)

WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


async def review(subject: Subject) -> tuple[Remark, ...]:
    """Everything that a careful reader would ask to have looked at again. Reads only, and runs nothing of the draft."""
    read, sql = await asyncio.gather(asyncio.to_thread(_read, subject), migrations.hazards(subject))
    return tuple(sorted((*read, *sql), key=lambda remark: WEIGHT[remark.severity]))


def _read(subject: Subject) -> list[Remark]:
    return [remark for rule in RULES for remark in rule(subject)]
