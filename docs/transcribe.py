"""Write docs/transcripts/: threads as they run without a model, on the real toolchain.

Run as `python docs/transcribe.py`. Each file of docs/transcripts/ begins with its title and what it shows; the lines
that begin with `> ` are what the person said. These are kept, everything else is written anew. What differs from run to
run (ids, measured figures, folders) is left out.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from adapters.terminal.compact import compact
from adapters.terminal.screen import screen
from adapters.terminal.talk import show_beside
from assistant import app
from assistant.agent.ask import Ask, Silent
from assistant.conversation import Reply
from assistant.settings import Colour, load

FOLDER = Path(__file__).parent / "transcripts"
SAID = "> "
CHANGING = re.compile(r"^(?:[a-z]+(?:_[a-z]+)+  |\d+ files in )")
"""Lines of figures that were measured, and of where files lie."""
TOOK = re.compile(r"\b\d+(?:\.\d+)? (m?s)\b")


@dataclass(frozen=True)
class Script:
    """A transcript before it runs: everything up to the first message, and the messages."""

    head: str
    messages: tuple[str, ...]


def script(text: str) -> Script:
    """The part of a transcript that a person wrote."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(SAID))
    return Script("\n".join(lines[:first]).strip(), tuple(_messages(lines)))


def _messages(lines: list[str]) -> Iterator[str]:
    """Lines that follow one another are one message; what an answer quotes stands in a fence."""
    said: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        fenced ^= line.startswith("```")
        if line.startswith(SAID) and not fenced:
            said.append(line.removeprefix(SAID))
        elif said:
            yield "\n".join(said)
            said = []


async def transcript(written: Script) -> str:
    """The thread, run from its first message to its last."""
    with tempfile.TemporaryDirectory(prefix="transcript-") as home:
        settings = load({**os.environ, "THREADWRIGHT_HOME": home, "THREADWRIGHT_MODEL": "offline"})
        parts = [written.head]
        thread: str | None = None
        known: set[str] = set()
        async with app.open_assistant(settings, Silent()) as assistant:
            for message in written.messages:
                print(f"  {message.splitlines()[0][:80]}", file=sys.stderr, flush=True)
                reply = await assistant.turn(Ask(text=message, thread=thread))
                thread = reply.thread
                quoted = "\n".join(f"{SAID}{line}" for line in message.splitlines())
                parts.append(f"{quoted}\n\n```text\n{shown(reply, known)}\n```")
                known |= {*reply.assumptions, *reply.questions}
    return "\n\n".join(parts).replace(str(thread), "t-…") + "\n"


def shown(reply: Reply, known: set[str]) -> str:
    """A reply as the chat shows it, without what differs from run to run."""
    stream = io.StringIO()
    console: Console = screen(stream, Colour.NEVER)
    show_beside(reply, console)
    if reply.draft is not None:
        console.print(compact(reply.draft, known))
    lines = (line.rstrip() for line in f"{reply.text}\n{stream.getvalue()}".splitlines())
    return TOOK.sub(r"… \1", "\n".join(line for line in lines if not CHANGING.match(line)).strip())


def main() -> None:
    """Write every transcript anew."""
    for path in sorted(FOLDER.glob("*.md")):
        print(path.name, file=sys.stderr)
        path.write_text(asyncio.run(transcript(script(path.read_text(encoding="utf-8")))), encoding="utf-8")


if __name__ == "__main__":
    main()
