"""SQL for the value of a column in the i-th row of a seeded table, spread over what the plan allows."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.blueprint.behaviour import NoOverlap, Ordered
from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.entity import Column, Entity, Origin
from assistant.draft.schema import DECIMAL, enum_type

ROWS = 1000
"""Rows of each model."""

_WIDE = 10**6
_LONGEST_TEXT = 255
_FORMATS = {
    Format.EMAIL: "'person-' || i || '@example.org'",
    Format.URL: "'https://example.org/' || i",
    Format.SLUG: "'slug-' || i",
    Format.PHONE: "'+1555' || lpad(i::text, 7, '0')",
    Format.COUNTRY: "chr(65 + i / 26 % 26) || chr(65 + i % 26)",
    Format.CURRENCY: "chr(65 + i / 676 % 26) || chr(65 + i / 26 % 26) || chr(65 + i % 26)",
    Format.COLOR: "'#' || lpad(to_hex(i), 6, '0')",
    Format.TIME: "lpad((i / 60 % 24)::text, 2, '0') || ':' || lpad((i % 60)::text, 2, '0')",
}


def cell(entity: Entity, column: Column, values: tuple[str, ...]) -> str:
    """The expression for a column that is neither the id nor a foreign key; `values` are those of its enum."""
    field = column.field
    match column.origin:
        case Origin.PASSWORD:
            return "'no hash, so nobody signs in with it'"
        case Origin.DELETED:
            return "NULL"
        case Origin.STAMP:
            return f"localtimestamp - ({ROWS} - i) * interval '1 minute'"
        case Origin.ROLE:
            return _choice(field, values, "(i - 1)")
        case _:
            one = _one(entity, field, values)
    if field.many:
        return f"ARRAY[{', '.join([one] * max(1, field.min_length or 0))}]"
    # Half of the optional moments are missing: what is open, unread or unpaid is told by them.
    sparse = not field.required and field.scalar in (Scalar.DATE_TIME, Scalar.DATE)
    return f"CASE WHEN i % 2 = 0 THEN {one} END" if sparse else one


def _one(entity: Entity, field: Field, values: tuple[str, ...]) -> str:
    rank = _rank(entity, field.name)
    match field.scalar:
        case None:
            return _choice(field, values, "(i / 5)")
        case Scalar.STRING:
            return _text(field)
        case Scalar.BOOLEAN:
            return "i / 3 % 2 = 0"
        case Scalar.INT | Scalar.BIG_INT:
            return _whole(field, rank)
        case Scalar.FLOAT:
            return f"({_fraction(field, rank)})::float8"
        case Scalar.DECIMAL:
            return f"round({_fraction(field, rank)}, {_scale(field)})"
        case Scalar.DATE_TIME:
            return f"localtimestamp + (i - {ROWS // 2}) * interval '1 hour' + interval '{rank} days'"
        case Scalar.DATE:
            return f"current_date + i - {ROWS // 2} + {rank}"
        case Scalar.JSON:
            return "jsonb_build_object('note', i)"
        case Scalar.BYTES:
            return "decode(lpad(to_hex(i), 8, '0'), 'hex')"
        case Scalar.UUID:
            return "gen_random_uuid()"


def _choice(field: Field, values: tuple[str, ...], digit: str) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f'(ARRAY[{listed}]::"{enum_type(field.type)}"[])[1 + {digit} % {len(values)}]'


def _text(field: Field) -> str:
    if field.format is not None:
        return _FORMATS[field.format]
    least = 0 if field.many else field.min_length or 0
    most = _LONGEST_TEXT if field.many or field.max_length is None else field.max_length
    word = f"{names.label(field.name)} "
    if len(word) + len(str(ROWS)) > most:
        return f"right(repeat('0', {most}) || i, {most})"
    text = f"'{word}' || i"
    return f"{text} || repeat('.', {least} - {len(word)} - length(i::text))" if least > len(word) else text


def _whole(field: Field, rank: int) -> str:
    low = 1 if field.min is None else int(field.min)
    high = low + _WIDE if field.max is None else int(field.max)
    span = max(1, min(high - low + 1, _WIDE))
    return f"least({high}, {low + rank} + i % {span})" if rank else f"{low} + i % {span}"


def _fraction(field: Field, rank: int) -> str:
    low = 0.0 if field.min is None else float(field.min)
    high = max(low, _highest(field))
    step = (high - low) / (ROWS + 10)
    return f"({low!r} + (i + {rank}) * {step:.12f})::numeric"


def _highest(field: Field) -> float:
    if field.max is not None:
        return float(field.max)
    whole = (field.precision or DECIMAL[0]) - _scale(field) if field.scalar is Scalar.DECIMAL else 4
    return float(min(10**whole - 1, 10_000))


def _scale(field: Field) -> int:
    return DECIMAL[1] if field.scale is None else field.scale


def _rank(entity: Entity, name: str, seen: tuple[str, ...] = ()) -> int:
    """How many fields have to lie before this one."""
    pairs = [(c.before, c.after) for c in entity.model.constraints if isinstance(c, Ordered)]
    pairs += [(c.start, c.end) for c in entity.model.constraints if isinstance(c, NoOverlap)]
    befores = [before for before, after in pairs if after == name and before not in seen]
    return max((1 + _rank(entity, before, (*seen, name)) for before in befores), default=0)
