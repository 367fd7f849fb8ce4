"""What every test relies on, however the run was started."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A run in the background ignores Ctrl-C, one under nohup a closed terminal; what is interrupted here must not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
