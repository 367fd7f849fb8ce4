"""lib/schemas: what bodies and queries may hold, and what is answered."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint import names
from assistant.blueprint.behaviour import Ordered
from assistant.blueprint.field import Field, Format, Scalar
from assistant.draft.code.module import Module
from assistant.draft.code.words import ENUMS, FIELDS, PAGE, answer_of, entry, query_of, schemas_of
from assistant.draft.design import Design
from assistant.draft.entity import MAX_LINKS, Column, Entity, Input
from assistant.draft.listing import Comparison, Filter, filters, orders
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.schema import DECIMAL

LONGEST_LINE = 255
"""Characters of a String without max_length; longer ones may hold several lines."""
MOST_ITEMS = 100
"""Items of a list without max_length."""


def schema_module(design: Design, it: Entity, operations: tuple[Operation, ...]) -> Module | None:
    """The schemas of an entity; None where no operation is about it."""
    if not operations:
        return None
    write = Schemas(design, it, Module(f"{schemas_of(it).removeprefix('@/')}.ts"))
    for op in operations:
        if op.body is not None and op.body_schema:
            write.body(op, op.body_schema, op.body)
        if op.kind is OperationKind.LIST and _has_query(design, it):
            write.query()
    if any(op.answer_schema and op.kind is not OperationKind.LOGIN for op in operations):
        write.answer()
    return write.module


def _has_query(design: Design, it: Entity) -> bool:
    return bool(filters(design, it) or orders(it))


def list_query(design: Design, it: Entity) -> tuple[str, str]:
    """(module, name) of the schema of a list's query."""
    return (schemas_of(it), query_of(it)) if _has_query(design, it) else (PAGE, "PageQuery")


