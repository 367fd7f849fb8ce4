"""What indexing and searching cost: a made corpus of text and code, the built-in embeddings.

    .venv/bin/python bench/searching.py [--sizes 1000 10000]

For each size: chunks a second of the first index and of one whose texts were embedded before, milliseconds of a search
(p50, p95), and the resident set in MiB. The ratio of the two rates is what the embeddings that are kept save.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from assistant.settings import load
from knowledge.chunk import Chunk
from knowledge.embed import open_embedder
from knowledge.index import Index, IndexedFile
from knowledge.search import search

A_FILE = 10
A_CALL = 25
SEARCHES = 50
VERBS = "create update delete find list send charge refund ship cancel approve archive invite merge".split()
NOUNS = "invoice order parcel member ticket payment address session report webhook token label thread review".split()


def main() -> None:
    """Run each size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    options = parser.parse_args()
    embedder = open_embedder("all-MiniLM-L6-v2", load(os.environ).cache_dir)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as home:
            files = _files(size)
            with Index.open(Path(home) / "first", embedder=embedder) as index:
                first = _rate(index, files, size)
                took = [_timed(index, at) for at in range(SEARCHES)]
            with Index.open(Path(home) / "second", embedder=embedder) as index:
                again = _rate(index, files, size)
        print(f"{size} chunks: {first:.0f} a second first, {again:.0f} with texts known ({again / first:.1f} times)")
        print(f"  search p50 {statistics.median(took):.1f} ms, p95 {sorted(took)[int(SEARCHES * 0.95)]:.1f} ms")
        print(f"  resident {_resident():.0f} MiB", flush=True)


def _files(size: int) -> list[IndexedFile]:
    draw = random.Random(1)
    files = []
    for number in range(size // A_FILE):
        path = f"src/{draw.choice(NOUNS)}/{number}.ts"
        chunks = tuple(_chunk(draw, path, at) for at in range(A_FILE))
        files.append(IndexedFile(path, "1", chunks))
    return files


def _chunk(draw: random.Random, path: str, at: int) -> Chunk:
    symbol = f"{draw.choice(VERBS)}{draw.choice(NOUNS).title()}"
    said = " ".join(draw.choice((*VERBS, *NOUNS)) for _ in range(30))
    text = (
        f"// {said}\nexport async function {symbol}(id: string) {{\n  return db.{draw.choice(NOUNS)}.find({{ id }})\n}}"
    )
    return Chunk.of(
        project="bench", path=path, lines=(at * 4 + 1, at * 4 + 4), kind="typescript", text=text, symbol=symbol
    )


def _rate(index: Index, files: list[IndexedFile], size: int) -> float:
    began = time.perf_counter()
    for at in range(0, len(files), A_CALL):
        index.update(files[at : at + A_CALL], source="made")
    return size / (time.perf_counter() - began)


def _timed(index: Index, at: int) -> float:
    began = time.perf_counter()
    search(index, f"where do we {VERBS[at % len(VERBS)]} the {NOUNS[at % len(NOUNS)]}?")
    return (time.perf_counter() - began) * 1000


def _resident() -> float:
    """MiB of this process that are in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
