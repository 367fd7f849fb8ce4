"""Scratch folders are private, go when they are closed, and are swept when their owner could not."""

from __future__ import annotations

import subprocess
import sys
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
