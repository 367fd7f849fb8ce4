"""Scratch folders are private, go when they are closed, and are swept when their owner could not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.workbench.scratch import LONGEST_SOCKET, SOCKET_NAME, Scratch, sweep


def test_it_is_ours_alone_and_goes() -> None:
    scratch = Scratch()
    assert scratch.path.stat().st_mode & 0o077 == 0
    assert len(f"{scratch.path}{SOCKET_NAME}") <= LONGEST_SOCKET
    assert scratch.folder("a/b").is_dir()
    scratch.close()
    assert not scratch.path.exists()


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_is_not() -> None:
    program = (
        "from assistant.workbench.scratch import Scratch; import os; print(Scratch().path, flush=True); os._exit(9)"
    )
    left = Path(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stdout.strip()
    )
    ours = Scratch()
    assert ours.path.parent == left.parent
    assert not left.exists()
    sweep(ours.path.parent)
    assert ours.path.exists()
    ours.close()


@contextmanager
def no_root() -> Iterator[None]:
    """Root passes every door; an ordinary user is one already."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_what_another_user_has_there_is_left_alone() -> None:
    with tempfile.TemporaryDirectory() as shared:
        Path(shared).chmod(0o755)
        theirs = Path(shared, "threadwright-theirs")
        theirs.mkdir()
        (theirs / "lock").touch()
        theirs.chmod(0)
        with no_root():
            sweep(Path(shared))
        assert theirs.exists()
        theirs.chmod(0o700)
