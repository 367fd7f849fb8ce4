"""A Markdown file as a role uses it: front matter and sections, each remembering the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from assistant.errors import InputError

FENCE = re.compile(r"\s*(```+|~~~+)")
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
NUMBERED = re.compile(r"\s{0,3}\d+[.)]\s+(.+)")
BULLET = re.compile(r"\s{0,3}[-*+]\s+(.+)")
NUMBERED_HEADING = re.compile(r"#{2,6}\s+(?:step\s+)?\d+[.):]?\s+(.+?)\s*#*\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One key of the front matter: a text, a list of texts, or `None` for anything else (a mapping, a nested list)."""

    line: int
    value: str | tuple[str, ...] | None


@dataclass(frozen=True)
class Section:
    """A heading and the lines under it, up to the next heading of its level or above. `line` is the heading's."""

    title: str
    line: int
    lines: tuple[str, ...]

    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def numbered(self) -> tuple[str, ...]:
        """The steps, written as a numbered list or numbered headings, each joined with its lines."""
        items = tuple(_items(self.lines, NUMBERED))
        return items or tuple(_items(self.lines, NUMBERED_HEADING))

    def listed(self) -> tuple[str, ...]:
        """The list items of any kind, or the paragraphs where there is no list."""
        items = tuple(_items(self.lines, BULLET)) or self.numbered()
        return items or tuple(_one_line(part) for part in re.split(r"\n\s*\n", self.text()) if part.strip())


class FrontMatterError(InputError):
    """The front matter is missing or isn't a YAML mapping. `line` counts from 1 in the file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message, mend="begin with `---`, then one `key: value` a line, then `---`")
        self.line = line


def front_matter(text: str) -> tuple[dict[str, Entry], int]:
    """The entries between the two `---` lines at the top, and the number of the first line after them."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise FrontMatterError(1, "the file does not begin with front matter")
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        raise FrontMatterError(1, "the front matter that begins here never ends")
    return _entries("\n".join(lines[1:end])), end + 2


def sections(text: str, first_line: int) -> list[Section]:
    """Every heading of the body, nested ones included, as a section. Headings inside code fences are text."""
    lines = text.splitlines()
    headings = list(_headings(lines, first_line))
    found = []
    for position, (number, level, title) in enumerate(headings):
        following = (later for later, depth, _ in headings[position + 1 :] if depth <= level)
        end = next(following, len(lines) + 1)
        found.append(Section(title, number, tuple(lines[number : end - 1])))
    return found


def _entries(source: str) -> dict[str, Entry]:
    # Composed rather than loaded: nodes know their lines, and `version: 1.0` stays the text that was written.
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        # What is never closed is noticed at the end; where it begins says more.
        unclosed = error.problem == "found unexpected end of stream"
        mark = error.context_mark if unclosed else error.problem_mark
        line = mark.line + 2 if mark else 2
        raise FrontMatterError(line, f"the front matter is not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FrontMatterError(2, "the front matter is not YAML that can be read") from error
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError(2, "the front matter is not a list of `key: value` lines")
    entries: dict[str, Entry] = {}
    for key, value in root.value:
        line = key.start_mark.line + 2
        if str(key.value) in entries:
            raise FrontMatterError(line, f"the front matter gives `{key.value}` twice")
        entries[str(key.value)] = Entry(line, _value(value))
    return entries


def _value(node: yaml.Node) -> str | tuple[str, ...] | None:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return tuple(str(item.value).strip() for item in node.value)
    return None


def _headings(lines: list[str], first_line: int) -> Iterator[tuple[int, int, str]]:
    fence = ""
    for number, line in enumerate(lines, 1):
        if number < first_line:
            continue
        if marker := FENCE.match(line):
            fence = "" if fence and marker[1].startswith(fence) else fence or marker[1]
        elif not fence and (heading := HEADING.match(line)):
            yield number, len(heading[1]), heading[2]


def _items(lines: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[str]:
    item: list[str] = []
    for line in lines:
        if start := pattern.match(line):
            if item:
                yield _one_line(" ".join(item))
            item = [start[1]]
        elif item and line.strip():
            item.append(line.strip())
    if item:
        yield _one_line(" ".join(item))


def _one_line(text: str) -> str:
    return " ".join(text.split())
