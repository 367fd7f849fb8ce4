"""The projects of a deployment: a folder for each, with its sources, its uploads and its index."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import InputError, KnowledgeError
from knowledge.source.project import NAME, Project, Source, Upload

FILE = "project.json"
UPLOADS = "uploads"
_FILE_NAME = re.compile(r"[^\w.() -]+")


class Projects:
    """Below `folder`; every call blocks. A change is written whole or not at all, and two never mix."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def repositories(self) -> Path:
        """Where clones are kept; projects share them."""
        return self._folder / "repos"

    def folder(self, name: str) -> Path:
        """Where a project is kept, its index too."""
        return self._folder / "projects" / name

    def uploads(self, name: str) -> Path:
        return self.folder(name) / UPLOADS

    def all(self) -> tuple[Project, ...]:
        """Every project, by name."""
        return tuple(self._read(path) for path in sorted(self.folder("").glob(f"*/{FILE}")))

    def find(self, name: str) -> Project:
        """Raises InputError where there is none of this name, with the names that there are."""
        path = self.folder(name) / FILE
        if re.fullmatch(NAME, name) and path.is_file():
            return self._read(path)
        known = ", ".join(project.name for project in self.all())
        mend = f"There are: {known}." if known else f"Add it: threadwright project add {name}"
        raise InputError(f"There is no project {name!r}", mend=mend)

    def add(self, name: str) -> Project:
        """The project of this name, new or not. Raises InputError for a name that can't be one."""
        if not re.fullmatch(NAME, name):
            mend = "Use small letters, digits, dots, dashes and underscores, 64 at most; begin with a letter or digit."
            raise InputError(f"{name!r} is no name for a project", mend=mend)
        with self._locked():
            if not (self.folder(name) / FILE).is_file():
                self._write(Project(name=name))
        return self.find(name)

    def put(self, name: str, source: Source) -> Source:
        """Add a source to a project, or change its audience; the source as it is there."""
        with self._locked():
            project, placed = self.find(name).with_source(source)
            self._write(project)
        return placed

    def upload(self, name: str, file: str, content: bytes, *, audience: tuple[str, ...] = ()) -> Source:
        """Keep a file that was sent or pasted, in place of one of the same name."""
        said = _FILE_NAME.sub("-", file.replace("\\", "/").rpartition("/")[2]).strip(". ")
        if not said:
            raise InputError(f"{file!r} is no name for a file", mend="Give one such as notes.md.")
        folder = self.uploads(name)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(folder / said, content)
        return self.put(name, Upload(name=said, audience=audience))

    def drop(self, name: str, key: str) -> None:
        """Take a source out of a project; what was sent is deleted."""
        with self._locked():
            project = self.find(name)
            source = project.find(key)
            if isinstance(source, Upload):
                (self.uploads(name) / source.name).unlink(missing_ok=True)
            self._write(project.without(key))

    def remove(self, name: str) -> None:
        """Delete a project with its index and uploads. Folders and repositories it was made from stay."""
        with self._locked():
            self.find(name)
            # First out of sight, so that an interrupt leaves no half of a project.
            gone = Path(tempfile.mkdtemp(prefix="removed-", dir=self._folder))
            self.folder(name).rename(gone / name)
        shutil.rmtree(gone)

    def _read(self, path: Path) -> Project:
        try:
            return Project.model_validate(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, ValidationError) as error:
            raise KnowledgeError(
                f"{path} can't be read: {error}", mend="Mend it, or delete it and add again."
            ) from error

    def _write(self, project: Project) -> None:
        folder = self.folder(project.name)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(folder / FILE, f"{project.model_dump_json(indent=2)}\n".encode())

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / "projects.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
