"""Sentences about who may do what, told plainly: 'only X can V N'."""

from __future__ import annotations

import re

from assistant.blueprint.names import plural, singular
from assistant.blueprint.read.lexicon import nouns, verbs
from assistant.blueprint.read.segment import without_brackets
from assistant.blueprint.read.tag import lemma

_RIGHTS = verbs.READING | verbs.CREATING | verbs.UPDATING | verbs.DELETING | verbs.ALL_OF_IT | verbs.ACTIONS | {"look"}
_ABLE = r"(?:can|may|must|should|shall|could|will)"
_CLAUSE_START = r"(?P<start>^|[;,:]\s*|\s-\s|\b(?:and|but|while|whereas|though|although)\s+)"
_HOLDER = re.compile(
    r"(?:[A-Z][\w']*\s+)?(?:from\s+(?:the\s+)?\w+\s+)?\(\s*(?:with\s+)?(?:the\s+)?roles?:?\s+(?P<role>[\w ]+?)\s*\)",
    re.I,
)
_BUT = re.compile(
    r"\b(?:nobody|no\s*one|none)\s+(?:else\s+)?(?:but|except(?:\s+for)?|other\s+than|besides|apart\s+from)\s+", re.I
)
_EVEN = re.compile(
    r"\b(anyone|anybody|everyone|everybody|visitors?|guests?|people)\b,?\s*(?:even\s+|also\s+)?(?:those\s+)?(?:without\s+(?:an?\s+)?"
    r"(?:account|login|logging\s+in|signing\s+in|registering)|not\s+logged\s+in)\s*,?\s+",
    re.I,
)
_REST = re.compile(
    r"\b(?:all\s+(?:the\s+)?(?:rest|others)(?:\s+of\s+(?:us|them))?|everyone\s+else|everybody\s+else|(?:all\s+)?other"
    r"\s+(?:users|people|members|staff)|the\s+(?:rest|others)(?:\s+of\s+(?:us|them|the\s+\w+))?)\b",
    re.I,
)
_LOOK = re.compile(rf"\b({_ABLE})\s+(?:only\s+|just\s+)?(?:look|read|view|see)(?:\s+only)?(?=\s*(?:[.;]|$))", re.I)
_READERS = re.compile(
    r"\b(?:have|has|get|gets)\s+(?:only\s+)?(?:read[- ]?only|reading|read|view)\s+access"
    r"(?:\s+to\s+(?P<what>[\w ,']+))?",
    re.I,
)
_READ_ONLY = re.compile(
    r"^(?P<what>.*?)\s+(?:is|are)\s+read[- ]?only(?:\s+(?:for|to)\s+(?P<who>[\w ,]+?))?(?=$|[,.;])", re.I
)
_MERELY = re.compile(rf"\b({_ABLE})\s+only\s+(read|see|view|browse|list)\b(?![^.;]*\b(?:own|their|to\s+them)\b)", re.I)
_FULL = re.compile(
    r"\b(?:have|has|get|gets)\s+(?:full|complete|unrestricted)\s+access(?:\s+to\s+(?P<what>[\w ]+))?", re.I
)
_OPEN = re.compile(
    r"^(?P<what>[\w\s&,']+?)\s+(?:is|are)\s+(?:readable|viewable|visible|browsable|open|accessible|available)\s+"
    r"(?:without\b.*|(?:to|for|by)\s+(?:anyone|everyone|everybody|anybody|all|the\s+public|visitors)\b.*)$",
    re.I,
)
_NEEDED = re.compile(
    rf"^(?:(?P<who>users?|people|you|one|visitors|callers|guests|members)\s+)?(?:must|have\s+to|has\s+to|need\s+to|"
    rf"needs\s+to|should)\s+(?:be\s+(?:logged|signed)\s+in|log\s+in|sign\s+in|have\s+an\s+account|be\s+authenticated)"
    rf"\s+(?:to|before\s+they\s+{_ABLE}|in\s+order\s+to)\s+(?P<what>.+)$",
    re.I,
)
_LOGIN = r"(?:login|account|log[- ]?in|sign[- ]?in|signing\s+in|logging\s+in)"
_DOING = re.compile(
    r"^(?P<doing>\w+ing)\s+(?P<what>[\w ,']+?)\s+(?:(?P<no>does\s*n[o']t\s+(?:need|require)|(?:needs|requires)\s+no|"
    rf"is\s+possible\s+without|works\s+without)\s+(?:an?\s+)?{_LOGIN}"
    rf"|(?:needs|requires)\s+(?:an?\s+)?(?P<yes>{_LOGIN})"
    r"|(?:needs|requires)\s+(?:the\s+)?(?:role\s+)?(?P<role>\w+)(?:\s+(?:role|rights|permissions?))?"
    r"|is\s+(?:only\s+)?(?:for|restricted\s+to|reserved\s+(?:for|to)|limited\s+to)\s+(?P<who>[\w ]+?)(?:\s+only)?)$",
    re.I,
)
_PASSIVE = re.compile(
    rf"^(?P<only>only\s+)?(?P<what>[\w\s,'&]+?)\s+(?P<can>(?:{_ABLE}|cannot|can't|are|is)(?:\s+(?:only|never|not))*"
    r"(?:\s+be)?)\s+(?P<late>only\s+)?(?P<doing>(?:(?:only\s+)?\w+(?:ed|en|wn|id|ut|et|de|ten)(?:\s*,\s*|,?\s+(?:and|or)\s+)?)+)"
    r"(?:\s+only)?\s+(?:only\s+)?(?P<by>by|without)\s+(?P<only2>only\s+)?(?P<who>[^.;:]+?)$",
    re.I,
)
_HAVING_ROLE = re.compile(
    r"\b(?:users?|people|accounts?|employees|staff|members?|anyone|those)\s+(?:with|having|who\s+have|in)\s+(?:the\s+|an?\s+)?"
    r"(?:role\s+(?:of\s+)?(?:an?\s+)?(?P<after>[\w-]+(?:\s+(?:or|and)\s+[\w-]+)?)|(?P<before>[\w-]+)\s+(?:role|rights|permissions?))",
    re.I,
)
_ELLIPTIC = re.compile(
    rf"(?P<can>{_ABLE})\s+(?:only\s+)?(?P<verb>\w+)\s+(?:only\s+)?(?:(?:their|his|her)\s+)?own\s+"
    r"(?P<what>[\w ]+?)\s*[,;]\s*(?:and\s+|but\s+)?"
    r"(?P<who>(?!they\b|only\b)[\w ]+?)\s+(?:all|everything|any)\b[^,.;]*",
    re.I,
)
_HANDING = re.compile(r"\bhands?\s+out\b", re.I)
_ROLE_FIRST = re.compile(r"\b(?P<only>only\s+)?(?:the\s+)?roles?\s+(?P<role>[\w-]+)(?=\s+\w)", re.I)


