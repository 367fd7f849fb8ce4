"""Which endpoints there are, what each takes, answers and refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.deeds import operations
from assistant.agent.offline.explain.ground import Answer, Ground, Question, listed
from assistant.draft.listing import filters, orders
from assistant.draft.operation import Operation, OperationKind
from assistant.draft.refusal import needs_token, refusals

_ENDPOINTS = re.compile(
    r"\bend ?points?\b|\broutes?\b|\bpaths?\b|\burls?\b|\bapi (?:surface|look)\b|\bresources?\b|\bmethods?\b", re.I
)
_ONE = re.compile(
    r"\b(?:take[sn]?|return(?:s|ed)?|answers?|respon\w+|body|payload|send|sent|accepts?|expects?|"
    r"status(?:es| codes?)?|codes?|errors?|fail\w*|refus\w+|40\d|42\d|call|request|parameters?|query|"
    r"do(?:es)?|work\w*)\b",
    re.I,
)
_HOW = re.compile(
    r"\bhow (?:do|can|would|should|does|to|is|are)\b|\bwhat(?:'s| is) the (?:path|url|route|endpoint|call|"
    r"method)\b|\bwhich (?:endpoint|route|path|url|call)\b|\bwhere (?:do|can) (?:i|we)\b|"
    r"\bwhat (?:do|must|should|can) (?:i|we) (?:send|pass|give|post|put)\b",
    re.I,
)
_LISTS = re.compile(
    r"\b(?:filter\w*|sort\w*|order(?:ed|ing)? by|pag(?:e|es|inat\w+)|cursor|narrow\w*|search\w*)\b", re.I
)
_STATUS = {
    400: "400 the body is not JSON", 401: "401 no valid token",
    403: "403 others may, or you may see it but not change it",
    404: "404 no such record, or none that you may see", 413: "413 over 16 KiB", 415: "415 not application/json",
    422: "422 a field or parameter is not acceptable", 429: "429 too many failed logins",
}  # fmt: skip


def named_endpoint(question: Question, ground: Ground) -> Answer | None:
    """One endpoint in full where its path is written out."""
    if not question.about.operations or re.search(r"\bwh(?:o|ere)\b|\bfile\b", question.text, re.I):
        return None
    parts = [_whole(op, ground) for op in question.about.operations[:4]]
    return Answer("\n".join(parts), (), tuple(dict.fromkeys(op.file for op in question.about.operations[:4])))


def endpoints(question: Question, ground: Ground) -> Answer | None:
    """One endpoint in full where its deed is named, else the list of them."""
    if _ENDPOINTS.search(question.text) and not re.search(r"\bbase path\b", question.text, re.I):
        return _listing(question, ground)
    if _HOW.search(question.text) and (question.about.entities or question.about.deeds):
        if _LISTS.search(question.text):
            return lists(question, ground)
        found = operations(question, ground)
        if found:
            return Answer(
                "\n".join(_whole(op, ground) for op in found[:3]), (), tuple(dict.fromkeys(op.file for op in found[:3]))
            )
    return None


def answers_of(question: Question, ground: Ground) -> Answer | None:
    """'What does creating a loan return?', 'which errors can deleting a book give?'."""
    if not _ONE.search(question.text) or not re.search(
        r"\b(?:returns?|answers?|status(?:es| codes?)?|codes?|errors?|body|payload|40\d|42\d|refus\w+|parameters?)\b",
        question.text,
        re.I,
    ):
        return None
    if not question.about.entities and not question.about.deeds:
        return None
    found = operations(question, ground)
    if not found or len(found) > 3:
        return None
    return Answer("\n".join(_whole(op, ground) for op in found), (), tuple(dict.fromkeys(op.file for op in found)))


def _listing(question: Question, ground: Ground) -> Answer:
    wanted = question.about.entities
    found = [op for op in ground.design.operations if not wanted or op.entity in wanted]
    if re.search(r"\bpublic|without (?:a )?(?:token|sign|log)|open to\b", question.text, re.I):
        found = [op for op in found if not needs_token(ground.design, op)]
        head = f"{len(found)} of {len(ground.design.operations)} endpoints need no token"
    else:
        some = f" of {listed(it.labels for it in wanted)}" if wanted else ""
        head = f"{len(found)} endpoint{'' if len(found) == 1 else 's'}{some}"
    if re.match(r"(?:\W|and|so|but|also)*how many\b", question.text, re.I) and not wanted:
        by = {it.labels: len(ground.design.of(it)) for it in ground.design.entities if ground.design.of(it)}
        signing = len(found) - sum(by.values())
        counts = listed(
            [f"{count} of {labels}" for labels, count in by.items()]
            + ([f"{signing} for signing in"] if signing else [])
        )
        return Answer(f"{len(found)} endpoints: {counts}.", ("endpoints",), ("openapi.yaml", "docs/API.md"))
    if not found:
        return Answer(f"{head}.", ("endpoints",), ("openapi.yaml",))
    lines = [f"{head}:", *(f"- {op.method} {op.path}: {_summary(op)} ({op.who})" for op in found)]
    return Answer("\n".join(lines), ("endpoints",), ("openapi.yaml", "docs/API.md"))


def _summary(op: Operation) -> str:
    return (op.summary[:1].lower() + op.summary[1:]).rstrip(".")


def _whole(op: Operation, ground: Ground) -> str:
    """Everything of one endpoint in a few sentences."""
    return " ".join(_sentences(op, ground))


def _sentences(op: Operation, ground: Ground) -> Iterator[str]:
    yield f"{op.method} {op.path}: {_summary(op)}. Who may: {op.who}."
    if op.kind is OperationKind.LIST and op.entity:
        yield _query(op, ground)
    elif op.body:
        needed = [each.name for each in op.body if each.required]
        optional = [each.name for each in op.body if not each.required]
        some = "any of " if op.kind is OperationKind.UPDATE else "optionally "
        takes = [listed(needed)] if needed else []
        takes += [f"{some}{listed(optional)}"] if optional else []
        yield f"It takes {', and '.join(takes)}."
    elif op.method != "GET":
        yield "It takes no body."
    yield f"It answers {op.status}{_answer(op)}; otherwise {listed(_refusals(op, ground), 'or')}."


def _answer(op: Operation) -> str:
    if op.answer_schema is None or op.entity is None:
        return " without a body"
    if op.kind is OperationKind.LIST:
        return f" with items and nextCursor, a page of {op.entity.labels}"
    if op.kind is OperationKind.LOGIN:
        return " with accessToken, for one hour"
    return f" with the {op.entity.label}"


def _refusals(op: Operation, ground: Ground) -> Iterator[str]:
    for status in refusals(ground.design, op):
        if status == 409:
            yield from (f"409 {problem.type}" for problem in op.conflicts)
        elif status not in (413, 415):
            yield "401 wrong credentials" if status == 401 and op.kind is OperationKind.LOGIN else _STATUS[status]


def _query(op: Operation, ground: Ground) -> str:
    assert op.entity is not None
    names_ = [each.name for each in filters(ground.design, op.entity)]
    sorts = orders(op.entity)
    by = f" Narrow it by {listed(names_)}." if names_ else " It has no filters."
    order = f" Sort it by {listed(sorts)}; newest first otherwise." if sorts else " It comes newest first."
    plan = ground.plan.conventions
    return f"It takes limit (1 to {plan.max_page_size}, {plan.page_size} if left out) and cursor.{by}{order}"


def lists(question: Question, ground: Ground) -> Answer | None:
    """How lists are paged, narrowed and ordered."""
    if not _LISTS.search(question.text) or re.search(r"\bwho\b", question.text, re.I):
        return None
    about = question.about.entities or tuple(held.entity for held in question.about.columns)
    wanted = [op for op in ground.design.operations if op.kind is OperationKind.LIST]
    asked = [op for op in wanted if op.entity in about]
    if asked:
        lines = [f"{op.method} {op.path}: {_query(op, ground)}" for op in asked]
        return Answer(
            "\n".join(lines),
            tuple(f"endpoints {op.entity.pascal}" for op in asked if op.entity),
            tuple(op.file for op in asked),
        )
    plan = ground.plan.conventions
    text = (
        f"Every list is paged: limit is 1 to {plan.max_page_size}, {plan.page_size} if left out; nextCursor "
        f"of one page is the cursor "
        "of the next, and null is the end. Lists come newest first unless sort says otherwise."
    )
    narrowed = [
        f"{op.path} by {listed(f.name for f in filters(ground.design, op.entity))}"
        for op in wanted
        if op.entity and filters(ground.design, op.entity)
    ]
    more = f" Narrowed can be {'; '.join(narrowed)}." if narrowed else ""
    return Answer(text + more, ("conventions", "endpoints"), ("lib/page.ts",))
