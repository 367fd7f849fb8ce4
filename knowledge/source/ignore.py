"""The ignore files of a tree, nested as git nests them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

GIT = ".gitignore"
OWN = ".threadwrightignore"
FOLDER = "ps_d"
"""The group of a pattern's regular expression that holds the slash after a folder."""


@dataclass(frozen=True)
class _Level:
    folder: Path
    patterns: tuple[GitIgnoreSpecPattern, ...]


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
        for pattern in reversed(level.patterns):
            if pattern.include is not None and _fits(pattern, relative):
                return pattern.include
    return None


def _fits(pattern: GitIgnoreSpecPattern, path: str) -> bool:
    """Whether a pattern is about a path itself; what it says of a folder above was heeded there."""
    said = str(pattern.pattern).rstrip()
    if said.endswith("/") and not path.endswith("/"):
        return False
    # What is below a folder is not the folder: with `a/**` and `!a/b` there is something to read in it.
    found = pattern.match_file(path.removesuffix("/") if said.endswith("/**") else path)
    if found is None:
        return False
    groups = found.match.groupdict()
    return groups.get(FOLDER) is None or found.match.end(FOLDER) == len(path)


def _level(folder: Path, name: str) -> _Level | None:
    patterns = tuple(_compiled(_lines(folder / name)))
    return _Level(folder, patterns) if patterns else None


def _compiled(lines: Iterator[str]) -> Iterator[GitIgnoreSpecPattern]:
    """A line that is no pattern is passed over, as git does."""
    for line in lines:
        with suppress(ValueError):
            yield GitIgnoreSpecPattern(line)


def _lines(path: Path) -> Iterator[str]:
    # A link could lead out of the tree.
    if path.is_file() and not path.is_symlink():
        yield from path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
