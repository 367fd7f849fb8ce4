"""tests/<plural>.test.ts: everything about one entity."""

from __future__ import annotations

from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import OperationKind
from assistant.draft.suite.crud import crud_tests
from assistant.draft.suite.integrity import integrity_tests
from assistant.draft.suite.limits import limit_tests
from assistant.draft.suite.lists import list_tests
from assistant.draft.suite.owners import owners_name
from assistant.draft.suite.rows import VALUES, made_names
from assistant.draft.suite.script import module, pruned
from assistant.draft.suite.steps import step_tests


def entity_file(design: Design, it: Entity) -> str:
    """The tests of an entity's endpoints and of its table."""
    blocks = [*crud_tests(design, it), *integrity_tests(design, it), *step_tests(design, it), *limit_tests(design, it)]
    for op in design.of(it):
        if op.kind is OperationKind.LIST:
            blocks += list_tests(design, it, op)
    body = "\n\n".join(map(pruned, blocks))
    fields = "".join(sorted(f"; {link.name}: unknown[]" for link in it.links))
    if "<Shown>" in body:
        id_type = "string" if design.blueprint.conventions.id == "uuid" else "number"
        body = f"type Shown = {{ id: {id_type}{fields} }};\n\n{body}"
    return module(body, exported(design, it))


def exported(design: Design, it: Entity) -> dict[str, str]:
    """What tests of an entity may use, and where that comes from."""
    found = {
        "randomUUID": "node:crypto",
        "describe": "vitest",
        "expect": "vitest",
        "test": "vitest",
        "vi": "vitest",
        f"type {it.pascal}": "@/generated/prisma/client",
        "db": "@/lib/data/db",
        "call": "./client",
        "problem": "./client",
        "requests": "./world/requests",
        "callers": "./world/people",
        "signedIn": "./world/people",
    }
    found |= dict.fromkeys(("proveFilters", "provePages", "proveSorting"), "./proofs/lists")
    found |= dict.fromkeys((*VALUES, "isRecent"), "./world/values")
    found |= {owners_name(each): "./world/owners" for each in design.entities}
    found |= {
        f"{verb}{each.pascal}": "./world/bodies" for each in design.entities for verb in ("new", "changed", "seen")
    }
    return found | {name: f"./world/{file}" for name, file in made_names(design)}
