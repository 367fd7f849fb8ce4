"""`roles check` and `roles list`."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.commands.options import EXISTING
from assistant.commands.running import configured
from assistant.errors import InputError


@click.group()
def roles() -> None:
    """The roles that the assistant can take."""


@roles.command("check")
@click.argument("file", type=EXISTING)
def check_role(file: Path) -> None:
    """Check a role file. Exit 0 when it can be used, 2 with every finding when not."""
    from roles.load import load

    role = load(file)
    figures = f"measures {', '.join(role.metrics)}" if role.metrics else "measures nothing"
    click.echo(f"{file}: {role.name} {role.version}, {len(role.workflow)} stages, {figures}")


@roles.command("list")
def list_roles() -> None:
    """List the shipped roles and those in THREADWRIGHT_ROLES_DIR."""
    from roles.load import load, role_files

    for name, path in role_files(configured().roles_dir).items():
        try:
            role = load(path)
        except InputError:
            click.echo(f"{name}: can't be used; see threadwright roles check {path}", err=True)
        else:
            click.echo(f"{name}  {role.version}  {role.description}")
