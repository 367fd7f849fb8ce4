"""The tables. What changes here needs a migration beside it: `migrations/versions` must lead to the same tables."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from assistant.store.columns import Moment, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

SERIAL = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the key is INTEGER."""


def _of_a_thread(*, key: bool = False) -> Column[str]:
    return Column("thread", ForeignKey("threads.id", ondelete="CASCADE"), primary_key=key, nullable=False)


def _of_a_version() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["thread", "number"], ["versions.thread", "versions.number"], ondelete="CASCADE")


threads = Table(
    "threads",
    metadata,
    Column("id", Words(16), primary_key=True),
    Column("title", Words, nullable=False),
    Column("role", Words, nullable=False),
    Column("project", Words),
    # The version that the next one is made from. No foreign key: it would tie two tables in a ring.
    Column("head", Integer),
    Column("created_at", Moment, nullable=False),
    Column("active_at", Moment, nullable=False, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", SERIAL, primary_key=True),
    _of_a_thread(),
    Column("speaker", Words(16), nullable=False),
    Column("author", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reply", JSON(none_as_null=True)),
    Index(None, "thread", "id"),
    # An id that was deleted is never given again.
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    _of_a_thread(key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("parent", Integer),
    Column("plan", Words, nullable=False),
    Column("operations", JSON, nullable=False),
    Column("summary", Words, nullable=False),
    Column("at", Moment, nullable=False),
    ForeignKeyConstraint(["thread", "parent"], ["versions.thread", "versions.number"]),
)

artifacts = Table(
    "artifacts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("thread", Words(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("path", Words, primary_key=True),
    Column("sha256", ForeignKey("artifacts.sha256"), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    _of_a_version(),
)

receipts = Table(
    "receipts",
    metadata,
    Column("thread", Words(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("receipt", JSON, nullable=False),
    _of_a_version(),
)

usage = Table(
    "usage",
    metadata,
    Column("id", SERIAL, primary_key=True),
    _of_a_thread(),
    Column("author", Words, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("model", Words, nullable=False),
    Column("model_calls", Integer, nullable=False),
    Column("tool_calls", Integer, nullable=False),
    Column("invalid_calls", Integer, nullable=False),
    Column("repair_rounds", Integer, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("cost", Float),
    Index(None, "thread"),
    Index(None, "author", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("thread", Words(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("author", Words, nullable=False),
    Column("verdict", Words(16), nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    _of_a_version(),
    Index(None, "thread", "number"),
)

summaries = Table(
    "summaries",
    metadata,
    _of_a_thread(key=True),
    Column("text", Words, nullable=False),
    Column("up_to", ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
)
