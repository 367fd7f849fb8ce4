"""The `threadwright` command.

Heavy imports stand inside the commands, so that --help is instant, and after the look at what was given, so that what
can't be used is refused at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Coroutine
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from assistant.errors import InputError, OperatorError, ThreadwrightError

if TYPE_CHECKING:
    from assistant.blueprint.plan import Blueprint
    from assistant.conversation import Draft, Progress
    from assistant.settings import Settings

T = TypeVar("T")

INTERRUPTED = 130
EXISTING = click.Path(path_type=Path)
PROVIDERS = click.Choice(["postgresql", "mysql", "sqlite"])
OUT = click.option("--out", "-o", metavar="DIR", required=True, type=EXISTING, help="Folder to write to.")
FORCE = click.option("--force", is_flag=True, help="Replace what --out holds.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a reply.")
BRIEF = click.argument("brief", metavar="BRIEF|-")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="threadwright", message="%(prog)s %(version)s")
def cli() -> None:
    """A backend developer: from a brief to a backend that the real toolchain has proved."""


@cli.command()
@BRIEF
@click.option("--format", "form", type=click.Choice(["yaml", "json", "prisma"]), default="yaml", show_default=True)
def plan(brief: str, form: str) -> None:
    """Print the Blueprint that a brief asks for. Nothing is run.

    BRIEF is a text file, or - for standard input. Exit 0; 2 when it can't be used.
    """
    from assistant import inputs

    text = inputs.read_text(brief)
    from assistant import app

    click.echo(_rendered(_run(lambda: app.plan(text)), form))


@cli.command()
@BRIEF
@OUT
@AS_JSON
@FORCE
@click.option("--provider", type=PROVIDERS, help="Database, whatever the brief says.")
@click.pass_context
def draft(context: click.Context, brief: str, out: Path, as_json: bool, force: bool, provider: str | None) -> None:
    """Draft a backend from a brief and prove it.

    BRIEF is a text file, or - for standard input. Exit 0 when every check passed, 1 when one failed, 2 when the
    brief or DIR can't be used, 3 when a check was not run.
    """
    from assistant import inputs

    text = inputs.read_text(brief)

    async def planned() -> Blueprint:
        from assistant import app
        from assistant.blueprint.plan import Provider

        plan = await app.plan(text)
        return plan.model_copy(update={"provider": Provider(provider)}) if provider else plan

    _deliver(context, planned, out, as_json=as_json, force=force)


@cli.command("compile")
@click.argument("blueprint", metavar="BLUEPRINT.yaml|-")
@OUT
@AS_JSON
@FORCE
@click.pass_context
def compile_(context: click.Context, blueprint: str, out: Path, as_json: bool, force: bool) -> None:
    """Draft a backend from a Blueprint and prove it.

    BLUEPRINT is what `threadwright plan` prints, edited or not. Exit codes as for draft.
    """
    from assistant import inputs
    from assistant.blueprint.text import from_yaml

    text = inputs.read_text(blueprint, "blueprint")

    async def planned() -> Blueprint:
        return from_yaml(text)

    _deliver(context, planned, out, as_json=as_json, force=force)


@cli.command()
@click.argument("folder", metavar="DIR", type=EXISTING)
@AS_JSON
@click.pass_context
def verify(context: click.Context, folder: Path, as_json: bool) -> None:
    """Run every check on a folder drafted earlier, edited or not.

    Exit codes as for draft.
    """
    from assistant import inputs

    where, settings = inputs.existing_draft(folder), _settings()
    from adapters.terminal.progress import progress
    from assistant import app

    with progress(sys.stderr, settings.colour) as tell:
        reply = _run(lambda: app.verify(where, settings=settings, progress=tell))
    _answer(context, reply, settings, as_json=as_json)


@cli.command()
def setup() -> None:
    """Fetch what drafting needs, so that the first draft starts at once."""
    from adapters.terminal.progress import progress
    from assistant import app

    settings = _settings()
    with progress(sys.stderr, settings.colour) as tell:
        for line in _run(lambda: app.setup(settings=settings, progress=tell)):
            click.echo(line)


@cli.group()
def blueprint() -> None:
    """What a Blueprint may hold."""


@blueprint.command()
def schema() -> None:
    """Print the JSON Schema of a Blueprint."""
    from assistant.blueprint.text import json_schema

    click.echo(json_schema())


@cli.group()
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

    for name, path in role_files(_settings().roles_dir).items():
        try:
            role = load(path)
        except InputError:
            click.echo(f"{name}: can't be used; see threadwright roles check {path}", err=True)
        else:
            click.echo(f"{name}  {role.version}  {role.description}")


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


def _deliver(
    context: click.Context,
    planned: Callable[[], Coroutine[None, None, Blueprint]],
    out: Path,
    *,
    as_json: bool,
    force: bool,
) -> None:
    """Plan, draft into `out`, prove and answer. Refuses an unusable `out` before any work is done."""
    from adapters.terminal.progress import progress
    from assistant import inputs

    folder, settings = inputs.destination(out, force=force), _settings()

    async def work(tell: Progress) -> Draft:
        plan = await planned()
        if not plan.models:
            _ask_back(plan, as_json=as_json)
        from assistant import app

        return await app.draft(plan, folder, settings=settings, progress=tell, force=force)

    with progress(sys.stderr, settings.colour) as tell:
        reply = _run(lambda: work(tell))
    _answer(context, reply, settings, as_json=as_json)


def _ask_back(plan: Blueprint, *, as_json: bool) -> NoReturn:
    """Refuse a plan without a model with its questions, rather than draft an empty backend."""
    if as_json:
        from adapters.terminal.render import to_json
        from assistant.conversation import Draft

        nothing = Draft(
            title=plan.title,
            blueprint=plan.model_dump(mode="json"),
            artifacts=(),
            receipts=(),
            metrics={},
            assumptions=plan.assumptions,
            questions=plan.questions,
            not_understood=tuple(each.sentence for each in plan.not_understood),
            seconds={},
            models=0,
            endpoints=0,
            tests=0,
            folder="",
        )
        click.echo(to_json(nothing))
    questions = "\n  ".join(plan.questions) or "Say what the backend keeps and who may do what with it."
    raise InputError("Nothing was drafted: there is nothing to model in it.", mend=questions)


def _answer(context: click.Context, reply: Draft, settings: Settings, *, as_json: bool) -> None:
    from adapters.terminal.render import exit_code, show, to_json

    if as_json:
        click.echo(to_json(reply))
    else:
        show(reply, sys.stdout, settings.colour)
    context.exit(exit_code(reply))


def _rendered(blueprint: Blueprint, form: str) -> str:
    from assistant.blueprint.text import to_yaml
    from assistant.draft.schema import prisma_schema

    if form == "prisma":
        return prisma_schema(blueprint).rstrip()
    return blueprint.model_dump_json(indent=2) if form == "json" else to_yaml(blueprint).rstrip()


def _settings() -> Settings:
    """The settings of the environment; a variable that none of them reads is pointed out, since it is likely a typo."""
    from assistant.settings import load, unknown

    settings = load(os.environ)
    for name, meant in unknown(os.environ).items():
        click.echo(f"threadwright: {name} is not a setting" + (f"; did you mean {meant}?" if meant else ""), err=True)
    return settings


def _run(work: Callable[[], Coroutine[None, None, T]]) -> T:
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


if __name__ == "__main__":
    main()
