"""What the command line accepts as a brief and as a folder."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.inputs import LIMIT, destination, existing_draft, read_text


def brief(folder: Path, content: bytes) -> str:
    path = folder / "brief.md"
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize("content", ["A shop has products.", "Ein Café – mit Büchern ☕", "a\tb\r\nc\n"])
def test_a_text_file_is_read_as_it_is(tmp_path: Path, content: str) -> None:
    assert read_text(brief(tmp_path, content.encode())) == content


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_text(brief(tmp_path, b"\xef\xbb\xbfBooks")) == "Books"


def test_the_largest_brief_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    assert len(read_text(brief(tmp_path, b"x" * LIMIT))) == LIMIT
    with pytest.raises(InputError, match="more than 200,000 bytes"):
        read_text(brief(tmp_path, b"x" * (LIMIT + 1)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is binary"),
        (b"a\x01b", "is binary"),
        (b"caf\xe9", r"not UTF-8 text \(byte 3\)"),
        ("Bücher".encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as refusal:
        read_text(brief(tmp_path, content))
    assert refusal.value.exit_code == 2
    assert refusal.value.mend


def test_a_missing_file_a_folder_and_a_nul_in_the_name_are_refused(tmp_path: Path) -> None:
    for source, message in ((str(tmp_path / "no"), "no file"), (str(tmp_path), "is a folder"), ("a\0b", "can't be")):
        with pytest.raises(InputError, match=message):
            read_text(source)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Members borrow books.")))
    assert read_text("-") == "Members borrow books."


def test_an_endless_input_is_read_no_further_than_needed() -> None:
    with pytest.raises(InputError, match="more than"):
        read_text("/dev/zero")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    try:
        text = read_text(brief(tmp_path_factory.getbasetemp(), content))
    except InputError:
        return
    assert content.decode("utf-8-sig") == text


def test_a_new_or_empty_folder_is_taken(tmp_path: Path) -> None:
    assert destination(tmp_path / "new", force=False) == tmp_path / "new"
    (tmp_path / "empty").mkdir()
    assert destination(tmp_path / "empty", force=False) == tmp_path / "empty"


def test_a_folder_that_holds_something_needs_force(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").touch()
    with pytest.raises(InputError, match="not empty") as refusal:
        destination(tmp_path / "out", force=False)
    assert "--force" in refusal.value.mend
    assert destination(tmp_path / "out", force=True) == tmp_path / "out"


def test_a_file_and_a_link_are_no_folders(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(InputError, match="not a folder"):
            destination(tmp_path / name, force=True)


def test_force_replaces_neither_a_repository_nor_where_you_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    with pytest.raises(InputError, match="git repository"):
        destination(tmp_path / "repository", force=True)
    (tmp_path / "work" / "inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "inner")
    with pytest.raises(InputError, match="would replace it"):
        destination(Path(".."), force=True)
    with pytest.raises(InputError, match="would replace it"):
        destination(Path(os.sep), force=True)


def test_a_draft_is_told_by_its_blueprint(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no blueprint"):
        existing_draft(tmp_path)
    (tmp_path / "blueprint.yaml").touch()
    assert existing_draft(tmp_path) == tmp_path
    with pytest.raises(InputError, match="not a folder"):
        existing_draft(tmp_path / "none")


def test_a_folder_below_a_file_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="can't be written"):
        destination(tmp_path / "file" / "deep" / "out", force=False)
