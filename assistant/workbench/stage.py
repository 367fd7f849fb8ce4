"""A scratch copy of a project, as the gates see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.errors import InputError
from assistant.workbench.engines import SCHEMA
from assistant.workbench.fingerprint import fingerprint, project_files

MEASURE = "measure/measure.test.ts"


@dataclass(frozen=True)
class Stage:
    """`files` are the bytes that were laid out in `folder`, and that every receipt is about."""

    folder: Path
    files: Mapping[str, bytes]

    @property
    def sha256(self) -> str:
        return fingerprint(self.files)

    @property
    def schema(self) -> str:
        return self.text(SCHEMA)

    @property
    def migrations(self) -> list[str]:
        """Paths of the migration scripts, in the order in which they apply."""
        return sorted(
            path for path in self.files if path.startswith("prisma/migrations/") and path.endswith("/migration.sql")
        )

    @property
    def tests(self) -> list[str]:
        return sorted(path for path in self.files if path.endswith((".test.ts", ".test.tsx")) and path != MEASURE)

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8", errors="replace")

    def open_up(self, paths: list[str]) -> None:
        """Lets the sandbox's user at what we wrote: the folder above is entered by nobody else."""
        for path in paths:
            for each in (self.folder / path, *(self.folder / path).rglob("*")):
                each.chmod(0o777 if each.is_dir() else 0o666)


def lay_out(project: Path, overlay: Mapping[str, str], folder: Path, modules: Path) -> Stage:
    """Copies `project` into the empty `folder`, `overlay` over it, with `modules` as its node_modules.

    Raises InputError when there is no readable project with a Prisma schema.
    """
    try:
        files = project_files(project)
    except OSError as error:
        raise InputError(f"{project} can't be read: {error.strerror}", mend="Name a folder that was drafted") from None
    files.update({str(PurePosixPath(path)): text.encode() for path, text in overlay.items()})
    if SCHEMA not in files:
        raise InputError(f"{project} holds no {SCHEMA}", mend="Name a folder that was drafted")
    for path, content in files.items():
        place = folder / path
        if not place.resolve().is_relative_to(folder.resolve()):
            raise InputError(f"{path} leads out of the project")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / "node_modules").symlink_to(modules)
    stage = Stage(folder, files)
    stage.open_up(sorted({path.split("/", 1)[0] for path in files}))
    return stage
