"""The text of a schema.prisma -> its blocks, every part with the line it stands on. Nothing is judged here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

TOKEN = re.compile(
    r"""
      (?P<doc>///[^\n]*) | (?P<comment>//[^\n]*|/\*.*?\*/) | (?P<newline>\n) | (?P<space>[^\S\n]+)
    | (?P<text>"(?:[^"\\\n]|\\.)*") | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*) | (?P<mark>@@|@|[{}()\[\],:?=]) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
T = TypeVar("T")
DEEPEST = 20
OPENING = {"(": ")", "[": "]"}


class Arity(StrEnum):
    """How many values a field holds."""

    ONE = ""
    OPTIONAL = "?"
    MANY = "[]"


@dataclass(frozen=True)
class Text:
    """A quoted text, unescaped."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    value: str


@dataclass(frozen=True)
class Name:
    """A bare word: true, an enum value, a field."""

    value: str


@dataclass(frozen=True)
class Call:
    """A function: now(), or a field of an index with its options, title(sort: Desc)."""

    name: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Array:
    """A list of values."""

    items: tuple[Value, ...]


Value = Text | Number | Name | Call | Array


@dataclass(frozen=True)
class Argument:
    """An argument, with its name where it has one."""

    name: str | None
    value: Value


@dataclass(frozen=True)
class Attribute:
    """@unique, @db.VarChar(20), @@index([title]): the name is without the at signs."""

    name: str
    arguments: tuple[Argument, ...]
    line: int

    def named(self, name: str) -> Value | None:
        """The argument of this name, or None."""
        return next((each.value for each in self.arguments if each.name == name), None)

    def argument(self, name: str) -> Value | None:
        """The argument of this name, which may be left off when it comes first."""
        unnamed = (each.value for each in self.arguments if each.name is None)
        return self.named(name) or next(unnamed, None)


@dataclass(frozen=True)
class Member:
    """A line of a block: a field of a model, a value of an enum (no type), or a setting (its value in `value`)."""

    name: str
    type: str
    arity: Arity
    attributes: tuple[Attribute, ...]
    doc: str
    line: int
    value: Value | None = None

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, or None."""
        return next((each for each in self.attributes if each.name == name), None)


@dataclass(frozen=True)
class Block:
    """model, enum, datasource, generator, type or view, and what stands between its braces."""

    kind: str
    name: str
    members: tuple[Member, ...]
    attributes: tuple[Attribute, ...]
    doc: str
    line: int


@dataclass(frozen=True)
class Unread:
    """A line that is no Prisma."""

    line: int
    text: str


@dataclass(frozen=True)
class Token:
    """A word of the text. `kind` is the group of TOKEN that matched."""

    kind: str
    text: str
    line: int


class _MismatchError(ValueError):
    """The tokens are not what the grammar wants here; the line goes to the unread ones."""


def parse(text: str) -> tuple[tuple[Block, ...], tuple[Unread, ...]]:
    """Every block of `text`, and every line that could not be read."""
    parser = _Parser(text)
    return tuple(parser.blocks()), tuple(parser.unread)


