"""A field of a Prisma model -> a Field, or one of the columns that a Blueprint derives itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.blueprint.field import NOW, Enum, Field, Literal, Scalar, Write
from assistant.blueprint.names import camel, screaming, snake
from assistant.blueprint.plan import IdType
from assistant.blueprint.read.prisma_notes import Notes
from assistant.blueprint.read.prisma_syntax import (
    Arity,
    Array,
    Attribute,
    Call,
    Member,
    Name,
    Number,
    Text,
    Value,
)

_SCALARS = {
    "String": Scalar.STRING,
    "Int": Scalar.INT,
    "BigInt": Scalar.BIG_INT,
    "Float": Scalar.FLOAT,
    "Decimal": Scalar.DECIMAL,
    "Boolean": Scalar.BOOLEAN,
    "DateTime": Scalar.DATE_TIME,
    "Json": Scalar.JSON,
    "Bytes": Scalar.BYTES,
}
# Native types that say no more than the Prisma type does on its own.
_PLAIN_NATIVE = {"Text", "Integer", "BigInt", "DoublePrecision", "Boolean", "Timestamp", "JsonB", "ByteA"}
_SECRET = re.compile(r"pass_?word|passwd|secret|token|api_?key|private_?key|hash$", re.IGNORECASE)
_SMALL = 2**15
_EMPTY = Array(())


@dataclass
class Columns:
    """The columns of one model, while they are read.

    `renames` maps the name of each field in the schema to its name here; `dropped` are those that are derived.
    """

    enums: dict[str, Enum]
    model: str
    fields: list[Field] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    uniques: list[tuple[str, ...]] = field(default_factory=list)
    stamps: dict[str, Field] = field(default_factory=dict)
    soft_delete: bool = False

    def make_unique(self, name: str) -> None:
        """Make a field that has been read unique."""
        self.fields = [each.model_copy(update={"unique": True}) if each.name == name else each for each in self.fields]

    def timestamps(self, notes: Notes) -> bool:
        """Whether both timestamps are there. One alone is an ordinary field, which the server writes."""
        if set(self.stamps) == {"createdAt", "updatedAt"}:
            return True
        if "updatedAt" in self.stamps:
            notes.assumed(f"{self.model} gets createdAt beside updatedAt.")
            return True
        self.fields += self.stamps.values()
        return False


def column(member: Member, columns: Columns, notes: Notes) -> None:
    """Read one field that belongs to no relation into `columns`."""
    where = f"{columns.model}.{member.name}"
    name = _member_name(member.name)
    if member.attribute("ignore"):
        notes.lost(f"{where} @ignore", "the schema hides this column")
        columns.dropped.add(member.name)
        return
    if member.attribute("id") and id_type(member):
        if member.name != "id":
            notes.assumed(f"{where} is called id.")
        columns.dropped.add(member.name)
        return
    if name == "deletedAt" and member.type == "DateTime" and member.arity is Arity.OPTIONAL:
        columns.soft_delete = True
        columns.dropped.add(member.name)
        return
    read = _field(member, name, columns, notes)
    if read is None:
        columns.dropped.add(member.name)
        return
    notes.renamed(where, f"{columns.model}.{name}")
    columns.renames[member.name] = name
    if (name == "createdAt" and read.default == NOW) or (name == "updatedAt" and member.attribute("updatedAt")):
        columns.stamps[name] = read.model_copy(update={"write": Write.SERVER})
    else:
        columns.fields.append(read)


def id_type(member: Member) -> IdType | None:
    """The kind of id that an @id field holds; None for a natural key, which says something of its own."""
    default = member.attribute("default")
    value = default.argument("value") if default else None
    if member.type in ("Int", "BigInt") and (value is None or _is_call(value, "autoincrement")):
        return IdType.INT
    if member.type == "String" and (value is not None or member.name == "id"):
        return IdType.UUID
    return None


def default_name(value: Value) -> str:
    """A default as a person would say it."""
    if isinstance(value, Call):
        return f"{value.name}(…)"
    return "[…]" if isinstance(value, Array) else value.value


def _field(member: Member, name: str, columns: Columns, notes: Notes) -> Field | None:
    where = f"{columns.model}.{member.name}"
    enum = columns.enums.get(member.type)
    scalar = _SCALARS.get(member.type)
    if enum is None and scalar is None:
        notes.lost(f"{where} {member.type}", "no scalar type, enum or model of this name")
        return None
    native = next((each for each in member.attributes if each.name.startswith("db.")), None)
    details = _native(where, scalar, native, notes) if scalar else {}
    type_ = enum.name if enum else str(details.pop("type", member.type))
    default = _default(where, member, type_, enum, notes)
    if default == "uuid()" and type_ == Scalar.STRING:
        type_ = Scalar.UUID.value
    if member.attribute("id"):
        notes.assumed(f"{columns.model} gets an id of its own; {name} stays required and unique.")
    for attribute in member.attributes:
        _tell(where, name, attribute, notes)
    secret = scalar is Scalar.STRING and bool(_SECRET.search(snake(name)))
    return Field.model_validate(
        {
            "name": name,
            "type": type_,
            "many": member.arity is Arity.MANY,
            "required": member.arity is not Arity.OPTIONAL,
            "unique": bool(member.attribute("unique") or member.attribute("id")),
            "default": default,
            "secret": secret,
            "description": member.doc,
            **details,
        }
    )


def _native(where: str, scalar: Scalar, native: Attribute | None, notes: Notes) -> dict[str, Literal]:
    """What a @db. attribute adds to the field."""
    if native is None:
        return {}
    kind = native.name.removeprefix("db.")
    values = [each.value for each in native.arguments]
    sizes = [int(value.value) for value in values if isinstance(value, Number) and value.value.isdigit()]
    match kind:
        case "Uuid" if scalar is Scalar.STRING:
            return {"type": Scalar.UUID.value}
        case "Date" if scalar is Scalar.DATE_TIME:
            return {"type": Scalar.DATE.value}
        case "VarChar" | "Char" if sizes:
            return {"max_length": sizes[0]}
        case "Decimal" if scalar is Scalar.DECIMAL and sizes:
            return {"precision": sizes[0], "scale": sizes[1] if len(sizes) > 1 else 0}
        case "SmallInt" if scalar is Scalar.INT:
            return {"min": -_SMALL, "max": _SMALL - 1}
    if kind not in _PLAIN_NATIVE or sizes:
        notes.lost(f"{where} @{native.name}", f"the column has the usual type for {scalar.value}")
    return {}


def _default(where: str, member: Member, type_: str, enum: Enum | None, notes: Notes) -> Literal | None:
    attribute = member.attribute("default")
    value = attribute.argument("value") if attribute else None
    if value is None:
        return None
    if enum and isinstance(value, Name):
        found = value.value if value.value in enum.values else screaming(value.value)
        return found if found in enum.values else None
    literal = _literal(value, type_) if member.arity is not Arity.MANY else None
    empty = member.arity is Arity.MANY and value == _EMPTY
    if literal is None and not empty:
        notes.lost(f"{where} @default({default_name(value)})", "a default is a value, now() or uuid()")
    return literal


def _literal(value: Value, type_: str) -> Literal | None:
    match value:
        case Text(text):
            return text
        case Number(digits) if type_ in (Scalar.INT, Scalar.BIG_INT):
            return int(float(digits)) if "." in digits else int(digits)
        case Number(digits):
            return float(digits) if "." in digits else int(digits)
        case Name("true" | "false" as word):
            return word == "true"
        case Call("now", _):
            return NOW
        case Call("uuid", _):
            return "uuid()"
    return None


def _tell(where: str, name: str, attribute: Attribute, notes: Notes) -> None:
    """Note an attribute that says something the Field can't."""
    if attribute.name == "map":
        value = attribute.argument("name")
        if isinstance(value, Text) and value.value != snake(name):
            notes.lost(f'{where} @map("{value.value}")', f"the column is called {snake(name)}")
    elif attribute.name == "updatedAt" and name != "updatedAt":
        notes.lost(f"{where} @updatedAt", "only updatedAt is kept up to date")
    elif attribute.name not in ("id", "unique", "default", "updatedAt") and not attribute.name.startswith("db."):
        notes.lost(f"{where} @{attribute.name}", "a Blueprint has no place for it")


def _member_name(name: str) -> str:
    return name if re.fullmatch(r"[a-z][A-Za-z0-9]*", name) else camel(name)


def _is_call(value: Value, name: str) -> bool:
    return isinstance(value, Call) and value.name == name
