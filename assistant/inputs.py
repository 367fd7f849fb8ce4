"""What the command line is given: briefs, blueprint files, and folders to write to. All refusals are InputErrors."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.errors import InputError

LIMIT = 200_000
"""The most bytes that a brief or blueprint may have."""
STDIN = "-"

_GIVE_A_FILE = "Give the path of a text file, or `-` and pipe the text in: echo 'A shop has …' | threadwright plan -"


def read_text(source: str, what: str = "brief") -> str:
    """The text of the file at `source`, or of standard input for `-`.

    Raises InputError for a missing file, a folder, and anything empty, binary, not UTF-8 or over 200 kB.
    """
    name = f"The {what} on standard input" if source == STDIN else f"The {what} {source}"
    data = sys.stdin.buffer.read(LIMIT + 1) if source == STDIN else _file(Path(source), what)
    if len(data) > LIMIT:
        raise InputError(f"{name} has more than {LIMIT:,} bytes", mend="Shorten it, or split it into parts.")
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is binary, not text", mend=_GIVE_A_FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text (byte {error.start})", mend="Save it as UTF-8.") from error
    if any(character < " " and character not in "\t\n\r\f\v\x1b" for character in text):
        raise InputError(f"{name} is binary, not text", mend=_GIVE_A_FILE)
    if not text.strip():
        raise InputError(f"{name} is empty", mend="Say what the backend keeps and who may do what with it.")
    return text


def destination(out: Path, *, force: bool) -> Path:
    """The absolute folder that a draft may be written to.

    Raises InputError for a file, for a place that can't be written, for a folder that holds something without `force`,
    and, even with it, for folders that replacing would do harm: a git repository, and the working or home folder or one
    above it.
    """
    folder = out.expanduser().absolute()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(f"{out} is not a folder", mend="Choose another --out.")
    resolved = folder.resolve()
    place = next((parent for parent in resolved.parents if parent.exists()), resolved)
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise InputError(f"{out} can't be written: {place} can't", mend="Choose another --out.")
    if not folder.exists() or not any(folder.iterdir()):
        return resolved
    if not force:
        raise InputError(f"{out} is not empty", mend="Choose another --out, or replace it with --force.")
    if (folder / ".git").exists():
        raise InputError(f"{out} is a git repository, and --force would replace it", mend="Choose another --out.")
    for precious in (Path.cwd(), Path.home()):
        if precious.resolve().is_relative_to(resolved):
            raise InputError(f"{out} holds {precious}, and --force would replace it", mend="Choose another --out.")
    return resolved


def existing_draft(folder: Path) -> Path:
    """The absolute path of a folder that holds a draft. Raises InputError when it holds none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder", mend="Give the folder that a draft was written to.")
    if not (folder / "blueprint.yaml").is_file():
        mend = "Give the folder that `threadwright draft` wrote; verify needs its blueprint.yaml."
        raise InputError(f"{folder} holds no blueprint.yaml", mend=mend)
    return folder.resolve()


def _file(path: Path, what: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"The {what} {path} is a folder", mend=_GIVE_A_FILE)
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}", mend=_GIVE_A_FILE) from error
    except (OSError, ValueError) as error:
        raise InputError(f"The {what} {path} can't be read: {error}", mend=_GIVE_A_FILE) from error
