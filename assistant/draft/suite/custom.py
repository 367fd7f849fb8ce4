"""Tests of endpoints whose work was written by hand: the written ones, a request that is right, and who may send it."""

from __future__ import annotations

import re
import textwrap

from assistant.blueprint.access import HasRole, Public, Rule
from assistant.blueprint.custom import Custom
from assistant.draft.custom import file_of, taken
from assistant.draft.design import Design
from assistant.draft.operation import Operation
from assistant.draft.suite.proof import Person, people
from assistant.draft.suite.rows import VALUES, made_names
from assistant.draft.suite.script import literal, member, module, record
from assistant.draft.suite.value import outside, sample

_ARRANGED = re.compile(r"\bconst body\b")


def custom_suite(design: Design) -> dict[str, str]:
    """tests/custom/<name>.test.ts for each, and one proof of every rule; empty where there is no custom endpoint."""
    customs = [op for op in design.operations if op.custom]
    if not customs:
        return {}
    found = {f"tests/custom/{file_of(op.custom)}.test.ts": _written(design, op.custom) for op in customs if op.custom}
    proofs = "\n\n".join(_proof(design, op) for op in customs)
    exported = {"requests": "../world/requests", "prove": "./prove"}
    return {**found, "tests/access/custom.ts": module(proofs, exported)}


def custom_request(design: Design, op: Operation, custom: Custom) -> str:
    """A request that is right in every part: the entry of tests/world/requests.ts."""
    lines = []
    entries = {"method": literal(op.method), "path": literal(op.path)}
    caller = next((p for p in _people(design) if _status(op, p) == op.status and not p.bad_token), None)
    if caller is not None:
        lines.append(f"const actor = await callers{member(caller.name)}();")
        entries["actor"] = "actor"
    if custom.arrange.strip():
        lines.append(textwrap.dedent(custom.arrange).strip())
    if op.body is not None:
        it = taken(custom)
        samples = {c.name: outside(sample(design, it, c).body) for c in it.columns if c.field.required}
        entries["body"] = "body" if _ARRANGED.search(custom.arrange) else record(samples)
    lines.append(f"return {record(entries)};")
    inside = "\n".join(f"    {line}" for line in lines)
    return f"async () => {{\n{inside}\n  }}"


def _written(design: Design, custom: Custom) -> str:
    exported = {
        **dict.fromkeys(("describe", "expect", "test", "beforeEach", "vi"), "vitest"),
        "it": "vitest",
        "db": "@/lib/data/db",
        **dict.fromkeys(("call", "problem", "ready"), "../client"),
        **dict.fromkeys(("callers", "signIn", "signedIn"), "../world/people"),
        **dict.fromkeys(VALUES, "../world/values"),
        "randomUUID": "node:crypto",
    }
    exported |= {name: f"../world/{file}" for name, file in made_names(design)}
    return module(textwrap.dedent(custom.test), exported)


def _proof(design: Design, op: Operation) -> str:
    parts = "method, path, body" if op.body is not None else "method, path"
    expected = record({person.name: literal(_status(op, person)) for person in _people(design)})
    return f"""prove(undefined, {{
  operation: {literal(op.id)},
  rule: {literal(op.who)},
  ask: async () => {{
    const {{ {parts} }} = await requests.{op.id}();
    return [{parts}];
  }},
  expected: {expected},
}});"""


def _people(design: Design) -> list[Person]:
    return list(people(design, design.entities[0], ()))


def _status(op: Operation, person: Person) -> int:
    if any(isinstance(rule, Public) for rule in op.rules):
        return op.status
    if not person.signed_in:
        return 401
    return op.status if any(_lets_in(rule, person) for rule in op.rules) else 403


def _lets_in(rule: Rule, person: Person) -> bool:
    return not isinstance(rule, HasRole) or person.role in rule.roles
