"""The `threadwright` command: its groups, and the door where every error becomes a message and an exit code."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from assistant.commands import asking, blueprint, drafting, knowledge, roles, searching, setup, threads
from assistant.errors import OperatorError, ThreadwrightError

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="threadwright", message="%(prog)s %(version)s")
def cli() -> None:
    """A backend developer: from a brief to a backend that the real toolchain has proved."""


for each in (
    asking.chat,
    asking.ask,
    threads.threads,
    threads.show,
    threads.diff,
    drafting.plan,
    drafting.draft,
    drafting.compile_,
    drafting.verify,
    knowledge.project,
    knowledge.index,
    setup.setup,
    blueprint.blueprint,
    roles.roles,
    searching.search,
    searching.eval_,
):
    cli.add_command(each)


def command_names() -> list[str]:
    """Every command as it is typed after `threadwright`, groups spelled out."""
    found = []
    for name, command in cli.commands.items():
        found += [f"{name} {each}" for each in command.commands] if isinstance(command, click.Group) else [name]
    return sorted(found)


def main() -> None:
    """Run the command line; every error that is not ours ends in a message and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A tick must not crash a terminal that can't show one.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(prog_name="threadwright", standalone_mode=False)
    except ThreadwrightError as error:
        click.echo(f"threadwright: {error}", err=True)
        code = error.exit_code
    except click.Abort:
        click.echo("threadwright: interrupted", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OSError as error:
        click.echo(f"threadwright: {error}\n  Mend that (disk space, permissions), then try again", err=True)
        code = OperatorError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
