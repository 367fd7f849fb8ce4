"""Tests of the list of one entity: pages, sorting, filters."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.blueprint.check.values import NEW_UUID
from assistant.blueprint.field import Format, Scalar
from assistant.blueprint.relation import Kind
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Origin
from assistant.draft.listing import Comparison, Filter, filters
from assistant.draft.operation import Operation
from assistant.draft.suite.asking import Granted, all_granted, caller_code, granted, path_code, record_code
from assistant.draft.suite.bodies import over_code, seen_code
from assistant.draft.suite.condition import Values, usual
from assistant.draft.suite.limits import no_id
from assistant.draft.suite.owners import owners_name
from assistant.draft.suite.proof import model_before_account, owner_name, stage
from assistant.draft.suite.script import literal, member, record
from assistant.draft.suite.value import is_numbered, number_bounds, outside, sample, text_bounds, values_of

_MOST_BY_DEFAULT = 60
"""Default pages above this are not filled by a test: it would take long and tell little more."""


def list_tests(design: Design, it: Entity, op: Operation) -> Iterator[str]:
    """The blocks about an entity's list."""
    found = _lister(design, it, op)
    if found is None:
        return
    yield _open(design, it, op, found)
    size = min(design.blueprint.conventions.page_size, _MOST_BY_DEFAULT)
    inside = [f"provePages(open, {size});"]
    if cases := [f"[{literal(name)}, {values}]" for name, values in _orders(design, it, found)]:
        inside.append(f"proveSorting(open, [{', '.join(cases)}]);")
    if narrowed := [_filter(design, it, op, each, found) for each in filters(design, it)]:
        inside.append(f"proveFilters(open, [{', '.join(filter(None, narrowed))}]);")
    yield f"""describe("{it.labels}", () => {{
  {chr(10).join(inside)}
}});"""


def _lister(design: Design, it: Entity, op: Operation) -> Granted | None:
    """Somebody in whose list there can be several records: whoever sends the request, where that is possible."""
    usually = granted(design, op)
    tried = [usually, *all_granted(design, op)] if usually else []
    return next((each for each in tried if each and _repeats(design, it, op, each)), None)


def _repeats(design: Design, it: Entity, op: Operation, found: Granted) -> bool:
    """Whether one list can hold several records of one person."""
    owns = found.person.owns
    fixed = {_shared(it, op, found)}
    if owns and len(owns.steps) == 1 and (key := it.key(owns.path)):
        fixed.add(key.column.name)
    if any(not any(_differs(design, it, name, fixed) for name in group) for group in it.model.unique_together):
        return False
    if owns is None:
        return True
    if owns.path == "self":
        return False
    if first := it.key(owns.steps[0]):
        return not first.column.field.unique
    before = model_before_account(design, it, owns.path)
    last = before.key(owns.steps[-1])
    return (last is not None and not last.column.field.unique) or _joins(design, before, owns.steps[-1])


def _joins(design: Design, it: Entity, step: str) -> bool:
    """Whether a step leads through a many-to-many relation, from either end."""
    ends = [
        end
        for relation in design.blueprint.relations
        if relation.kind is Kind.MANY_TO_MANY
        for end in ((relation.model, relation.name), (relation.target, relation.inverse))
    ]
    return (it.pascal, step) in ends


def _differs(design: Design, it: Entity, name: str, fixed: Collection[str | None]) -> bool:
    """Whether a column that has to be unique, with others, is another in each row that a test makes."""
    column = it.column(name)
    if column is None or column.name in fixed or column.field.default not in (None, NEW_UUID):
        return False
    if column.field.default == NEW_UUID or column.relation or not column.field.required:
        return True  # made for the row, or empty: what is empty is never the same
    row = sample(design, it, column).row
    return is_numbered(row) or row == "randomUUID()"


def _has_many(design: Design, it: Entity, found: Granted) -> bool:
    """Whether the person can own along several ways at once."""
    owns = found.person.owns
    last = model_before_account(design, it, owns.path).key(owns.steps[-1]) if owns else None
    return owns is None or (last is not None and not last.column.field.unique)


def _shared(it: Entity, op: Operation, found: Granted) -> str | None:
    """The key that all rows of a list have in common: the parent, or the first of several steps to the owner."""
    if op.parent:
        return op.parent.column.name
    owns = found.person.owns
    first = it.key(owns.steps[0]) if owns and len(owns.steps) > 1 else None
    return first.column.name if first else None


