"""`blueprint schema`: what a Blueprint may hold."""

from __future__ import annotations

import click


@click.group()
def blueprint() -> None:
    """What a Blueprint may hold."""


@blueprint.command()
def schema() -> None:
    """Print the JSON Schema of a Blueprint."""
    from assistant.blueprint.text import json_schema

    click.echo(json_schema())
