"""How a command starts and ends its work: the settings it runs under, and a loop that an interrupt ends cleanly."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from assistant.settings import Settings

T = TypeVar("T")


def configured() -> Settings:
    """The settings of the environment; a variable that none of them reads is pointed out, since it is likely a typo."""
    from assistant.settings import load, unknown

    loaded = load(os.environ)
    for name, meant in unknown(os.environ).items():
        click.echo(f"threadwright: {name} is not a setting" + (f"; did you mean {meant}?" if meant else ""), err=True)
    return loaded


def run(work: Callable[[], Coroutine[None, None, T]]) -> T:
    """Run a coroutine to its end. Ctrl-C, SIGTERM and a closed terminal cancel it: what it holds is put away first."""
    import asyncio
    import signal

    async def cancellable() -> T:
        task = asyncio.ensure_future(work())

        def cancel() -> None:
            # Once: who presses Ctrl-C again would only interrupt the putting away.
            if not task.cancelling():
                task.cancel()

        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # nohup ignores the last, and keeps doing so.
            if signal.getsignal(asked) is not signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(asked, cancel)
        return await task

    try:
        return asyncio.run(cancellable())
    except asyncio.CancelledError as error:
        raise click.Abort from error
