"""The graph that onnxruntime runs computes what BERT's layers are defined to."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from knowledge.embed.encoder import DIMENSION, HEADS, LAYERS, encoder, read_safetensors

Array = NDArray[np.float32]
INNER = 32


@pytest.fixture(scope="module")
def weights() -> dict[str, Array]:
    random = np.random.default_rng(7)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.LayerNorm.weight": (DIMENSION,),
        "embeddings.LayerNorm.bias": (DIMENSION,),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= {f"{name}{part}.weight": (DIMENSION, DIMENSION), f"{name}{part}.bias": (DIMENSION,)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{name}{part}.weight": (DIMENSION,), f"{name}{part}.bias": (DIMENSION,)}
        shapes |= {f"{name}intermediate.dense.weight": (INNER, DIMENSION), f"{name}intermediate.dense.bias": (INNER,)}
        shapes |= {f"{name}output.dense.weight": (DIMENSION, INNER), f"{name}output.dense.bias": (DIMENSION,)}
    return {name: random.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}


def test_the_graph_agrees_with_the_layers_written_out(weights: dict[str, Array]) -> None:
    sums = np.random.default_rng(8).normal(0, 1, (2, 5, DIMENSION)).astype(np.float32)
    mask = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]], np.int32)
    session = onnxruntime.InferenceSession(encoder(weights), providers=["CPUExecutionProvider"])
    (hidden,) = session.run(None, {"sums": sums, "mask": mask})
    for row, length in ((0, 5), (1, 3)):
        expected = written_out(weights, sums[row, :length])
        assert np.abs(hidden[row, :length] - expected).max() < 1e-4


def written_out(weights: dict[str, Array], tokens: Array) -> Array:
    def dense(name: str, given: Array) -> Array:
        return given @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(name: str, given: Array) -> Array:
        centred = given - given.mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    size = DIMENSION // HEADS
    erf = np.vectorize(math.erf)
    hidden = norm("embeddings.LayerNorm", tokens)
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        query, key, value = (dense(f"{name}attention.self.{part}", hidden) for part in ("query", "key", "value"))
        heads = []
        for head in range(HEADS):
            part = slice(head * size, (head + 1) * size)
            weight = np.exp(query[:, part] @ key[:, part].T / math.sqrt(size))
            heads.append(weight / weight.sum(axis=1, keepdims=True) @ value[:, part])
        attended = dense(f"{name}attention.output.dense", np.concatenate(heads, axis=1))
        hidden = norm(f"{name}attention.output.LayerNorm", attended + hidden)
        inner = dense(f"{name}intermediate.dense", hidden)
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        hidden = norm(f"{name}output.LayerNorm", dense(f"{name}output.dense", inner) + hidden)
    return hidden


def test_safetensors_are_read_by_name(tmp_path: Path) -> None:
    values = np.arange(6, dtype="<f4").reshape(2, 3)
    entry = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}
    ids = {"dtype": "I64", "shape": [1], "data_offsets": [24, 32]}
    head = json.dumps({"__metadata__": {"format": "pt"}, "a": entry, "ids": ids}).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(head)) + head + values.tobytes() + bytes(8))
    found = read_safetensors(path)
    assert list(found) == ["a"]
    assert found["a"].tolist() == values.tolist()
