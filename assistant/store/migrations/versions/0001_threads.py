"""Threads, messages, versions with their files and receipts, usage, feedback and summaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Everything is new."""
    _threads()
    _messages()
    _versions()
    _files()
    _receipts()
    _usage()
    _feedback()
    _summaries()


def _of_a_thread(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["thread"], ["threads.id"], name=f"fk_{table}_thread", ondelete="CASCADE")


def _of_a_version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["thread", "number"],
        ["versions.thread", "versions.number"],
        name=f"fk_{table}_thread_number",
        ondelete="CASCADE",
    )


def _threads() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("project", sa.String()),
        sa.Column("head", sa.Integer()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("active_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_threads"),
    )
    op.create_index("ix_threads_active_at", "threads", ["active_at"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reply", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        _of_a_thread("messages"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_thread_id", "messages", ["thread", "id"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parent", sa.Integer()),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("operations", sa.JSON(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("thread", "number", name="pk_versions"),
        _of_a_thread("versions"),
        sa.ForeignKeyConstraint(
            ["thread", "parent"], ["versions.thread", "versions.number"], name="fk_versions_thread_parent"
        ),
    )


def _files() -> None:
    op.create_table(
        "artifacts",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_artifacts"),
    )
    op.create_table(
        "files",
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("thread", "number", "path", name="pk_files"),
        _of_a_version("files"),
        sa.ForeignKeyConstraint(["sha256"], ["artifacts.sha256"], name="fk_files_sha256"),
    )
    op.create_index("ix_files_sha256", "files", ["sha256"])


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("thread", "number", "position", name="pk_receipts"),
        _of_a_version("receipts"),
    )


def _usage() -> None:
    counts = ("model_calls", "tool_calls", "invalid_calls", "repair_rounds")
    op.create_table(
        "usage",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.Float()),
        sa.PrimaryKeyConstraint("id", name="pk_usage"),
        _of_a_thread("usage"),
    )
    for columns in (["at"], ["thread"], ["author", "at"]):
        op.create_index(f"ix_usage_{'_'.join(columns)}", "usage", columns)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        _of_a_version("feedback"),
    )
    op.create_index("ix_feedback_thread_number", "feedback", ["thread", "number"])


def _summaries() -> None:
    op.create_table(
        "summaries",
        sa.Column("thread", sa.String(16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("up_to", SERIAL, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("thread", name="pk_summaries"),
        _of_a_thread("summaries"),
        sa.ForeignKeyConstraint(["up_to"], ["messages.id"], name="fk_summaries_up_to", ondelete="CASCADE"),
    )
