"""A project: a name, and the sources that its documents come from."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from assistant.conversation import Record, Tagged

_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
NAME = r"[a-z0-9][a-z0-9._-]{0,63}"


def without_password(url: str) -> str:
    """A URL, or a text with some, without the names and passwords that stand before the hosts."""
    return _LOGIN.sub("", url)


class _Source(Tagged):
    """`mount` stands before the paths of a source's files, so that two sources of a project never share one."""

    mount: str = Field("", description="'' or a path that ends in a slash")
    audience: tuple[str, ...] = Field((), description="Who may see what comes from it; empty is everyone")


class Folder(_Source):
    """A folder or a file of this machine, read where it lies."""

    kind: Literal["folder"] = "folder"
    path: str = Field(description="Absolute")

    @property
    def key(self) -> str:
        """What the index knows the source by."""
        return f"folder:{self.path}"

    @property
    def label(self) -> str:
        return self.path


class Repository(_Source):
    """A git repository at a ref; a clone of it is kept."""

    kind: Literal["repository"] = "repository"
    url: str
    ref: str | None = Field(None, description="A branch, tag or commit; None is the default branch")

    @property
    def key(self) -> str:
        return f"git:{without_password(self.url)}@{self.ref or ''}"

    @property
    def label(self) -> str:
        url = without_password(self.url)
        return f"{url}@{self.ref}" if self.ref else url


class Upload(_Source):
    """A file that was sent, or a text that was pasted; the content is kept with the project."""

    kind: Literal["upload"] = "upload"
    name: str = Field(description="A file name, whose ending tells the format")

    @property
    def key(self) -> str:
        return f"upload:{self.name}"

    @property
    def label(self) -> str:
        return self.name


Source: TypeAlias = Annotated[Folder | Repository | Upload, Field(discriminator="kind")]
SOURCE: TypeAdapter[Source] = TypeAdapter(Source)


class Project(Record):
    """`sources` in the order in which they were added."""

    name: str = Field(pattern=f"^{NAME}$")
    sources: tuple[Source, ...] = ()

    def find(self, key: str) -> Source | None:
        return next((source for source in self.sources if source.key == key), None)

    def with_source(self, source: Source) -> tuple[Project, Source]:
        """The project with a source, and the source as it is there.

        The same source is there once, where it was; its audience becomes the one given. The first is at the top, each
        further one below a folder named after it.
        """
        known = self.find(source.key)
        mount = known.mount if known else self._mount(source)
        placed = SOURCE.validate_python({**source.model_dump(), "mount": mount})
        if known:
            kept = tuple(placed if each.key == source.key else each for each in self.sources)
        else:
            kept = (*self.sources, placed)
        return self.model_copy(update={"sources": kept}), placed

    def without(self, key: str) -> Project:
        return self.model_copy(update={"sources": tuple(each for each in self.sources if each.key != key)})

    def _mount(self, source: Source) -> str:
        taken = {each.mount for each in self.sources}
        if isinstance(source, Upload):
            return "uploads/"
        if "" not in taken:
            return ""
        name = source.label.rstrip("/").rpartition("/")[2].partition("@")[0].removesuffix(".git") or source.kind
        number = 2
        mount = f"{name}/"
        while mount in taken:
            mount, number = f"{name}-{number}/", number + 1
        return mount
