"""The packages that knowledge needs and that a first draft does not wait for."""

from __future__ import annotations

from importlib.util import find_spec

from assistant.errors import KnowledgeError

NEEDED = ("numpy",)
"""What an index takes; embeddings, which take more, can be done without."""
INSTALL = "pip install 'threadwright[knowledge]'"


def require(names: tuple[str, ...] = NEEDED) -> None:
    """Raises KnowledgeError that names what is not installed, and the command that installs it."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise KnowledgeError(f"Packages are missing: {', '.join(missing)}", mend=f"Install them with {INSTALL}.")
