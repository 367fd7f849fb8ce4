"""A brief cut into statements: sentences with the place they were said at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.blueprint.names import plural, singular
from assistant.blueprint.read.bounds import LONGEST_SENTENCE
from assistant.blueprint.read.labels import GENERIC_LABELS
from assistant.blueprint.read.scope import digresses, excludes, is_chatter, is_excluding_heading
from assistant.blueprint.read.table import untabled
from assistant.blueprint.read.tag import has_verb, is_plural, lemma
from assistant.blueprint.read.telling import of_actor
from assistant.blueprint.read.values import ATTRIBUTE_WITH_VALUES

_BULLET = re.compile(
    r"^(?P<indent>\s*)(?:[-*+](?=\s)|\(?(?:\d+(?:\.\d+)+\.?|\d{1,2}[.)]|[a-z][.)])(?=\s)|\[[ x]\]|"
    r"[A-Z]{1,5}[-_]?\d+(?:\.\d+)*[.:)]?(?=\s+[A-Z]))\s*(?P<text>.*)$"
)
_HEADING = re.compile(r"^\s*#{1,6}\s+(?P<text>.*?)\s*#*$")
_MAIL_HEADER = re.compile(r"^(?:from|to|cc|bcc|date|sent|subject|re|fwd?)\s*:\s*(?P<text>.*)$", re.I)
_ENDPOINT = re.compile(r"^(?P<method>GET|POST|PUT|PATCH|DELETE)\s+(?P<path>/\S*)(?P<rest>.*)$", re.I)
_LABEL = re.compile(
    r"^(?P<label>[A-Za-z][\w' /+&-]{0,58}?)(?P<note>\s*\([^()]*\))?(?:\s*:(?=\s|$)|\s+[-=|](?=\s))\s*(?P<rest>.*)$"
)
_STORY = re.compile(
    r"^(?:as|As)\s+(?:(?:an?|the|any)\s+)?(?P<actor>[\w' /-]{2,40}?),?\s+(?:I|we|i)\s+(?P<only>only\s+)?"
    r"(?:(?:also\s+)?(?:want|need|wish|would\s+like|'d\s+like|"
    r"like)(?:\s+to(?!-)(?:\s+be\s+able\s+to)?)?|can|may|must\s+be\s+able\s+to"
    r"|should\s+be\s+able\s+to|must|should|have\s+to|am\s+able\s+to|could)\s+"
    r"(?P<wish>.*?)(?:,?\s+(?:so\s+that|so\s+I|in\s+order\s+to|because)\b.*)?$",
    re.S,
)
_UNFINISHED = re.compile(r"(?:,|\b(?:and|or|the|a|an|of|to|with|for|in|on|by|is|are|has|have|that|which))$", re.I)
_END = re.compile(r"(?<=[.!?])(?<!\beg\.)(?<!\bie\.)(?<!\bv\.)[.!?)]*\s+(?=[\"'(]?[A-Za-z0-9→])")


_STATES_HEADING = re.compile(
    r"\b(?:status(?:es)?|states?|life\s*cycle|workflow|flow|transitions?|state\s+machine)\b", re.I
)


@dataclass(frozen=True)
class Endpoint:
    """A line such as `GET /api/tickets?status=`."""

    method: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """One sentence. `label` is the topic before its colon or above its bullet; `actor` the teller of a user story.

    `item` marks a bare entry of a list under the label, such as '- email (unique)' below 'User:'; `header` a sentence
    that only names what the ones behind it are about: 'Claims. A claim is filed ...'; `aside` one that tells a story.
    `named` says that the label is the name of a thing, whatever the word.
    """

    text: str
    label: str = ""
    note: str = ""
    actor: str = ""
    paragraph: int = 0
    own_label: bool = False
    item: bool = False
    excluded: bool = False
    header: bool = False
    aside: bool = False
    named: bool = False


@dataclass(frozen=True)
class Source:
    """The parts of a brief: its statements in order, endpoint lines, and the line that names it."""

    statements: tuple[Statement, ...]
    endpoints: tuple[Endpoint, ...]
    title: str


@dataclass(frozen=True)
class _Line:
    indent: int
    bullet: bool
    heading: bool
    text: str
    gap: bool


def read_statements(text: str) -> Source:
    """The statements of a cleaned brief; greetings, signatures and mail headers are left out."""
    statements: list[Statement] = []
    endpoints: list[Endpoint] = []
    titles: list[str] = []
    heads: list[tuple[int, str, bool]] = []
    for number, line in enumerate(lines := _join(_lines(text))):
        found = _ENDPOINT.match(line.text.strip("- "))
        if found:
            endpoints.append(
                Endpoint(found["method"].upper(), found["path"].rstrip(".,;"), found["rest"].strip(" -:#→"))
            )
            continue
        header = _MAIL_HEADER.match(line.text)
        if header:
            if line.text.lower().startswith(("subject", "re")):
                titles.append(header["text"])
            continue
        depth = -1 if line.heading else line.indent + (1 if line.bullet else 0)
        heads = (
            [head for head in heads if head[0] < depth]
            if (line.bullet or line.heading)
            else ([] if line.gap and not _follows_heading(lines, number) else heads[:1])
        )
        following = lines[number + 1] if number + 1 < len(lines) else None
        if number == 0 and len(lines) > 2 and _only_title(line):
            titles.append(line.text)
            continue
        opened = _opens(line, following)
        if opened is not None:
            titles.append(opened)
            heads.append((depth, opened, is_excluding_heading(opened) or any(h[2] for h in heads)))
            continue
        head = heads[-1] if heads else (0, "", False)
        said = _statements(line, head[1], head[2], number)
        if (
            said
            and statements
            and statements[-1].text.endswith("?")
            and re.match(r"(?:→\s*)?(?:no|nope)\b", said[0].text, re.I)
        ):
            statements[-1] = replace(statements[-1], excluded=True, aside=True)
            said = said[1:]
        statements += said
    return Source(tuple(statements), tuple(endpoints), _title(titles, statements))


_DOCUMENT = re.compile(
    r"\b(?:spec\w*|notes?|pager|stor(?:y|ies)|draft|requirements?|overview|brief(?:ing)?|extract|contract|concept|proposal|"
    r"v\d|version|summary|backend|api|service|app|application|system|tool|platform|software|register|rfc|srs|prd|"
    r"management|manager|tracker)\b",
    re.I,
)


def _only_title(line: _Line) -> bool:
    """Whether the first line of several names the document and no more."""
    bare = re.sub(r"\([^()]*\)", "", line.text)
    return (
        not line.bullet
        and not line.text.endswith((".", ":", "!", "?"))
        and len(bare.split()) <= 12
        and not has_verb(bare)
        and not re.search(r"\b(?:with|for|of)\b|:", bare)
        and bool(_DOCUMENT.search(bare))
    )


def _follows_heading(lines: list[_Line], number: int) -> bool:
    return number > 0 and lines[number - 1].heading


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    gap = False
    for raw in untabled(text.split("\n")):
        if not raw.strip() or re.fullmatch(r"\s*[-=_*~`|: +]{3,}\s*(?:\w+)?", raw):
            gap = gap or not raw.strip()
            continue
        heading = _HEADING.match(raw)
        bullet = None if heading else _BULLET.match(raw)
        body = heading["text"] if heading else bullet["text"] if bullet else raw.strip()
        if not body.strip():
            continue
        numbered = re.match(r"\s*\(?(\d+(?:\.\d+)*)", raw) if bullet else None
        indent = len(raw) - len(raw.lstrip()) + 2 * (numbered[1].count(".") if numbered else 0)
        lines.append(_Line(indent, bullet is not None, heading is not None, body.strip(), gap))
        gap = False
    return lines


_OPEN_END = re.compile(r"\b(?:or|and|the|an?|of|to|in|by|for|with|their|its|own|may|can|must)$")


_DEFINED = re.compile(r"[A-Za-z][\w ]{1,30}\s*(?::|=|\s-)\s.*,")
_BEGINS = re.compile(
    r"(?:an?|each|every|one|the)\s+[a-z]+(?:\s[a-z]+)?\s+(?:has|have|is|are|can|may|must|belongs?|gets?|needs?|contains?|consists?)\b|"
    r"[a-z]+s\s+(?:have|are|can|may|must|get|need|belong|consist)\b",
    re.I,
)
"""How a line starts that is a sentence of its own."""


def _join(lines: list[_Line]) -> list[_Line]:
    """Lines that were wrapped become one again."""
    joined: list[_Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        wrapped = (
            last is not None
            and len(last.text) < LONGEST_SENTENCE
            and not (line.bullet or line.heading or line.gap or last.heading)
            and not _ENDPOINT.match(line.text)
            and not ("→" in line.text and _STATES_HEADING.search(last.text))
            and not _ENDPOINT.match(last.text)
            and (
                (
                    line.text[0].islower()
                    and not (_DEFINED.match(last.text) and _BEGINS.match(line.text))
                    and last.text[-1] not in ".:!?"
                    and not _LABEL.match(line.text)
                    and (len(last.text) > 50 or bool(_OPEN_END.search(last.text)) or not has_verb(line.text))
                )
                or (len(last.text) > 65 and bool(_UNFINISHED.search(last.text)) and not _LABEL.match(line.text))
                or (last.bullet and line.indent > last.indent)
            )
        )
        if wrapped and last is not None:
            joined[-1] = replace(last, text=f"{last.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _opens(line: _Line, following: _Line | None) -> str | None:
    """The topic, if this line opens one for the lines below it."""
    bare = line.text.rstrip(" :-").strip()
    words = len(bare.split())
    if line.heading:
        return bare
    if line.text.endswith(":") and words <= 7 and not has_verb(bare):
        return bare
    if following is not None and "→" in following.text and words <= 5 and _STATES_HEADING.search(bare):
        return bare
    deeper = following is not None and following.bullet and (not line.bullet or following.indent > line.indent)
    if deeper and words <= 4 and not has_verb(bare) and "," not in bare and not line.text.endswith((".", "!", "?")):
        return bare
    return None


def _statements(line: _Line, head: str, excluded: bool, number: int) -> list[Statement]:
    label, note, own = head, "", False
    statements: list[Statement] = []
    told: list[Statement] = []
    parts = sentences(line.text)
    for place, sentence in enumerate(parts):
        if is_chatter(sentence):
            continue
        if place == 0 and number > 0 and len(parts) > 1 and _is_header(sentence, parts[1]):
            label = head = sentence
            statements.append(Statement(sentence, paragraph=number, header=True, excluded=excluded))
            continue
        sentence = _LEADING.sub("", sentence) or sentence
        found = _LABEL.match(sentence)
        if found and found["rest"] and line.bullet and head and _is_entry(found["label"], head):
            found = None
        if found and found["rest"] and head and _OF_FIELDS.match(found["label"]):
            sentence, own, found = found["rest"], True, None
        if found and found["rest"] and (duties := _duties(found["label"].strip(), found["rest"], head)):
            statements.append(Statement(duties, head, paragraph=number))
            continue
        if found and found["rest"] and _is_label(found["label"]):
            if _PUT_OFF.match(found["rest"]):
                statements.append(Statement(found["label"].strip(), paragraph=number, excluded=True))
                continue
            sentence, label, note, own = (
                found["rest"],
                _whole_label(re.sub(r"\s+(?:too|as well)$", "", found["label"].strip()), label),
                (found["note"] or "").strip(" ()"),
                True,
            )
            excluded = excluded or is_excluding_heading(label)
            if (acted := of_actor(label, sentence)) is not None:
                sentence, label, own = acted, head, False
        if statements and statements[-1].text.endswith("?") and re.match(r"(?:→\s*)?no\b", sentence, re.I):
            statements.pop()
            continue
        actor = ""
        story = _STORY.match(sentence)
        if story:
            actor = story["actor"].strip()
            reason = re.search(
                r"\bso\s+that\s+(?P<rest>.*\b(?:assigned|linked|grouped|attached|sorted)\b.*)$", sentence, re.I
            )
            if reason:
                told.append(Statement(reason["rest"], paragraph=number))
            sentence = _told(actor, f"only {story['wish']}" if story["only"] else story["wish"])
        statements.append(
            Statement(
                sentence,
                label,
                note,
                actor,
                number,
                own,
                item=line.bullet and bool(head) and not story and not has_verb(sentence) and not _headed(statements),
                excluded=excluded or excludes(sentence) or digresses(sentence),
                aside=digresses(sentence),
            )
        )
    return statements + told


def _headed(statements: list[Statement]) -> bool:
    return bool(statements) and statements[0].header


def _is_header(sentence: str, following: str) -> bool:
    """Whether a first sentence is only the name of what the next is about."""
    words = sentence.split()
    if (
        not 0 < len(words) <= 3
        or not sentence[0].isupper()
        or has_verb(sentence)
        or not sentence.replace(" ", "").isalpha()
    ):
        return False
    return is_plural(words[-1].lower()) or bool(re.search(rf"\b{re.escape(words[-1])}", following, re.I))


_PUT_OFF = re.compile(
    r"(?:no|none|never|later|not?\s+(?:now|yet|needed|in\s+v1|in\s+scope|this\s+time)|next\s+(?:year|version|phase|time)|"
    r"phase\s+(?:2|two|3)|v2|out(?:\s+of\s+scope)?|skip(?:\s+it|\s+them)?|some\s*day|excluded|n/a)\b[\s.!]*(?:$|,|;|-|\()",
    re.I,
)
"""What stands behind the name of something that is not wanted: 'Templates: later.'"""


_LEADING = re.compile(
    r"^(?:(?:oh|ah|and|also|plus|then|ok|okay|so|finally|lastly|next)\b[, ]+)+(?=[\w ]{2,40}:\s)", re.I
)
_PART_LABEL = re.compile(
    r"^(?P<part>lines?|items?|positions?|entry|entries|rows?|steps?)(?:\s+(?:on|in|of)\s+(?:it|them|each|this|the\s+\w+))?$",
    re.I,
)


def _whole_label(label: str, before: str) -> str:
    """'Invoice line' for 'Lines on it' behind 'Invoices: ...'."""
    part = _PART_LABEL.match(label)
    if not part or not before or GENERIC_LABELS.match(before) or len(before.split()) > 2:
        return label
    return f"{singular(before)} {singular(part['part'].lower())}"


_OF_FIELDS = re.compile(r"(?:the\s+)?(?:fields|attributes|properties|columns|data|we\s+(?:store|keep|need))$", re.I)


def _duties(label: str, text: str, head: str) -> str:
    """'MANAGER: reads everything and approves reports' as a sentence about managers; '' for other labels."""
    role = (label.isupper() and len(label) > 3) or re.match(r"(?:access|roles?|permissions?|rights)\b", head, re.I)
    words = text.split()
    everything = re.match(r"(?:everything|all\s+of\s+(?:it|them)|full\s+access|anything)\b", text, re.I)
    base = lemma(words[0].lower())
    told = base is not None and len(words) > 1 and words[0].lower() in {base, f"{base}s", f"{base}es", "can", "may"}
    if not role or "," in label or not (everything or told or words[0].lower() in {"can", "may"}):
        return ""
    if everything:
        return f"{plural(label.lower())} can do everything"
    plain = re.sub(
        r"(?P<joint>^|\band\s+)(?P<verb>[a-z]+s)\b(?=\s+(?:\w|$))",
        lambda m: m["joint"] + (lemma(m["verb"].lower()) or m["verb"]),
        re.sub(r"^(?:can|may)\s+", "", text),
        flags=re.I,
    )
    return f"{plural(label.lower())} can {plain}"


def _is_entry(label: str, head: str) -> bool:
    """Whether '- stage: lead, won' below 'Deal' is an attribute rather than a topic."""
    name = label.strip().lower()
    if label[:1].isupper() and GENERIC_LABELS.match(head) and name in {"category", "unit", "species"}:
        return False
    return name.split()[-1] in ATTRIBUTE_WITH_VALUES or (
        label[:1].islower() and len(head.split()) <= 2 and not GENERIC_LABELS.match(head)
    )


def _told(actor: str, wish: str) -> str:
    """A user story as a plain sentence."""
    if re.match(r"(?:an?|the|my|some|all|several|to-dos)\s", wish, re.I) or (
        is_plural(wish.split()[0].lower()) and not lemma(wish.split()[0].lower())
    ):
        return f"we want {wish}"
    return f"{plural(actor)} can {wish}"


_PARTS_OF = re.compile(r"^\w+\s+(?:\w+ed\s+)?(?:on|in|of|for|per|at)\s+(?:an?|the|each|every)\s+\w+(?:\s\w+)?$", re.I)


def _is_label(label: str) -> bool:
    return bool(_PARTS_OF.match(label)) or (len(label.split()) <= 5 and not has_verb(label))


def sentences(text: str) -> list[str]:
    """The sentences of a line; full stops inside parentheses and quotes do not end one."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        sheltered = before.count("(") > before.count(")") or before.count('"') % 2
        if sheltered and len(before) < LONGEST_SENTENCE:
            continue
        found.append(before)
        start = end.end()
    found.append(text[start:])
    return [sentence for s in found if (sentence := s.strip().rstrip(".!").strip())]


def _title(titles: list[str], statements: list[Statement]) -> str:
    if titles:
        return titles[0]
    return next((s.label if s.own_label else s.text for s in statements if not s.excluded), "")