def _open(design: Design, it: Entity, op: Operation, found: Granted) -> str:
    """A listing, as tests/proofs/lists.ts needs it."""
    lines = [f"const actor = {caller_code(found.person)};"]
    path = path_code(op, op.parent.column.name if op.parent else "")
    owns, shared = found.person.owns, _shared(it, op, found)
    if shared and found.sees_parent:
        lines.append(f"const {shared} = {seen_code(op)};")
    elif shared:
        lines.append(f"const {{ {shared} }} = {record_code(design, it, found.person, found.values)};")
    values = over_code(design, it, _unusual(design, it, found.values)).removeprefix("{ ").removesuffix(" }")
    columns = ", ".join([*([values] if values else []), *([shared] if shared else []), "...over"])
    over = "over" if columns == "...over" else f"{{ {columns} }}"
    through = owns is not None and shared is not None and shared == f"{owns.steps[0]}Id"
    if owns is None or through:
        make = f"(over?: object) => make{it.pascal}({over})"
    else:
        make = f"(over?: object) => {owners_name(it)}{member(owner_name(owns))}(signedIn(actor), {over})"
    entries = [
        ("path", path),
        ("", "actor"),
        ("make", make),
        ("show", f"shown{it.pascal}"),
        *_remove(design, it, found),
    ]
    lines.append(f"return {record(entries)};")
    inside = "\n  ".join(lines)
    return f"async function open() {{\n  {inside}\n}}"


def _remove(design: Design, it: Entity, found: Granted) -> Iterator[tuple[str, str]]:
    """How a record goes, where it can."""
    if any(column.origin is Origin.DELETED for column in it.columns):
        change = "update({ where: { id }, data: { deletedAt: new Date() } })"
    else:
        change = "delete({ where: { id } })"
    case = stage(design, it, found.person, found.values)
    if not case.graph.is_held(case.record):
        yield "remove", f"({{ id }}: {it.pascal}) => db().{it.camel}.{change}"


def _unusual(design: Design, it: Entity, values: Values) -> Values:
    return {name: value for name, value in values.items() if usual(design, it).get(name, ...) != value}


def _orders(design: Design, it: Entity, found: Granted) -> Iterator[tuple[str, str]]:
    for name in it.resource.sort if it.resource else ():
        column = it.column(name)
        if column is None or name in found.values:
            continue
        values = ascending(design, column)
        if len(values) > 1:
            alone = column.field.unique or any(name in group for group in it.model.unique_together)
            repeated = values if alone else [values[0], values[0], *values[1:], *values[-1:]]
            yield name, f"[{', '.join(repeated)}]"


def ascending(design: Design, column: Column) -> list[str]:
    """Up to three values of a column in ascending order, as the Prisma client takes them."""
    field = column.field
    match field.scalar:
        case None:
            return [literal(value) for value in values_of(design, field)[:3]]
        case Scalar.BOOLEAN:
            return ["false", "true"]
        case Scalar.STRING if field.format is None:
            shortest, longest = text_bounds(field)
            width = min(max(shortest, 3), longest)
            return [literal(letter * width) for letter in "abc"]
        case Scalar.INT | Scalar.BIG_INT | Scalar.FLOAT | Scalar.DECIMAL:
            low, high = number_bounds(field)
            numbers: list[int | float] = list(range(low, min(low + 3, high + 1)))
            if field.scalar is Scalar.FLOAT and len(numbers) < 3:
                numbers = [low, (low + high) / 2, high]
            if field.scalar is Scalar.BIG_INT:
                return [f"{number}n" for number in numbers]
            return [literal(str(number) if field.scalar is Scalar.DECIMAL else number) for number in numbers]
        case Scalar.DATE_TIME | Scalar.DATE:
            return [f'new Date("203{year}-05-05")' for year in (1, 2, 3)]
        case Scalar.STRING if field.format:
            return [literal(text) for text in _ASCENDING[field.format].split()]
        case _:
            return []


