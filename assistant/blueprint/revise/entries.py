"""What is to be stored, as people list it in a chat: 'a dueAt, not mandatory', 'priority low / high,
low by default'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.blueprint.field import Field, Literal, Scalar
from assistant.blueprint.names import pascal
from assistant.blueprint.read.field_type import Typed, enum_value, field_of
from assistant.blueprint.read.item import Item, items
from assistant.blueprint.read.lexicon.fields import SHORT, Shape
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES
from assistant.blueprint.revise.defaults import default_of
from assistant.blueprint.revise.sheet import Sheet
from assistant.blueprint.revise.target import member_name
from assistant.blueprint.revise.types import bounded, type_in

_ALL_ARE = re.compile(
    r"\s*[,(-]?\s*\(?(?:both|all(?:\s+(?:of\s+them|\w+))?|each)\s+(?:are\s+|of\s+them\s+)"
    r"?(?P<said>optional|required|mandatory|unique)\)?$",
    re.I,
)
_LISTED_VALUES = re.compile(
    r"(?P<name>[A-Za-z][\w ]*?)\s*(?::|\bof\b|,?\s+(?:which|that)\s+(?:is|can\s+be)\b|\s+is\b|\s+being\b|"
    r"\s+with(?:\s+the)?\s+(?:values|options|states|levels)\b:?|\s*[:,]?\s+(?:one\s+of|either)\b:?)"
    r"\s*(?:either\s+|one\s+of\s+)?"
    r"(?P<values>[A-Za-z][\w-]*(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s*/\s*|\s*\|\s*|\s+or\s+|\s+and\s+)"
    r"[A-Za-z][\w-]*)+)(?=\s*(?:$|[.;(]|,\s*(?:default|[\w-]+\s+(?:by|as|if|unless))))",
    re.I,
)
"""A name with its values behind it, none of them in brackets: 'a priority: low, normal, high or urgent'."""
_NO_CHOICES = frozenset(
    "string text int integer number decimal float boolean bool date datetime optional required unique "
    "mandatory nullable".split()
)
_SAID = (
    (re.compile(r",?\s+(?:of|with)\s+(?=(?:at\s+most|max|up\s+to|no\s+more)\b)", re.I), ", "),
    (
        re.compile(
            r",?\s*(?:which\s+is\s+|is\s+)?\b(?:between|from|at\s+least)\s+(?P<low>-?\d+(?:\.\d+)?)"
            r"\s*,?\s*(?:and|to|-)\s*(?:at\s+most\s+|up\s+to\s+)?(?P<high>\d+(?:\.\d+)?)(?!\s*(?:char|"
            r"letter))",
            re.I,
        ),
        r" (\g<low>-\g<high>)",
    ),
    (
        re.compile(
            r",?\s*(?:which\s+is\s+|is\s+)?\b(?P<said>(?:at\s+most|at\s+least|max(?:imum)?(?:\s+of)?|"
            r"min(?:imum)?(?:\s+of)?|up\s+to|no\s+more\s+than)\s+\d+(?:\.\d+)?(?:\s+(?:char\w*|letters))?)"
            r"(?!\s*[\w)])",
            re.I,
        ),
        r" (\g<said>)",
    ),
    (
        re.compile(
            r",?\s*(?<!max )(?<!most )(?<!to )(?<!of )(?<!least )\b(?:exactly\s+)?(?P<n>\d+)[- "
            r"](?:letters?|char(?:acter)?s?|digits?)(?:\s+long|\s+each)?\b(?!\))",
            re.I,
        ),
        r" (max \g<n> characters)",
    ),
    (
        re.compile(
            r",\s*(?:an?\s+)?(?P<type>decimal|integer|int|string|text|boolean|bool|float|number|datetime|"
            r"timestamp|json|uuid)(?=\s*(?:$|,|\())",
            re.I,
        ),
        r" (\g<type>)",
    ),
    (
        re.compile(
            r",?\s*(?:but\s+|and\s+)?(?:with\s+)?\bno\s+default(?:\s+value)?\b(?:,?\s*(?:the\s+)"
            r"?\w+\s+(?:has|have|needs?)\s+to\s+\w+\s+(?:it|one|them))?",
            re.I,
        ),
        " (required)",
    ),
    (
        re.compile(
            r",?\s*(?:the\s+|an?\s+)?\w+\s+(?:has|have|needs?|must)\s+(?:to\s+)?(?:say|give|fill|enter|"
            r"provide|specify|set|choose|pick|state)\s+(?:it|one|them)(?:\s+in)?",
            re.I,
        ),
        " (required)",
    ),
    (
        re.compile(
            r",?\s*(?:but\s+|and\s+|it\s+is\s+|is\s+|that\s+is\s+|they\s+are\s+|which\s+is\s+|both\s+|"
            r"all\s+)*(?:(?:not|n't)\s+(?:strictly\s+|really\s+)?(?:mandatory|required|compulsory|needed)|"
            r"optional(?:ly)?|nullable)\b(?!\s+\w+\s*,)",
            re.I,
        ),
        " (optional)",
    ),
    (
        re.compile(
            r",?\s*(?:which\s+|that\s+|it\s+)?(?:can|may|might|could)\s+(?:also\s+)?be\s+(?:empty|null|"
            r"blank|missing|left\s+(?:out|empty|blank))",
            re.I,
        ),
        " (optional)",
    ),
    (
        re.compile(
            r",?\s*(?:which\s+is\s+|is\s+|but\s+)?\b(?:empty|null|unset|blank)\s+(?:at\s+first|initially|"
            r"by\s+default|for\s+now|in\s+the\s+beginning|until\b[^,.;()]*)",
            re.I,
        ),
        " (optional)",
    ),
    (
        re.compile(
            r",?\s*\b(?:if\s+(?:they|he|she|you|we|people|users|someone)\s+(?:want|like|wish|have|know|"
            r"need|feel)s?(?:\s+(?:to|one|it|like\s+it))?|if\s+(?:known|any|there\s+is\s+(?:one|any)|"
            r"applicable|available|given|present)|when\s+known|where\s+(?:known|available))\b",
            re.I,
        ),
        " (optional)",
    ),
    (
        re.compile(
            r",?\s*(?:and\s+|it\s+is\s+|is\s+|that\s+is\s+|which\s+is\s+|it\s+)*(?:must\s+be\s+|"
            r"has\s+to\s+be\s+|should\s+be\s+)?(?:mandatory|required|compulsory|not\s+null|not\s+optional)"
            r"\b",
            re.I,
        ),
        " (required)",
    ),
    (
        re.compile(
            r",?\s*(?:and\s+|it\s+is\s+|is\s+|that\s+is\s+|which\s+is\s+|which\s+|it\s+)*(?:must\s+be\s+|"
            r"has\s+to\s+be\s+|should\s+be\s+)unique\b",
            re.I,
        ),
        " (unique)",
    ),
    (re.compile(r",\s*unique(?=\s*(?:$|,|and\b|\())", re.I), " (unique)"),
    (
        re.compile(
            r",?\s*(?:and\s+)?(?:it\s+|which\s+|that\s+)?(?:starts?\s+(?:out\s+)?(?:as|at|with|on|in)|"
            r"defaults?\s+(?:is|to|of|value)?|defaulting\s+to|by\s+default|initially|default\s*[:=]?)"
            r"\s+(?:is\s+|to\s+)?[\"'`]?(?P<v>-?[\w.]+)[\"'`]?",
            re.I,
        ),
        r" (default \g<v>)",
    ),
    (
        re.compile(
            r",?\s*(?:and\s+|it\s+is\s+|is\s+)?[\"'`]?(?P<v>-?[\w.]+)[\"'`]?\s+(?:by\s+default|"
            r"as\s+(?:the\s+)?default|if\s+(?:nobody|no\s+one|noone|nothing)\s+\w+(?:\s+\w+)?|"
            r"unless\s+\w+\s+(?:otherwise|else|differently)|unless\s+(?:somebody|someone)\s+\w+(?:\s+\w+)"
            r"?|if\s+(?:not\s+(?:given|set|specified)|left\s+(?:out|empty)|omitted|nothing\s+is\s+given))",
            re.I,
        ),
        r" (default \g<v>)",
    ),
)
"""What is said of an entry behind it, as the remark in brackets that the reader of lists knows."""
_NOISE = re.compile(
    r"\s+(?:from\s+now\s+on|going\s+forward|as\s+well|too|please|for\s+(?:now|each(?:\s+one)?|every\s+one|"
    r"all\s+of\s+them)|on\s+top|in\s+addition|somewhere|at\s+least|as\s+a\s+start|field|column|attribute|"
    r"property)(?=\s*(?:$|[,(.]))",
    re.I,
)
_TYPED = re.compile(
    r"^(?P<name>[A-Za-z][\w ]*?)\s*(?:,?\s+(?:which|that)\s+is|\s+as|\s+is|\s+being)?\s+(?:an?\s+|"
    r"of\s+type\s+|type\s+)?(?P<type>(?:big)?int(?:eger)?|decimal|float|double|bool(?:ean)?|string|text|"
    r"date\s?time|timestamp|json|uuid|whole\s+number|(?:yes\s*/\s*no|true\s*/\s*false)(?:\s+flag)?)"
    r"(?P<rest>(?:\s+(?:between|from|of|0|1|\d).*)?)$",
    re.I,
)
_OF_TYPE = re.compile(
    r"^an?\s+(?P<type>int(?:eger)?|decimal|float|bool(?:ean)?|string|text|date\s?time|timestamp|date|json|"
    r"uuid|number|flag|url|email)\s+(?:field\s+|column\s+)?(?:called|named|for\s+the)"
    r"?\s*[\"'`]?(?P<name>[A-Za-z]\w*)[\"'`]?$",
    re.I,
)
_CALLED = re.compile(
    r"^(?:an?\s+|the\s+)?(?:new\s+|optional\s+|required\s+|mandatory\s+|extra\s+|additional\s+)*(?:field|"
    r"column|attribute|property|flag)\s+(?:called\s+|named\s+)?[\"'`]?(?=\w)",
    re.I,
)
_LIST = re.compile(
    r"\b(?:list|array|set|collection)\s+of\s+(?:(?:plain|short|free)\s+)*(?P<what>strings?|texts?|words?|"
    r"numbers?|ints?|integers?|urls?|emails?|names?|tags?|dates?)\b|\b(?P<bare>string|int|text)"
    r"s?\s*(?:\[\]|array|list)\b",
    re.I,
)


@dataclass(frozen=True)
class Entry:
    """One thing to store: as the reader of lists sees it, and the field it would be."""

    item: Item
    typed: Typed | None


def marked(text: str) -> str:
    """The list with what is said behind each entry put into brackets: 'a dueAt (optional)'."""
    text = re.sub(r"`([^`]+)`|\"([\w ]+)\"", lambda m: m[1] or m[2], text)
    text = re.sub(r"\b(?:string|varchar|text|char)\((\d+)\)", r"(string, max \1 characters)", text, flags=re.I)
    text = re.sub(r"\s+(?:within|inside)\s+(?:the|an?|each|its|their)\s+\w+(?=\s*(?:$|[(,]))", "", text)
    text = _LISTED_VALUES.sub(_bracketed, text)
    for pattern, new in _SAID:
        text = pattern.sub(new, text)
    return _NOISE.sub("", text).strip(" .;")


def _bracketed(found: re.Match[str]) -> str:
    """The values in brackets, where they are some and not further names."""
    name, values = (
        found["name"].split(),
        re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s*[/|]\s*|\s+or\s+|\s+and\s+", found["values"]),
    )
    told = name and (
        name[-1].lower() in ATTRIBUTE_WITH_VALUES
        or " or " in found["values"]
        or all(v.isupper() for v in values)
        or "/" in found["values"]
    )
    if not told or {v.lower() for v in values} & _NO_CHOICES or name[-1].lower() in {"number", "date", "list", "kind"}:
        return found[0]
    return f"{found['name']} ({', '.join(values)})"


def entries_of(text: str, model: str) -> list[Entry]:
    """The entries of a list with the fields they would be on a model."""
    found: list[Entry] = []
    both = _ALL_ARE.search(text)
    for item in items(marked(text[: both.start()] if both else text)):
        if both:
            said = "required" if both["said"].lower() == "mandatory" else both["said"].lower()
            item = replace(
                item,
                optional=item.optional if said == "unique" else said == "optional",
                unique=item.unique or said == "unique",
            )
        if item.name in {"required", "optional", "mandatory", "nullable", "unique"} or re.fullmatch(
            r"default\b.*", item.name
        ):
            continue
        found.append(_entry(item, model))
    return found


def _entry(item: Item, model: str) -> Entry:
    if item.words[-1:] == ("counter",) and not item.hint:
        item = replace(item, hint="integer")
    kinds = [v for v in item.values if v.lower() in _NO_CHOICES]
    if kinds:
        item = replace(item, values=(), hint=kinds[0].lower())
    text = re.sub(r"\([^()]*\)", " ", item.text).strip()
    text = _CALLED.sub("", text)
    listed = _LIST.search(item.text)
    typed_first = _OF_TYPE.match(text)
    typed_last = None if typed_first or item.values else _TYPED.match(text)
    told = typed_first or typed_last
    name = told["name"] if told else text
    coded = re.fullmatch(
        r"(?:an?\s+|the\s+)?(?P<name>[a-z]+(?:[A-Z0-9_]\w*|_\w+))\??", name.strip().split(":")[0].strip()
    ) or re.match(r"^(?:an?\s+|the\s+)?(?P<name>[a-z]+[A-Z]\w*)\b", name)
    if told or text != re.sub(r"\([^()]*\)", " ", item.text).strip():
        words = tuple(
            re.findall(
                r"[a-z0-9]+",
                re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", re.sub(r"^(?:an?|the)\s+", "", name.split(":")[0])).lower(),
            )
        )
        item = replace(item, words=words or item.words, hint=item.hint or (told["type"].lower() if told else ""))
    typed = field_of(item, model) if item.words else None
    if typed is None:
        return Entry(item, None)
    field = typed.field
    if coded:
        field = field.model_copy(update={"name": member_name(coded["name"], model)})
    shape = type_in(_about(told["type"] + (told.groupdict().get("rest") or ""))) if told else None
    if shape is not None and not typed.values:
        field = _shaped(field, shape)
    elif not typed.values:
        field = _bounded(field, item.text)
    several = item.many and item.counted and field.scalar is Scalar.STRING
    if listed or several:
        field = _many(field, (listed["what"] or listed["bare"] or "string") if listed else "")
    return Entry(item, replace(typed, field=_plain_integer(field, item)))


def _about(text: str) -> str:
    return re.sub(r"\bof\b", " ", text)


def _shaped(field: Field, shape: Shape) -> Field:
    names = ("min", "max", "min_length", "max_length", "format", "precision", "scale")
    kind = shape.type
    return field.model_copy(
        update={
            "type": kind.value,
            **{n: getattr(shape, n) for n in names},
            "default": field.default
            if field.type == kind.value
            else (False if kind is Scalar.BOOLEAN and field.required else None),
        }
    )


def _bounded(field: Field, text: str) -> Field:
    if field.scalar is None or field.scalar is Scalar.BOOLEAN:
        return field
    shape = Shape(
        field.scalar,
        field.format,
        field.min,
        field.max,
        field.min_length,
        field.max_length,
        field.precision,
        field.scale,
    )
    told = bounded(
        shape, re.sub(r"^[^(:]*?(?=\b(?:between|max|min|up\s+to|at\s+(?:least|most)|positive)\b|[(:]|$)", "", text)
    )
    return field.model_copy(
        update={"min": told.min, "max": told.max, "min_length": told.min_length, "max_length": told.max_length}
    )


def _many(field: Field, what: str) -> Field:
    own = Shape(Scalar.STRING, field.format) if field.scalar is Scalar.STRING else SHORT
    shape = type_in(what) or own
    made = _shaped(field, shape)
    return made.model_copy(
        update={
            "many": True,
            "min_length": None,
            "max_length": None,
            "unique": False,
            "default": None,
            "min": None,
            "max": None,
        }
    )


def _plain_integer(field: Field, item: Item) -> Field:
    """A size in bytes counts up to two gigabytes unless more is asked for: a BigInt is no number in JSON."""
    if field.scalar is Scalar.BIG_INT and not re.search(r"\bbig\s?int\b", f"{item.hint} {item.text}", re.I):
        return field.model_copy(update={"type": Scalar.INT.value})
    return field


def enum_name(sheet: Sheet, typed: Typed, model: str) -> str:
    """A name for the enum of a field that is not taken; an enum of the same values is used again."""
    wanted = typed.field.type
    for candidate in (wanted, f"{model}{pascal(typed.field.name)}", f"{model}{pascal(typed.field.name)}Kind"):
        enum = sheet.plan.enum(candidate)
        if enum is not None and enum.values == typed.values:
            return candidate
        if enum is None and sheet.plan.model(candidate) is None and candidate != "Role":
            return candidate
    return f"{model}{pascal(typed.field.name)}Choice"


def default_for(sheet: Sheet, field: Field, said: str | None, values: tuple[str, ...]) -> Literal | None:
    """The default that was said, as the field holds it."""
    if said is None:
        return field.default
    if values:
        return enum_value(said) if enum_value(said) in values else field.default
    return default_of(sheet, field, said) if field.default is None else field.default
