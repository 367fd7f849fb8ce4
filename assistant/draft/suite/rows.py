"""tests/world/rows/<entity>.ts: how a row comes to be, and how an answer must show it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.field import Scalar
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Origin
from assistant.draft.suite.script import module, record
from assistant.draft.suite.value import is_numbered, sample, scale_of

VALUES = (
    "base64", "bytes", "clock", "country", "currency", "day", "future", "inTurn", "moment", "next", "past", "times",
    "word",
)  # fmt: skip


def row_file(design: Design, it: Entity) -> str:
    """The factory of an entity's rows, and the answer that a row must give."""
    parts = [*([_links(it)] if it.links else []), _factory(design, it), _shown(it)]
    return module("\n\n".join(parts), exported(design, it))


def exported(design: Design, it: Entity) -> dict[str, str]:
    """What the file of an entity's rows may use, and where that comes from."""
    found = {
        "randomUUID": "node:crypto",
        "type Prisma": "@/generated/prisma/client",
        f"type {it.pascal}": "@/generated/prisma/client",
        "db": "@/lib/data/db",
        "passwordHash": "../password",
    }
    found |= dict.fromkeys(VALUES, "../values")
    return found | {f"make{other.pascal}": f"./{other.file}" for other in design.entities if other is not it}


def over_type(it: Entity) -> str:
    """The type of the columns that a test may choose."""
    return f"Partial<Prisma.{it.pascal}UncheckedCreateInput>"


def including(it: Entity) -> str:
    """What a query adds for its rows to come with what they are linked to, as the makers give them."""
    return f", include: {_links_name(it)}" if it.links else ""


def _links_name(it: Entity) -> str:
    return f"{it.camel}Links"


def _row_type(it: Entity) -> str:
    return f"{it.pascal}Row" if it.links else it.pascal


def _links(it: Entity) -> str:
    ids = '{ select: { id: true }, orderBy: { id: "asc" } }'
    chosen = record([(link.relation.name, ids) for link in it.links])
    return f"""/** What rows come with. */
export const {_links_name(it)} = {chosen} satisfies Prisma.{it.pascal}Include;
type {_row_type(it)} = Prisma.{it.pascal}GetPayload<{{ include: typeof {_links_name(it)} }}>;"""


def _factory(design: Design, it: Entity) -> str:
    columns = [(c.name, _row_value(design, it, c)) for c in it.columns if _is_made(c)]
    needs = " and what it needs" if any(key.relation.required for key in it.keys) else ""
    numbered = "  const n = next();\n" if any(is_numbered(value) for _, value in columns) else ""
    return f"""/** {names.article(it.label).capitalize()} in the database{needs}; the optional columns are empty. */
export async function make{it.pascal}(over: {over_type(it)} = {{}}): Promise<{_row_type(it)}> {{
{numbered}  return db().{it.camel}.create({{ data: {record([*columns, ("", "...over")])}{including(it)} }});
}}"""


def _is_made(column: Column) -> bool:
    """Whether a row needs a value: the rest has a default, or may be empty."""
    if column.origin in (Origin.FIELD, Origin.KEY):
        return column.field.required and column.field.default is None and not column.field.many
    return column.origin is Origin.PASSWORD


def _row_value(design: Design, it: Entity, column: Column) -> str:
    if column.origin is Origin.PASSWORD:
        return "await passwordHash"
    if column.relation:
        return f"over.{column.name} ?? (await make{column.relation.target}()).id"
    return sample(design, it, column).row


def _shown(it: Entity) -> str:
    entries = [(c.name, _json(c)) for c in it.columns if c.answered]
    entries += [(link.name, f"row.{link.relation.name}.map(({{ id }}) => id)") for link in it.links]
    return f"""/** How answers show it. */
export const shown{it.pascal} = (row: {_row_type(it)}) => ({record(entries)});"""


def _json(column: Column) -> str:
    """A stored value as answers hold it."""
    field, name = column.field, f"row.{column.name}"
    if field.many:
        item = _scalar_json("each", field.scalar, scale_of(field), "")
        return name if item == "each" else f"{name}.map((each) => {item})"
    mark = "" if field.required else "?"
    shown = _scalar_json(name, field.scalar, scale_of(field), mark)
    return shown if field.required or shown == name else f"{shown} ?? null"


def _scalar_json(name: str, scalar: Scalar | None, scale: int, mark: str) -> str:
    match scalar:
        case Scalar.DECIMAL:
            return f"{name}{mark}.toFixed({scale})"
        case Scalar.BIG_INT:
            return f"{name}{mark}.toString()"
        case Scalar.DATE_TIME:
            return f"{name}{mark}.toISOString()"
        case Scalar.DATE:
            return f"{name}{mark}.toISOString().slice(0, 10)"
        case Scalar.BYTES:
            guard = f"{name} && " if mark else ""
            return f'{guard}Buffer.from({name}).toString("base64")'
        case _:
            return name


def made_names(design: Design) -> Iterator[tuple[str, str]]:
    """(name, module below tests/world) of everything that the files of rows offer."""
    for it in design.entities:
        yield f"make{it.pascal}", f"rows/{it.file}"
        yield f"shown{it.pascal}", f"rows/{it.file}"
        if it.links:
            yield _links_name(it), f"rows/{it.file}"
