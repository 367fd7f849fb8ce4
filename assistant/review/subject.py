"""What a review looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.blueprint.plan import Blueprint
from assistant.conversation import Receipt, Remark
from assistant.review.code.source import Source

CODE = (".ts", ".tsx")
NOT_SERVED = ("tests/", "node_modules/", "generated/")
"""Where code may do what a service may not."""


@dataclass(frozen=True)
class Subject:
    """A plan, the files derived or edited from it (path -> text), and what the workbench said of them."""

    plan: Blueprint
    files: Mapping[str, str]
    receipts: tuple[Receipt, ...] = ()

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The parsed TypeScript that serves requests, in the order of the paths."""
        served = (path for path in sorted(self.files) if path.endswith(CODE) and not path.startswith(NOT_SERVED))
        return tuple(Source(path, self.files[path]) for path in served)

    @cached_property
    def migrations(self) -> tuple[tuple[str, str], ...]:
        """(path, SQL) of each migration, oldest first."""
        found = (path for path in sorted(self.files) if path.startswith("prisma/migrations/"))
        return tuple((path, self.files[path]) for path in found if path.endswith(".sql"))


Rule = Callable[[Subject], Iterator[Remark]]
"""One thing that is looked for; yields a remark for every place it is found at."""
