"""The few messages of ONNX's protocol buffers that a graph needs, written by hand.

Field numbers are those of onnx.proto, which are stable by promise. Writing them takes no package, where the one of ONNX
would be another hundred megabytes of compiler.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FLOAT, INT32 = 1, 6
_FLOAT_ATTRIBUTE, _INT_ATTRIBUTE = 1, 2


def tensor(name: str, values: NDArray[np.float32]) -> bytes:
    """A constant of float32."""
    dimensions = b"".join(_number(1, size) for size in values.shape)
    data = np.ascontiguousarray(values, dtype="<f4").tobytes()
    return dimensions + _number(2, FLOAT) + _text(8, name) + _block(9, data)


def node(operator: str, inputs: Sequence[str], output: str, *, domain: str = "", **attributes: int | float) -> bytes:
    """One operation. An attribute is a float where its value is one."""
    taken = b"".join(_text(1, each) for each in inputs)
    settings = b"".join(_block(5, _attribute(name, value)) for name, value in attributes.items())
    return taken + _text(2, output) + _text(4, operator) + settings + _text(7, domain)


def value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    """An input or output; a named dimension is free."""
    sizes = (_text(2, size) if isinstance(size, str) else _number(1, size) for size in shape)
    dimensions = b"".join(_block(1, size) for size in sizes)
    return _text(1, name) + _block(2, _block(1, _number(1, kind) + _block(2, dimensions)))


def model(
    nodes: Sequence[bytes],
    constants: Sequence[bytes],
    inputs: Sequence[bytes],
    output: bytes,
    *,
    version: int,
    domains: Sequence[str],
) -> bytes:
    """A whole model; `version` is the operator set's, `domains` those beside ONNX's own, at their version 1."""
    parts = [_block(1, each) for each in nodes] + [_text(2, "graph")] + [_block(5, each) for each in constants]
    parts += [_block(11, each) for each in inputs] + [_block(12, output)]
    sets = [_text(1, "") + _number(2, version)] + [_text(1, domain) + _number(2, 1) for domain in domains]
    return _number(1, 8) + b"".join(_block(8, each) for each in sets) + _block(7, b"".join(parts))


def _attribute(name: str, value: int | float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _INT_ATTRIBUTE)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, _FLOAT_ATTRIBUTE)


def _varint(number: int) -> bytes:
    # Negative numbers are written as their two's complement of 64 bits.
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _block(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())