class _Parser:
    def __init__(self, text: str) -> None:
        normal = text.replace("\r\n", "\n").replace("\r", "\n")
        self.source = normal.split("\n")
        self.tokens = [*_tokens(normal), Token("newline", "\n", len(self.source))]
        self.at = 0
        self.unread: list[Unread] = []
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else Token("end", "", len(self.source))

    def blocks(self) -> Iterator[Block]:
        doc: list[str] = []
        while self.at < len(self.tokens):
            token = self.now
            if token.kind == "doc":
                doc.append(_doc(token))
                self.at += 1
            elif token.kind in ("newline", "comment"):
                self.at += 1
            else:
                try:
                    yield self.block(" ".join(doc))
                except _MismatchError:
                    self.skip_line(token)
                doc = []

    def block(self, doc: str) -> Block:
        kind = self.take("name")
        name = self.take("name")
        self.take("mark", "{")
        members: list[Member] = []
        attributes: list[Attribute] = []
        pending: list[str] = []
        while not self.sees("}"):
            if self.at >= len(self.tokens) - 1:
                self.unread.append(Unread(kind.line, f"{kind.text} {name.text} has no closing brace"))
                break
            token = self.now
            if token.kind in ("newline", "comment"):
                self.at += 1
            elif token.kind == "doc":
                pending.append(_doc(token))
                self.at += 1
            else:
                self.entry(members, attributes, " ".join(pending))
                pending = []
        else:
            self.at += 1
        return Block(kind.text, name.text, tuple(members), tuple(attributes), doc, kind.line)

    def entry(self, members: list[Member], attributes: list[Attribute], doc: str) -> None:
        start = self.now
        try:
            if self.sees("@@"):
                attributes.append(self.attribute("@@"))
                self.line_end()
            else:
                members.append(self.member(doc))
        except _MismatchError:
            self.skip_line(start)

    def member(self, doc: str) -> Member:
        name = self.take("name")
        if self.sees("="):
            self.at += 1
            value = self.value()
            self.line_end()
            return Member(name.text, "", Arity.ONE, (), doc, name.line, value)
        type_, arity = "", Arity.ONE
        if self.now.kind == "name":
            type_ = self.take("name").text
            if self.sees("("):
                type_ += f"({', '.join(_written(each.value) for each in self.arguments())})"
            arity = self.arity()
        found = []
        while self.sees("@"):
            found.append(self.attribute("@"))
        said = " ".join(part for part in (doc, self.line_end()) if part)
        return Member(name.text, type_, arity, tuple(found), said, name.line)

    def arity(self) -> Arity:
        if self.sees("?"):
            self.at += 1
            return Arity.OPTIONAL
        if self.sees("["):
            self.at += 1
            self.take("mark", "]")
            return Arity.MANY
        return Arity.ONE

    def attribute(self, mark: str) -> Attribute:
        line = self.take("mark", mark).line
        name = self.take("name").text
        return Attribute(name, self.arguments() if self.sees("(") else (), line)

    def arguments(self) -> tuple[Argument, ...]:
        return tuple(self.listed("(", self.argument))

    def argument(self) -> Argument:
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if self.now.kind == "name" and following and following.text == ":":
            name = self.take("name").text
            self.at += 1
            self.skip_newlines()
            return Argument(name, self.value())
        return Argument(None, self.value())

    def value(self) -> Value:
        token = self.now
        if self.sees("["):
            return Array(tuple(self.listed("[", self.value)))
        self.at += 1
        if token.kind == "text":
            return Text(_unquoted(token.text))
        if token.kind == "number":
            return Number(token.text)
        if token.kind != "name":
            raise _MismatchError(token.text)
        return Call(token.text, self.arguments()) if self.sees("(") else Name(token.text)

    def listed(self, opening: str, read: Callable[[], T]) -> Iterator[T]:
        """The items between brackets, which may run over several lines."""
        self.take("mark", opening)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _MismatchError(opening)
        self.skip_newlines()
        while not self.sees(OPENING[opening]):
            yield read()
            self.skip_newlines()
            if self.sees(","):
                self.at += 1
                self.skip_newlines()
            elif not self.sees(OPENING[opening]):
                raise _MismatchError(self.now.text)
        self.depth -= 1
        self.at += 1

    def sees(self, text: str) -> bool:
        return self.now.text == text and self.now.kind == "mark"

    def take(self, kind: str, text: str | None = None) -> Token:
        token = self.now
        if token.kind != kind or (text is not None and token.text != text):
            raise _MismatchError(token.text)
        self.at += 1
        return token

    def line_end(self) -> str:
        """What a comment at the end of the line says; raises _MismatchError when anything else stands there."""
        token = self.now
        said = ""
        if token.kind in ("comment", "doc"):
            said = _doc(token)
            self.at += 1
        if not self.sees("}"):
            self.take("newline")
        return said

    def skip_newlines(self) -> None:
        while self.now.kind in ("newline", "comment", "doc"):
            self.at += 1

    def skip_line(self, start: Token) -> None:
        """Give up on the line of `start`, and go on at the next one."""
        self.depth = 0
        self.unread.append(Unread(start.line, self.source[start.line - 1].strip()))
        while self.now.kind not in ("newline", "end"):
            self.at += 1
        self.at += 1


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield Token(kind, match[0], line)
        line += match[0].count("\n")


def _doc(token: Token) -> str:
    return token.text.strip("/*").strip()


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]


def _written(value: Value) -> str:
    return f'"{value.value}"' if isinstance(value, Text) else value.value if isinstance(value, Name | Number) else "…"
