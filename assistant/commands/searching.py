"""`search` and `eval`: what a project says on something, and how well searching finds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import EXISTING
from assistant.commands.running import configured, run
from assistant.errors import EmbeddingError, InputError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from knowledge.evaluate import Figures
    from knowledge.search import Hit

SHOWN_LINES = 6
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


@click.command()
@click.argument("question", metavar="QUESTION")
@click.option("--project", "name", metavar="NAME", required=True, help="Project to search.")
@click.option("-k", "limit", metavar="N", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@click.option(
    "--audience", metavar="TAG", multiple=True, help="Only what somebody with these tags may see; all without it."
)
@AS_JSON
def search(question: str, name: str, limit: int, audience: tuple[str, ...], as_json: bool) -> None:
    """Find the passages of a project that say most on a question, the best first.

    Exit 0, found or not; 2 when there is no such project.
    """
    if not question.strip():
        raise InputError("There is nothing to search for", mend="Say what to find.")
    settings = configured()
    viewers = (frozenset(audience),) if audience else ()
    import asyncio

    hits, alone = run(lambda: asyncio.to_thread(_found, settings, name, question, limit, viewers))
    if alone is not None:
        click.echo(f"threadwright: searching by words alone: {alone}", err=True)
    if as_json:
        click.echo(json.dumps([_as_json(hit) for hit in hits], indent=2, ensure_ascii=False))
        return
    for hit in hits:
        _show(hit)
    if not hits:
        click.echo(f"Nothing in {name} has these words", err=True)


@click.group("eval")
def eval_() -> None:
    """Measurements on data of yours."""


@eval_.command()
@click.option("--corpus", metavar="FILE", required=True, type=EXISTING, help="JSON lines with id, text; path, title.")
@click.option("--queries", metavar="FILE", required=True, type=EXISTING, help="JSON lines with id, text, relevant.")
@AS_JSON
def retrieval(corpus: Path, queries: Path, as_json: bool) -> None:
    """Measure how well passages are found by meaning, by words and by both.

    A row of the corpus is one passage; the `relevant` of a query are ids of the corpus. Where no embeddings are to be
    had, words alone are measured.
    """
    settings = configured()
    import asyncio

    figures, alone = run(lambda: asyncio.to_thread(_measured, settings, corpus, queries))
    if alone is not None:
        click.echo(f"threadwright: measuring words alone: {alone}", err=True)
    if as_json:
        click.echo(json.dumps({leg: each.model_dump(by_alias=True) for leg, each in figures.items()}, indent=2))
        return
    names = list(next(iter(figures.values())).model_dump(by_alias=True))
    click.echo(" " * 8 + "".join(f"{name:>11}" for name in names))
    for leg, each in figures.items():
        values = each.model_dump(by_alias=True).values()
        shown = (
            f"{value:11.1f}" if name.endswith("ms") else f"{value:11.3f}"
            for name, value in zip(names, values, strict=True)
        )
        click.echo(f"{leg:8}" + "".join(shown))


def _found(
    settings: Settings, name: str, question: str, limit: int, viewers: tuple[frozenset[str], ...]
) -> tuple[tuple[Hit, ...], str | None]:
    from knowledge.search import open_to_search, search
    from knowledge.source.projects import Projects

    projects = Projects(settings.home / "knowledge")
    projects.find(name)
    index, alone = open_to_search(projects.folder(name), embedding=settings.embedding, cache=settings.cache_dir)
    with index:
        return search(index, question, limit=limit, viewers=viewers), alone


def _measured(settings: Settings, corpus: Path, queries: Path) -> tuple[dict[str, Figures], str | None]:
    from knowledge.embed import open_embedder
    from knowledge.evaluate import evaluate, read_corpus, read_queries

    passages, questions = read_corpus(corpus), read_queries(queries)
    alone = None
    try:
        embedder = open_embedder(settings.embedding, settings.cache_dir)
    except EmbeddingError as error:
        embedder, alone = None, str(error)
    workspace = settings.cache_dir / "evaluation"
    return evaluate(passages, questions, embedder=embedder, workspace=workspace), alone


def _as_json(hit: Hit) -> dict[str, object]:
    chunk = hit.chunk
    return {
        "path": chunk.path,
        "start": chunk.first_line,
        "end": chunk.last_line,
        "score": round(hit.score, 4),
        "symbol": chunk.symbol,
        "heading": list(chunk.heading),
        "commit": chunk.commit,
        "text": chunk.text,
    }


def _show(hit: Hit) -> None:
    from adapters.terminal.screen import clean

    chunk = hit.chunk
    about = chunk.symbol or " > ".join(chunk.heading)
    place = f"{clean(chunk.path)}:{chunk.first_line}-{chunk.last_line}"
    click.echo(f"{place}  {hit.score:.2f}" + (f"  {clean(about)}" if about else ""))
    lines = chunk.text.splitlines()
    for line in lines[:SHOWN_LINES]:
        click.echo(f"    {clean(line)}")
    if len(lines) > SHOWN_LINES:
        click.echo(f"    … {len(lines) - SHOWN_LINES} more lines")
