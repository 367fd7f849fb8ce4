"""The files of the suite that hardly differ between drafts: texts with a few blanks."""

from __future__ import annotations

import json
from importlib.resources import files

from assistant.blueprint.plan import IdType
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import OperationKind
from assistant.draft.suite.asking import granted
from assistant.draft.suite.value import in_order

_TEMPLATES = files("assistant.draft") / "templates" / "suite"


def static_files(design: Design) -> dict[str, str]:
    """Path -> text."""
    base = design.blueprint.conventions.base_path
    found = {
        "tests/setup.ts": template("setup.ts"),
        "tests/database.ts": template("database.ts", DELETES="\n".join(_deletes(design))),
        "tests/client.ts": template("client.ts", SECRETS=_secrets(design)),
        "tests/world/values.ts": template("values.ts"),
        "tests/access/prove.ts": template("prove.ts"),
        "tests/proofs/lists.ts": template("lists.ts", MOST=str(design.blueprint.conventions.max_page_size)),
        "tests/access.test.ts": template("access.test.ts"),
        "tests/contract.test.ts": template(
            "contract.test.ts",
            BASE=base,
            IDS=_ids(design),
            ANYONE='import { anyone } from "@/lib/policy/actor";\n' if design.account else "",
            GUARDED="!security || (security.length > 0 && security.every((each) => Object.keys(each).length > 0))"
            if design.account
            else "security?.length",
            SETTINGS=_settings(design),
            CONTRACT="{ who: anyone }" if design.account else "{}",
        ),
        "tests/body.test.ts": template("body.test.ts", UNTRIED=_untried(design), REFERENCES=_references(design)),
    }
    if design.account:
        found["tests/world/password.ts"] = template("password.ts")
    return found


def template(name: str, **blanks: str) -> str:
    """The text of a template, its blanks (written __LIKE_THIS__) filled in."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    for blank, value in blanks.items():
        text = text.replace(f"__{blank}__", value)
    return text


def _settings(design: Design) -> str:
    """Every setting of lib/env.ts, with a value that will do."""
    secret = ', JWT_SECRET: "x".repeat(32)' if design.account else ""
    return f'{{ DATABASE_URL: "postgresql://localhost/app"{secret} }}'


def _ids(design: Design) -> str:
    """Ids that no record has, as a list."""
    if design.blueprint.conventions.id is IdType.UUID:
        return '["nonsense", "01a2039e-4f38-76ef-a735-23ea3f2244fe"]'
    return '["nonsense", "1.5", "0", "-1", "2147483647", "99999999999999999999"]'


def _references(design: Design) -> str:
    """The fields of bodies that name other records: a value within its bounds need not be one."""
    fields = {
        each.name
        for op in design.operations
        for each in op.body or ()
        if each.link or (each.column and each.column.relation)
    }
    return json.dumps(sorted(fields))


def _untried(design: Design) -> str:
    """By operation, fields whose bounds hang on other fields, or that the caller of the request may not set."""
    found: dict[str, list[str]] = {}
    for op in design.operations:
        if op.entity is None or not op.body:
            continue
        lifecycle = op.entity.model.lifecycle if op.kind is OperationKind.TRANSITION else None
        caller = (
            granted(design, op, lifecycle.transitions[0] if lifecycle else None) if op in design.of(op.entity) else None
        )
        role = caller.person.role if caller else None
        fields = [
            each.name
            for each in op.body
            if each.column
            and (
                in_order(op.entity, each.name)
                or (each.column.field.write_roles and role not in each.column.field.write_roles)
                or (lifecycle and each.name not in lifecycle.transitions[0].requires)
            )
        ]
        if fields:
            found[op.id] = fields
    return json.dumps(found)


def _deletes(design: Design) -> list[str]:
    """Statements that empty every table, those first that refer to others."""
    lines, left = [], list(design.entities)
    while left:
        free = [it for it in left if not any(_needs(other, it) for other in left if other is not it)]
        chosen = free[0] if free else left[0]
        lines += _loosen(chosen, left)
        lines.append(f'    DELETE FROM "{chosen.table}";')
        left.remove(chosen)
    return lines


def _needs(it: Entity, target: Entity) -> bool:
    return any(key.relation.target == target.pascal and key.relation.required for key in it.keys)


def _loosen(chosen: Entity, left: list[Entity]) -> list[str]:
    """Rows that stay for now let go of those that are deleted."""
    return [
        f'    UPDATE "{it.table}" SET "{key.column.db_name}" = NULL WHERE "{key.column.db_name}" IS NOT NULL;'
        for it in left
        for key in it.keys
        if it is not chosen and key.relation.target == chosen.pascal
    ]


def _secrets(design: Design) -> str:
    """What no answer holds, as a regular expression: the names of secret columns that no other column has."""
    answered = {column.name for it in design.entities for column in it.columns if column.answered}
    hidden = {column.name for it in design.entities for column in it.columns if not column.answered}
    names = "|".join(sorted(hidden - answered) or ["passwordHash"])
    if not design.account:
        return f'/"({names})":/'
    return f'new RegExp(`\\\\$argon2|"({names})":|${{process.env.JWT_SECRET}}`)'