class Schemas:
    """Writes the schemas of one entity into its module."""

    def __init__(self, design: Design, it: Entity, module: Module) -> None:
        self.design, self.it, self.module = design, it, module
        self.zod = module.use("zod", "z")

    def body(self, op: Operation, name: str, inputs: tuple[Input, ...]) -> None:
        lines = "".join(f"\n  {entry(each.name, self._input(op, each))}," for each in inputs)
        text = f"z.strictObject({{{lines}\n}})"
        if op.kind is OperationKind.UPDATE:
            text += '.refine((changes) => Object.keys(changes).length > 0, "Give at least one field")'
        if op.kind is OperationKind.CREATE:
            text += "".join(self._order(rule) for rule in schema_orders(self.it))
        self._export(name, text, "")

    def _order(self, rule: Ordered) -> str:
        sign = "<=" if rule.or_equal else "<"
        text = order_text(rule)
        test = f"({{ {rule.before}, {rule.after} }}) => {rule.before} {sign} {rule.after}"
        return f'.refine({test}, {{ path: ["{rule.after}"], error: "{text}" }})'

    def _input(self, op: Operation, each: Input) -> str:
        if each.name == "password" and each.column is None:
            low = 1 if op.kind is OperationKind.LOGIN else 12
            return f"z.string().min({low}).max(128)"
        if each.link is not None:
            text = f"z.array({self._use('id')}).max({MAX_LINKS})"
        elif each.column is None:
            lifecycle = self.it.model.lifecycle
            assert lifecycle is not None
            column = self.it.column(lifecycle.field)
            assert column is not None
            text = f"z.enum({self.module.use(ENUMS, column.field.type)})"
        else:
            field = each.column.field
            if each.nullable and field.scalar is Scalar.JSON and not field.many:
                text = self._use("jsonOrEmpty")
            else:
                text = f"{self.taken(each.column)}{'.nullable()' if each.nullable else ''}"
        return text if each.required else f"{text}.exactOptional()"

    def taken(self, column: Column) -> str:
        """What a body may hold for a column that is not empty."""
        if column.relation is not None:
            return self._use("id")
        field = column.field
        if not field.many:
            return self._one(field)
        item = field.model_copy(update={"many": False, "min_length": None, "max_length": None, "default": None})
        least = f".min({field.min_length})" if field.min_length else ""
        return f"z.array({self._one(item)}){least}.max({field.max_length or MOST_ITEMS})"

    def _one(self, field: Field) -> str:
        match field.scalar:
            case None:
                return f"z.enum({self.module.use(ENUMS, field.type)})"
            case Scalar.STRING:
                return self._text(field)
            case Scalar.INT:
                return f"{self._use('whole')}({_bounds(field, '')})"
            case Scalar.BIG_INT:
                return f"{self._use('bigWhole')}({_bounds(field, 'n')})"
            case Scalar.FLOAT:
                low = "" if field.min is None else f".min({field.min})"
                return f"z.number(){low}{'' if field.max is None else f'.max({field.max})'}"
            case Scalar.DECIMAL:
                return f"{self._use('decimal')}({_decimal(field)})"
            case Scalar.BYTES:
                longest = "" if field.max_length is None else str(-(-field.max_length // 3) * 4)
                return f"{self._use('base64')}({longest})"
            case _:
                return self._simple(field.scalar)

    def _simple(self, scalar: Scalar) -> str:
        match scalar:
            case Scalar.BOOLEAN:
                return "z.boolean()"
            case Scalar.UUID:
                return "z.uuid()"
            case Scalar.DATE_TIME:
                return self._use("instant")
            case Scalar.DATE:
                return self._use("day")
            case _:
                return self._use("json")

    def _text(self, field: Field) -> str:
        bounded = field.min_length is not None or field.max_length is not None
        longest = LONGEST_LINE if field.max_length is None else field.max_length
        if field.format in _FIXED:
            name = self._use(_FIXED[field.format])
            low = f".min({field.min_length})" if field.min_length else ""
            return f"{name}{low}.max({longest})" if bounded else name
        name = _FORMATS[field.format] if field.format else ("prose" if longest > LONGEST_LINE else "text")
        shortest = "" if field.min_length in (None, 1) else f", {field.min_length}"
        return f"{self._use(name)}({longest}{shortest})"

    def query(self) -> None:
        lines = [f"...{self.module.use(PAGE, 'pageQuery')}"]
        if found := orders(self.it):
            listed = ", ".join(f'"{each}"' for each in found)
            lines.append(f"sort: z.enum([{listed}]).exactOptional()")
        lines += [f"{each.name}: {self.asked(each)}.exactOptional()" for each in filters(self.design, self.it)]
        body = "".join(f"\n  {line}," for line in lines)
        self._export(query_of(self.it), f"z.strictObject({{{body}\n}})", "")
        if self.it.resource and self.it.resource.sort:
            self._orders()

    def custom_query(self, name: str) -> None:
        """The query of a custom endpoint: every part may be left out."""
        found = [Filter(column.name, Comparison.EQUALS, column) for column in self.it.columns]
        lines = "".join(f"\n  {each.name}: {self._bounded(each)}.exactOptional()," for each in found)
        self._export(name, f"z.strictObject({{{lines}\n}})", "")

    def _bounded(self, each: Filter) -> str:
        field = each.column.field if each.column else None
        if field is None or field.scalar is not Scalar.INT:
            return self.asked(each)
        return f"{self._use('wholeText')}.pipe({self._use('whole')}({_bounds(field, '')}))"

    def _orders(self) -> None:
        """How each order of the list goes on after a value."""
        assert self.it.resource is not None
        lines = "".join(f"\n  {name}: {self._continued(name)}," for name in self.it.resource.sort)
        about = "/** How each order of the list goes on after a row. */"
        self.module.add(f"{about}\nexport const {orders_name(self.it)} = {{{lines}\n}};")

    def _continued(self, name: str) -> str:
        column = self.it.column(name)
        assert column is not None
        field = column.field
        if field.scalar is None:
            return f"{self.module.use(PAGE, 'ranked')}(...Object.values({self.module.use(ENUMS, field.type)}))"
        if field.scalar is Scalar.BOOLEAN:
            return f"{self.module.use(PAGE, 'ranked')}(false, true)"
        bare = Field(name=field.name, type=field.type, precision=field.precision, scale=field.scale)
        value = self._use("storedText") if field.scalar is Scalar.STRING else self._one(bare)
        return f"{self.module.use(PAGE, 'compared')}({value})"

    def asked(self, each: Filter) -> str:
        """What a query may hold for a filter."""
        if each.column is None or each.column.relation is not None:
            return self._use(self._id_text())
        field = each.column.field
        bare = Field(name=field.name, type=field.type, precision=field.precision, scale=field.scale)
        match field.scalar:
            case Scalar.BOOLEAN:
                return self._use("booleanText")
            case Scalar.INT:
                return f"{self._use('wholeText')}.pipe({self._use('whole')}())"
            case Scalar.FLOAT:
                return self._use("numberText")
            case Scalar.STRING if each.comparison in (Comparison.EQUALS, Comparison.HAS):
                item = field.model_copy(update={"min_length": None, "max_length": None}) if field.many else field
                return self._text(item)
            case _:
                return self._one(bare)

    def _id_text(self) -> str:
        return "id" if self.it.columns[0].field.scalar is Scalar.UUID else "idText"

    def answer(self) -> None:
        lines = [entry(column.name, self._answered(column)) for column in self.it.columns if column.answered]
        lines += [f"{link.name}: z.array({self._use('id')})" for link in self.it.links]
        body = "".join(f"\n  {line}," for line in lines)
        name = answer_of(self.it)
        about = self.it.model.description or f"{names.article(self.it.label).capitalize()} as it is answered"
        self.module.add(f"/** {about.rstrip('.')}. */\nexport const {name} = z.object({{{body}\n}});")
        self.module.add(f"export type {name} = z.output<typeof {name}>;")

    def _answered(self, column: Column) -> str:
        field = column.field
        text = self._out(column, field)
        if field.many:
            return f"z.array({text})"
        return text if field.required else f"{text}.nullable()"

    def _out(self, column: Column, field: Field) -> str:
        if column.relation is not None or column.name == "id":
            return self._use("id")
        match field.scalar:
            case None:
                return f"z.enum({self.module.use(ENUMS, field.type)})"
            case Scalar.DECIMAL:
                return f"{self._use('decimalAnswer')}({_scale(field)})"
            case Scalar.STRING | Scalar.UUID:
                return "z.string()"
            case Scalar.INT | Scalar.FLOAT:
                return "z.number()"
            case Scalar.BOOLEAN:
                return "z.boolean()"
            case Scalar.JSON:
                return "z.unknown()"
            case _:
                return self._use(_ANSWERS[field.scalar])

    def _use(self, name: str) -> str:
        return self.module.use(FIELDS, name)

    def _export(self, name: str, text: str, comment: str) -> None:
        self.module.add(f"{comment}export const {name} = {text};")
        self.module.add(f"export type {name} = z.output<typeof {name}>;")


_FORMATS = {Format.EMAIL: "email", Format.URL: "url", Format.SLUG: "slug"}
_FIXED = {
    Format.PHONE: "phone",
    Format.COUNTRY: "country",
    Format.CURRENCY: "currency",
    Format.COLOR: "color",
    Format.TIME: "clock",
}
_ANSWERS = {
    Scalar.DATE_TIME: "instantAnswer",
    Scalar.DATE: "dayAnswer",
    Scalar.BIG_INT: "bigWholeAnswer",
    Scalar.BYTES: "base64Answer",
}


def orders_name(it: Entity) -> str:
    """The object that holds how each order of a list goes on."""
    return f"{it.camel}Orders"


def order_text(rule: Ordered) -> str:
    """What is wrong where the order is."""
    return f"Must {'not lie before' if rule.or_equal else 'lie after'} {rule.before}"


def schema_orders(it: Entity) -> Iterator[Ordered]:
    """The `ordered` constraints that a creating body shows by itself: both ends sent, always, and comparable."""
    sent = {each.name: each for each in it.creation()}
    for rule in it.model.constraints:
        if isinstance(rule, Ordered) and _plain(sent.get(rule.before)) and _plain(sent.get(rule.after)):
            yield rule


def _plain(each: Input | None) -> bool:
    return bool(each and each.required and each.column and each.column.field.scalar is not Scalar.DECIMAL)


def _bounds(field: Field, suffix: str) -> str:
    low = None if field.min is None else f"{_whole(field.min)}{suffix}"
    high = None if field.max is None else f"{_whole(field.max)}{suffix}"
    if high is not None:
        return f"{low or 'undefined'}, {high}"
    return low or ""


def _whole(number: float) -> str:
    return f"{int(number):_}" if abs(number) >= 10_000 else str(int(number))


def _scale(field: Field) -> int:
    return DECIMAL[1] if field.scale is None else field.scale


def _decimal(field: Field) -> str:
    parts = [str(field.precision or DECIMAL[0]), str(_scale(field))]
    if field.min is not None or field.max is not None:
        parts.append("undefined" if field.min is None else f'"{field.min}"')
    if field.max is not None:
        parts.append(f'"{field.max}"')
    return ", ".join(parts)
