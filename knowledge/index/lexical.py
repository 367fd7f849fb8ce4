"""The lexical leg: BM25 over the words of text, path, heading and symbols."""

from __future__ import annotations

import json

from knowledge.index.audience import Viewers
from knowledge.index.database import Database
from knowledge.index.tokens import question_tokens

WEIGHTS = "1.0, 1.0, 2.0, 1.0"
"""Of fields.COLUMNS. Anything from half to double of each measures the same within a point."""


def matches(database: Database, question: str, limit: int, viewers: Viewers) -> dict[int, float]:
    """Numbers of the best `limit` chunks that `viewers` may see -> BM25, the higher the better."""
    wanted = " OR ".join(f'"{token}"' for token in question_tokens(question))
    if not wanted:
        return {}
    audiences = database.audiences(viewers)
    seen = (
        ""
        if audiences is None
        else " AND rowid IN (SELECT number FROM chunks WHERE audience IN " + ("(SELECT value FROM json_each(?)))")
    )
    given = (wanted,) if audiences is None else (wanted, json.dumps(audiences))
    rows = database.connection.execute(
        f"SELECT rowid, -bm25(words, {WEIGHTS}) AS score FROM words WHERE words MATCH ?{seen}"
        " ORDER BY score DESC LIMIT ?",
        (*given, limit),
    )
    return dict(rows)
