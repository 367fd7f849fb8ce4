"""Reads every brief of a folder and writes its Prisma schema, for a scorer to compare.

    python bench/read_briefs.py BRIEFS OUT

BRIEFS holds NN-name.md; OUT receives NN-name.prisma. Prints the milliseconds that each took.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assistant.blueprint.read.prose import read_brief
from assistant.draft.schema import prisma_schema


def main(briefs: Path, out: Path) -> None:
    """Writes one schema a brief; a brief with nothing to model gives an empty file."""
    out.mkdir(parents=True, exist_ok=True)
    read_brief("Books have a title.")  # the first call compiles patterns; it is not what is measured
    for path in sorted(briefs.glob("[0-9]*.md")):
        text = path.read_text()
        start = time.perf_counter()
        blueprint = read_brief(text)
        took = (time.perf_counter() - start) * 1000
        (out / f"{path.stem}.prisma").write_text(prisma_schema(blueprint) if blueprint.models else "")
        print(f"{took:7.1f} ms  {path.stem}: {len(blueprint.models)} models, {len(blueprint.relations)} relations")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
