"""tests/world/bodies.ts: what a caller may refer to, and right bodies for creating and editing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, HasRole, Owner, Public, Rule
from assistant.blueprint.access import Operation as Basic
from assistant.draft.design import Design
from assistant.draft.entity import Entity, Input, Key, Source
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.suite.condition import Values, holds, usual, variants
from assistant.draft.suite.graph import Ownership, Row
from assistant.draft.suite.owners import owned, owners_name, value_code
from assistant.draft.suite.proof import Case, Person, owner_name, stage
from assistant.draft.suite.rows import VALUES, made_names
from assistant.draft.suite.script import member, module, record
from assistant.draft.suite.value import is_numbered, sample


def bodies_file(design: Design) -> str:
    """One function for what a caller may see of an entity, one for a new record, one for changes."""
    parts = ["/** A JSON object, on its way. */\nexport type Body = Record<string, unknown>;"]
    for it in design.entities:
        if it.pascal in referred(design):
            parts.append(_seen(design, it))
        if any(op.kind is OperationKind.CREATE for op in design.of(it)):
            parts.append(_new(design, it))
        if any(op.kind is OperationKind.UPDATE for op in design.of(it)):
            parts.append(_changes(design, it))
    return module("\n\n".join(parts), _exported(design))


def referred(design: Design) -> set[str]:
    """The models that bodies or nested paths refer to."""
    found: set[str] = set()
    for op in design.operations:
        found |= {each.column.relation.target for each in op.body or () if each.column and each.column.relation}
        found |= {each.link.relation.target for each in op.body or () if each.link}
        if op.parent:
            found.add(op.parent.relation.target)
    return found


def _seen(design: Design, it: Entity) -> str:
    made, used = _made_seen(design, it)
    actor = "actor: Caller" if used else "_actor: Caller"
    return f"""/** {names.article(it.label).capitalize()} that the caller may see. */
export const seen{it.pascal} = ({actor}) => {made};"""


def _made_seen(design: Design, it: Entity) -> tuple[str, bool]:
    """The expression, and whether it depends on the caller."""
    rules = it.model.access.rules(Basic.READ)
    if it.is_account or not rules:
        return f"make{it.pascal}()", False
    for rule in sorted(rules, key=lambda rule: not isinstance(rule, Public)):
        if isinstance(rule, Public | Authenticated):
            return f"make{it.pascal}({_over(design, it, rule)})", False
    for rule in rules:
        if isinstance(rule, Owner) and (owns := ownership_of(design, it, rule)):
            theirs = f"{owners_name(it)}{member(owner_name(owns))}(actor{_second(_over(design, it, rule))})"
            return f"actor ? {theirs} : make{it.pascal}()", True
    return f"make{it.pascal}({_over(design, it, rules[0])})", False


def see_parent(design: Design, op: Operation, case: Case) -> None:
    """Moves the record of a case below a parent made as tests/world/bodies.ts makes one for the caller to see."""
    assert op.parent is not None
    case.record.keys[op.parent.relation.name] = seen_row(design, design.entity(op.parent.relation.target), case)


def seen_code(op: Operation) -> str:
    """The id of such a parent, as TypeScript over `actor`."""
    assert op.parent is not None
    return f"(await seen{op.parent.relation.target}(actor)).id"


def seen_row(design: Design, it: Entity, case: Case) -> Row:
    """The row that `_made_seen` makes."""
    rules = it.model.access.rules(Basic.READ)
    if it.is_account or not rules:
        return case.graph.make(it)
    for rule in sorted(rules, key=lambda rule: not isinstance(rule, Public)):
        if isinstance(rule, Public | Authenticated):
            return case.graph.make(it, meeting(design, it, rule))
    for rule in rules:
        if isinstance(rule, Owner) and (owns := ownership_of(design, it, rule)):
            if case.actor is None:
                return case.graph.make(it)
            return case.graph.own(case.actor, it, owns, meeting(design, it, rule))
    return case.graph.make(it, meeting(design, it, rules[0]))


def _second(argument: str) -> str:
    return f", {argument}" if argument else ""


def ownership_of(design: Design, it: Entity, rule: Owner) -> Ownership | None:
    """The ownership that meets the rule."""
    for owns in owned(design, it):
        if owns.path == rule.path and holds(rule.having, dict(owns.values)):
            return owns
    return None


def meeting(design: Design, it: Entity, rule: Rule) -> Values:
    """Values of a record that meet the `when` of a rule; empty where usual ones do."""
    if holds(rule.when, usual(design, it)):
        return {}
    return next((values for values in variants(design, it, (rule.when,)) if holds(rule.when, values)), {})


def over_code(design: Design, it: Entity, values: Values) -> str:
    """Values of a record as an object, or nothing."""
    columns = [
        (column.name, value_code(design, it, name, value))
        for name, value in values.items()
        if (column := it.column(name))
    ]
    return record(columns) if columns else ""


def _over(design: Design, it: Entity, rule: Rule) -> str:
    return over_code(design, it, meeting(design, it, rule))


def role_for(rules: tuple[Rule, ...]) -> str | None:
    """The first role that a rule names."""
    return next((rule.roles[0] for rule in rules if isinstance(rule, HasRole)), None)


def _new(design: Design, it: Entity) -> str:
    entries = [*_entries(design, it, it.creation())]
    entries += [
        (key.column.name, f"over.{key.column.name} ?? (await seen{key.relation.target}(actor)).id")
        for key in it.keys
        if key.source is Source.CLIENT and key.relation.required
    ]
    text = record([*entries, ("", "...over")])
    actor = "actor: Caller" if "(actor)" in text else "_actor: Caller"
    numbered = "  const n = next();\n" if is_numbered(text) else ""
    return f"""/** A right body for {names.article(it.label)}; it refers to what the caller may see. */
