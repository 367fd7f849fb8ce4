"""Check the documentation: links lead somewhere, and docs/commands.md says what the commands say of themselves.

Run as `python docs/check.py`: prints each finding as `file:line: what` and exits 1 when there is one. With `--write` it
writes docs/commands.md first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from assistant.cli import cli, command_names

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
EXTERNAL = ("http:", "https:", "mailto:", "#")
WIDTH = 100


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def broken_links(page: Path) -> Iterator[str]:
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        for target in LINK.findall(line):
            if not target.startswith(EXTERNAL) and not (page.parent / target.partition("#")[0]).exists():
                yield f"{page.relative_to(ROOT)}:{number}: no such file: {target}"


def undescribed_commands(readme: Path) -> Iterator[str]:
    text = readme.read_text(encoding="utf-8")
    for name in command_names():
        if f"`threadwright {name}" not in text:
            yield f"{readme.name}:1: does not mention `threadwright {name}`"


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    parts = ["# Commands\n\nWhat `threadwright COMMAND --help` prints; written by `python docs/check.py --write`.\n"]
    for name in command_names():
        context = click.Context(cli, info_name="threadwright", terminal_width=WIDTH, **cli.context_settings)
        command: click.Command = cli
        for part in name.split():
            assert isinstance(command, click.Group)
            command = command.commands[part]
            context = click.Context(command, info_name=part, parent=context, terminal_width=WIDTH)
        parts.append(f"## threadwright {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def main(*arguments: str) -> int:
    if "--write" in arguments:
        COMMANDS.write_text(commands_page(), encoding="utf-8")
    findings = [finding for page in pages() for finding in broken_links(page)]
    findings += undescribed_commands(ROOT / "README.md")
    if not COMMANDS.exists() or COMMANDS.read_text(encoding="utf-8") != commands_page():
        findings.append("docs/commands.md:1: is out of date; run `python docs/check.py --write`")
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
