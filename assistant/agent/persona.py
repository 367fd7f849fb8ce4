"""Which role the assistant takes: as the message, the command, the thread or the settings say, in this order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from assistant.errors import InputError, OperatorError
from roles.load import load, role_files
from roles.role import Role

MENTION = re.compile(r"\s*(?:as|@)\s*(?:an?\s+|the\s+)?(?P<name>[\w][\w -]{1,40}?)\s*:\s*(?P<rest>\S.*)", re.I | re.S)


class Personas:
    """The roles of a deployment, each read when it is first taken."""

    def __init__(self, folder: Path | None) -> None:
        self._files: Mapping[str, Path] = role_files(folder)
        self._loaded: dict[str, Role] = {}

    def mentioned(self, text: str) -> tuple[str | None, str]:
        """The role that a message begins with ('as reviewer: …') and the rest of it; a colon alone names no role."""
        said = MENTION.match(text)
        stem = self._near(said["name"]) if said else None
        return (stem, said["rest"]) if said and stem else (None, text)

    def stem(self, name: str) -> str:
        """The file stem of a role by its stem, its name or a part of it. Raises InputError naming those there are."""
        found = self._near(name)
        if found is None:
            raise InputError(f"There is no role {name!r}", mend=f"Roles: {', '.join(sorted(self._files))}.")
        return found

    def role(self, stem: str) -> Role:
        """The role of a file stem. Raises InputError for a file that is no role, OperatorError for a missing one."""
        if stem not in self._files:
            raise OperatorError(
                f"There is no role {stem!r}", mend=f"Set THREADWRIGHT_ROLE to one of {', '.join(sorted(self._files))}."
            )
        if stem not in self._loaded:
            self._loaded[stem] = load(self._files[stem])
        return self._loaded[stem]

    def _near(self, name: str) -> str | None:
        wanted = "-".join(name.lower().replace("_", " ").replace("-", " ").split())
        if wanted in self._files:
            return wanted
        parts = set(wanted.split("-"))
        within = [stem for stem in self._files if parts <= set(stem.split("-"))]
        if len(within) == 1:
            return within[0]
        initials = [stem for stem in self._files if _initials(stem).endswith(wanted)] if len(wanted) > 1 else []
        if initials:
            return initials[0]
        spelled = {word: stem for stem in self._files for word in (stem, *stem.split("-"))}
        near = get_close_matches(wanted, spelled, n=1, cutoff=0.8)
        return spelled[near[0]] if near else None


def _initials(stem: str) -> str:
    """'tpm' of technical-project-manager, who is called PM."""
    return "".join(part[0] for part in stem.split("-") if part)
