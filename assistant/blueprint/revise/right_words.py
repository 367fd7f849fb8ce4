"""Wishes about rights in the words that the reader of permissions knows best."""

from __future__ import annotations

import re

from assistant.blueprint.names import label, plural
from assistant.blueprint.revise.accounts import with_known_roles
from assistant.blueprint.revise.sheet import Sheet

VERB = (
    r"(?:see|read|view|list|browse|access|edit|update|change|modify|delete|remove|create|add|write|"
    r"post|manage|make|publish|do|approve|reject|close|submit|cancel|open|upload|book|place|rate|grade|assign|"
    r"moderate|administer|handle|download|find|search|look)"
)

_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), new)
    for pattern, new in (
        (
            r"^(?P<what>.+?)\s+(?:should|must|can|may|is|are)\s+(?:only\s+)?(?:be\s+)?(?:only\s+)"
            r"?(?P<verb>edit|delet|read|view|chang|updat)"
            r"(?:able|ible)\s+(?:only\s+)?by\s+(?:their\s+|its\s+|the\s+)?(?P<who>.+)$",
            r"only the \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?:let|allow|permit|enable)\s+(?P<who>.+?)\s+(?:to\s+)?(?P<rest>(?:also\s+|only\s+)*" + VERB + r"\b.*)$",
            r"\g<who> can \g<rest>",
        ),
        (
            r"^(?:don't|do\s+not|never|no\s+longer)\s+(?:let|allow|permit)\s+(?P<who>.+?)\s+(?:to\s+)?(?P<rest>"
            + VERB
            + r"\b.*)$",
            r"\g<who> cannot \g<rest>",
        ),
        (r"\b(?:should|shall|must|may)\s+(?:not|never)\s+(?:be\s+(?:able|allowed)\s+to\s+)?", "cannot "),
        (
            r"\b(?:shouldn't|mustn't|aren't\s+allowed\s+to|isn't\s+allowed\s+to|are\s+not\s+allowed\s+to|"
            r"no\s+longer\s+(?:can|may))\s+(?:be\s+(?:able|allowed)\s+to\s+)?",
            "cannot ",
        ),
        (r"\b(?:can|may|should)\s+no\s+longer\s+", "cannot "),
        (
            r"\b(?:cannot|can't|must\s+not|mustn't)\s+(?P<verb>\w+)\s+(?:each\s+other's|one\s+another's|"
            r"other\s+\w+(?:'s|s')|others'|(?:other\s+people|somebody\s+else|someone\s+else|anyone\s+else)'s)\s+",
            r"can only \g<verb> their own ",
        ),
        (
            r"\b(?:should|shall|must|ought\s+to|need\s+to|has\s+to|have\s+to)\s+(?P<only>only\s+|also\s+|just\s+)?(?="
            + VERB
            + r"\b)",
            r"can \g<only>",
        ),
        (r"\bshould\s+(?P<only>only\s+)?be\s+(?:able|allowed)\s+to\s+", r"can \g<only>"),
        (r"\b(?:can|may)\s+(?:just|solely|exclusively)\s+", "can only "),
        (
            r"^(?:restrict|limit|reserve|lock(?:\s+down)?)\s+(?P<verb>\w+?)ing\s+(?P<what>.+?)\s+(?:to|"
            r"for)\s+(?P<who>.+)$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<verb>\w+?)ing\s+(?P<what>.+?)\s+(?:is|should\s+be|must\s+be)\s+(?:only\s+)?(?:for|"
            r"allowed\s+(?:for|to)|restricted\s+to|reserved\s+(?:for|to)|limited\s+to)\s+(?P<who>.+?)"
            r"(?:\s+only)?$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:can|may|must|should)\s+only\s+be\s+(?P<verb>\w+?)(?:ed|n)?\s+by\s+(?P<who>.+)$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:can|may|must|should)\s+be\s+(?P<verb>\w+)\s+(?:only\s+)?by\s+(?P<who>.+?)\s+only$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:is|are|should\s+be|must\s+be)\s+(?:only\s+)?(?:for|restricted\s+to|"
            r"reserved\s+for|limited\s+to|accessible\s+(?:to|by|for)|visible\s+(?:to|for)|open\s+to|"
            r"available\s+to)\s+(?P<who>(?!everyone|everybody|anyone|anybody|all\b|the\s+public|public)"
            r".+?)(?:\s+only)?$",
            r"only \g<who> can see \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:should\s+be|must\s+be|is|are|be)\s+(?:visible|readable|accessible|"
            r"available|open|viewable)\s+(?:to|for|by)\s+(?:everyone|everybody|anyone|anybody|all|"
            r"the\s+(?:public|world)|visitors|guests)\b.*$",
            r"anyone can see \g<what>",
        ),
        (r"^(?:make|keep)\s+(?P<what>.+?)\s+(?:publicly\s+(?:visible|readable)|public)$", r"anyone can see \g<what>"),
        (
            r"^(?P<what>.+?)\s+(?:should|must|can|shall)\s+be\s+(?:publicly\s+(?:visible|readable|accessible)|public)$",
            r"anyone can see \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:is|are)\s+(?:publicly\s+(?:visible|readable|accessible)|public)$",
            r"anyone can see \g<what>",
        ),
        (r"^(?:make|keep)\s+(?P<what>.+?)\s+private(?:\s+to\b.*)?$", r"the owner can only see their own \g<what>"),
        (
            r"^(?P<what>.+?)\s+(?:should\s+be|must\s+be|is|are)\s+private(?:\s+to\b.*)?$",
            r"the owner can only see their own \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:should\s+|must\s+)?(?:needs?|requires?|require)\s+(?:a\s+)"
            r"?(?:log\s*-?in|sign\s*-?in|authentication|auth|an?\s+account)$",
            r"only logged-in users can see \g<what>",
        ),
        (
            r"^(?:you|people|users|one|visitors|they)\s+(?:must|have\s+to|need\s+to|should)\s+(?:be\s+)"
            r"?(?:logged|signed|log|sign)[- ]in\s+(?:in\s+order\s+)?(?:to|for)\s+(?P<rest>.+)$",
            r"only logged-in users can \g<rest>",
        ),
        (
            r"\bonly\s+(?:the\s+)?(?P<who>owner|author|creator|requester|reporter|host|organi[sz]er|"
            r"sender|assignee|guest|writer|poster|uploader|\w+er|\w+or)s?\s+of\s+(?:an?|the|each|every|"
            r"that)\s+(?P<what>\w+(?:\s\w+)?)\s+(?P<can>can|may|should|must|is\s+allowed\s+to)"
            r"\s+(?P<verb>[\w ]+?)\s+(?:it|them|that)\b",
            r"only the \g<who> can \g<verb> the \g<what>",
        ),
        (
            r"^(?:the\s+)?(?P<who>owner|author|creator|requester|reporter|host|organi[sz]er|assignee|"
            r"\w+er|\w+or)s?\s+of\s+(?:an?|the|each|every|that)\s+(?P<what>\w+(?:\s\w+)?)\s+(?:can|may|"
            r"should|must)\s+(?P<only>also\s+|only\s+)?(?P<verb>[\w ]+?)\s+(?:it|them|that)\b",
            r"the \g<who> can \g<only>\g<verb> the \g<what>",
        ),
        (
            r"\b(?P<v>see|sees|read|reads|view|views)\s+(?:everything|all\s+of\s+(?:it|them)|anything)$",
            r"\g<v> all of them",
        ),
        (r"\bnobody\s+but\s+|\bno\s+one\s+(?:but|except)\s+|\bnobody\s+except\s+", "only "),
        (
            r"^(?P<what>.+?)\s+(?:can|may|should|must)(?:not|n't|\s+not|\s+never)\s+be\s+(?P<verb>\w+ed|"
            r"seen|read|written)\s+by\s+(?P<who>.+)$",
            r"\g<who> cannot \g<verb> \g<what>",
        ),
    )
)

