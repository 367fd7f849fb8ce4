"""Code cut by symbol: functions, methods and classes each with the comment above; the rest stays between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from knowledge.chunking.code.grammar import Grammar
from knowledge.chunking.piece import MOST, Break, Cut, Piece, size
from knowledge.chunking.text import paragraphs

DEEPEST = 12
"""Levels of a syntax tree that are searched for a place to split at."""


@dataclass(frozen=True)
class _Symbol:
    first: int
    last: int
    name: str
    node: Node


def cutter(grammar: Grammar) -> Cut:
    """The cut of a language."""

    def cut(lines: Sequence[str]) -> list[Piece]:
        root = grammar.parsed("\n".join(lines))
        return list(_Cutting(grammar, lines).within(1, len(lines), root, None))

    return cut


class _Cutting:
    def __init__(self, grammar: Grammar, lines: Sequence[str]) -> None:
        self._grammar = grammar
        self._lines = lines

    def within(self, first: int, last: int, node: Node, owner: _Symbol | None) -> Iterator[Piece]:
        """The pieces of some lines: the symbols below `node`, and what lies between them as its own."""
        pending: Piece | None = None
        at = first
        for symbol in self._symbols(node, "" if owner is None else owner.name):
            begin, end = max(symbol.first, at), min(symbol.last, last)
            if end < begin:
                continue  # on a line with the one before
            for piece in (*self._between(at, begin - 1, owner), *self._whole(begin, end, symbol)):
                pending, done = self._joined(pending, piece)
                if done is not None:
                    yield done
            at = end + 1
        for piece in self._between(at, last, owner):
            pending, done = self._joined(pending, piece)
            if done is not None:
                yield done
        if pending is not None:
            yield pending

    def _joined(self, before: Piece | None, piece: Piece) -> tuple[Piece, Piece | None]:
        """A line that says nothing, such as a closing brace, goes with what stands before it."""
        text = "".join(self._lines[piece.first - 1 : piece.last])
        if before is not None and not any(character.isalnum() for character in text):
            return Piece(before.first, piece.last, before.symbol, breaks=before.breaks), None
        return piece, before

    def _whole(self, first: int, last: int, symbol: _Symbol) -> Iterator[Piece]:
        if size(first, last, self._lines) <= MOST:
            yield Piece(first, last, symbol.name)
        elif symbol.node.type in self._grammar.containers:
            body = symbol.node.child_by_field_name("body")
            yield from self.within(first, last, body if body is not None else symbol.node, symbol)
        else:
            yield Piece(first, last, symbol.name, breaks=tuple(self._statements(symbol.node, 0)))

    def _between(self, first: int, last: int, owner: _Symbol | None) -> Iterator[Piece]:
        if first <= last:
            breaks = paragraphs(self._lines, first, last)
            yield Piece(first, last, None if owner is None else owner.name, breaks=breaks)

    def _symbols(self, parent: Node, prefix: str) -> Iterator[_Symbol]:
        lead: Node | None = None
        end = -1  # the row of the end of what was last read
        for child in parent.named_children:
            if child.type in self._grammar.leading:
                beside = child.start_point.row == end and lead is None
                apart = lead is None or child.start_point.row > end + 1
                lead = None if beside else child if apart else lead
                end = _last_row(child)
                continue
            above = lead if lead is not None and child.start_point.row <= end + 1 else None
            lead, end = None, _last_row(child)
            yield from self._symbol(child, above, prefix)

    def _symbol(self, child: Node, above: Node | None, prefix: str) -> Iterator[_Symbol]:
        node = self._grammar.unwrapped(child)
        name = self._grammar.name(node)
        if name is not None:
            first = (child if above is None else above).start_point.row + 1
            qualified = f"{prefix}{self._grammar.joint}{name}" if prefix else name
            yield _Symbol(first, _last_row(child) + 1, qualified, node)
        elif node.type in self._grammar.lists:
            yield from self._symbols(node, prefix)

    def _statements(self, node: Node, depth: int) -> Iterator[Break]:
        if depth > DEEPEST:
            return
        before: Node | None = None
        for child in node.named_children:
            row, column = child.start_point
            # Columns count bytes, and what stands before the first character of a line is white space of one byte each.
            leads = not self._lines[row][:column].strip() if row < len(self._lines) else False
            commented = before is not None and before.type in self._grammar.leading and _last_row(before) + 1 == row
            if leads and not commented:
                yield Break(row + 1, depth)
            if child.end_point.row > row:
                yield from self._statements(child, depth + 1)
            before = child


def _last_row(node: Node) -> int:
    """A comment may end with its line end, and so at the beginning of the next row."""
    row, column = node.end_point
    return row - 1 if column == 0 and row > node.start_point.row else row
