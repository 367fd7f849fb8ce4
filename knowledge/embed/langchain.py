"""Any embeddings that LangChain knows, behind the same door as the built-in model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import EmbeddingError
from knowledge.embed.embedder import Vectors


class LangChainEmbedder:
    """`name` is the setting that made it, as `openai:text-embedding-3-small`."""

    def __init__(self, name: str, model: Embeddings) -> None:
        self.name = name
        self._model = model
        self._dimension: int | None = None

    @property
    def dimension(self) -> int:
        if self._dimension is None:
            self._dimension = len(self.embed_query("dimension"))
        return self._dimension

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return _unit(np.asarray(self._model.embed_documents(list(texts)), np.float32))

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = _unit(np.asarray([self._model.embed_query(text)], np.float32))[0]
        return vector


def load(name: str) -> LangChainEmbedder:
    """The embeddings that `provider:model` names, through their LangChain package.

    Raises EmbeddingError where the name or the package is missing.
    """
    from langchain.embeddings import init_embeddings

    try:
        return LangChainEmbedder(name, init_embeddings(name))
    except (ValueError, ImportError) as error:
        raise EmbeddingError(
            f"The embeddings {name!r} can't be loaded: {error}",
            mend="Name them provider:model and install that provider's LangChain package.",
        ) from error


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit
