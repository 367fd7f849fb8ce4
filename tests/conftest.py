"""What every test relies on, however the run was started."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A run in the background ignores Ctrl-C, and so would every command that a test starts and interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
