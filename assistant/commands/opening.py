"""The projects of this deployment, and the index of one with the embeddings that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.errors import EmbeddingError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from knowledge.embed import Embedder
    from knowledge.index import Index
    from knowledge.source.projects import Projects


def projects_of(settings: Settings) -> Projects:
    """Where the projects of this deployment are kept. Raises KnowledgeError where packages are missing."""
    from knowledge.packages import require

    require()
    from knowledge.source.projects import Projects

    return Projects(settings.home / "knowledge")


def opened(settings: Settings, project: str, *, renew: bool = False) -> Index:
    """The index of a project, for words alone where the embeddings can't be had, which is told; blocking.

    Raises InputError where there is no such project, and as `Index.open` does.
    """
    from knowledge.index import Index

    projects = projects_of(settings)
    folder = projects.folder(projects.find(project).name)
    return Index.open(folder, embedder=_embedder(settings), chroma_url=settings.chroma_url, renew=renew)


def _embedder(settings: Settings) -> Embedder | None:
    from knowledge.embed import open_embedder

    try:
        return open_embedder(settings.embedding, settings.cache_dir)
    except EmbeddingError as error:
        click.echo(f"threadwright: searching by words alone: {error}", err=True)
        return None
