"""Types in a programmer's notation as the lines that a person would write: `Cart { token: string @unique }`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BLOCK = re.compile(
    r"^[ \t]*(?:[-*]\s+)?(?:export\s+)?(?:(?:interface|type|class|entity|table|model|object|record|struct)\s+)?"
    r"(?P<name>[A-Z]\w*)\s*(?:=\s*)?\{(?P<body>[^{}]*)\}[;,]?(?P<note>[ \t]*//[^\n]*)?[ \t]*$",
    re.M,
)
_ENUM_BLOCK = re.compile(
    r"^[ \t]*(?:[-*]\s+)?(?:export\s+)?enum\s+(?P<name>\w+)\s*[={]\s*(?P<body>[^{}\n=]+?)\}?[;,]?[ \t]*$", re.M
)
_UNION = re.compile(
    r"^[ \t]*(?:[-*]\s+)?(?:(?:export\s+)?(?:type|enum)\s+)?(?P<name>[A-Z]\w*)\s*[=:]\s*\|?\s*"
    r"(?P<body>['\"]?\w[\w -]*['\"]?(?:\s*\|\s*['\"]?\w[\w -]*['\"]?)+)[;,]?[ \t]*$",
    re.M,
)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_]\w*)(?P<maybe>[?!])?\s*:\s*(?P<rest>\S.*)$", re.S)
_BARE_FIELD = re.compile(r"^(?P<name>[a-z_]\w*)(?P<maybe>\?)?\s+(?P<rest>[A-Za-z]\w*(?:\[\])?\??(?:\s.*)?)$", re.S)
_NESTED = re.compile(r"^(?P<indent>[ \t]+)(?:[-*]\s+)?(?P<name>[a-z]\w*)(?P<maybe>[?!]?)\s*:\s+(?P<rest>\S.*)$")
_OPENER = re.compile(r"^(?P<indent>[ \t]*)(?P<name>[A-Z][A-Za-z]*)\s*:\s*$")

_LEGEND = re.compile(
    r"(?P<mark>[!*?+])['\"]?\s*(?:=|means|is|marks)\s*(?P<means>mandatory|required|must|not\s+null|optional|nullable|can\s+be\s+empty|may\s+be)",
    re.I,
)

_WORDS = {
    "string": "string",
    "str": "string",
    "text": "text",
    "varchar": "string",
    "number": "number",
    "int": "int",
    "integer": "int",
    "bigint": "bigint",
    "long": "bigint",
    "float": "float",
    "double": "float",
    "decimal": "decimal",
    "money": "money",
    "boolean": "boolean",
    "bool": "boolean",
    "date": "date",
    "datetime": "datetime",
    "timestamp": "datetime",
    "timestamptz": "datetime",
    "instant": "datetime",
    "json": "json",
    "jsonb": "json",
    "object": "json",
    "uuid": "uuid",
    "email": "email",
    "url": "url",
}


@dataclass(frozen=True)
class _Member:
    name: str
    type: str
    many: bool
    optional: bool
    remarks: tuple[str, ...]


def spelled_out(text: str) -> str:
    """The text, where `Cart { token: string @unique }` reads 'Cart:' and '- token (string, unique)'."""
    text = text.replace("\r\n", "\n")
    enums: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        values = [v.strip(" '\"\n\t") for v in re.split(r"[|,\n]", found["body"])]
        enums[found["name"]] = ", ".join(v for v in values if v)
        return ""

    blocks = list(_BLOCK.finditer(text))
    if blocks:
        text = _UNION.sub(keep, _ENUM_BLOCK.sub(keep, text))
        members = {b["name"]: list(_members(b["body"])) for b in _BLOCK.finditer(text)}
        members = {name: own for name, own in members.items() if own}
        _settle_lists(members)
        text = _BLOCK.sub(
            lambda b: (
                "\n" + "\n".join(_lines(b["name"], members[b["name"]], enums)) + "\n" if b["name"] in members else b[0]
            ),
            text,
        )
    return "\n".join(_bulleted(_marked(text).split("\n")))


def _marked(text: str) -> str:
    """The text with the marks of its legend in words: after '! = mandatory', 'name!' is 'name (required)'."""
    legend = _LEGEND.search(text)
    if not legend:
        return text
    sign = re.escape(legend["mark"])
    optional = legend["means"].lower().startswith(("opt", "null", "can", "may"))
    word, other = ("optional", "required") if optional else ("required", "optional")
    rest = re.search(
        r"\b(?:everything|all|the)\s+(?:else|others?|rest)\b", text[legend.end() : legend.end() + 60], re.I
    )
    lines = []
    for line in text.split("\n"):
        found = re.match(r"^(?P<head>\s*(?:[-*]\s+)?\w[\w ]*:\s+)(?P<list>.*)$", line)
        if found and re.search(rf"\w{sign}(?=\W|$)", found["list"]):
            pieces = re.split(r",\s*(?![^(\[]*[)\]])", found["list"])
            told = [
                re.sub(rf"(?<=\w){sign}(?=\W|$)", f" ({word})", piece, count=1)
                if re.search(rf"\w{sign}(?=\W|$)", piece)
                else f"{piece} ({other})"
                if rest and not piece.rstrip().endswith(".")
                else piece
                for piece in pieces
            ]
            line = found["head"] + ", ".join(told)
        lines.append(line)
    return re.sub(r"\([^()\n]*" + re.escape(legend[0]) + r"[^()\n]*\)", "", "\n".join(lines))


def _members(body: str) -> Iterator[_Member]:
    body = re.sub(r"/\*(.*?)\*/", lambda m: f" @note {m[1].strip()} ", body, flags=re.S)
    body = re.sub(r"//([^\n]*)", lambda m: f" @note {m[1].strip()} ", body)
    for part in re.split(r"[;\n]|,(?![^(\[<'\"]*[)\]>'\"])", body):
        found = _FIELD.match(part.strip()) or _BARE_FIELD.match(part.strip())
        if not found or found["name"] == "id":
            continue
        kind, *marks = re.split(r"\s+(?=@)|\s+@note\s+", found["rest"].strip())
        kind, _, told = kind.partition("=")
        nullable = bool(re.search(r"\|\s*(?:null|undefined)\b|\?$", kind.strip()))
        kind = re.sub(r"\s*\|\s*(?:null|undefined)\b", "", kind).strip().rstrip("?!")
        array = re.fullmatch(r"(?:Array|List|Set)<\s*(\w+)\s*>|\[\s*(\w+)\s*\]|(\w+)\[\]", kind)
        remarks = [re.sub(r"^@note\s*", "", m).strip() for m in marks]
        plain = [re.sub(r"^@(?:db\.\w+.*|relation.*)$", "", r).lstrip("@") for r in remarks]
        plain = [re.sub(r"^default\(['\"]?([\w.-]+)['\"]?(?:\(\))?\)$", r"default \1", r) for r in plain]
        if told.strip():
            plain.append(f"default {told.strip()}")
        yield _Member(
            found["name"],
            next(g for g in array.groups() if g) if array else kind,
            array is not None,
            nullable or found["maybe"] == "?" or "nullable" in plain or "optional" in plain,
            tuple(re.sub(r"[()\"]", " ", r).strip() for r in plain if r and r not in {"nullable", "optional", "id"}),
        )


def _settle_lists(members: dict[str, list[_Member]]) -> None:
    """`items: Item[]` says what `order: Order` in Item says; where Item does not say it, it does now."""
    for own in members.values():
        for number, member in enumerate(own):
            stem = re.sub(r"(?:Id|_id)$", "", member.name)
            target = stem[:1].upper() + stem[1:]
            if stem != member.name and target in members and member.type not in members:
                own[number] = replace(member, name=stem, type=target)
    for name, own in members.items():
        for member in [m for m in own if m.many and m.type in members]:
            back = [m for m in members[member.type] if m.type == name]
            if any(m.many for m in back) and member.type != name:
                members[member.type] = [m for m in members[member.type] if not (m.many and m.type == name)]
                continue
            own.remove(member)
            if not back:
                owner = _Member(name[0].lower() + name[1:], name, False, False, ())
                members[member.type].insert(0, owner)


def _lines(name: str, own: list[_Member], enums: dict[str, str]) -> Iterator[str]:
    yield f"{name}:"
    for member in own:
        said = list(_said(member, enums))
        notes = [r for r in member.remarks if r not in said and not r.startswith("default")]
        optional = " (optional)" if member.optional and said[0].startswith("enum") else ""
        yield f"- {member.name} ({'; '.join([', '.join(said), *notes])}){optional}"


def _said(member: _Member, enums: dict[str, str]) -> Iterator[str]:
    literal = re.fullmatch(r"['\"]?\w[\w -]*['\"]?(?:\s*\|\s*['\"]?\w[\w -]*['\"]?)+", member.type)
    values = enums.get(member.type) or (", ".join(re.findall(r"\w[\w -]*\w|\w", member.type)) if literal else "")
    word = _WORDS.get(member.type.split("(")[0].lower())
    if values:
        yield f"enum: {values}"
        return
    yield "json" if member.many and word else word or f"refers to {'several ' if member.many else ''}{member.type}"
    if member.optional:
        yield "optional"
    yield from (remark for remark in member.remarks if remark in {"unique", "required"} or remark.startswith("default"))


_TYPED_BULLET = re.compile(
    r"^(?P<lead>\s*[-*]\s+)`?(?P<name>[a-z]\w*)`?\s*:?\s+(?:`?(?P<type>\w+)`?(?=\s*(?:$|[,;(]|\s(?:unique|optional|required|nullable|not\s+null|pk|default)\b))"
    r"|(?P<arrow>(?:->|=>|→|FK)\s*(?:to\s+)?)`?(?P<target>[A-Z]\w*)`?)(?P<rest>.*)$"
)
_KEY = re.compile(r"\((?P<arrow>FK|->|→|ref(?:erences)?)\s+(?:to\s+)?(?P<target>[A-Z]\w*)", re.I)


_CONSTRAINTS = re.compile(
    r"\(|(?:unique|optional|required|mandatory|nullable|null|not\s|no\s|default|max|min|up\s+to|pk|primary|empty|can\s|must\s)\b",
    re.I,
)


def _typed_bullet(line: str) -> str:
    """'- birthDate date, nullable' as '- birthDate (date, nullable)', and '- classId → Class' as a reference."""
    line = _KEY.sub(lambda m: f"(refers to {m['target']}", line)
    found = _TYPED_BULLET.match(line)
    if not found or (found["type"] and found["type"].lower() not in _WORDS and found["type"] not in {"enum", "time"}):
        return line
    rest = found["rest"].strip(" ,;")
    if (
        found["type"] in {"text", "date", "time", "email", "number", "url", "money"}
        and rest
        and not _CONSTRAINTS.match(rest)
    ):
        return line
    inside = re.fullmatch(r"\((?P<what>[^()]*)\)", rest)
    rest = inside["what"] if inside else rest
    said = found["type"] or f"refers to {found['target']}"
    name = re.sub(r"(?<=[a-z])Id$|_id$", "", found["name"]) if found["target"] else found["name"]
    return f"{found['lead']}{name} ({said}{', ' if rest else ''}{rest})"


def _bulleted(lines: list[str]) -> Iterator[str]:
    """Lines 'name: string' that are indented below 'Customer:' become entries of its list."""
    below = -1
    lines = [_typed_bullet(line) for line in lines]
    for number, line in enumerate(lines):
        opener = _OPENER.match(line)
        nested = _NESTED.match(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if opener and (inner := _NESTED.match(following)) and len(inner["indent"]) > len(opener["indent"]):
            below = len(opener["indent"])
            yield line
        elif nested and 0 <= below < len(nested["indent"]) and not line.lstrip().startswith(("-", "*")):
            rest = re.sub(r"^(?P<what>[A-Z]\w*)(?P<tail>\b.*)$", r"refers to \g<what>\g<tail>", nested["rest"])
            maybe = ", optional" if nested["maybe"] == "?" else ""
            yield f"{nested['indent']}- {nested['name']} ({rest}{maybe})"
        else:
            below = below if not line.strip() or nested else -1
            yield line
