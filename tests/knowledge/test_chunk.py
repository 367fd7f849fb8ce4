"""A chunk names its place, and the name holds while nothing of it changes."""

import hashlib

import pytest
from pydantic import ValidationError

from knowledge.chunk import Chunk


def chunk(**changes: object) -> Chunk:
    given = {"project": "shop", "path": "docs/orders.md", "lines": (3, 4), "kind": "markdown", "text": "# A\nb"}
    return Chunk.of(**(given | changes))  # type: ignore[arg-type]


def test_header_carries_path_headings_and_symbol() -> None:
    whole = chunk(heading=("Orders", "Refunds"), symbol="PATCH /orders")
    assert whole.header == "docs/orders.md\nOrders > Refunds\nPATCH /orders"
    assert chunk().header == "docs/orders.md"


def test_hash_is_of_the_text_alone() -> None:
    assert chunk().sha256 == hashlib.sha256(b"# A\nb").hexdigest() == chunk(path="moved.md").sha256


@pytest.mark.parametrize(
    "changes", [{"project": "bank"}, {"path": "docs/moved.md"}, {"lines": (4, 5)}, {"text": "# A\nc"}]
)
def test_id_tells_chunks_apart(changes: dict[str, object]) -> None:
    assert chunk().id == chunk(commit="f" * 40, audience=("staff",)).id
    assert chunk().id != chunk(**changes).id


def test_audience_is_a_sorted_set() -> None:
    assert chunk(audience=("staff", "board", "staff")).audience == ("board", "staff")


def test_lines_run_forward() -> None:
    with pytest.raises(ValidationError, match="is before"):
        chunk(lines=(5, 4))


def test_text_with_a_lone_surrogate_is_hashed() -> None:
    assert len(chunk(text="\ud800").sha256) == 64