_ASCENDING = {
    Format.EMAIL: "aa@example.org bb@example.org cc@example.org",
    Format.URL: "https://example.org/aa https://example.org/bb https://example.org/cc",
    Format.SLUG: "aa bb cc",
    Format.PHONE: "+15550000001 +15550000002 +15550000003",
    Format.COUNTRY: "BE DE FR",
    Format.CURRENCY: "CHF EUR USD",
    Format.COLOR: "#00000a #00000b #00000c",
    Format.TIME: "08:30 09:30 10:30",
}


def _filter(design: Design, it: Entity, op: Operation, each: Filter, found: Granted) -> str:
    """One case of a filter, or nothing where the rules leave only one value."""
    name = literal(each.name)
    if each.link is not None:
        return _linked(design, it, each, found)
    assert each.column is not None
    column = each.column
    if column.name in found.values or (column.relation and column.relation.name in found.values):
        return ""
    if column.relation:
        key = column.name
        given = "" if _leads_to_owner(column, found) else _given(column)
        make = f"await listing.make({given})"
        other = f"await make{it.pascal}()" if _is_fixed(column, found) else make
        if column.name == _shared(it, op, found):
            make = "await listing.make()"
            if not _has_many(design, it, found):
                return ""
            other = record_code(design, it, found.person, found.values).replace("(actor)", "(listing.actor)")
        return (
            f"{{ parameter: {name}, rows: async (listing) => [{make}, {other}], value: ([row]) => row?.{key}, "
            f"left: (row, _, [first]) => row.{key} === first?.{key} }}"
        )
    values = ascending(design, column) or [outside(sample(design, it, column).row)] * 2
    rows = ", ".join(f"await listing.make({{ {column.name}: {_stored(column, value)} }})" for value in values)
    middle = len(values) // 2 if each.comparison is not Comparison.HAS else 0
    shown = f"rows[{middle}] && shown{it.pascal}(rows[{middle}]).{column.name}"
    if each.comparison is Comparison.HAS:
        shown = f"rows[0]?.{column.name}[0]"
    left = {
        Comparison.EQUALS: f"index === {middle}",
        Comparison.HAS: "index === 0",
        Comparison.MIN: f"index >= {middle}",
        Comparison.MAX: f"index <= {middle}",
    }[each.comparison]
    return (
        f"{{ parameter: {name}, rows: async (listing) => [{rows}], value: (rows) => {shown}, "
        f"left: (_, index) => {left} }}"
    )


def _stored(column: Column, value: str) -> str:
    return f"[{value}]" if column.field.many else value


def _given(column: Column) -> str:
    """A key that may be empty has to be set."""
    assert column.relation is not None
    return "" if column.field.required else f"{{ {column.name}: (await make{column.relation.target}()).id }}"


def _is_fixed(column: Column, found: Granted) -> bool:
    """Whether all rows of the list have the same target."""
    owns = found.person.owns
    return owns is not None and column.relation is not None and owns.path == column.relation.name


def _leads_to_owner(column: Column, found: Granted) -> bool:
    """Whether the makers of the owner's records set the key."""
    owns = found.person.owns
    return owns is not None and column.relation is not None and owns.steps[0] == column.relation.name


def _linked(design: Design, it: Entity, each: Filter, found: Granted) -> str:
    """A filter by a many-to-many relation."""
    assert each.link is not None
    forwards = each.link.model == it.pascal
    ours, theirs = (each.link.name, each.link.inverse) if forwards else (each.link.inverse, each.link.name)
    target = design.entity(each.link.target if forwards else each.link.model)
    made, order = f"{{ id: (await make{target.pascal}()).id }}", ""
    steps = found.person.owns.steps if found.person.owns else ()
    if steps == (ours,):
        # The caller's place in the list is what shows them the record: the other one is made after them.
        made, order = f"[{{ id: signedIn(listing.actor).id }}, {made}]", ', orderBy: { id: "desc" }'
    # On a longer way each record comes with one that is the caller's.
    join = "" if len(steps) > 1 and steps[0] == ours else f"{{ {ours}: {{ connect: {made} }} }}"
    where = f"{{ where: {{ {theirs}: {{ some: {{ id: row?.id ?? {no_id(design)} }} }} }}{order} }}"
    return (
        f"{{ parameter: {literal(each.name)}, rows: async (listing) => [await listing.make({join}), "
        f"await listing.make()], value: async ([row]) => (await db().{target.camel}.findFirstOrThrow({where})).id, "
        f"left: (_, index) => index === 0 }}"
    )
