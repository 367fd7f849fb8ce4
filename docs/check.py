"""Check the documentation: every relative link leads somewhere, and every command is described.

Run as `python docs/check.py`; prints each finding as `file:line: what`, and exits 1 when there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
EXTERNAL = ("http:", "https:", "mailto:", "#")


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def broken_links(page: Path) -> Iterator[str]:
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        for target in LINK.findall(line):
            if not target.startswith(EXTERNAL) and not (page.parent / target.partition("#")[0]).exists():
                yield f"{page.relative_to(ROOT)}:{number}: no such file: {target}"


def undescribed_commands(readme: Path) -> Iterator[str]:
    from assistant.cli import command_names

    text = readme.read_text(encoding="utf-8")
    for name in command_names():
        if f"`threadwright {name}" not in text:
            yield f"{readme.relative_to(ROOT)}:1: does not mention `threadwright {name}`"


def main() -> int:
    findings = [finding for page in pages() for finding in broken_links(page)]
    findings += undescribed_commands(ROOT / "README.md")
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
