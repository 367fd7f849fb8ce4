"""The hash depends on every path and every byte, and on nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.workbench import fingerprint as module
from assistant.workbench.fingerprint import fingerprint, project_files


def test_order_does_not_matter_and_bytes_and_paths_do() -> None:
    base = fingerprint({"a": b"1", "b": b"2"})
    assert fingerprint({"b": b"2", "a": b"1"}) == base
    others = [{"a": b"1"}, {"a": b"1", "b": b"3"}, {"a": b"1", "c": b"2"}, {"a": b"2", "b": b"1"}]
    assert len({base, *map(fingerprint, others)}) == 5


def test_what_tools_derive_is_left_out(tmp_path: Path) -> None:
    kept = {"app/route.ts": b"x", ".env.example": b"y", "lib/node_modules.ts": b"z"}
    derived = ["node_modules/a/index.js", "generated/prisma/client.ts", ".next/server.js", ".git/HEAD", "next-env.d.ts"]
    for path, content in {**kept, **dict.fromkeys(derived, b"d")}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "link.ts").symlink_to("/etc/passwd")
    assert project_files(tmp_path) == kept


def test_a_folder_that_is_no_project_is_not_swallowed_whole(tmp_path: Path) -> None:
    with (tmp_path / "huge.bin").open("wb") as file:
        file.truncate(module.MOST_BYTES + 1)
    with pytest.raises(InputError, match="holds more than 64 MB"):
        project_files(tmp_path)
