"""The operations in shorthand: the full JSON Schema is ten times as long, too much for every call of a model."""

from __future__ import annotations

SHAPES: dict[str, str] = {
    "add_model": "model {name, fields [FIELD], access {read, create, update, delete: [RULE]}}, relations [RELATION]",
    "rename_model": "model, to (what is named after it follows)",
    "change_model": "model, set {description, soft_delete, timestamps}",
    "drop_model": "model",
    "add_field": "model, field FIELD, fill (optional: what rows there are get, if it is required without default)",
    "rename_field": "model, field, to",
    "change_field": "model, field, set {any keys of FIELD but name}, fill (as in add_field)",
    "drop_field": "model, field",
    "add_enum": "enum {name, values}",
    "add_enum_value": "enum, value",
    "rename_enum_value": "enum, value, to",
    "drop_enum_value": "enum, value",
    "drop_enum": "enum",
    "add_relation": "relation RELATION",
    "rename_relation": "model, relation, to",
    "change_relation": "model, relation, set {target, inverse, kind, required, on_delete, write}",
    "drop_relation": "model, relation",
    "add_unique": "model, names [two or more fields or relations, unique together]",
    "drop_unique": "model, names",
    "add_index": "model, names",
    "drop_index": "model, names",
    "set_access": (
        "models [..], operations [..] of read (sets list too)|list|create|update|delete, "
        "rules [RULE] (any one suffices; [] is nobody)"
    ),
    "add_endpoint": "endpoint {model, path, parent (a many_to_one relation of it), filters, sort}",
    "change_endpoint": "model, set {path, operations, parent, filters, sort}",
    "drop_endpoint": "model",
    "add_action": (
        "model, action {name, guard [CONDITION], effects [{field, value (literal, now(), actor())}], accepts [field], "
        "rules [RULE]}"
    ),
    "drop_action": "model, action",
    "set_lifecycle": (
        "model, lifecycle {field, initial, transitions [{source, to, rules [RULE], requires [optional field that "
        "must be sent], effects}]} or null"
    ),
    "set_constraints": (
        "model, constraints [{kind: ordered, before, after, or_equal} | {kind: limit, per: relation, max or max_field "
        "(of its target), counting [CONDITION]} | {kind: no_overlap, per, start, end, counting} | {kind: distinct, "
        "first, second}], replacing all"
    ),
    "add_custom": "not here: call write_custom",
    "drop_custom": "name",
    "set_auth": "set {kind: none|jwt, model, identifier, registration, roles, default_role}",
    "set_convention": "set {base_path, id: uuid|int, page_size, max_page_size}",
    "set_plan": "set {title, description}",
}
"""Kind of operation -> the keys beside `kind`."""

PARTS = """\
FIELD {name, type: String|Int|BigInt|Float|Decimal|Boolean|DateTime|Date|Json|Bytes|Uuid or the name of an enum, \
required (true), unique, default (a value; now() for dates), many, min, max, min_length, max_length, format: \
email|url|slug|phone|country|currency|color|time, precision, scale, secret, write: always|on_create|server, \
write_roles, description}
RELATION {model (it holds the key), name, target, inverse (its plural name on the target), kind: \
many_to_one|one_to_one|many_to_many, required (true), on_delete: restrict (default)|cascade|set_null, write (server: \
it is the caller)}
RULE {kind: public} | {kind: authenticated} | {kind: role, roles [..]} | {kind: owner, path: relations joined by dots \
from the record to the account, or self}, each with when [CONDITION] (not on create)
CONDITION {field, and exactly one of: one_of [values], null: true|false, tense: past|future}"""

NAMING = (
    "Models and enums are PascalCase singular, fields and relations camelCase, enum values and roles UPPER_CASE. "
    "The id, foreign keys, createdAt, updatedAt, and the password and role of the account are derived: never add them."
)


def cheat_sheet() -> str:
    """Every operation and its parts, for the description of a tool."""
    kinds: dict[str, list[str]] = {}
    for kind, shape in SHAPES.items():
        kinds.setdefault(shape, []).append(kind)
    lines = "\n".join(f"{', '.join(alike)}: {shape}" for shape, alike in kinds.items())
    return f"Each operation is an object with `kind` and:\n{lines}\n{PARTS}\n{NAMING}"
