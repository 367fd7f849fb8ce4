"""`ask` and `chat`: one turn of a thread, or as many as a person likes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.commands.options import AS_JSON, EXISTING, FORCE
from assistant.commands.running import configured, run

PROJECT = click.option(
    "--project", metavar="DIR", type=EXISTING, help="Folder of the project that the thread is about."
)
ROLE = click.option("--role", metavar="NAME", help="Role to take; `threadwright roles list` names them.")
MODEL = click.option("--model", metavar="M", help="offline, or provider:model.")
THREAD = click.option("--thread", metavar="ID", help="Thread to go on with; a new one without it.")


@click.command()
@click.argument("message", metavar="MESSAGE|-")
@THREAD
@click.option("--out", "-o", metavar="DIR", type=EXISTING, help="Folder to write a draft to; one of the thread's else.")
@FORCE
@ROLE
@MODEL
@PROJECT
@AS_JSON
@click.pass_context
def ask(
    context: click.Context,
    message: str,
    thread: str | None,
    out: Path | None,
    force: bool,
    role: str | None,
    model: str | None,
    project: Path | None,
    as_json: bool,
) -> None:
    """Ask once: draft a backend, change it, or question it.

    MESSAGE is the text itself, or - for standard input. Exit 0; where it drafted, 1 when a check failed and 3 when one
    was not run; 2 when what was asked can't be used.
    """
    from assistant import inputs

    text = inputs.read_text(message) if message == inputs.STDIN else message
    folder = inputs.destination(out, force=force) if out else None
    settings = configured()
    from adapters.terminal.progress import progress
    from adapters.terminal.talk import Progressing, show_reply, turn_json
    from assistant import app
    from assistant.agent.ask import Ask
    from assistant.conversation import Reply

    asked = Ask(text=text, thread=thread, role=role, model=model, project=project, out=folder, replace=force)

    with progress(sys.stderr, settings.colour) as tell:

        async def work() -> Reply:
            async with app.open_assistant(settings, Progressing(tell)) as assistant:
                return await assistant.turn(asked)

        reply = run(work)
    if as_json:
        click.echo(turn_json(reply))
    else:
        show_reply(reply, sys.stdout, settings.colour)
    if reply.draft is not None:
        from adapters.terminal.render import exit_code

        context.exit(exit_code(reply.draft))


@click.command()
@THREAD
@ROLE
@MODEL
@PROJECT
def chat(thread: str | None, role: str | None, model: str | None, project: Path | None) -> None:
    """Talk with the assistant: draft, change your mind, ask why.

    Ctrl-C stops an answer and keeps what was done; Ctrl-D leaves. Each message from a pipe is a line.
    """
    settings = configured()
    from adapters.terminal.chat import Chat
    from assistant import app
    from assistant.agent.ask import Ask

    Chat(settings, Ask(text="", thread=thread, role=role, model=model, project=project), app.open_assistant).run()
