"""An index in memory over the chunks of a folder, made again for what changed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path

from assistant.tools.project.words import asked, words
from knowledge.chunk import Chunk
from knowledge.chunking import chunks, view
from knowledge.source.left_out import LeftOut
from knowledge.source.read import load
from knowledge.source.walk import File, walk

MOST_FILES = 5_000
_QUERY = "SELECT rowid, bm25(chunks, 4.0, 1.0) AS score FROM chunks WHERE chunks MATCH ? ORDER BY score LIMIT ?"
MARGIN = 4
"""How many more chunks are weighed than are given."""
TEST = re.compile(r"(?:^|/)(?:tests?|__tests__|fixtures)/|[._](?:test|spec)\.")
TEST_WEIGHT = 0.6


class Index:
    """Every call blocks; use it from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, File] = {}
        self._chunks: dict[int, Chunk] = {}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("CREATE VIRTUAL TABLE chunks USING fts5(name, body, tokenize='porter unicode61')")

    def search(self, question: str, most: int) -> list[tuple[Chunk, float]]:
        """The chunks that fit a question best, with their scores, the best first."""
        self._refresh()
        terms = asked(question)
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in terms)
        with closing(self._database.cursor()) as cursor:
            # A name that fits says more than a body that does.
            rows = cursor.execute(_QUERY, (query, MARGIN * most)).fetchall()
        scored = [(self._chunks[row], -score * _weight(self._chunks[row])) for row, score in rows]
        return sorted(scored, key=lambda each: -each[1])[:most]

    @property
    def files(self) -> int:
        """How many files it holds."""
        return len(self._known)

    def _refresh(self) -> None:
        found = (each for each in walk(self._folder) if isinstance(each, File))
        now = {file.path: file for file in islice(found, MOST_FILES)}
        for path in [path for path, file in self._known.items() if now.get(path) != file]:
            self._forget(path)
        for path, file in now.items():
            if path not in self._known:
                self._learn(file)

    def _forget(self, path: str) -> None:
        del self._known[path]
        for row in [row for row, chunk in self._chunks.items() if chunk.path == path]:
            del self._chunks[row]
            self._database.execute("DELETE FROM chunks WHERE rowid = ?", (row,))

    def _learn(self, file: File) -> None:
        self._known[file.path] = file
        content = load(file)
        seen = content if isinstance(content, LeftOut) else view(file.path, content)
        if isinstance(seen, LeftOut):
            return
        for chunk in chunks(seen, project=self._folder.name, path=file.path):
            name = " ".join(words(chunk.header))
            body = " ".join(words(chunk.text))
            added = self._database.execute("INSERT INTO chunks (name, body) VALUES (?, ?)", (name, body))
            if added.lastrowid is not None:
                self._chunks[added.lastrowid] = chunk


def _weight(chunk: Chunk) -> float:
    """A test speaks of much and explains little."""
    return TEST_WEIGHT if TEST.search(chunk.path) else 1.0
