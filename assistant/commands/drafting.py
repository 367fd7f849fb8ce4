"""`plan`, `draft`, `compile` and `verify`: from a brief to a proven folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from assistant.commands.options import AS_JSON, BRIEF, EXISTING, FORCE, OUT, PROVIDERS
from assistant.commands.running import configured, run
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.blueprint.plan import Blueprint
    from assistant.conversation import Draft, Progress
    from assistant.settings import Settings


@click.command()
@BRIEF
@click.option("--format", "form", type=click.Choice(["yaml", "json", "prisma"]), default="yaml", show_default=True)
def plan(brief: str, form: str) -> None:
    """Print the Blueprint that a brief asks for. Nothing is run.

    BRIEF is a text file, or - for standard input. Exit 0; 2 when it can't be used.
    """
    from assistant import inputs

    text = inputs.read_text(brief)
    from assistant import app

    click.echo(_rendered(run(lambda: app.plan(text)), form))


@click.command()
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


@click.command("compile")
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


@click.command()
@click.argument("folder", metavar="DIR", type=EXISTING)
@AS_JSON
@click.pass_context
def verify(context: click.Context, folder: Path, as_json: bool) -> None:
    """Run every check on a folder drafted earlier, edited or not.

    Exit codes as for draft.
    """
    from assistant import inputs

    where, settings = inputs.existing_draft(folder), configured()
    from adapters.terminal.progress import progress
    from assistant import app

    with progress(sys.stderr, settings.colour) as tell:
        reply = run(lambda: app.verify(where, settings=settings, progress=tell))
    _answer(context, reply, settings, as_json=as_json)


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

    folder, settings = inputs.destination(out, force=force), configured()

    async def work(tell: Progress) -> Draft:
        plan = await planned()
        if not plan.models:
            _ask_back(plan, as_json=as_json)
        from assistant import app

        return await app.draft(plan, folder, settings=settings, progress=tell, force=force)

    with progress(sys.stderr, settings.colour) as tell:
        reply = run(lambda: work(tell))
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
