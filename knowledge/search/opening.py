"""Opening an index to search in it, by words alone where no embeddings are to be had."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import EmbeddingError
from knowledge.embed import open_embedder
from knowledge.index import Index


def open_to_search(folder: Path, *, embedding: str, cache: Path) -> tuple[Index, str | None]:
    """The index in `folder`, and why it searches by words alone, if it does. Blocking; a second where a model loads.

    Raises EmbeddingError where the vectors were made by another model than `embedding`.
    """
    index = Index.open(folder)
    made_by = index.embedding
    if made_by is None:
        return index, "It was indexed without embeddings; index it again to have them."
    try:
        embedder = open_embedder(embedding, cache)
    except EmbeddingError as error:
        return index, str(error)
    if embedder is None:
        return index, "THREADWRIGHT_EMBEDDING is none."
    index.close()
    return Index.open(folder, embedder=embedder), None
