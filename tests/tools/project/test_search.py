"""The files of a project: what a question finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.tools.project.index import Index
from assistant.tools.project.words import asked, words


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_identifiers_are_found_by_their_parts() -> None:
    assert words("createInvoice") == ["createinvoice", "create", "invoice"]
    assert asked("Where is an invoice created?") == ["invoice", "created"]


@pytest.mark.parametrize(
    ("question", "path"),
    [("where are invoices created?", "src/billing.ts"), ("how do I run the tests", "docs/testing.md")],
)
def test_a_question_finds_its_passage(tmp_path: Path, question: str, path: str) -> None:
    _write(
        tmp_path,
        {
            "src/billing.ts": "export function createInvoice(order: Order): Invoice {\n  return save(order);\n}\n",
            "src/orders.ts": "export function placeOrder(cart: Cart): Order {\n  return save(cart);\n}\n",
            "docs/testing.md": "# Tests\n\nRun the tests with npm test.\n",
        },
    )
    assert Index(tmp_path).search(question, 3)[0][0].path == path


def test_what_changes_is_read_again_and_what_is_deleted_is_forgotten(tmp_path: Path) -> None:
    _write(tmp_path, {"a.md": "The walrus lives here.", "b.md": "The penguin lives here."})
    index = Index(tmp_path)
    assert index.search("walrus", 3)
    _write(tmp_path, {"a.md": "The seal lives here, and quite well so."})
    (tmp_path / "b.md").unlink()
    assert not index.search("walrus", 3)
    assert not index.search("penguin", 3)
    assert index.search("seal", 3)
