"""What a list of records is usually narrowed and ordered by, and where it lies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import kebab, plural
from assistant.blueprint.plan import Model
from assistant.blueprint.relation import Kind, Relation

MOST_ORDERS = 4
_SORTED = re.compile(r"(?:At|On|Date|^date|^position|^name|^title|^number|^lastName|^year|^amount|^price|^startsAt)$")


def usual_path(model: str, taken: Collection[str]) -> str:
    """'/stock-movements', or another path where that one is taken or is where people sign in."""
    path = f"/{kebab(plural(model))}"
    return f"/{kebab(model)}-records" if path in taken or path == "/auth" else path


def filtered(field: Field) -> bool:
    """Whether a list is usually narrowed by this field: an enum or a Boolean that may be known."""
    return not field.many and not field.secret and (field.scalar is None or field.scalar is Scalar.BOOLEAN)


def usual_filters(model: Model, relations: Iterable[Relation], parent: str | None) -> tuple[str, ...]:
    """The fields and relations of a model that its list is usually narrowed by."""
    keys = [r.name for r in relations if r.model == model.name and r.kind is not Kind.MANY_TO_MANY and r.name != parent]
    return tuple(dict.fromkeys([*(f.name for f in model.fields if filtered(f)), *keys]))


def ordered(field: Field) -> bool:
    """Whether a list is usually ordered by this field: a date, a name or a place in an order that is always there."""
    return (
        field.required
        and not field.many
        and not field.secret
        and bool(_SORTED.search(field.name))
        and field.scalar not in {Scalar.JSON, Scalar.BYTES, None}
    )


def usual_sort(model: Model) -> tuple[str, ...]:
    """The fields that a list of this model is usually ordered by."""
    return tuple(field.name for field in model.fields if ordered(field))[:MOST_ORDERS]
