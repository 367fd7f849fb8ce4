"""Headings that name a part of the brief rather than a thing to be stored."""

from __future__ import annotations

import re

GENERIC_LABELS = re.compile(
    r"^(?:the\s+)?(?:(?:functional|business|data|main|core|domain|key|access|user|api|rest|"
    r"general|other|non-functional|technical)\s+)*"
    r"(?:models?|entit(?:y|ies)|tables?|data(?:\s*model)?|requirements?|roles?|rules?|"
    r"permissions?|access|constraints?|notes?|endpoints?|routes?|scope|features?|"
    r"overview|background|context|stories|user\s+stories|goals?|what\s+we\s+(?:have|need)|needs?|"
    r"details?|auth(?:entication|orisation|orization)?|security|stack|tech(?:\s.*|nolog\w*|nical\w*)?|"
    r"relations?(?:hips?)?|states?|status(?:es)?(?:\s+machine)?|workflow|lifecycle|validation|"
    r"misc|objects?|resources?|schema|things|must\s+haves?|filters?|actions?|"
    r"who\s+can\s+do\s+what|todo|example|mvp|v1|summary|introduction|purpose|fields?|attributes?|"
    r"columns?|in\s+scope|(?:short\s+)?version|(?:long\s+)?story\s+short|in\s+short|users\s+and\s+roles|todos|backend|brief|epics?)s?$",
    re.I,
)
