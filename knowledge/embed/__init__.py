"""Texts -> vectors."""

from pathlib import Path

from assistant.errors import EmbeddingError
from knowledge.embed.embedder import Embedder, Vectors

BUILT_IN = "all-MiniLM-L6-v2"
NONE = "none"


def open_embedder(name: str, cache: Path) -> Embedder | None:
    """The model that a setting names: the built-in one, "none" for words alone, or LangChain's `provider:model`.

    Blocking; the built-in one is fetched into `cache` when it is not there. Raises EmbeddingError where a model can't
    be had, which is no reason not to index: without one the index finds by words.
    """
    if name == NONE:
        return None
    if name != BUILT_IN:
        from knowledge.embed.langchain import load

        return load(name)
    try:
        from knowledge.embed.minilm import MiniLM
        from knowledge.embed.weights import fetched

        return MiniLM(fetched(cache))
    except ImportError as error:
        raise EmbeddingError(
            f"Searching by meaning needs a package that is missing: {error.name}",
            mend="Install it with pip install 'threadwright[knowledge]'.",
        ) from error


__all__ = ["BUILT_IN", "NONE", "Embedder", "Vectors", "open_embedder"]
