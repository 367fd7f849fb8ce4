"""One entry of a list of attributes: 'priority low|high (default low)' -> its name, values and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.blueprint.read.marks import (
    BOOLEAN,
    CUT,
    DEFAULT,
    LEAD,
    OPTIONAL,
    PROVISO,
    REFERS,
    REQUIRED,
    SURE_TYPE,
    TYPE,
    UNIQUE,
    UNIT,
    UNITS,
    WHETHER,
    WORDED,
)
from assistant.blueprint.read.segment import brackets, segments, without_brackets
from assistant.blueprint.read.tag import Tag, has_verb, is_plural, tag
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES, inline_values, listed


@dataclass(frozen=True)
class Item:
    """An entry as understood: `words` its name in lower case, `values` a closed set, `parts` entries in its brackets.

    `remark` is everything said about it beside the name; `unit` what it is measured in.
    """

    text: str
    words: tuple[str, ...]
    values: tuple[str, ...] = ()
    parts: tuple[Item, ...] = ()
    remark: str = ""
    unit: str = ""
    many: bool = False
    counted: bool = False
    optional: bool | None = None
    unique: bool = False
    default: str | None = None
    boolean: bool = False
    hint: str = ""
    ordered: bool = False
    refers: str = ""
    chosen: bool = False

    @property
    def name(self) -> str:
        """The words with spaces."""
        return " ".join(self.words)


def items(text: str) -> list[Item]:
    """The entries of a list such as 'name, email (unique) and start/end time'."""
    return list(_items(text))


@lru_cache(maxsize=8192)
def _items(text: str) -> tuple[Item, ...]:
    found: list[Item] = []
    proviso = False
    for segment in _gathered(text):
        if PROVISO.fullmatch(segment):
            proviso = True
            continue
        entry = parse_item(segment)
        if entry is not None and proviso:
            entry, proviso = replace(entry, optional=True), False
        if entry is None:
            continue
        found += _apart(entry, found[-1] if found else None)
        if len(found) > 1 and found[-2].words in _OPENING and len(entry.words) > 1 and entry.words[0] in _CLOSING:
            found[-2] = replace(found[-2], words=(*found[-2].words, *entry.words[1:]))
    return tuple(_share_units(found))


_OPENING = {("start",), ("from",), ("opening",), ("min",), ("old",), ("home",), ("departure",)}
_CLOSING = {"end", "to", "closing", "max", "new", "away", "arrival"}


def _gathered(text: str) -> list[str]:
    """The pieces of a list, where the values of a closed set stay with their name: 'status DRAFT, OPEN, PAID, tax'."""
    pieces: list[str] = []
    for segment in segments(text):
        piece = segment.text
        shouted = re.fullmatch(r"(?:or\s+|and\s+)?[A-Z][A-Z0-9_]+(?:(?:\s+or|\s*/)\s+[A-Z][A-Z0-9_]+)*", piece)
        if shouted and pieces and re.search(r"\b[A-Z][A-Z0-9_]{1,}$", pieces[-1]) and re.match(r"[a-z]", pieces[-1]):
            pieces[-1] += " | " + re.sub(r"^(?:or|and)\s+|\s+or\s+", lambda m: "" if m.start() == 0 else " | ", piece)
        elif pieces and segment.joint == "-" and has_verb(piece) and len(piece.split()) > 3:
            pieces[-1] += f", which {piece}"
        elif pieces and re.fullmatch(r"unique|optional|required|mandatory|nullable", piece, re.I):
            pieces[-1] += f" ({piece.lower()})"
        elif pieces and re.match(r"unique\s+(?:within|per|in|inside|for)\s", piece, re.I):
            pieces[-1] += f" ({piece})"
        elif (
            pieces
            and (
                re.fullmatch(r"(?:which|what)\s+\w+(?:\s+\w+)?(?::.*)?", piece, re.I)
                or _MOMENT.fullmatch(piece)
                or _DOER.fullmatch(piece)
                or ("and" in segment.joint and re.match(r"(?:if|whether)\s+(?:they|it|he|she|the|an?)\b", piece, re.I))
            )
        ) or (
            pieces
            and re.match(r"(?:when|who|whether)\b", piece, re.I)
            and re.match(r"(?:when|who|whether)\b", pieces[-1], re.I)
        ):
            pieces.append(piece)
        elif pieces and re.match(
            r"(?:which|who|but|because|if|when|so|not|eg|ie|usually|once|never|even|unless|until|as)\b", piece, re.I
        ):
            pieces[-1] += f", {piece}"
        elif pieces and _AWAITS.search(pieces[-1]) and len(piece.split()) <= 4 and "(" not in piece:
            pieces[-1] += " | " + re.sub(r"^(?:or|and)\s+", "", re.sub(r"\s+or\s+", " | ", piece))
        elif (
            pieces
            and re.search(r"\b(?:such\s+as|eg|for\s+example|like)\b[^()]*$", pieces[-1])
            and len(piece.split()) <= 3
            and "(" not in piece
            and not re.search(r"\b(?:such\s+as|eg|for\s+example|like)\b.*\bor\b", pieces[-1])
        ):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


_MOMENT = re.compile(
    r"(?:and\s+)?when\s+(?:it|they|he|she|the\s+\w+|somebody|someone)\s+(?:(?:was|were|is|has\s+been|must\s+be|should\s+be)\s+)?"
    r"(?:\w+ed|\w+s|sent|made|paid|bought|sold|taken|given|done|left|met|sung|written|built|held|set|drawn|lent)"
    r"(?:\s+(?:in|out|off|up|back|for|on))?",
    re.I,
)
"""'when it was placed': an entry of its own."""


_DOER = re.compile(r"(?:and\s+)?who\s+(?:\w+ed|sold|wrote|made|took|did|sent|found|built)\s+(?:it|them|that)", re.I)
"""'who picked it' is an entry of its own, too."""


_AWAITS = re.compile(
    r"\b(?:one\s+of|either|(?:status|state|stage|type|kind|category|level|priority|role|"
    r"condition)\s+(?:of|is|being|can\s+be|which\s+is)|(?:status|state|stage|type|kind|category|"
    r"level|role)\s*:)\s+[\w -]+(?:\s\|\s[\w -]+)*$",
    re.I,
)
"""A name behind which the values follow, separated by commas."""


_INDICATOR = re.compile(
    r"^(?:and\s+)?(?:an?\s+|the\s+)?(?:indicator|indication|marker|mark|flag)\s+(?:for\s+|of\s+)?(?=(?:whether|"
    r"if)\b)",
    re.I,
)


def parse_item(text: str) -> Item | None:
    """One entry, or None where it names nothing."""
    raw = text.strip().strip("-:;.!*").strip()
    if not re.search(r"[A-Za-z]", raw) or re.match(
        r"(?:eg|ie|empty|no|not|never|nothing|none|nobody|without|append[- ]only)\b(?!\.|\s+of\b)", raw, re.I
    ):
        return None
    if re.match(
        r"(?:exactly\s+|only\s+|at\s+most\s+|just\s+)?(?:one|1)\s+(?:per\s|[a-z]+\s+per\s+[a-z]+\s+(?:per|and)\s)|in\s+(?:the\s+)?case\s",
        raw,
        re.I,
    ):
        return None
    if re.search(r"\bother\s+\w+\s+as\s+(?:prerequisite|dependenc|related|blocker)", raw, re.I):
        return None
    raw = _INDICATOR.sub("", raw)
    optional: bool | None = None
    if re.search(r"[\w)]\?(?:\s|$)", raw):
        raw, optional = re.sub(r"\?(?=\s|$)", "", raw), True
    notes = brackets(raw)
    bare = without_brackets(re.sub(r"(?<=\w)\s*\"[^\"]*\"", "", raw))
    hint = ""
    typed = re.match(r"^(?P<name>[\w' /-]{1,40}?)\s*(?::|=|\s-\s)\s*(?P<rest>.+)$", bare)
    if typed:
        bare, notes = typed["name"], [*notes, typed["rest"]]
    bare = re.sub(
        r"(?<=s)\s+(?:helping|taking|working|joining|attending|involved|present|affected|needed\s+for)\b.*$", "", bare
    )
    cut = CUT.search(bare) if not re.match(r"(?:whether|if)\b", bare, re.I) else None
    if cut and cut.start() > 0:
        bare, notes = bare[: cut.start()], [*notes, cut[0].strip()]
    remark = " ; ".join(notes)
    whole = f"{bare} ; {remark}"
    refers = REFERS.search(remark)
    for note in notes:
        typed_late = next((p for p in re.split(r"\s*[,;]\s*", note) if _NO_PART.fullmatch(p) and not p.isupper()), note)
        found = TYPE.match(typed_late)
        if found:
            hint = re.sub(r"\s+", " ", found["type"].lower())
    worded = WORDED.search(remark)
    if worded and not hint:
        hint = worded["type"].lower()
    if OPTIONAL.search(whole) and not re.search(r"\bnot\s+optional\b", whole, re.I):
        optional = True
    elif optional is None and REQUIRED.search(whole):
        optional = False
    item = Item(
        text=text.strip(),
        words=(),
        remark=remark,
        optional=optional,
        unique=bool(UNIQUE.search(whole)),
        default=_default(whole),
        boolean=bool(BOOLEAN.search(whole) or re.search(r"\bflag\b", bare, re.I)),
        hint=hint,
        refers=refers["what"] if refers else "",
        many=bool(refers and refers["many"]),
        ordered=bool(re.search(r"\bordered\b|\bin\s+(?:a\s+|an\s+)?(?:\w+\s+)?order\b", whole, re.I)),
    )
    item = _with_values(item, bare, notes)
    return item if item.words else None


def _default(text: str) -> str | None:
    found = DEFAULT.search(re.sub(r"^(?:an?\s+|the\s+)?default\s+(?=[a-z])", "", text, flags=re.I))
    if not found:
        return None
    value = found["value"] or found["before"]
    return (
        value
        if value.lower() not in {"is", "to", "the", "a", "value", "now"}
        else ("now" if value.lower() == "now" else None)
    )


def _with_values(item: Item, bare: str, notes: list[str]) -> Item:
    """The entry with its name, closed set and parts read from the text before and in the brackets."""
    bare = DEFAULT.sub("", bare) if re.search(r"\S\s.*default|=", bare, re.I) else bare
    bare = re.sub(r"\s+as\s+(?:(?:an?\s+)?\w+\s+)?text$", "", bare)
    state = re.fullmatch(
        r"(?:an?\s+)?(open|active|enabled|paid|new|indoor|free)s?\s*(?:or|/)\s*(closed|inactive|disabled|unpaid|used|outdoor|taken)",
        bare.strip(),
        re.I,
    )
    if state:
        return replace(item, words=("status",), values=(state[1].lower(), state[2].lower()))
    toggled = re.match(r"^(public|private)\s*(?:or|/)\s*(?:public|private)$", bare.strip(), re.I)
    if toggled:
        return replace(item, words=("public",), boolean=True)
    either = re.match(r"^(?P<name>.+?)\s+or\s+not$", bare.strip(), re.I)
    if either:
        return replace(
            item, words=_name(either["name"])[:4] or tuple(either["name"].lower().split())[-2:], boolean=True
        )
    whether = WHETHER.match(bare) if re.match(r"^(?:and\s+)?(?:whether|if)\b", bare.strip(), re.I) else None
    if whether:
        thing = re.match(r"(?:and\s+)?(?:whether|if)\s+an?\s+(?P<what>\w+)\s", bare.strip(), re.I)
        done = re.search(r"\b\w+(?:ed|en|ent|aid)$", whether["rest"])
        if thing:
            return replace(
                item, words=(thing["what"].lower(), *([done[0]] if done else ())), boolean=True, optional=None
            )
        words = _name(whether["rest"])[:4] or tuple(re.findall(r"[a-z]+", whether["rest"].lower()))[:3]
        return replace(item, words=words, boolean=True, optional=None)
    bare = BOOLEAN.sub(" ", bare)
    name, values = inline_values(bare)
    for note in notes:
        sure = bool(re.search(rf"\b(?:{'|'.join(ATTRIBUTE_WITH_VALUES)})\s*$", name, re.I))
        headed = " " in name.strip() and bool(re.match(r"(?:name|title|code|label)\b", note))
        plural = is_plural(name.split()[-1].lower()) if name.split() else False
        typed_only = bool(item.refers) or bool(SURE_TYPE.match(note))
        if sure and not headed and not values and (values := listed(note, sure=True)):
            break
        parts = [] if typed_only else _parts(note, many=plural)
        if not parts and (values or BOOLEAN.search(item.text)):
            break
        if parts:
            plain = replace(item, boolean=False, unique=False, default=None, optional=None)
            return replace(_named(plain, name), parts=tuple(parts))
        values = listed(note, sure=sure) if not typed_only or re.match(r"enum\b", note, re.I) else []
    flagged = item.boolean and values and not BOOLEAN.search(f"{bare} ; {item.remark}")
    return replace(_named(item, name), values=tuple(values), boolean=item.boolean and not flagged)


def _named(item: Item, text: str) -> Item:
    """The entry with its name, unit and number read from the text before its remarks."""
    lead = LEAD.match(text + " ")
    leading = lead[0].lower() if lead else ""
    many = counted = False
    chosen = bool(re.match(r"(?:several|some|any|many)\s+of\s+(?:the|its|their|those|these)\s", text, re.I))
    quantity = re.match(
        r"^(?:(?:the|their|its|any|up\s+to\s+\d+|\d+)\s+)?(?P<many>several|many|multiple|various|some|"
        r"all|different|lots\s+of)\b\s+",
        text,
        re.I,
    )
    if quantity:
        many, counted, text = True, True, text[quantity.end() :]
    once = re.match(r"^(?:exactly\s+)?(?:one|single)\s+(?!way)", text, re.I)
    if once:
        counted, text = True, text[once.end() :]
    unit = ""
    found = UNIT.search(text)
    if found and found["unit"].lower().replace(" ", "-").removesuffix("s") in {u.removesuffix("s") for u in UNITS}:
        unit, text = found["unit"].lower(), text[: found.start()]
    words = _name(text)
    if words and not counted and is_plural(words[-1]):
        many = True
    optional = bool(re.search(r"\b(?:optional(?:ly)?|maybe|perhaps|possibly|at\s+most)\b", leading))
    return replace(
        item,
        words=words,
        chosen=chosen,
        many=many,
        counted=counted,
        unit=unit,
        optional=True if optional else item.optional,
    )


def _name(text: str) -> tuple[str, ...]:
    """The content words of a name, lower case, with the small words that belong inside: 'date of birth'."""
    text = re.sub(r"\bhow\s+many\b", "howmany", text, flags=re.I)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|_", " ", LEAD.sub("", text.strip() + " "))
    text = re.sub(r"\b\d+(?:\.\d+)?\s*(?:-|to)\s*\d+(?:\.\d+)?\b", " ", text)
    text = re.sub(r"\bt-?\s?shirt\b", "tshirt", text, flags=re.I)
    words: list[str] = []
    for token in tag(text):
        word = token.word.removesuffix("'s").removesuffix("'")
        if token.tag is Tag.MARK or not word:
            if token.text in {",", "/", "→"}:
                break
            continue
        if token.tag in {Tag.DETERMINER} or word in {"will", "be", "is", "are", "was", "were", "been"}:
            continue
        if token.tag is Tag.PRONOUN and word not in {"who", "us"}:
            continue
        if word == "howmany":
            words += ["how", "many"]
            continue
        words += [part for part in re.split(r"[^a-z0-9]+", word) if part] if word != "yes" else []
    while len(words) > 1 and words[-1] in {
        "unique",
        "optional",
        "required",
        "mandatory",
        "obviously",
        "of",
        "for",
        "and",
        "or",
        "the",
        "with",
        "per",
        "as",
        "flag",
        "field",
        "please",
        "too",
        "also",
        "only",
    }:
        words.pop()
    while (
        words
        and tuple(words) not in _STANDING
        and words[0] in {"of", "for", "and", "or", "with", "on", "in", "its"}
        and len(words) > 1
    ):
        words.pop(0)
    return tuple(words) if 0 < len(words) <= 7 else ()


_FIELD_HEADS = frozenset(
    """name title email phone url link description street city zip postcode code number caption order position amount
    price currency date year address country text body content note notes comment quantity size type status bio
    username latitude longitude lat lng width height start end odometer from to bio birthday dob isbn author sku
    rating score grade stars strengths weaknesses concerns remark remarks diagnosis temperature
    headline headcount purpose reason
    barcode manufacturer brand website logo capacity username plate nickname stock weight duration
    """.split()
)


_ASKED = frozenset("what when how which whether".split())
"""How attributes start that are told as questions: 'how much, and when'."""


_STANDING = {("in", "service"), ("in", "use"), ("in", "stock"), ("in", "scope"), ("on", "sale"), ("on", "display")}


def looks_like_fields(entries: list[Item]) -> bool:
    """Whether a list reads like attributes rather than like values."""
    if any(e.unique or e.optional or e.values or e.boolean for e in entries):
        return True
    named = sum(
        1
        for e in entries
        if e.words
        and (e.words[-1] in _FIELD_HEADS or e.words[0] in _ASKED or (len(e.words) > 1 and e.words[-1] in {"at", "on"}))
    )
    return bool(entries) and named * 2 >= len(entries) and named > 0


def _parts(note: str, *, many: bool = False) -> list[Item]:
    if many and note.lower() in {"url", "link", "name", "title", "text"}:
        return items(note)
    if not re.search(r"[,+/;]|\band\b", note) or re.match(
        r"(?:eg|ie|like|not|default|optional|unique|required|one|max|min|must|has\s+to|should|can|may|needs?|is|its|it)\b",
        note,
        re.I,
    ):
        return []
    entries = [
        entry
        for entry in items(re.sub(r"^(?:with|has|having|incl(?:uding)?)\s+", "", note))
        if not re.match(r"(?:is|are|it|they|must|may|can|should|not|but|because|we|no|only)\b", entry.text, re.I)
    ]
    entries = [e for e in entries if e.words != ("unique",) and e.words != ("optional",)]
    if any(_NO_PART.fullmatch(e.text) for e in entries):
        return []
    shared = all(len(e.words) <= 4 for e in entries)
    return entries if len(entries) >= 2 and shared and looks_like_fields(entries) else []


_NO_PART = re.compile(
    r"whole\s+number|integer|int|string|decimal|float|boolean|bool|free\s+text|percent(?:age)?|[A-Z]{3,5}"
)
"""What says of which type an attribute is, and so is no attribute itself."""


def _apart(entry: Item, last: Item | None) -> list[Item]:
    """'start/end time' becomes two; 'end' after 'current period start' becomes 'current period end'."""
    timed = re.match(r"^(\w+\s+(?:at|on))\s*/\s*(\w+\s+(?:at|on))\b", entry.text, re.I)
    if timed:
        return [f for f in (parse_item(timed[1]), parse_item(timed[2])) if f]
    pair = re.match(
        r"^(latitude|lat|width|height)\s*/\s*(longitude|lng|lon|long|height|width|depth)\b", entry.text, re.I
    )
    if pair and not entry.values:
        return [replace(f, optional=entry.optional) for f in (parse_item(pair[1]), parse_item(pair[2])) if f]
    if entry.words and entry.words[-1] == "range" and re.search(r"\bmin\w*\b.*\bmax", entry.remark, re.I):
        return [replace(entry, words=(bound, *entry.words[:-1]), parts=(), values=()) for bound in ("min", "max")]
    both = re.match(
        r"^(.*?)\b(start|from|check-in|open(?:ing)?|min)\s*/\s*(end|to|check-out|clos(?:e|ing)|max)\b(.*)$",
        entry.text,
        re.I,
    )
    if both and not entry.values:
        found = [parse_item(f"{both[1]}{both[k]}{both[4]}") for k in (2, 3)]
        return [replace(f, optional=entry.optional) for f in found if f]
    if last and entry.words in {("end",), ("to",)} and len(last.words) > 1 and last.words[-1] in {"start", "from"}:
        return [replace(entry, words=(*last.words[:-1], *entry.words))]
    return [entry]


def _share_units(entries: list[Item]) -> list[Item]:
    """'subtotal, tax and total in minor units': the unit holds for the amounts before it, too."""
    shared: list[Item] = []
    unit = ""
    for entry in reversed(entries):
        if entry.unit in {"minor units", "minor unit", "cents", "euros", "dollars"}:
            unit = entry.unit
        elif unit and entry.words and _MONEY.search(entry.name) and not entry.unit:
            entry = replace(entry, unit=unit)
        else:
            unit = unit if entry.words and _MONEY.search(entry.name) else ""
        shared.append(entry)
    return shared[::-1]


_MONEY = re.compile(r"\b(?:price|amount|total|subtotal|tax|fee|cost|discount|net|gross|vat|balance|deposit)\b")
