"""Package, compiler, test and build settings of a drafted project."""

from __future__ import annotations

from importlib.resources import files

from assistant.draft.design import Design
from assistant.draft.scaffold.package import lock_json, package_json

_TEMPLATES = {
    "tsconfig.json": "tsconfig.json",
    "vitest.config.ts": "vitest.config.ts",
    "next.config.ts": "next.config.ts",
    "prisma.config.ts": "prisma.config.ts",
    ".gitignore": "gitignore.tmpl",
}
"""Path -> name of the template. A .gitignore of that name would hide files of ours."""

_DATABASE = "# Tested on PostgreSQL 18: postgresql://user:password@host:5432/database\nDATABASE_URL=\n"
_SECRET = "# At least 32 characters, from a random source: openssl rand -base64 48\nJWT_SECRET=\n"


def scaffold_files(design: Design) -> dict[str, str]:
    """Path -> text of the settings: package, lock, compiler, linter, tests, build, Prisma, environment."""
    templates = files("assistant.draft") / "templates" / "scaffold"
    return {
        "package.json": package_json(design),
        "package-lock.json": lock_json(design),
        "biome.json": (files("assistant") / "workbench" / "project" / "biome.json").read_text(encoding="utf-8"),
        ".env.example": _DATABASE + (_SECRET if design.account else ""),
        **{path: (templates / name).read_text(encoding="utf-8") for path, name in _TEMPLATES.items()},
    }