def told_plainly(text: str, label: str, known: frozenset[str] = frozenset()) -> str:
    """The sentence with its rights spelled as 'X can V N'; other sentences stay as they are.

    `label` is the heading or label above, the actor of 'Librarian: adds books'. `known` are the roles of the brief in
    lower case.
    """
    text = _HOLDER.sub(lambda m: plural(m["role"].strip().lower()), text)
    text = without_brackets(text).strip()
    text = _EVEN.sub(r"\1 ", _BUT.sub("only ", text))
    text = _REST.sub("logged-in users", text)
    text = re.sub(r"\s+&\s+", " and ", text)
    text = _MERELY.sub(r"\1 \2", text)
    text = _FULL.sub(lambda m: f"can manage {m['what'] or 'everything'}", text)
    text = _READERS.sub(lambda m: f"can read {m['what'] or 'everything'}", text)
    text = _LOOK.sub(r"\1 read everything", text)
    text = _HAVING_ROLE.sub(lambda m: (m["after"] or m["before"]).lower(), text)
    text = _ROLE_FIRST.sub(lambda m: f"{m['only'] or ''}{m['role'].lower()}", text) if _role_acts(text) else text
    text = _turned(text)
    if label and _is_actor(label, known) and _starts_with_verb(text):
        text = f"{singular(label.lower())} {text[:1].lower()}{text[1:]}"
    text = _with_can(_HANDING.sub("create", text), known)
    text = _ELLIPTIC.sub(_spelt_out, text)
    return _several(text)


