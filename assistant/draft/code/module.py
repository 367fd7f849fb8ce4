"""A TypeScript module while it is written: its body, and the imports that the body turned out to need."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_EXPORT = re.compile(r"^export (?:const|(?:async )?function) (\w+)", re.MULTILINE)


@dataclass
class Module:
    """One file. `path` is relative to the project."""

    path: str
    blocks: list[str] = field(default_factory=list)
    imports: dict[str, dict[str, bool]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What others import it as: 'lib/page.ts' -> '@/lib/page'."""
        return f"@/{self.path.removesuffix('.ts')}"

    def use(self, module: str, name: str) -> str:
        """Imports a value from a module; gives the name back."""
        if module != self.name:
            self.imports.setdefault(module, {})[name] = True
        return name

    def use_type(self, module: str, name: str) -> str:
        """Imports a type, erased from what runs; gives the name back."""
        if module != self.name:
            self.imports.setdefault(module, {}).setdefault(name, False)
        return name

    @property
    def exports(self) -> set[str]:
        """The values that the file offers to others."""
        return set(_EXPORT.findall("\n".join(self.blocks)))

    def add(self, block: str) -> None:
        """Appends a declaration."""
        self.blocks.append(block)

    def render(self) -> str:
        """The text of the file."""
        lines = [import_line(module, names) for module, names in sorted(self.imports.items(), key=_distance)]
        head = ["\n".join(lines)] if lines else []
        return "\n\n".join([*head, *self.blocks]) + "\n"


def import_line(module: str, names: dict[str, bool]) -> str:
    """One import; `names` says of each whether it is a value, or only a type."""
    ordered = sorted(names, key=lambda name: (name.lower(), name))
    if not any(names.values()):
        return f'import type {{ {", ".join(ordered)} }} from "{module}";'
    listed = ", ".join(name if names[name] else f"type {name}" for name in ordered)
    return f'import {{ {listed} }} from "{module}";'


def _distance(entry: tuple[str, dict[str, bool]]) -> tuple[int, str]:
    """What Node brings comes first, then packages, then the project's own."""
    module = entry[0]
    rank = 0 if module.startswith("node:") else 2 if module.startswith("@/") else 1
    return (rank, module)
