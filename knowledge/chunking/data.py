"""YAML and JSON by key, and OpenAPI by operation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from knowledge.chunking.piece import MOST, Break, Piece, UnstructuredError, size

SMALL = 300
"""Neighbours of fewer characters share a chunk."""
METHODS = frozenset("get put post delete options head patch trace".split())
NAMED = frozenset("components definitions parameters responses securityDefinitions".split())
DEEPEST = 6
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class _Entry:
    """A key with the lines up to the next one."""

    first: int
    last: int
    key: str
    value: Node


def cut(lines: Sequence[str]) -> list[Piece]:
    """A piece a top-level key; the keys below it where it is long."""
    pieces: list[Piece] = []
    documents = _documents(lines)
    ends = [*(max(each.start_mark.line, 1) for each in documents[1:]), len(lines)]
    first = 1
    for document, last in zip(documents, ends, strict=True):
        if last >= first:
            pieces += _merged(_within(first, last, document, "", lines, 0), lines)
        first = last + 1
    return pieces


def is_openapi(lines: Sequence[str]) -> bool:
    """Whether a document says near its beginning that it is one of OpenAPI."""
    heads = (line.strip().lstrip("{ ").strip("\"'") for line in lines[:40])
    return any(head.startswith(("openapi", "swagger")) for head in heads)


def cut_openapi(lines: Sequence[str]) -> list[Piece]:
    """A piece an operation, named as 'GET /orders', and a piece a schema; other keys as in any document."""
    root = _documents(lines)[0]
    pieces: list[Piece] = []
    for entry in _entries(1, len(lines), root):
        if entry.key == "paths":
            pieces += _operations(entry, lines)
        elif entry.key in NAMED:
            pieces += _definitions(entry, lines)
        else:
            pieces += _merged(_one(entry, "", lines, 0), lines)
    return pieces


def _operations(paths: _Entry, lines: Sequence[str]) -> Iterator[Piece]:
    for path in _entries(paths.first, paths.last, paths.value) or [paths]:
        operations = list(_entries(path.first, path.last, path.value))
        for entry in operations:
            verb = entry.key in METHODS
            symbol = f"{entry.key.upper()} {path.key}" if verb else path.key
            yield _long(entry, symbol, lines)
        if not operations:
            yield _long(path, path.key, lines)


def _definitions(group: _Entry, lines: Sequence[str]) -> Iterator[Piece]:
    sections = list(_entries(group.first, group.last, group.value)) if group.key == "components" else [group]
    for section in sections or [group]:
        heading = tuple(dict.fromkeys((group.key, section.key)))
        entries = list(_entries(section.first, section.last, section.value))
        for entry in entries or [section]:
            yield replace(_long(entry, entry.key, lines), heading=heading)


def _within(first: int, last: int, node: Node, prefix: str, lines: Sequence[str], depth: int) -> Iterator[Piece]:
    entries = list(_entries(first, last, node))
    if not entries:
        yield Piece(first, last, prefix or None, breaks=_breaks(node, first, last, 0))
    for entry in entries:
        yield from _one(entry, prefix, lines, depth)


def _one(entry: _Entry, prefix: str, lines: Sequence[str], depth: int) -> Iterator[Piece]:
    symbol = f"{prefix}.{entry.key}" if prefix else entry.key
    if size(entry.first, entry.last, lines) > MOST and isinstance(entry.value, MappingNode) and depth < DEEPEST:
        yield from _within(entry.first, entry.last, entry.value, symbol, lines, depth + 1)
    else:
        yield _long(entry, symbol, lines)


def _long(entry: _Entry, symbol: str, lines: Sequence[str]) -> Piece:
    fits = size(entry.first, entry.last, lines) <= MOST
    breaks = () if fits else _breaks(entry.value, entry.first, entry.last, 0)
    return Piece(entry.first, entry.last, symbol, breaks=breaks)


def _entries(first: int, last: int, node: Node) -> list[_Entry]:
    """The keys of a mapping that begin a line of their own, in order; what stands before the first goes with it."""
    if not isinstance(node, MappingNode):
        return []
    found: list[tuple[int, str, Node]] = []
    for key, value in node.value:
        line = key.start_mark.line + 1
        # An anchor's lines are elsewhere, and keys on one line can't be told apart by lines.
        if isinstance(key, ScalarNode) and first <= line <= last and (not found or line > found[-1][0]):
            found.append((line, str(key.value), value))
    begins = [first, *(line for line, _, _ in found[1:])]
    ends = [*(begin - 1 for begin in begins[1:]), last]
    return [_Entry(begin, end, key, value) for begin, end, (_, key, value) in zip(begins, ends, found, strict=False)]


def _breaks(node: Node, first: int, last: int, depth: int) -> tuple[Break, ...]:
    if depth > DEEPEST:
        return ()
    below: list[tuple[Node, Node]] = []
    if isinstance(node, MappingNode):
        below = [(key, value) for key, value in node.value]
    elif isinstance(node, SequenceNode):
        below = [(each, each) for each in node.value]
    found: list[Break] = []
    for start, value in below:
        line = start.start_mark.line + 1
        if first < line <= last:
            found.append(Break(line, depth))
        if first <= line <= last:
            found += _breaks(value, first, last, depth + 1)
    return tuple(found)


def _merged(pieces: Iterator[Piece], lines: Sequence[str]) -> list[Piece]:
    """Small neighbours share a piece, which then has no name of its own."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before and size(piece.first, piece.last, lines) < SMALL > size(before.first, before.last, lines):
            found[-1] = Piece(before.first, piece.last, _common(before.symbol, piece.symbol))
        else:
            found.append(piece)
    return found


def _common(one: str | None, other: str | None) -> str | None:
    shared = []
    for left, right in zip((one or "").split("."), (other or "").split("."), strict=False):
        if left != right:
            break
        shared.append(left)
    return ".".join(shared) or None


def _documents(lines: Sequence[str]) -> list[Node]:
    try:
        found = [each for each in yaml.compose_all("\n".join(lines), Loader=_LOADER) if each is not None]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnstructuredError(str(error)) from error
    if not found:
        raise UnstructuredError("no document")
    return found
