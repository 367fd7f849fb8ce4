"""Read role files: check one and report everything that is wrong with it, or list all that a deployment has."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from assistant.errors import InputError
from roles.document import Entry, FrontMatterError, Section, front_matter, sections
from roles.metrics import METRICS
from roles.role import Finding, Role, Stage

SHIPPED = Path(__file__).parent
LIMIT = 200_000
TEXTS = ("name", "description", "author", "version")
SECTIONS = ("Role", "Core Expertise", "Workflow", "Expected Output")
VERSION = re.compile(r"v?\d+(\.\d+)*([-+.][0-9A-Za-z.-]+)?")
# A step reads "**Title**: detail", "Title: detail" or "Title. Detail".
STEP = re.compile(r"\*\*(?P<bold>.+?)\*\*[\s:.\-–—]*(?P<rest>.*)|(?P<title>.+?)(?::\s|\.\s|\s[-–—]\s)(?P<detail>.+)")


def check(text: str) -> list[Finding]:
    """Everything that keeps `text` from being a role file, in the order of its lines; empty when nothing does."""
    try:
        entries, body_line = front_matter(text)
    except FrontMatterError as error:
        return [Finding(line=error.line, message=error.message, mend=error.mend)]
    found = (
        _check_texts(entries)
        + _check_metrics(entries)
        + _check_tools(entries)
        + _check_sections(sections(text, body_line), body_line)
    )
    return sorted(found, key=lambda finding: finding.line)


def load(path: Path) -> Role:
    """The role in `path`. Raises `InputError` naming every finding with its line."""
    text = read(path)
    findings = check(text)
    if findings:
        listing = "\n".join(f"{path}:{each.line}: {each.message}\n    {each.mend}" for each in findings)
        raise InputError(f"{path} is not a role file\n{listing}", mend="See docs/roles.md for the form.")
    entries, body_line = front_matter(text)
    found = {section.title.casefold(): section for section in reversed(sections(text, body_line))}
    metrics = entries["metrics"].value
    tools = entries["tools"].value if "tools" in entries else ()
    return Role(
        name=_text(entries["name"]),
        description=_text(entries["description"]),
        author=_text(entries["author"]),
        version=_text(entries["version"]),
        metrics=metrics if isinstance(metrics, tuple) else (),
        tools=tools if isinstance(tools, tuple) else (),
        expertise=found["core expertise"].listed(),
        workflow=tuple(_stage(step) for step in found["workflow"].numbered()),
        expected_output=found["expected output"].listed(),
        instructions="\n".join(text.splitlines()[body_line - 1 :]).strip(),
        path=path,
    )


def read(path: Path) -> str:
    """The text of a role file. Raises `InputError` when it can't be read as UTF-8 text of at most 200 kB."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}", mend="Give the path of a role file.") from error
    if len(data) > LIMIT:
        raise InputError(f"{path} has {len(data):,} bytes; a role file has at most {LIMIT:,}", mend="Shorten it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", mend="Save it as UTF-8.") from error


def role_files(folder: Path | None = None) -> dict[str, Path]:
    """File stem -> path, of the shipped roles and those in `folder`, which win over shipped ones of their name."""
    folders = [SHIPPED] if folder is None else [SHIPPED, folder]
    return {path.stem: path for each in folders for path in sorted(each.glob("*.md"))}


def _check_texts(entries: dict[str, Entry]) -> list[Finding]:
    found = []
    for key in TEXTS:
        entry = entries.get(key)
        if entry is None:
            found.append(Finding(line=1, message=f"`{key}` is missing", mend=_missing_mend(key, entries)))
        elif not isinstance(entry.value, str) or not entry.value:
            found.append(Finding(line=entry.line, message=f"`{key}` is not a text", mend=f"write `{key}: some text`"))
    version = entries.get("version")
    if version and isinstance(version.value, str) and version.value and not VERSION.fullmatch(version.value):
        mend = "write numbers with dots, such as `version: 1.2.0`"
        found.append(Finding(line=version.line, message=f"`{version.value}` is not a version", mend=mend))
    return found


def _check_metrics(entries: dict[str, Entry]) -> list[Finding]:
    entry = entries.get("metrics")
    known = ", ".join(METRICS)
    if entry is None:
        return [Finding(line=1, message="`metrics` is missing", mend=_missing_mend("metrics", entries))]
    if not isinstance(entry.value, tuple):
        mend = f"write a list, `metrics: [{known}]`, or `metrics: []` for none"
        return [Finding(line=entry.line, message="`metrics` is not a list of names", mend=mend)]
    found = []
    for name in entry.value:
        if name not in METRICS:
            near = difflib.get_close_matches(name, METRICS, n=1)
            mend = f"did you mean `{near[0]}`? Known: {known}" if near else f"known: {known}"
            found.append(Finding(line=entry.line, message=f"no metric is called `{name}`", mend=mend))
    return found


def _check_tools(entries: dict[str, Entry]) -> list[Finding]:
    entry = entries.get("tools")
    if entry is None or isinstance(entry.value, tuple):
        return []
    mend = "write a list such as `tools: [read_blueprint, review_draft]`, or leave it out for all of them"
    return [Finding(line=entry.line, message="`tools` is not a list of names", mend=mend)]


def _check_sections(present: list[Section], body_line: int) -> list[Finding]:
    found = []
    for title in SECTIONS:
        section = next((each for each in present if each.title.casefold() == title.casefold()), None)
        if section is None:
            near = difflib.get_close_matches(title, [each.title for each in present], n=1)
            mend = f"rename `{near[0]}` to `{title}`" if near else f"add `## {title}` and what belongs under it"
            found.append(Finding(line=body_line, message=f"the section `{title}` is missing", mend=mend))
        elif not section.text():
            mend = "write what belongs under it"
            found.append(Finding(line=section.line, message=f"the section `{title}` is empty", mend=mend))
        elif title == "Workflow" and not section.numbered():
            mend = "write the stages as `1. Title: what happens`, one after the other"
            found.append(Finding(line=section.line, message="the Workflow has no numbered steps", mend=mend))
    return found


def _missing_mend(key: str, entries: dict[str, Entry]) -> str:
    near = difflib.get_close_matches(key, [name for name in entries if name not in (*TEXTS, "metrics")], n=1)
    if near:
        return f"rename `{near[0]}` on line {entries[near[0]].line} to `{key}`"
    return f"add a line `{key}: …` to the front matter"


def _text(entry: Entry) -> str:
    return entry.value if isinstance(entry.value, str) else ""


def _stage(step: str) -> Stage:
    parts = STEP.fullmatch(step)
    if parts is None:
        return Stage(title=step.rstrip(".:"))
    title, detail = (parts["bold"], parts["rest"]) if parts["bold"] else (parts["title"], parts["detail"])
    return Stage(title=title.rstrip(".:"), detail=detail)