def _spelt_out(found: re.Match[str]) -> str:
    """'agents can change their own listings, managers all' says what the managers can as well."""
    who, verb = found["who"].strip(), found["verb"]
    if re.search(rf"\b(?:{_ABLE})\b", who):
        return found[0]
    return f"{found['can']} {verb} only their own {found['what']}; {who} {found['can']} {verb} all {found['what']}"


def _several(text: str) -> str:
    """'only X may cancel invoices or record payments' as two clauses, each with its subject."""
    subject = re.match(rf"(?P<who>[\w' -]+?)\s+(?P<can>{_ABLE})\s+(?=[a-z])", text, re.I)
    if subject is None or subject["who"].count(" ") > 5:
        return text

    def again(found: re.Match[str]) -> str:
        base = _base(found["verb"])
        if base is None or (
            _base(found["before"]) is not None
            and found["before"]
            not in {"orders", "bookings", "posts", "comments", "reports", "reviews", "messages", "payments"}
        ):
            return found[0]
        return f"{found['before']}; {subject['who']} {subject['can']} {base} {found['after']}"

    return re.sub(
        r"\b(?P<before>[a-z]+s)\s*(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?P<verb>[a-z]+)\s+"
        r"(?P<after>(?:the|their|own|all|any|only|an?|it|them)\b|[a-z]+s\b)",
        again,
        text,
    )


def of_actor(label: str, text: str) -> str | None:
    """'Librarian: adds and edits books' as a plain sentence; None where the label names nobody who acts."""
    first = re.match(r"([a-z]+)s\b", text)
    if first is None or _base(first[0]) is None or not _is_actor(label, frozenset()) or label != label.strip():
        return None
    told = _with_can(f"{singular(label.lower())} {text}", frozenset({label.lower()}))
    return told.replace(" will ", " can ", 1) if " will " in told else None


def _role_acts(text: str) -> bool:
    found = _ROLE_FIRST.search(text)
    return found is not None and bool(re.match(rf"\s+(?:{_ABLE}\b|\w+s\b)", text[found.end() :]))


def _turned(text: str) -> str:
    """Sentences about the deed ('reading is for members', 'books are added by X') told from the doer."""
    if found := _OPEN.match(text):
        return f"anyone can read {found['what']}"
    if found := _NEEDED.match(text):
        return f"only logged-in users can {found['what']}"
    if (found := _DOING.match(text)) and (verb := lemma(found["doing"].lower())):
        who = (
            "anyone"
            if found["no"]
            else "logged-in users"
            if found["yes"]
            else plural((found["role"] or found["who"]).lower())
        )
        return f"{'' if found['no'] else 'only '}{who} can {verb} {found['what']}"
    if (found := _READ_ONLY.match(text)) and found["who"]:
        return f"{found['who']} can read {found['what']}"
    if found := _PASSIVE.match(text):
        return _active(text, found)
    return text


def _active(text: str, found: re.Match[str]) -> str:
    doing = [w for w in re.split(r"\s*,\s*|\s+(?:and|or)\s+|\s+|\bonly\b", found["doing"]) if w]
    base = [b for w in doing if w not in {"and", "or"} and (b := lemma(w.lower()))]
    if not base or not set(base) <= _RIGHTS:
        return text
    bare = re.match(rf"(?:{_ABLE}|can)", found["can"]) is None
    who = found["who"]
    if found["by"] == "without":
        return f"anyone can {' or '.join(base)} {found['what']}" if re.search(r"log|sign|account", who) else text
    if re.search(r"\bn[o']t\b|\bnever\b|cannot", found["can"]):
        return f"{who} cannot {' or '.join(base)} {found['what']}"
    restricted = (
        found["only"]
        or found["late"]
        or found["only2"]
        or "only" in f"{found['can']} {found['doing']} {text[found.end('doing') :]}"
    )
    if bare and not restricted and not set(base) <= {"manage", "maintain", "administer", "moderate", "approve"}:
        return text
    who = re.sub(r"^only\s+|\s+only$", "", who)
    return f"{'only ' if restricted else ''}{who} can {' or '.join(base)} {found['what']}"


