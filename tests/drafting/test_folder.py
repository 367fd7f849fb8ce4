"""A folder of a draft appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.drafting.folder import MOST_BYTES, encoded, read_files, staged, write_files
from assistant.errors import InputError


def test_a_finished_draft_takes_its_place(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with staged(out, force=False) as stage:
        write_files(stage, {"lib/env.ts": b"x"})
        assert not out.exists()
    assert (out / "lib/env.ts").read_bytes() == b"x"
    assert list(out.parent.iterdir()) == [out]


def test_an_interrupted_draft_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def interrupted() -> None:
        with staged(out, force=False) as stage:
            write_files(stage, {"a": b"x"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_what_a_folder_holds_is_replaced_only_by_force(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(out, {"old": b"x"})

    def replace(*, force: bool) -> None:
        with staged(out, force=force) as stage:
            write_files(stage, {"new": b"y"})

    with pytest.raises(InputError, match="not empty"):
        replace(force=False)
    assert [path.name for path in out.iterdir()] == ["old"]
    replace(force=True)
    assert [path.name for path in out.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [out]


def test_what_a_killed_draft_left_is_swept_by_the_next_and_a_running_one_is_not(tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed = tmp_path / ".out.threadwright-dead"
    write_files(killed, {"a": b"x"})
    write_files(tmp_path / ".out.d", {"mine": b"x"})
    with staged(out, force=False) as running:
        assert not killed.exists()
        with staged(out, force=True) as other:
            write_files(other, {"b": b"y"})
        assert running.exists()
        (out / "b").unlink()
    assert {path.name for path in tmp_path.iterdir()} == {"out", ".out.d"}


def test_reading_leaves_out_what_a_machine_adds(tmp_path: Path) -> None:
    added = {"node_modules/x.js": b"", "generated/c.ts": b"", ".env": b"KEY=1", "a-v1.zip": b"PK", "receipts.json": b""}
    write_files(tmp_path, {"lib/env.ts": b"x", ".env.example": b"KEY=", **added})
    assert read_files(tmp_path) == {".env.example": "KEY=", "lib/env.ts": "x"}


def test_pictures_come_back_to_the_byte(tmp_path: Path) -> None:
    picture = bytes(range(256))
    write_files(tmp_path, {"public/logo.bin": picture})
    assert encoded(read_files(tmp_path)["public/logo.bin"]) == picture


def test_links_and_pipes_among_the_files_are_refused(tmp_path: Path) -> None:
    write_files(tmp_path, {"lib/env.ts": b"x"})
    os.mkfifo(tmp_path / "lib/pipe")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        read_files(tmp_path)
    (tmp_path / "lib/pipe").unlink()
    (tmp_path / "lib/hosts").symlink_to("/etc/hosts")
    with pytest.raises(InputError, match="is a link"):
        read_files(tmp_path)


def test_a_folder_of_far_too_much_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "dump.sql").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(InputError, match="64 MB"):
        read_files(tmp_path)
