"""An index: what goes in is found, what goes out is not, and no text is embedded twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import EmbeddingError
from knowledge.chunk import Chunk
from knowledge.index import Index, IndexedFile
from knowledge.search import search
from tests.knowledge.words import WordEmbedder

ROOT = Path(__file__).parents[3]
REFUND = "def refund(order):\n    order.pay_back()"
SHIP = "Parcels leave the warehouse on Mondays."


def file(path: str, *texts: str, audience: tuple[str, ...] = (), commit: str | None = None) -> IndexedFile:
    chunks = [
        Chunk.of(project="shop", path=path, lines=(at, at), kind="text", text=text, audience=audience, commit=commit)
        for at, text in enumerate(texts, 1)
    ]
    return IndexedFile(path, "1", tuple(chunks))


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: WordEmbedder) -> Iterator[Index]:
    with Index.open(tmp_path / "shop", embedder=embedder) as opened:
        yield opened


def found(index: Index, question: str, *viewers: frozenset[str]) -> list[str]:
    return [hit.chunk.path for hit in search(index, question, viewers=viewers)]


def test_what_is_put_in_is_found_by_both_legs(index: Index) -> None:
    index.update([file("pay.py", REFUND), file("ship.md", SHIP)], source="main")
    (best, *_) = search(index, "how is an order refunded?")
    assert (best.chunk.path, best.lexical, best.dense) == ("pay.py", 1.0, 1.0)
    assert found(index, "when do parcels leave")[0] == "ship.md"
    assert index.files("main") == {"pay.py": "1", "ship.md": "1"}


def test_what_is_removed_is_not_found_in_either_leg(index: Index) -> None:
    index.update([file("pay.py", REFUND), file("ship.md", SHIP)], source="main")
    assert index.remove(["pay.py"], source="main") == 1
    assert found(index, "refund order") == ["ship.md"]
    assert index.lexical("refund order", 10) == {}
    assert len(index.dense("refund order", 10)) == 1
    assert index.count() == 1


def test_a_file_that_changed_replaces_what_it_was(index: Index) -> None:
    index.update([file("ship.md", SHIP)], source="main")
    index.update([file("ship.md", "Parcels leave daily.")], source="main")
    assert [hit.chunk.text for hit in search(index, "parcels")] == ["Parcels leave daily."]


def test_a_text_is_embedded_once_whatever_its_path_or_source(index: Index, embedder: WordEmbedder) -> None:
    first = index.update([file("ship.md", SHIP)], source="main")
    asked = len(embedder.asked)
    moved = index.update([file("docs/ship.md", SHIP)], source="main")
    branch = index.update([file("ship.md", SHIP)], source="branch")
    assert (first.embedded, moved.embedded, branch.embedded) == (1, 0, 0)
    assert (first.reused, moved.reused, branch.reused) == (0, 1, 1)
    assert len(embedder.asked) == asked


def test_one_place_in_two_sources_counts_once(index: Index) -> None:
    for source in ("main", "branch"):
        index.update([file("ship.md", SHIP)], source=source)
    assert found(index, "parcels") == ["ship.md"]
    index.remove_source("main")
    assert found(index, "parcels") == ["ship.md"]


def test_every_viewer_must_be_allowed(index: Index) -> None:
    index.update([file("all.md", "The salary day is Friday.")], source="main")
    index.update([file("hr.md", "The salary of Ada.", audience=("hr", "board"))], source="main")
    staff, hr, board = frozenset[str](), frozenset({"hr"}), frozenset({"board", "x"})
    assert set(found(index, "salary")) == {"all.md", "hr.md"}
    assert set(found(index, "salary", hr)) == {"all.md", "hr.md"}
    assert set(found(index, "salary", hr, board)) == {"all.md", "hr.md"}
    assert found(index, "salary", staff) == ["all.md"]
    assert found(index, "salary", hr, staff) == ["all.md"]


def test_the_dense_leg_filters_inside_its_query(index: Index) -> None:
    index.update([file("hr.md", *(f"The salary of {at}." for at in range(400)), audience=("hr",))], source="main")
    index.update([file("all.md", "Fridays are for cake.")], source="main")
    assert len(index.dense("salary", 5, (frozenset(),))) == 1


def test_a_commit_is_stamped_without_embedding(index: Index, embedder: WordEmbedder) -> None:
    index.update([file("ship.md", SHIP, commit="a" * 40)], source="main")
    asked = len(embedder.asked)
    index.stamp("b" * 40, source="main")
    assert [hit.chunk.commit for hit in search(index, "parcels")] == ["b" * 40]
    assert len(embedder.asked) == asked


def test_what_was_indexed_by_words_alone_is_embedded_at_the_next_update(tmp_path: Path) -> None:
    with Index.open(tmp_path / "shop") as words:
        words.update([file("ship.md", SHIP)], source="main")
        assert found(words, "parcels") == ["ship.md"]
        assert words.dense("parcels", 10) == {}
    with Index.open(tmp_path / "shop", embedder=WordEmbedder()) as both:
        assert both.settle() == (1, 0)
        assert len(both.dense("parcels", 10)) == 1


def test_another_model_is_refused_unless_its_vectors_are_made_again(tmp_path: Path) -> None:
    with Index.open(tmp_path / "shop", embedder=WordEmbedder("old")) as index:
        index.update([file("ship.md", SHIP)], source="main")
    with pytest.raises(EmbeddingError, match="made with the embeddings old, not new"):
        Index.open(tmp_path / "shop", embedder=WordEmbedder("new"))
    with Index.open(tmp_path / "shop", embedder=WordEmbedder("new"), renew=True) as index:
        assert index.settle() == (1, 0)
        assert found(index, "parcels") == ["ship.md"]


def test_what_another_process_indexed_is_found(tmp_path: Path, index: Index) -> None:
    index.update([file("pay.py", REFUND)], source="main")
    assert found(index, "parcels warehouse") == ["pay.py"]
    script = (
        "from pathlib import Path\n"
        "from knowledge.index import Index\n"
        "from tests.knowledge.index.test_index import SHIP, file\n"
        "from tests.knowledge.words import WordEmbedder\n"
        f"with Index.open(Path({str(tmp_path / 'shop')!r}), embedder=WordEmbedder()) as index:\n"
        "    for at in range(5):\n"
        "        index.update([file(f'ship{at}.md', SHIP)], source='other')\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    for at in range(5):
        index.update([file(f"pay{at}.py", REFUND)], source="main")
        index.dense("parcels", 10)
    assert writer.wait(timeout=60) == 0
    assert len(index.dense("parcels", 100)) == 11
    assert index.count() == 11
