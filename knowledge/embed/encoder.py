"""A BERT encoder from its weights: the graph that onnxruntime runs, and the safetensors file it is made of."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.embed import wire

Weights: TypeAlias = Mapping[str, NDArray[np.float32]]

LAYERS, HEADS, DIMENSION = 6, 12, 384
_FUSED = "com.microsoft"
_EPSILON = 1e-12
_ONNX = 17


def read_safetensors(path: Path) -> Weights:
    """Name -> tensor of each float32 tensor in the file."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    found = {}
    for name, entry in json.loads(raw[8 : 8 + length]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            values = np.frombuffer(raw, dtype="<f4", count=(end - start) // 4, offset=8 + length + start)
            found[name] = values.reshape(entry["shape"])
    return found


def encoder(weights: Weights) -> bytes:
    """The layers as ONNX: summed embeddings "sums" and "mask" of shape (texts, tokens) -> a vector a token.

    The operations are onnxruntime's fused ones; looking tokens up is left to the caller, which keeps half of the
    weights out of the graph.
    """
    graph = _Graph(weights)
    last = graph.norm("embeddings.LayerNorm", "sums")
    for layer in range(LAYERS):
        last = graph.layer(f"encoder.layer.{layer}.", last)
    shape = ("texts", "tokens", DIMENSION)
    inputs = [wire.value("sums", wire.FLOAT, shape), wire.value("mask", wire.INT32, ("texts", "tokens"))]
    output = wire.value(last, wire.FLOAT, shape)
    return wire.model(graph.nodes, graph.constants, inputs, output, version=_ONNX, domains=[_FUSED])


@dataclass
class _Graph:
    weights: Weights
    nodes: list[bytes] = field(default_factory=list)
    constants: list[bytes] = field(default_factory=list)

    def constant(self, name: str, values: NDArray[np.float32]) -> str:
        self.constants.append(wire.tensor(name, values))
        return name

    def norm(self, name: str, given: str) -> str:
        scale = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        self.nodes.append(wire.node("LayerNormalization", [given, *scale], f"{name}.out", axis=-1, epsilon=_EPSILON))
        return f"{name}.out"

    def product(self, name: str, given: str) -> str:
        right = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        self.nodes.append(wire.node("MatMul", [given, right], f"{name}.out"))
        return f"{name}.out"

    def added_norm(self, name: str, given: str, beside: str, bias: str) -> str:
        """The normalised sum of two values and a bias."""
        norm = [self.constant(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        added = self.constant(bias, self.weights[bias])
        inputs = [given, beside, *norm, added]
        self.nodes.append(wire.node("SkipLayerNormalization", inputs, f"{name}.out", domain=_FUSED, epsilon=_EPSILON))
        return f"{name}.out"

    def layer(self, name: str, given: str) -> str:
        attention = self.attention(f"{name}attention.self.", given)
        dense = f"{name}attention.output.dense"
        attended = self.added_norm(
            f"{name}attention.output.LayerNorm", self.product(dense, attention), given, f"{dense}.bias"
        )
        inner = f"{name}intermediate.dense"
        bias = self.constant(f"{inner}.bias", self.weights[f"{inner}.bias"])
        self.nodes.append(wire.node("BiasGelu", [self.product(inner, attended), bias], f"{inner}.gelu", domain=_FUSED))
        dense = f"{name}output.dense"
        return self.added_norm(
            f"{name}output.LayerNorm", self.product(dense, f"{inner}.gelu"), attended, f"{dense}.bias"
        )

    def attention(self, name: str, given: str) -> str:
        parts = ("query", "key", "value")
        joined = np.concatenate([self.weights[f"{name}{part}.weight"] for part in parts]).T
        biases = np.concatenate([self.weights[f"{name}{part}.bias"] for part in parts])
        inputs = [given, self.constant(f"{name}weight", joined), self.constant(f"{name}bias", biases), "mask"]
        self.nodes.append(wire.node("Attention", inputs, f"{name}out", domain=_FUSED, num_heads=HEADS))
        return f"{name}out"
