"""all-MiniLM-L6-v2: 384 numbers a text, on a processor, without a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embed.embedder import Vectors
from knowledge.embed.encoder import DIMENSION, encoder, read_safetensors

MODEL_FILE, TOKENIZER_FILE = "model.safetensors", "tokenizer.json"
MOST_TOKENS = 256
"""What the model was trained on; it would take twice that, worse."""

BATCH_TOKENS = 2048


class MiniLM:
    """The mean of the vectors of a text's tokens, at length 1. What is beyond 256 tokens is not looked at.

    Loading takes half a second and 180 MiB.
    """

    name = "all-MiniLM-L6-v2"
    dimension = DIMENSION

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """`folder` holds the model and its tokenizer; 0 threads are one a core."""
        import onnxruntime  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        weights = read_safetensors(folder / MODEL_FILE)
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Threads that spin while they wait starve whatever else runs on a small machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(encoder(weights), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        encoded = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(encoded), DIMENSION), np.float32)
        for rows in _batches([len(ids) for ids in encoded]):
            vectors[rows] = self._pooled([encoded[row] for row in rows])
        return vectors

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self.embed_documents([text])[0]
        return vector

    def _pooled(self, encoded: Sequence[Sequence[int]]) -> Vectors:
        longest = max(len(ids) for ids in encoded)
        ids = np.zeros((len(encoded), longest), np.int64)
        mask = np.zeros((len(encoded), longest), np.int32)
        for row, each in enumerate(encoded):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        sums = self._words[ids] + self._places[:longest]
        (hidden,) = self._session.run(None, {"sums": sums, "mask": mask})
        pooled: NDArray[np.float32] = (hidden * mask[:, :, None].astype(np.float32)).sum(axis=1)
        pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
        return pooled


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of about the same length, so that little of a batch is padding."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
