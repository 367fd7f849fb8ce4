"""Where something is in the drafted code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.agent.offline.explain.deeds import operations
from assistant.agent.offline.explain.ground import SCHEMA, Answer, Ground, Question, listed
from assistant.blueprint import names
from assistant.draft.code import code_files
from assistant.draft.documents import document_files
from assistant.draft.suite import suite_files

_WHERE = re.compile(
    r"\bwhere(?:'s)?\b|\b(?:which|what) (?:\w+ )?(?:files?|folders?|modules?)\b|\bin (?:which|"
    r"what) file\b|\bfiles? (?:for|of|that)\b|\b(?:list|show)\b.*\bfiles?\b",
    re.I,
)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"\btest(?:s|ed|ing)?\b|\bspecs?\b", "tests/"),
    (r"\bpolic(?:y|ies)\b|\baccess\b|\bpermission\w*|\bauthori[sz]\w+|\bwho may\b|\brights\b|\bowner", "lib/policy/"),
    ((
        r"\bquer(?:y|ies|ied)\b|\bdata\b|\bsql\b|\btransactions?\b|\brule\w*\b|\blimit\w*|\bconstraint\w*|"
        r"\bchecked\b|\benforced\b"
    ), "lib/data/"),
    (r"\bvalidat\w+|\bschemas?\b|\bzod\b|\bbod(?:y|ies)\b|\binput\w*", "lib/schemas/"),
    (r"\bsign\w*|\blog ?in\b|\bauth\w*|\bpasswords?\b|\btokens?\b|\bjwt\b|\bthrottl\w+", "lib/auth/"),
    (r"\berrors?\b|\bproblems?\b", "lib/problem.ts"),
    (r"\bpag(?:e|es|inat\w+)\b|\bcursors?\b", "lib/page.ts"),
    (r"\broutes?\b|\bend ?points?\b|\bhandlers?\b", "app/"),
    (r"\bmigrations?\b", "prisma/migrations/"),
    (r"\bopen ?api\b|\bswagger\b", "openapi.yaml"),
    (r"\bdocs?\b|\bdocumentation\b|\breadme\b", "docs/"),
    (r"\benv\w*|\bsettings?\b|\bconfig\w*|\bsecrets?\b", "lib/env.ts"),
)  # fmt: skip


def places(question: Question, ground: Ground) -> Answer | None:
    """The files that hold what is asked for."""
    if not _WHERE.search(question.text):
        return None
    files = {**code_files(ground.design), **suite_files(ground.design), **document_files(ground.design)}
    found = tuple(dict.fromkeys(_found(question, ground, tuple(files))))
    if not found:
        return None
    return Answer(f"In {listed(found)}.", tuple(it.pascal for it in question.about.entities), ())


def _found(question: Question, ground: Ground, files: tuple[str, ...]) -> Iterator[str]:
    entities = question.about.entities or tuple({h.entity.pascal: h.entity for h in question.about.columns}.values())
    kinds = [folder for pattern, folder in _KINDS if re.search(pattern, question.text, re.I)]
    if "prisma/migrations/" in kinds:
        yield "prisma/migrations/"
        return
    for folder in kinds:
        under = [path for path in files if path.startswith(folder)]
        own = [path for it in entities for path in under if re.search(rf"/{re.escape(it.file)}\b", path)]
        yield from own or (under if len(under) <= len(files) // 4 or not entities else [])
    if kinds:
        return
    if question.about.deeds or question.about.operations:
        for op in operations(question, ground):
            yield op.file
            if op.entity:
                yield f"lib/data/{op.entity.file}.ts"
                yield f"lib/policy/{op.entity.file}.ts"
        return
    if question.about.columns or entities:
        yield f"{SCHEMA} (model {listed(it.pascal for it in entities)})"
    for it in entities:
        yield from (
            path
            for path in files
            if re.search(rf"/{re.escape(it.file)}(?:\.|/route|/\[)", path)
            or path.endswith(f"/{names.kebab(it.pascals)}.ts")
        )