_BY_NOUN = re.compile(
    r"\b(?P<what>[\w-]+(?:\s[\w-]+)?)\s+(?:catalogue|catalog|list|directory|listing|collection|table|"
    r"records?|data)s?\b",
    re.I,
)

_OBJECT = re.compile(
    r"(?P<before>\b(?:can|cannot|may|should|must|only|not|to|and|or|also|see|sees|read|reads|edit|edits|delete|deletes|"
    r"update|change|manage|manages|remove|create|add|of)\s+(?:only\s+)?)"
    r"(?P<it>it|them|those|these|that|theirs|their\s+own|all\s+of\s+them|everything)"
    r"(?=\s*(?:$|[,.;]|(?:and|or|but|until|before|if|when|without|too)\b))",
    re.I,
)

_WHICH = {"everything": "all ", "all of them": "all ", "theirs": "their own ", "their own": "their own "}

_PAST = {"seen": "see", "read": "read", "written": "write"}


def told_plainly(text: str, sheet: Sheet) -> str:
    """The wish in the words that the reader of permissions knows best."""

    def named(found: re.Match[str]) -> str:
        model = sheet.known.model(found["what"])
        return plural(label(model)) if model else found[0]

    text = _BY_NOUN.sub(named, text)
    for pattern, new in _REWRITES:
        text = re.sub(r"\\g<only>", "", pattern.sub(lambda m, n=new: _expanded(m, n), text))  # type: ignore[misc]
    text = re.sub(r"\bcannot\s+(seen|written)\b", lambda m: f"cannot {_PAST[m[1].lower()]}", text)
    text = re.sub(
        r"\bcan\s+(delet|creat|updat|manag|clos|mov|writ|approv|mak|remov|chang|not)\s",
        lambda m: f"can {m[1]}e " if m[1] != "not" else "cannot ",
        text,
    )
    text = _OBJECT.sub(lambda m: _spoken_of(m, sheet), text)
    return re.sub(r"\s{2,}", " ", with_known_roles(text, sheet)).strip()


def _spoken_of(found: re.Match[str], sheet: Sheet) -> str:
    """'agents see everything' after 'their own tickets': all tickets."""
    before = re.split(r"\b(?:can|cannot|may|must|should)\b", found.string[: found.start()], maxsplit=1)
    said = found.string[: found.start()] if sheet.model is None else before[-1]
    named = [m for m in sheet.known.models_in(said) if m != sheet.plan.auth.model]
    about = named[-1] if named else sheet.model
    if about is None:
        return found[0]
    return f"{found['before']}{_WHICH.get(found['it'].lower(), '')}{plural(label(about))}"


def _expanded(found: re.Match[str], template: str) -> str:
    return re.sub(r"\\g<(\w+)>", lambda m: found[m[1]] or "", template)
