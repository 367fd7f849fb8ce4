"""Right values of columns, as TypeScript over `n`, a number that no other row of a run has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.blueprint import names
from assistant.blueprint.behaviour import Limit, Ordered
from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity
from assistant.draft.schema import DECIMAL
from assistant.draft.suite.script import literal

MAX_TEXT = 255
MAX_ITEMS = 100
_ROOMY = 1000


@dataclass(frozen=True)
class Sample:
    """One value: `body` as JSON carries it, in the form that answers have; `row` as the Prisma client takes it."""

    body: str
    row: str


_FORMATS = {
    Format.EMAIL: "`person-${n}@example.org`",
    Format.URL: "`https://example.org/${n}`",
    Format.SLUG: "`slug-${n}`",
    Format.PHONE: '`+1555${String(n).padStart(7, "0")}`',
    Format.COUNTRY: "country(n)",
    Format.CURRENCY: "currency(n)",
    Format.COLOR: '`#${n.toString(16).padStart(6, "0")}`',
    Format.TIME: "clock(n)",
}


def sample(design: Design, it: Entity, column: Column) -> Sample:
    """A value of a column that is not a foreign key."""
    one = _one(design, it, column)
    if not column.field.many:
        return one
    count = max(1, column.field.min_length or 0)
    return Sample(f"[{', '.join([one.body] * count)}]", f"[{', '.join([one.row] * count)}]")


def _one(design: Design, it: Entity, column: Column) -> Sample:
    field, rank = column.field, rank_of(it, column.name)
    match field.scalar:
        case None:
            values = values_of(design, field)
            return _same(literal(next((value for value in values if value != field.default), values[0])))
        case Scalar.STRING:
            return _same(_FORMATS[field.format] if field.format else _text(field))
        case Scalar.BOOLEAN:
            return _same(literal(field.default is not True))
        case Scalar.INT:
            return _same(_number(design, it, field, rank))
        case Scalar.BIG_INT:
            whole = _number(design, it, field, rank)
            return Sample(f"String({whole})", f"BigInt({whole})")
        case Scalar.FLOAT:
            return _same(_number(design, it, field, rank))
        case Scalar.DECIMAL:
            return _same(f"({_number(design, it, field, rank)}).toFixed({scale_of(field)})")
        case Scalar.DATE_TIME:
            return _same(f"moment(n, {rank})" if rank else "moment(n)")
        case Scalar.DATE:
            day = f"day(n, {rank})" if rank else "day(n)"
            return Sample(day, f"new Date({day})")
        case Scalar.JSON:
            return _same("{ note: n }")
        case Scalar.BYTES:
            return Sample("base64(n)", "bytes(n)")
        case Scalar.UUID:
            return _same("randomUUID()")


_NUMBER = re.compile(r"(?<![\w.\"'])n(?!\w)")


def is_numbered(code: str) -> bool:
    """Whether an expression reads `n`."""
    return _NUMBER.search(code) is not None


def outside(code: str) -> str:
    """The same value outside of a row: `n` is taken anew."""
    return _NUMBER.sub("next()", code)


def _same(expression: str) -> Sample:
    return Sample(expression, expression)


def values_of(design: Design, field: Field) -> tuple[str, ...]:
    """The values of a field's enum."""
    return next(values for name, values in design.enums if name == field.type)


def scale_of(field: Field) -> int:
    """How many decimals a Decimal is answered with."""
    return DECIMAL[1] if field.scale is None else field.scale


def text_bounds(field: Field) -> tuple[int, int]:
    """The shortest and the longest text that a String takes."""
    return (1 if field.min_length is None or field.many else field.min_length), (
        MAX_TEXT if field.max_length is None or field.many else field.max_length
    )


def _text(field: Field) -> str:
    shortest, longest = text_bounds(field)
    word = names.label(field.name).capitalize()
    if len(word) + 7 > longest:
        return f"word(n, {max(1, min(longest, max(shortest, 6)))})"
    if shortest > len(word) + 2:
        return f'`{word} ${{n}}`.padEnd({shortest}, ".")'
    return f"`{word} ${{n}}`"


def rank_of(it: Entity, name: str) -> int:
    """How many fields must lie below this one, by the constraints of order."""
    below = [c.before for c in it.model.constraints if isinstance(c, Ordered) and c.after == name]
    below += [c.start for c in it.model.constraints if c.kind == "no_overlap" and c.end == name]
    return 1 + max(rank_of(it, each) for each in below) if below else 0


def in_order(it: Entity, name: str) -> bool:
    """Whether a constraint compares the field with another."""
    pairs = [(c.before, c.after) for c in it.model.constraints if isinstance(c, Ordered)]
    return any(name in pair for pair in pairs)


def _number(design: Design, it: Entity, field: Field, rank: int) -> str:
    """A whole number within the bounds; the same for every row where order or a limit hangs on it."""
    lowest, highest = number_bounds(field)
    lowest = max(lowest, min(1, highest))
    if _counts(design, it, field.name):
        return literal(min(highest, max(lowest, 3)))
    if in_order(it, field.name):
        return literal(min(highest, lowest + rank))
    if highest - lowest >= 10**6:
        return "n" if lowest == 1 else f"{lowest} + n"
    span = highest - lowest + 1
    return literal(lowest) if span == 1 else f"{lowest} + (n % {span})" if lowest else f"n % {span}"


def number_bounds(field: Field) -> tuple[int, int]:
    """The lowest and highest whole number that a field takes."""
    highest = 2**31 - 1
    if field.scalar is Scalar.DECIMAL:
        highest = min(highest, 10 ** ((field.precision or DECIMAL[0]) - scale_of(field)) - 1)
    low = 0 if field.min is None else int(-(-field.min // 1))
    high = highest if field.max is None else int(field.max // 1)
    return min(low, high), high


def _counts(design: Design, it: Entity, name: str) -> bool:
    """Whether some limit reads its number from this field."""
    return any(
        isinstance(constraint, Limit)
        and constraint.max_field == name
        and (key := other.key(constraint.per)) is not None
        and key.relation.target == it.pascal
        for other in design.entities
        for constraint in other.model.constraints
    )
