"""Whether a message in a thread that has a plan describes another backend."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.blueprint.names import plural, words

_BACKEND = r"(?:apis?|back-?ends?|services?|apps?|applications?|systems?|platforms?|saas|crud|marketplace)"
_OPENING = re.compile(
    r"^(?:\W|ok|okay|now|hi|hey|hello|please|thanks|next|great|so|and|also|then)*(?:can you |could you |"
    r"let's |now )?(?:please )?"
    r"(?:build|create|draft|design|make|write|plan|generate|scaffold|set up|i need|we need|i want|we want|"
    r"i'd like|we'd like|need|give)"
    rf"(?: me| us)? (?:an?|another|a new|a second|the)(?: [\w-]+){{0,4}} {_BACKEND}\b(?! (?:model|table|"
    rf"field|entity|enum|endpoint|column|relation))",
    re.I,
)
_NEW = re.compile(
    r"\b(?:new|another|different|second|separate) (?:project|brief|back-?end|api|service|app|application|"
    r"system|plan|idea|topic)\b|\b(?:start over|from scratch|begin (?:anew|again))\b",
    re.I,
)
_TITLE = re.compile(rf"^(?:#+ .+|(?:[A-Z][\w-]*)(?: [\w&-]+){{0,5}} {_BACKEND}(?: please)?)[.:,]?(?:\n|\s|$)")
_REPLACES = re.compile(
    r"\b(?:start over|from scratch|begin anew|instead of (?:this|it|the (?:plan|draft))|throw (?:it|this|"
    r"everything|that|the plan) (?:away|out)|"
    r"(?:forget|scrap|drop|discard) (?:everything|it all|(?:the|this) (?:whole |old |current )?(?:plan|"
    r"draft))|replace (?:the|this|it|everything|that)(?: whole| current| old)?(?: plan| draft)?)\b",
    re.I,
)
_FEW = 12
"""Words that no brief is shorter than."""


def is_new_brief(text: str, models: Collection[str]) -> bool:
    """Whether `text` begins another backend: it says so, or it reads like a brief and speaks of none of `models`."""
    told = text.split()
    if len(told) < _FEW:
        return bool(_REPLACES.search(text) and _OPENING.match(text))
    if not (_OPENING.match(text) or _TITLE.match(text) or _NEW.search(text)):
        return False
    said = " ".join(words(text))
    shared = sum(bool(re.search(rf"\b(?:{'|'.join(_forms(name))})\b", said)) for name in models)
    return replaces(text) or bool(_NEW.search(text)) or shared * 2 <= len(models)


def replaces(text: str) -> bool:
    """Whether it says that the plan there is may go."""
    return bool(_REPLACES.search(text))


def _forms(model: str) -> tuple[str, str]:
    return " ".join(words(model)), " ".join(words(plural(model)))
