"""`setup`: what can be fetched and prepared ahead."""

from __future__ import annotations

import sys

import click

from assistant.commands.running import configured, run


@click.command()
def setup() -> None:
    """Set up the store, or bring it to this version, and fetch what drafting needs."""
    from adapters.terminal.progress import progress
    from assistant import app

    settings = configured()
    with progress(sys.stderr, settings.colour) as tell:
        for line in run(lambda: app.setup(settings=settings, progress=tell)):
            click.echo(line)
