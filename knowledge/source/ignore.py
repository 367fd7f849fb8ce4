"""The ignore files of a tree, nested as git nests them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

GIT = ".gitignore"
OWN = ".threadwrightignore"


@dataclass(frozen=True)
class _Level:
    folder: Path
    spec: GitIgnoreSpec


@dataclass(frozen=True)
class Ignores:
    """The ignore files that hold for a folder, the innermost first."""

    git: tuple[_Level, ...] = ()
    own: tuple[_Level, ...] = ()

    @classmethod
    def above(cls, folder: Path) -> Ignores:
        """What the folders above say, up to the root of the repository that `folder` lies in.

        Nothing outside of a repository, and nothing of a folder that they ignore: who names it wants it read.
        """
        if (folder / ".git").exists():
            return cls()
        above = list(folder.parents)
        root = next((place for place, each in enumerate(above) if (each / ".git").exists()), None)
        found = cls()
        for each in reversed(above[: root + 1] if root is not None else ()):
            found = found.within(each)
        inner = [folder, *above[: root or 0]]
        return cls() if any(found.of_git(each, True) for each in inner) else found

    def within(self, folder: Path) -> Ignores:
        """These with the ignore files of a folder below."""
        git, own = _level(folder, GIT), _level(folder, OWN)
        if git is None and own is None:
            return self
        return Ignores((git, *self.git) if git else self.git, (own, *self.own) if own else self.own)

    def of_git(self, path: Path, folder: bool) -> bool:
        """Whether git ignores a path."""
        return _verdict(self.git, path, folder) is True

    def asked(self, path: Path, folder: bool) -> bool | None:
        """What a .threadwrightignore says: True to leave out, False to read it in spite of what else ignores it."""
        return _verdict(self.own, path, folder)


def _verdict(levels: tuple[_Level, ...], path: Path, folder: bool) -> bool | None:
    for level in levels:
        relative = path.relative_to(level.folder).as_posix() + ("/" if folder else "")
        found = level.spec.check_file(relative).include
        if found is not None:
            return found
    return None


def _level(folder: Path, name: str) -> _Level | None:
    lines = list(_lines(folder / name))
    if not lines:
        return None
    return _Level(folder, _compiled(lines))


def _compiled(lines: list[str]) -> GitIgnoreSpec:
    """A line that is no pattern is passed over, as git does."""
    good = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        good.append(line)
    return GitIgnoreSpec.from_lines(good)


def _lines(path: Path) -> Iterator[str]:
    # A link could lead out of the tree.
    if path.is_file() and not path.is_symlink():
        yield from path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