def _is_actor(label: str, known: frozenset[str]) -> bool:
    words = [singular(w) for w in label.lower().split()]
    return 0 < len(words) <= 3 and (words[-1] in known or nouns.is_person(words[-1]) or " ".join(words) in known)


def _starts_with_verb(text: str) -> bool:
    first = re.match(r"(?:only\s+|also\s+)?([a-z]+)\b(?!\s*[,(]\s*\w+\s*[,)])", text, re.I)
    word = first[1].lower() if first else ""
    return (word in {"can", "may", "must", "cannot", "can't"}) or (_base(word) is not None)


def _base(word: str) -> str | None:
    base = lemma(word.lower())
    return base if base in _RIGHTS and word.lower() in {base, f"{base}s", f"{base}es", base[:-1] + "ies"} else None


_SUBJECT = re.compile(
    _CLAUSE_START
    + r"(?P<who>(?:only\s+)?(?:the\s+|an?\s+|all\s+|any\s+|every\s+)?(?:(?!to\b|of\b|by\b|for\b|and\b|or\b|the\b)"
    r"[A-Za-z-]+\s+){0,2}?[A-Za-z-]+(?:(?:\s+and\s+|\s+or\s+|,\s*)(?:the\s+)?[A-Za-z-]+){0,2}?)"
    r"\s+(?P<also>also\s+|only\s+)?(?P<verb>[a-z]+)(?=\s|,)",
    re.I,
)
_MORE = re.compile(r"(?P<joint>\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?P<verb>[a-z]+)\b")


def _with_can(text: str, known: frozenset[str]) -> str:
    """'librarians add, edit or remove books' -> 'librarians will add, edit or remove books'.

    It says 'will' because what people do is less firm than what they can.
    """
    out, at = "", 0
    while found := _SUBJECT.search(text, at):
        base = _base(found["verb"])
        who = found["who"].lower()
        last = singular(re.split(r"\s+", who)[-1])
        person = (
            nouns.is_person(last) or last in known or last in {"people", "anyone", "everyone", "everybody", "anybody"}
        )
        alone = (who.startswith("only ") and singular(last) != last.lower()) or (
            who.startswith("only ") and re.search(r"\w+s$", who) is not None
        )
        if base is None or not (person or alone) or _mismatched(found["who"], found["verb"], base):
            step = found.end("who") - len(found["who"].partition(" ")[2].lstrip())
            out += text[at:step]
            at = step
            continue
        out += f"{text[at : found.start('verb')]}will {base}"
        at = found.end("verb")
        while (more := _MORE.match(text, at)) and (second := _base(more["verb"])) and _is_verb_here(text, more):
            out += more["joint"] + second
            at = more.end()
    return out + text[at:]


def _mismatched(who: str, verb: str, base: str) -> bool:
    """'member views' and 'order books' are nouns: plural people go with the bare verb, one person with its -s form."""
    last = re.split(r"\s+", who.lower())[-1]
    several = (
        singular(last) != last
        or last in {"people", "staff"}
        or bool(re.search(r"\s(?:and|or)\s|,", who))
        or who.isupper()
    )
    if last in {"anyone", "everyone", "everybody", "anybody"} or last == "hr" or last == "staff":
        return False
    return (verb == base) != several and not (who.isupper())


def _is_verb_here(text: str, more: re.Match[str]) -> bool:
    after = text[more.end() :]
    return bool(re.match(r"\s*(?:,|and\b|or\b|\s(?:an?|the|all|any|only|own|their|new|it|them|[a-z]+s\b))", after))
