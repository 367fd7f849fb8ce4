"""Fields and enums of a Blueprint."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field as Described

from assistant.conversation import Record

Literal = str | int | float | bool

NOW = "now()"
"""A default or effect: the moment of the write."""
ACTOR = "actor()"
"""An effect on a relation: the caller."""


class Scalar(StrEnum):
    """The scalar types. Anything else in `Field.type` names an enum of the Blueprint."""

    STRING = "String"
    INT = "Int"
    BIG_INT = "BigInt"
    FLOAT = "Float"
    DECIMAL = "Decimal"
    BOOLEAN = "Boolean"
    DATE_TIME = "DateTime"
    DATE = "Date"
    JSON = "Json"
    BYTES = "Bytes"
    UUID = "Uuid"


_SCALARS = {scalar.value: scalar for scalar in Scalar}


class Format(StrEnum):
    """What the text of a String must look like."""

    EMAIL = "email"
    URL = "url"
    SLUG = "slug"
    PHONE = "phone"
    COUNTRY = "country"
    CURRENCY = "currency"
    COLOR = "color"
    TIME = "time"


class Write(StrEnum):
    """Who may write a field or relation: whoever may write the record, only at creation, or the server alone."""

    ALWAYS = "always"
    ON_CREATE = "on_create"
    SERVER = "server"


class Enum(Record):
    """A closed set of values, SCREAMING_SNAKE_CASE."""

    name: str
    values: tuple[str, ...]
    description: str = ""


class Field(Record):
    """A column that is not a foreign key.

    `min` and `max` bound numbers, both inclusive; `min_length` and `max_length` bound text in characters, Bytes in
    bytes, and lists in items. `precision` and `scale` are for Decimal alone.
    """

    name: str
    type: str = Described(description="A scalar type, or the name of an enum")
    many: bool = Described(False, description="A list of `type`")
    required: bool = True
    unique: bool = False
    default: Literal | None = Described(None, description="A value of the type; now() for dates; uuid() for Uuid")
    min: int | float | None = None
    max: int | float | None = None
    min_length: int | None = Described(None, ge=0)
    max_length: int | None = Described(None, ge=1)
    format: Format | None = None
    precision: int | None = Described(None, ge=1, le=38)
    scale: int | None = Described(None, ge=0, le=20)
    secret: bool = Described(False, description="Never leaves the service, whoever asks")
    write: Write = Write.ALWAYS
    write_roles: tuple[str, ...] = Described((), description="If given, only these roles may set it")
    description: str = ""

    @property
    def scalar(self) -> Scalar | None:
        """The scalar type, or None where `type` names an enum."""
        return _SCALARS.get(self.type)
