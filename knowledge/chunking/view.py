"""A file as the lines that can be cited, with the pieces that its structure gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from knowledge.chunking import blocks, data, html, markdown, notebook, pdf, rst, text
from knowledge.chunking.code import languages
from knowledge.chunking.code.cut import cutter
from knowledge.chunking.piece import Cut, Piece, UnstructuredError
from knowledge.source.left_out import LeftOut, Why
from knowledge.source.read import decoded, refused

Render: TypeAlias = Callable[[Sequence[str]], tuple[list[str], list[Piece]]]


@dataclass(frozen=True)
class View:
    """`lines` are numbered from 1 as an editor does; of a PDF and a packed notebook, those of the text made from it."""

    kind: str
    lines: tuple[str, ...]
    pieces: tuple[Piece, ...]


_SCRIPT = {".ts": "typescript", ".mts": "typescript", ".cts": "typescript"}
_CODE: dict[str, tuple[str, Cut]] = {
    **{suffix: (kind, cutter(languages.TYPESCRIPT)) for suffix, kind in _SCRIPT.items()},
    ".tsx": ("typescript", cutter(languages.TSX)),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs"), ("javascript", cutter(languages.JAVASCRIPT))),
    **dict.fromkeys((".py", ".pyi"), ("python", cutter(languages.PYTHON))),
    ".go": ("go", cutter(languages.GO)),
    ".rs": ("rust", cutter(languages.RUST)),
    ".java": ("java", cutter(languages.JAVA)),
    ".sql": ("sql", cutter(languages.SQL)),
}
_STRUCTURED: dict[str, tuple[str, Cut]] = {
    **_CODE,
    **dict.fromkeys((".md", ".mdx", ".markdown", ".mdc"), ("markdown", markdown.cut)),
    **dict.fromkeys((".rst", ".rest"), ("rst", rst.cut)),
    ".prisma": ("prisma", blocks.cutter(blocks.PRISMA)),
    **dict.fromkeys((".graphql", ".gql", ".graphqls"), ("graphql", blocks.cutter(blocks.GRAPHQL))),
    **dict.fromkeys((".yaml", ".yml"), ("yaml", data.cut)),
    **dict.fromkeys((".json", ".jsonc", ".json5"), ("json", data.cut)),
}
_RENDERED: dict[str, tuple[str, Render]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), ("html", html.seen)),
    ".ipynb": ("notebook", notebook.cells),
}
_OTHER = {
    ".c": "c", ".h": "c", ".cc": "cpp", ".cpp": "cpp", ".hpp": "cpp", ".cs": "csharp", ".rb": "ruby", ".php": "php",
    ".kt": "kotlin", ".kts": "kotlin", ".swift": "swift", ".scala": "scala", ".ex": "elixir", ".exs": "elixir",
    ".sh": "shell", ".bash": "shell", ".lua": "lua", ".dart": "dart", ".vue": "vue", ".svelte": "svelte", ".css": "css",
    ".scss": "css", ".toml": "toml", ".proto": "proto", ".tf": "terraform",
}  # fmt: skip


def view(path: str, content: bytes) -> View | LeftOut:
    """What can be cited of a file, or why it is left out. A text without the structure of its format is plain text."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".pdf":
        return _pdf(path, content)
    said = decoded(path, content)
    if isinstance(said, LeftOut):
        return said
    out = refused(path, said)
    if out is not None:
        return out
    lines = said.removesuffix("\n").split("\n")
    try:
        return _structured(suffix, lines)
    except UnstructuredError:
        return View(_OTHER.get(suffix, "text"), tuple(lines), tuple(text.cut(lines)))


def _structured(suffix: str, lines: Sequence[str]) -> View:
    if suffix in _RENDERED:
        kind, render = _RENDERED[suffix]
        told, pieces = render(lines)
    elif suffix in (".yaml", ".yml", ".json") and data.is_openapi(lines):
        kind, told, pieces = "openapi", list(lines), data.cut_openapi(lines)
    else:
        kind, cut = _STRUCTURED.get(suffix, (_OTHER.get(suffix, "text"), text.cut))
        told, pieces = list(lines), cut(lines)
    if not _whole(told, pieces):
        raise UnstructuredError("the pieces are not the whole")
    return View(kind, tuple(told), tuple(pieces))


def _whole(lines: Sequence[str], pieces: Sequence[Piece]) -> bool:
    """Whether pieces are in order and disjoint, and leave out no line that says something."""
    at = 1
    for piece in pieces:
        if piece.first < at or piece.last > len(lines) or any(line.strip() for line in lines[at - 1 : piece.first - 1]):
            return False
        at = max(at, piece.last + 1)
    return not any(line.strip() for line in lines[at - 1 :])


def _pdf(path: str, content: bytes) -> View | LeftOut:
    try:
        lines, pieces = pdf.pages(content)
    except UnstructuredError as error:
        return LeftOut(path=path, why=Why.UNREADABLE, detail=str(error))
    return refused(path, "\n".join(lines)) or View("pdf", tuple(lines), tuple(pieces))
