"""What is derived for an endpoint whose work was written by hand."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.blueprint.custom import Custom
from assistant.blueprint.field import Field
from assistant.blueprint.plan import Model
from assistant.draft.entity import Column, Entity, Origin


def taken(custom: Custom) -> Entity:
    """What a request carries, as an entity without a table."""
    kind = "Query" if custom.query else "Request"
    return _shape(f"{names.pascal(custom.name)}{kind}", (*custom.query, *custom.body), f"What {custom.name} takes")


def answered(custom: Custom) -> Entity:
    """One answer, or one item of it."""
    kind, part = ("Item", "One of what") if custom.many else ("Answer", "What")
    return _shape(f"{names.pascal(custom.name)}{kind}", custom.answer, f"{part} {custom.name} answers")


def answer_name(custom: Custom) -> str | None:
    """The schema of the whole answer; None where there is none."""
    if not custom.answer:
        return None
    return f"{names.pascal(custom.name)}Answer"


def file_of(custom: Custom) -> str:
    """'overdue-loans', the name of its files."""
    return names.kebab(custom.name)


def _shape(name: str, fields: tuple[Field, ...], about: str) -> Entity:
    columns = tuple(Column(field, Origin.FIELD) for field in fields)
    model = Model(name=name, description=about, fields=fields, timestamps=False)
    return Entity(model, columns, (), (), None, is_account=False)
