"""Fields: types, bounds, defaults, and who writes them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.blueprint.access import HasRole, Rule
from assistant.blueprint.check.finding import Finding, Findings, Scope, type_names, unknown
from assistant.blueprint.check.values import INT_RANGE, NEW_UUID, misfit, number
from assistant.blueprint.field import NOW, Field, Scalar, Write
from assistant.blueprint.plan import AuthKind, Model, Provider

_NUMBERS = frozenset({Scalar.INT, Scalar.BIG_INT, Scalar.FLOAT, Scalar.DECIMAL})
_WHOLE = frozenset({Scalar.INT, Scalar.BIG_INT})


def types(scope: Scope) -> Findings:
    """Every type is a scalar or an enum of the plan, and lists are something the database has."""
    for place, _, field in _fields(scope):
        if field.scalar is None and field.type not in scope.enums:
            yield unknown(f"{place}.type", "a scalar type or an enum of this plan", field.type, type_names(scope))
        if field.many and scope.blueprint.provider is not Provider.POSTGRESQL:
            yield Finding(
                place,
                f"{scope.blueprint.provider.value} has no lists.",
                "Make it a model of its own, or choose postgresql.",
            )


def bounds(scope: Scope) -> Findings:
    """Bounds are on types that have them, and leave room between them."""
    for place, _, field in _fields(scope):
        if not scope.typed(field):
            continue
        yield from _range(place, field)
        yield from _length(place, field)
        yield from _precision(place, field)
        if field.format is not None and field.scalar is not Scalar.STRING:
            yield _wrong_type(f"{place}.format", "A format", field, "String")


def _range(place: str, field: Field) -> Findings:
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is None:
            continue
        if field.scalar not in _NUMBERS:
            yield _wrong_type(f"{place}.{name}", f"A {name}", field, "numbers")
        elif field.scalar in _WHOLE and bound != int(bound):
            yield Finding(f"{place}.{name}", f"{bound} is no whole number, and {field.type} holds only those.", _ROUND)
        elif field.scalar is Scalar.INT and int(bound) not in INT_RANGE:
            yield Finding(f"{place}.{name}", f"{bound} does not fit into an Int of 32 bits.", "Use BigInt.")
    if field.min is not None and field.max is not None and field.min > field.max:
        yield Finding(place, f"Its min {field.min} is above its max {field.max}.", "Swap them.")


def _length(place: str, field: Field) -> Findings:
    for name, bound in (("min_length", field.min_length), ("max_length", field.max_length)):
        if bound is not None and not field.many and field.scalar not in (Scalar.STRING, Scalar.BYTES):
            yield _wrong_type(f"{place}.{name}", f"A {name}", field, "String, Bytes and lists")
    if field.min_length is not None and field.max_length is not None and field.min_length > field.max_length:
        yield Finding(
            place, f"Its min_length {field.min_length} is above its max_length {field.max_length}.", "Swap them."
        )


def _precision(place: str, field: Field) -> Findings:
    for name, digits in (("precision", field.precision), ("scale", field.scale)):
        if digits is not None and field.scalar is not Scalar.DECIMAL:
            yield _wrong_type(f"{place}.{name}", f"A {name}", field, "Decimal")
    if field.scale is None:
        return
    if field.precision is None:
        if field.scalar is Scalar.DECIMAL:
            yield Finding(f"{place}.scale", "A scale without a precision says too little.", "Add the precision.")
    elif field.precision < field.scale:
        yield Finding(
            place,
            f"Its scale {field.scale} is above its precision {field.precision}.",
            "The precision counts all digits, so make it the larger one.",
        )


def defaults(scope: Scope) -> Findings:
    """A default is a value that the field would accept, more than once if need be."""
    for place, _, field in _fields(scope):
        if field.default is None or not scope.typed(field):
            continue
        at = f"{place}.default"
        if wanted := misfit(scope, field, field.default):
            yield Finding(at, f"{field.default!r} is no default for {_of(field)}.", f"It has to be {wanted}.")
            continue
        if outside := _outside(field):
            yield Finding(at, f"The default {field.default!r} is {outside}.", "Change the default or the bound.")
        if field.unique and field.default not in (NOW, NEW_UUID):
            yield Finding(at, "A unique field with a default: the second record would clash.", "Drop one of the two.")


def _outside(field: Field) -> str | None:
    if isinstance(field.default, str) and field.scalar is Scalar.STRING:
        if field.min_length is not None and len(field.default) < field.min_length:
            return f"shorter than min_length {field.min_length}"
        if field.max_length is not None and len(field.default) > field.max_length:
            return f"longer than max_length {field.max_length}"
    if field.scalar in _NUMBERS and field.default is not None and (value := number(field.default)) is not None:
        if field.min is not None and value < Decimal(str(field.min)):
            return f"below min {field.min}"
        if field.max is not None and value > Decimal(str(field.max)):
            return f"above max {field.max}"
    return None


def uniques(scope: Scope) -> Findings:
    """Only what an index can compare may be unique."""
    for place, _, field in _fields(scope):
        if field.unique and (field.many or field.scalar is Scalar.JSON):
            yield Finding(f"{place}.unique", f"{_of(field).capitalize()} can't be unique.", "Drop unique.")
        elif field.unique and (field.scalar is Scalar.BOOLEAN or scope.choices(field) is not None):
            yield Finding(
                f"{place}.unique",
                "There could be no more records than it has values.",
                "Drop unique, or make it unique together with something else (unique_together).",
            )


def writers(scope: Scope) -> Findings:
    """Roles that may write exist, and every required field can be given by somebody when a record is created."""
    auth = scope.blueprint.auth
    for place, model, field in _fields(scope):
        for role in field.write_roles:
            if role not in auth.roles:
                yield unknown(f"{place}.write_roles", "a role of the account", role, auth.roles)
        if field.write is Write.SERVER and field.write_roles:
            yield Finding(place, "Only the server writes it, so no role may.", "Drop write_roles or write: server.")
        if not field.required or field.many or field.default is not None or _set_otherwise(scope, model, field):
            continue
        if field.write is Write.SERVER:
            yield Finding(
                place,
                "It is required and only the server writes it, but nothing says what.",
                "Give it a default, make it optional, or let callers write it.",
            )
        elif field.write_roles and not _creators_may_write(scope, model, field):
            yield Finding(
                place,
                f"It is required, but people other than {', '.join(field.write_roles)} may create a {model.name}.",
                "Give it a default, or make it optional.",
            )


def _set_otherwise(scope: Scope, model: Model, field: Field) -> bool:
    """Whether the lifecycle or the sign-in at an OAuth provider writes the field."""
    if model.lifecycle is not None and model.lifecycle.field == field.name:
        return True
    auth = scope.blueprint.auth
    return auth.kind is AuthKind.OAUTH and model.name == auth.model and field.name == auth.identifier


def _creators_may_write(scope: Scope, model: Model, field: Field) -> bool:
    def within(rule: Rule) -> bool:
        return isinstance(rule, HasRole) and set(rule.roles) <= set(field.write_roles)

    auth = scope.blueprint.auth
    registers = auth.kind is AuthKind.JWT and auth.registration and model.name == auth.model
    if registers and auth.default_role not in field.write_roles:
        return False
    return all(within(rule) for rule in model.access.create)


def _fields(scope: Scope) -> Iterator[tuple[str, Model, Field]]:
    for model in scope.blueprint.models:
        for field in model.fields:
            yield f"models.{model.name}.fields.{field.name}", model, field
    for custom in scope.blueprint.custom:
        for part, fields in (("query", custom.query), ("body", custom.body), ("answer", custom.answer)):
            for field in fields:
                yield f"custom.{custom.name}.{part}.{field.name}", Model(name=custom.name), field


def _of(field: Field) -> str:
    return f"a list of {field.type}" if field.many else f"a field of type {field.type}"


def _wrong_type(place: str, what: str, field: Field, right: str) -> Finding:
    return Finding(place, f"{what} means nothing for {_of(field)}.", f"It is for {right}; drop it.")


_ROUND = "Round it, or use Decimal or Float."
