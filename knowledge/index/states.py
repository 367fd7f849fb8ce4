"""What goes into an index, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.chunk import Chunk

Told = Callable[[int], None]
"""Called with how many more chunks have their vectors."""


@dataclass(frozen=True)
class IndexedFile:
    """A file as it is to be found.

    `fingerprint` is the caller's: whatever must make the file be read again when it differs (content, audience,
    version of the chunking). `chunks` all carry `path`.
    """

    path: str
    fingerprint: str
    chunks: tuple[Chunk, ...]


@dataclass(frozen=True)
class Updated:
    """`embedded` counts chunks that the model was asked about, `reused` those whose text it had seen before."""

    files: int = 0
    chunks: int = 0
    embedded: int = 0
    reused: int = 0

    def __add__(self, other: Updated) -> Updated:
        return Updated(
            self.files + other.files,
            self.chunks + other.chunks,
            self.embedded + other.embedded,
            self.reused + other.reused,
        )
