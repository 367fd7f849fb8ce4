"""What happens to the parts when the whole goes: 'when a project is deleted, its tasks go too'."""

from __future__ import annotations

import re

from assistant.blueprint.names import article, label, plural
from assistant.blueprint.operations.operation import (
    ChangeRelation,
)
from assistant.blueprint.operations.patch import RelationPatch
from assistant.blueprint.relation import OnDelete
from assistant.blueprint.revise.known import Tie
from assistant.blueprint.revise.sheet import Sheet

_DELETING = re.compile(
    r"^(?:when|if|whenever|once)\s+(?:an?\s+|the\s+|we\s+delete\s+an?\s+|you\s+delete\s+an?\s+|"
    r"someone\s+deletes\s+an?\s+)?(?P<whole>[\w -]+?)\s*(?:(?:is|gets|was)\s+(?:deleted|removed)|"
    r"goes(?:\s+away)?|disappears)?\s*,?\s+(?:then\s+)?(?:(?P<verb>delete|remove|drop|keep|don't\s+delete|"
    r"do\s+not\s+delete|unset|clear)\s+)?(?:all\s+(?:of\s+)?)?(?:its\s+|their\s+|the\s+|his\s+|that\s+)"
    r"?(?P<parts>[\w -]+?)(?:\s+(?P<goes>(?:should|must|have\s+to|need\s+to|are\s+to|shall|can|may|will)"
    r"?\s*(?:also\s+)?(?:be\s+)?(?:go|deleted|removed|disappear|vanish|gone|stay|kept|keep|remain|survive|"
    r"unassigned|unset|emptied|cleared|not\s+be\s+\w+|go\s+away)))?(?:\s+(?:too|as\s+well|with\s+it|also|"
    r"along|around|empty))*$",
    re.I,
)

_CASCADE = re.compile(
    r"^(?:deleting|removing)\s+(?:an?\s+|the\s+)?(?P<whole>[\w -]+?)\s+(?P<not>(?:should|must|may|can)"
    r"\s*(?:not|n't|never)\s+|shouldn't\s+|mustn't\s+|can't\s+|cannot\s+|doesn't\s+|never\s+)"
    r"?(?:should\s+|must\s+|also\s+|has\s+to\s+)*(?:deletes?|removes?|takes?)\s+(?:also\s+)?(?:its\s+|"
    r"their\s+|the\s+|all\s+)*(?P<parts>[\w -]+?)(?:\s+(?:too|as\s+well|with\s+it|also|along))*$|"
    r"^cascade\s+(?:the\s+)?(?:deletion|delete)s?\s+(?:of|from)\s+(?P<from>[\w -]+?)\s+to\s+(?P<to>[\w "
    r"-]+)$",
    re.I,
)


def read_deletion(text: str, sheet: Sheet) -> bool:
    turned = re.match(r"^(?P<what>(?:delete|remove|keep)\s+.+?)\s+(?P<when>(?:when|if|once)\s+.+)$", text, re.I)
    text = f"{turned['when']}, {turned['what']}" if turned else text
    found = _DELETING.match(text)
    cascade = None if found else _CASCADE.match(text)
    if found is not None:
        whole, parts = sheet.thing(found["whole"]), sheet.thing(found["parts"])
        said = f"{found['verb'] or ''} {found['goes'] or ''}".strip()
        keeps = bool(
            re.search(
                r"\b(?:keep|kept|stay|remain|survive|unset|clear|unassigned|emptied|cleared|not)\b|n't", said, re.I
            )
        )
    elif cascade is not None:
        whole = sheet.thing(cascade["whole"] or cascade["from"])
        parts = sheet.thing(cascade["parts"] or cascade["to"])
        said, keeps = "delete", bool(cascade["not"])
    else:
        return False
    if whole is None or parts is None or not said:
        return False
    relation = next((r for r in sheet.plan.keys_of(parts) if r.target == whole), None)
    if relation is None:
        return False
    on_delete = OnDelete.CASCADE if not keeps else OnDelete.RESTRICT if relation.required else OnDelete.SET_NULL
    if on_delete is relation.on_delete:
        sheet.assumptions.append(f"{parts}.{relation.name} is so already ({on_delete.value} on delete).")
    else:
        sheet.do(ChangeRelation(model=parts, relation=relation.name, set=RelationPatch(on_delete=on_delete)))
    if keeps and relation.required:
        sheet.assumptions.append(
            f"{article(label(whole)).capitalize()} with {label(plural(parts))} can't be deleted: each of "
            f"them needs one."
        )
    sheet.about(parts, Tie(parts, relation.name))
    return True
