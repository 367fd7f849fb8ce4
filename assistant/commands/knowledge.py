"""`project` and `index`: what there is to know about a project, and bringing the index up to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import opened, projects_of
from assistant.commands.options import EXISTING
from assistant.commands.running import configured, run
from assistant.errors import InputError

if TYPE_CHECKING:
    from knowledge.source.project import Source

AUDIENCE = click.option(
    "--audience", metavar="TAG", multiple=True, help="Who may see it; may be given again. Everyone without it."
)
REF = click.option("--ref", metavar="REF", help="Branch, tag or commit of the repository; its default branch without.")


@click.group()
def project() -> None:
    """Projects: what their documents come from."""


@project.command("add")
@click.argument("name", metavar="NAME")
@click.option("--path", "paths", metavar="PATH", multiple=True, type=EXISTING, help="Folder or file to read in place.")
@click.option("--url", "urls", metavar="URL", multiple=True, help="Git repository.")
@REF
@click.option("--upload", "uploads", metavar="FILE", multiple=True, type=EXISTING, help="File to keep a copy of.")
@click.option("--paste", metavar="TITLE", help="Keep the text on standard input under this name, as in notes.md.")
@AUDIENCE
def add(
    name: str,
    paths: tuple[Path, ...],
    urls: tuple[str, ...],
    ref: str | None,
    uploads: tuple[Path, ...],
    paste: str | None,
    audience: tuple[str, ...],
) -> None:
    """Add a project, or sources to one; what is indexed comes from `threadwright index`."""
    settings = configured()
    if ref is not None and not urls:
        raise InputError("--ref needs a --url", mend="A folder is read as it lies; give a file:// URL for a ref of it.")
    wanted = [_place(path) for path in paths] + [_repository(url, ref) for url in urls]
    sent = [(file.name, _content(file)) for file in uploads]
    if paste is not None:
        sent.append((paste if "." in paste else f"{paste}.md", sys.stdin.buffer.read()))
    projects = projects_of(settings)
    projects.add(name)
    for source in wanted:
        _tell(name, projects.put(name, source.model_copy(update={"audience": _tags(audience)})))
    for file, content in sent:
        _tell(name, projects.upload(name, file, content, audience=_tags(audience)))
    if not wanted and not sent:
        click.echo(f"Project {name} is there; add to it with --path, --url, --upload or --paste")


@project.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_(as_json: bool) -> None:
    """List the projects."""
    found = projects_of(configured()).all()
    if as_json:
        click.echo(json.dumps([each.model_dump(mode="json") for each in found], indent=2))
        return
    for each in found:
        count = len(each.sources)
        click.echo(f"{each.name}  {count} source{'' if count == 1 else 's'}")
    if not found:
        click.echo("There is no project yet; add one: threadwright project add NAME --path DIR", err=True)


@project.command()
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
def show(name: str, as_json: bool) -> None:
    """Show the sources of a project, and how much of each is indexed."""
    projects = projects_of(configured())
    found = projects.find(name)
    from knowledge.index import Index

    # Without embeddings: counting needs none.
    with Index.open(projects.folder(name)) as index:
        files = {each.key: len(index.files(each.key)) for each in found.sources}
        chunks = index.count()
    if as_json:
        sources = [{**each.model_dump(mode="json"), "files": files[each.key]} for each in found.sources]
        click.echo(json.dumps({"name": name, "chunks": chunks, "sources": sources}, indent=2))
        return
    click.echo(f"{name}: {chunks:,} chunks")
    for each in found.sources:
        place = f", as {each.mount}" if each.mount else ""
        shown = f", for {', '.join(each.audience)}" if each.audience else ""
        click.echo(f"  {each.kind}  {each.label}  {files[each.key]:,} files{place}{shown}")


@project.command()
@click.argument("name", metavar="NAME")
@click.option("--source", "label", metavar="SOURCE", help="Only this one, as `project show` names it.")
def remove(name: str, label: str | None) -> None:
    """Remove a project and its index, or one source of it. Folders and repositories themselves stay."""
    settings = configured()
    projects = projects_of(settings)
    found = projects.find(name)
    if label is None:
        projects.remove(name)
        click.echo(f"Removed {name}")
        return
    source = next((each for each in found.sources if label in (each.label, each.key)), None)
    if source is None:
        known = ", ".join(each.label for each in found.sources) or "none"
        raise InputError(f"{name} has no source {label}", mend=f"Its sources: {known}.")
    with opened(settings, name) as index:
        index.remove_source(source.key)
    projects.drop(name, source.key)
    click.echo(f"Removed {source.label} from {name}")


@click.command()
@click.argument("place", metavar="[PATH|URL]", required=False)
@click.option(
    "--project", "name", metavar="NAME", required=True, help="Project to add it to; made where there is none."
)
@REF
@AUDIENCE
@click.option("--watch", is_flag=True, help="Go on, and index again what changes.")
@click.option("--renew", is_flag=True, help="Make the embeddings again, with the model that is set now.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a source instead.")
def index(
    place: str | None, name: str, ref: str | None, audience: tuple[str, ...], watch: bool, renew: bool, as_json: bool
) -> None:
    """Index a folder, file or git repository, or without one everything the project has.

    What did not change is not read again, and what was deleted is no longer found. Interrupted, it goes on from there
    the next time. Secrets, binaries, generated files and what others wrote are left out, and it says so.
    """
    settings = configured()
    projects = projects_of(settings)
    from assistant.commands.indexing import indexed

    source = None if place is None else _given(place, ref)
    if source is None and (ref is not None or audience):
        raise InputError("--ref and --audience belong to a source", mend="Name the path or URL that they are for.")
    if source is None:
        sources = projects.find(name).sources
        if not sources:
            raise InputError(f"{name} has no sources", mend=f"Name one: threadwright index DIR --project {name}")
    else:
        projects.add(name)
        # A source that was there already keeps its audience unless another is given.
        known = projects.find(name).find(source.key)
        tags = _tags(audience) or (known.audience if known else ())
        sources = (projects.put(name, source.model_copy(update={"audience": tags})),)
    run(lambda: indexed(settings, projects, name, sources, watch=watch, as_json=as_json, renew=renew))


def _given(place: str, ref: str | None) -> Source:
    from knowledge.source.repository import is_url

    if is_url(place) and not Path(place).exists():
        return _repository(place, ref)
    path = Path(place)
    if ref is not None:
        folder = _place(path)
        return _repository(Path(folder.label).as_uri(), ref)
    return _place(path)


def _place(path: Path) -> Source:
    from knowledge.source.project import Folder

    location = path.expanduser()
    if not location.exists():
        raise InputError(
            f"There is no folder or file {path}", mend="Give one that is there, or the URL of a repository."
        )
    return Folder(path=str(location.resolve()))


def _repository(url: str, ref: str | None) -> Source:
    from knowledge.source.project import Repository
    from knowledge.source.repository import is_url

    if not is_url(url):
        raise InputError(f"{url} is no URL of a git repository", mend="Give an https, ssh or file URL.")
    return Repository(url=url, ref=ref)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise InputError(f"There is no file {file}", mend="Give the path of a file.")
    return file.read_bytes()


def _tags(audience: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({each.strip() for each in audience if each.strip()}))


def _tell(name: str, source: Source) -> None:
    click.echo(f"{name}: {source.label}; index it with: threadwright index --project {name}")
