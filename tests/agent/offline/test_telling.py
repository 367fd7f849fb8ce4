"""Changes in words."""

from __future__ import annotations

from assistant.agent.offline.telling import changes, remarks, rows
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import AddModel, DropField, Operation, RenameField
from assistant.blueprint.plan import NotUnderstood
from assistant.blueprint.revise.revision import Revision
from assistant.blueprint.text import from_yaml

PLAN = from_yaml(
    "title: Shop\nmodels:\n- name: Product\n  fields:\n"
    "  - {name: title, type: String}\n  - {name: price, type: Float}\n"
    "  access: {read: [{kind: public}], create: [{kind: public}]}\nendpoints:\n"
    "- {model: Product, path: /products, operations: [list, read, create]}\n"
)
MAKER = AddModel.model_validate(
    {
        "kind": "add_model",
        "model": {
            "name": "Maker",
            "fields": [{"name": "name", "type": "String"}, {"name": "url", "type": "String", "required": False}],
            "access": {"read": [{"kind": "public"}]},
        },
    }
)


def _told(*operations: Operation) -> str:
    return "\n".join(changes(PLAN, apply(PLAN, operations), operations))


def test_a_rename_is_told_as_one() -> None:
    told = _told(RenameField(model="Product", field="price", to="unitPrice"))
    assert told.startswith("- Product.unitPrice: price is now called unitPrice.")
    assert "is gone" not in told


def test_a_new_model_is_one_line_with_its_fields_and_rights() -> None:
    told = _told(MAKER)
    assert told == "- Maker is new, with name and url?, at /makers (read: anyone; create, update and delete: nobody)."


def test_rows_are_told_with_a_way_to_go_about_it() -> None:
    (head, line) = rows(PLAN, (DropField(model="Product", field="price"),))
    assert head == "For rows there are:"
    assert line.startswith("- Product.price: The column goes, and with it its value in every row")
    assert list(rows(PLAN, (MAKER,))) == []


def test_remarks_say_what_was_assumed_asked_and_not_understood() -> None:
    revision = Revision(
        assumptions=("Whoever registers may read.", "Product.price is unique already."),
        questions=("Which 'name' do you mean: A.name or B.name?",),
        not_understood=(NotUnderstood(sentence="make it blue", why="I find nothing in it."),),
    )
    assert list(remarks(revision)) == [
        "Assumed: Whoever registers may read.",
        "Product.price is unique already.",
        "Which 'name' do you mean: A.name or B.name?",
        "Not understood, and not done: make it blue (I find nothing in it)",
    ]
    changed = revision.model_copy(update={"operations": (DropField(model="Product", field="price"),)})
    assert "Product.price is unique already." not in list(remarks(changed))
