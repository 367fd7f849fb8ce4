"""Endpoints whose work was written by hand: their schemas, their file in lib/data, and the one line in their route."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from assistant.blueprint.custom import Custom
from assistant.draft.code.module import Module
from assistant.draft.code.schemas import Schemas
from assistant.draft.code.scope import gate
from assistant.draft.code.words import ACTOR, CLIENT, DB, HANDLE, PROBLEM, bound
from assistant.draft.custom import answer_name, answered, file_of, taken
from assistant.draft.design import Design
from assistant.draft.operation import Operation
from assistant.draft.suite.script import identifiers

KNOWN = {
    "db": DB,
    "transaction": DB,
    "Problem": PROBLEM,
    "invalidField": PROBLEM,
}
"""What code may name without importing it, beside the conditions of lib/policy."""


def custom_modules(design: Design, policies: Iterable[Module]) -> list[Module]:
    """Two files for each: its schemas, and its work."""
    known = KNOWN | {name: module.name for module in policies if module.name != ACTOR for name in module.exports}
    found = []
    for op in design.operations:
        if op.custom:
            found += [_schemas(design, op, op.custom), _work(op, op.custom, known)]
    return [module for module in found if module.blocks]


def custom_handler(design: Design, m: Module, op: Operation, custom: Custom) -> str:
    """What a route does: hand on what was taken, and answer with what the schema of the answer lets through."""
    contract = [f"who: {m.use(ACTOR, gate(op.rules).policy)}"] if design.account is not None else []
    given = _given(op, custom)
    for part, declared in (("query", custom.query), ("body", custom.body)):
        if declared:
            contract.append(f"{part}: {m.use(_schemas_of(custom), taken(custom).pascal)}")
    pattern = f"{{ {', '.join(given)} }}" if given else ""
    call = f"await {m.use(_work_of(custom), custom.name)}({pattern})"
    head = f"handle({{ {', '.join(contract)} }}, async ({pattern}) =>"
    whole = answer_name(custom)
    if whole is None:
        return f"{head} {{\n{call};\nreturn {m.use(HANDLE, 'noContent')}();\n}})"
    return f"{head} {m.use(HANDLE, 'ok')}({m.use(_schemas_of(custom), whole)}.parse({call})))"


def _schemas_of(custom: Custom) -> str:
    return f"@/lib/schemas/custom/{file_of(custom)}"


def _work_of(custom: Custom) -> str:
    return f"@/lib/data/custom/{file_of(custom)}"


def _path(module: str) -> str:
    return f"{module.removeprefix('@/')}.ts"


def _schemas(design: Design, op: Operation, custom: Custom) -> Module:
    module = Module(_path(_schemas_of(custom)))
    if op.body is not None and op.body_schema:
        Schemas(design, taken(custom), module).body(op, op.body_schema, op.body)
    elif custom.query:
        Schemas(design, taken(custom), module).custom_query(taken(custom).pascal)
    whole = answer_name(custom)
    if whole is not None:
        one = answered(custom)
        Schemas(design, one, module).answer()
        if custom.many:
            module.add(f"export const {whole} = z.object({{ items: z.array({one.pascal}) }});")
    return module


def _work(op: Operation, custom: Custom, known: dict[str, str]) -> Module:
    module = Module(_path(_work_of(custom)))
    used = identifiers(custom.code)
    for name in sorted(used & known.keys()):
        module.use(known[name], name)
    if "Prisma" in used:
        module.use_type(CLIENT, "Prisma")
    types = {
        "actor": lambda: (
            module.use_type(ACTOR, "Actor") + (" | null" if "null" in (gate(op.rules).actor_type or "") else "")
        ),
        "query": lambda: module.use_type(_schemas_of(custom), taken(custom).pascal),
        "body": lambda: module.use_type(_schemas_of(custom), taken(custom).pascal),
    }
    given = _given(op, custom)
    parameter = ""
    if given:
        fields = "; ".join(f"{name}: {types[name]()}" for name in given)
        parameter = f"{{ {', '.join(bound(name) for name in given)} }}: {{ {fields} }}"
    result = "void"
    whole = answer_name(custom)
    if whole is not None:
        result = f"{module.use_type('zod', 'z')}.input<typeof {module.use_type(_schemas_of(custom), whole)}>"
    module.add(
        f"/**\n * {custom.summary.rstrip('.')}. Written by hand, but only the work:\n"
        " * the route says who may call, what is taken and what leaves.\n */\n"
        f"export async function {custom.name}({parameter}): Promise<{result}> {{\n"
        f"{textwrap.dedent(custom.code).strip()}\n}}"
    )
    return module


def _given(op: Operation, custom: Custom) -> list[str]:
    """What the code is called with: of what there is, what it names."""
    signed_in = gate(op.rules).actor_type is not None
    there = {"actor": signed_in, "query": bool(custom.query), "body": bool(custom.body)}
    used = identifiers(custom.code)
    return [name for name, given in there.items() if given and name in used]