export async function new{it.pascal}({actor}, over: Body = {{}}): Promise<Body> {{
{numbered}  return {text};
}}"""


def _changes(design: Design, it: Entity) -> str:
    text = record([*_entries(design, it, it.changes())] or _last_resort(design, it))
    actor = "actor: Caller" if "(actor)" in text else "_actor: Caller"
    numbered = "  const n = next();\n" if is_numbered(text) else ""
    return f"""/** A right body that edits the fields of {names.article(it.label)} that are its own. */
export async function changed{it.pascal}({actor}): Promise<Body> {{
{numbered}  return {text};
}}"""


def _last_resort(design: Design, it: Entity) -> list[tuple[str, str]]:
    """One field that only some roles may set, or a reference, where there is nothing else to edit."""
    for each in sorted(it.changes(), key=lambda each: _brings_another(design, it, each)):
        if each.column and each.column.relation:
            return [(each.name, f"(await seen{each.column.relation.target}(actor)).id")]
        if each.column:
            return [(each.name, sample(design, it, each.column).body)]
    return [(each.name, "[]") for each in it.changes()]


def moved(design: Design, it: Entity) -> Key | None:
    """The key that a right body of changes sends, where there is nothing else to edit."""
    if any(_entries(design, it, it.changes())):
        return None
    return next((key for name, _ in _last_resort(design, it) for key in it.keys if key.column.name == name), None)


def _brings_another(design: Design, it: Entity, each: Input) -> bool:
    """Whether what the caller may refer to comes with a record of the same entity, which may hold a unique place."""
    if design.account is None or each.column is None or each.column.relation is None:
        return False
    case = stage(design, design.account, Person("somebody"), {})
    seen_row(design, design.entity(each.column.relation.target), case)
    return any(row.it is it for row in case.graph.rows)


def _entries(design: Design, it: Entity, inputs: tuple[Input, ...]) -> Iterator[tuple[str, str]]:
    """The fields that anyone who may write the record may set, and the required ones."""
    for each in inputs:
        if each.column and not each.column.relation and (each.required or not each.column.field.write_roles):
            yield each.name, sample(design, it, each.column).body


def _exported(design: Design) -> dict[str, str]:
    found = {"randomUUID": "node:crypto", "type Caller": "./people"}
    found |= dict.fromkeys(VALUES, "./values")
    found |= {owners_name(it): "./owners" for it in design.entities}
    return found | {name: f"./{file}" for name, file in made_names(design)}
