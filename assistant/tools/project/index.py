"""An index in memory over the passages of a folder, made again for what changed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from assistant.tools.project.passages import Passage, passages
from assistant.tools.project.walk import Source, read, sources
from assistant.tools.project.words import asked, words

_QUERY = "SELECT rowid, bm25(passages, 4.0, 1.0) AS score FROM passages WHERE passages MATCH ? ORDER BY score LIMIT ?"
MARGIN = 4
"""How many more passages are weighed than are given."""
TEST = re.compile(r"(?:^|/)(?:tests?|__tests__|fixtures)/|[._](?:test|spec)\.")
TEST_WEIGHT = 0.6


class Index:
    """Every call blocks; use it from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Source] = {}
        self._passages: dict[int, Passage] = {}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("CREATE VIRTUAL TABLE passages USING fts5(name, body, tokenize='porter unicode61')")

    def search(self, question: str, most: int) -> list[tuple[Passage, float]]:
        """The passages that fit a question best, with their scores, the best first."""
        self._refresh()
        terms = asked(question)
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in terms)
        with closing(self._database.cursor()) as cursor:
            # A name that fits says more than a body that does.
            rows = cursor.execute(_QUERY, (query, MARGIN * most)).fetchall()
        scored = [(self._passages[row], -score * _weight(self._passages[row])) for row, score in rows]
        return sorted(scored, key=lambda each: -each[1])[:most]

    @property
    def files(self) -> int:
        """How many files it holds."""
        return len(self._known)

    def _refresh(self) -> None:
        now = {source.path: source for source in sources(self._folder)}
        for path in [path for path, source in self._known.items() if now.get(path) != source]:
            self._forget(path)
        for path, source in now.items():
            if path not in self._known:
                self._learn(source)

    def _forget(self, path: str) -> None:
        del self._known[path]
        for row in [row for row, passage in self._passages.items() if passage.path == path]:
            del self._passages[row]
            self._database.execute("DELETE FROM passages WHERE rowid = ?", (row,))

    def _learn(self, source: Source) -> None:
        self._known[source.path] = source
        text = read(self._folder, source)
        for passage in passages(source.path, text or ""):
            name = " ".join(words(f"{passage.path} {passage.heading}"))
            body = " ".join(words(passage.text))
            added = self._database.execute("INSERT INTO passages (name, body) VALUES (?, ?)", (name, body))
            if added.lastrowid is not None:
                self._passages[added.lastrowid] = passage


def _weight(passage: Passage) -> float:
    """A test speaks of much and explains little."""
    return TEST_WEIGHT if TEST.search(passage.path) else 1.0
