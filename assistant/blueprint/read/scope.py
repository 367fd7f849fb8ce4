"""What a brief says it does not want, and what it says without meaning anything for the plan."""

from __future__ import annotations

import re

_EXCLUDING_HEADING = re.compile(
    r"\b(?:not?\s+(?:now|yet|included|in\s+(?:scope|v1|this|the)|needed|part|required|for)|non[- "
    r"]goals?|out\s+of\s+scope|"
    r"out[- ]of[- ]scope|later|future|someday|excluded?|exclusions?|"
    r"not\s+(?:covered|planned|supported|wanted)|not\b.*\bscope|won'?t\s+(?:do|"
    r"have|build)|nice\s+to\s+haves?|"
    r"parking\s+lot|ideas?\s+for\s+later|phase\s+(?:2|two|3|three)|v2|ignore|skip|leave\s+out|"
    r"don'?t\s+(?:build|need|do|want))\b",
    re.I,
)

_EXCLUDING = re.compile(
    r"\b(?:out\s+of\s+(?:the\s+)?scope|not\s+(?:be\s+)?(?:part\s+of|in\s+scope|included|needed|"
    r"required|relevant|our\s+(?:job|concern|problem))|"
    r"(?:leave|left|leaving)\b.{0,60}?\bout\b|don'?t\s+touch|do\s+not\s+touch|"
    r"(?:we|i|you|they|there|will|is|are|'ll|for)?\s*(?:don'?t|do\s+not|won'?t|will\s+not|doesn'?t)\s+(?:\w+\s+)?"
    r"(?:need|want|build|do|include|bother|worry|implement|care|support|model|handle|deal|plan)\b|"
    r"(?:^(?:and\s+|but\s+)?(?:please\s+)?|\bexplicitly\s+)no\s+(?!more|two|one|overlap|longer|double|duplicate|overlapping|user|"
    r"member|customer|physical|matter)\w+|"
    r"separate(?:ly)?\s+(?:tool|system|app|project|service)|(?:\w+ed|done|dealt\s+with|"
    r"run)\s+(?:elsewhere|separately|by\s+hand|by\s+another|"
    r"in\s+another|outside)|some\s*one\s+else|isn'?t\s+(?:decided|part|needed|in\s+scope)|not\s+decided|"
    r"(?:not|never)\s+(?:now|yet|for\s+now|in\s+(?:this|the\s+first|v1))|(?:forget|ignore|skip)\b(?!\s+to)|"
    r"will\s+(?:look|take\s+care)\b.*\bseparately|same\s+(?:for|goes\s+for)\b|"
    r"stays?\s+with\b.*\bprovider|store\s+nothing|"
    r"can\s+wait\b|(?:comes?|add|do|build|for)\s+(?:that\s+|it\s+|them\s+|this\s+)?later\b|"
    r"no\s+\w+(?:\s+\w+)?\s+(?:yet|for\s+now|at\s+all|please|needed|required))",
    re.I,
)
_NOT_AN_EXCLUSION = re.compile(
    r"\b(?:unless|only\s+(?:if|when)|must\s+not|may\s+not|shall\s+not|should\s+not|two\s+tables|"
    r"not\s+(?:required|mandatory)\b|empty\s+until|optional|"
    r"don'?t\s+(?:force|need\s+(?:an?\s+)?(?:email|account|login))|doesn'?t\s+have\s+to|"
    r"(?:doesn't|don't|does\s+not|do\s+not)\s+(?:need|require)\s+(?:an?\s+|any\s+)?(?:log-?in|account|password|sign-?in|registration)|"
    r"need\s+not\s+be|not\s+needed\s+at\s+first)\b",
    re.I,
)

_CHATTER = re.compile(
    r"^(?:(?:hi|hey|hello|dear|good\s+(?:morning|afternoon|evening|day)|greetings|morning|yo|howdy|hiya)\b[^:]{0,45}|"
    r"(?:thanks|thank\s+you|thx|cheers|regards|best(?:\s+regards|\s+wishes)?|kind\s+regards|"
    r"sincerely|warm\s+regards|ta|br|xoxo|yours|"
    r"many\s+thanks|all\s+the\s+best|greetings|see\s+you|talk\s+soon|lol|haha)\b.{0,60}|"
    r"(?:sent\s+from|ps|p\.s)\b.*|never\s+again|we\s+want\s+a\s+small\s+api|lol|ok|okay|so|please|"
    r"any\s+questions|let\s+me\s+know\b.*)"
    r"[,.!\s]*$",
    re.I,
)


_KIN = re.compile(
    r"\bmy\s+(?:\w+\s+)?(?:sister|brother|cousin|wife|husband|mother|father|mom|mum|mam|dad|boss|friend|nephew|niece|uncle|"
    r"aunt|daughter|son|dog|cat|neighbou?r|gran\w*|colleague|accountant|predecessor|flatmate|roommate|therapist)s?\b",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:last\s+(?:year|month|week|summer|winter|autumn|spring|fall|time|season)|in\s+(?:19|20)\d\d|yesterday|"
    r"the\s+other\s+day|(?:ages|years|months|weeks|days)\s+ago|back\s+then|once\s+upon)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:had|was|were|got|went|lost|broke|tried|burned|burnt|came|ran|forgot|thought|told|happened|ended|took|left|"
    r"spilled|fell|flooded|decided|quit|moved|\w{3,}ed)\b",
    re.I,
)
_SELF = re.compile(
    r"^(?:(?:and|but|so|oh|well|anyway),?\s+)*I\s+(?:\w+ly\s+)?(?:promised|told|tried|spent|said|mentioned|wrote|met|saw|went|"
    r"hope|apologi[sz]e|am|was|love|hate|remember|forgot|learned|learnt|heard|talked|spoke|sat|started|used\s+to)\b",
    re.I,
)


def digresses(sentence: str) -> bool:
    """Whether a sentence tells of the writer's life or of what once happened, and lists nothing to be stored."""
    bare = re.sub(r"\((?:she|he|it|they|we|i|there|which|who|don't)\b[^()]*\)", "", sentence, flags=re.I)
    if re.search(r":\s|\([^()]*,[^()]*\)", bare):
        return False
    once = _ONCE.search(bare) and _PAST.search(bare)
    asks = re.search(r"\b(?:must|shall|should|needs?\s+to|has\s+to|have\s+to)\b", bare, re.I)
    return bool(once or (not asks and (_KIN.search(bare) or _SELF.match(bare))))


def is_excluding_heading(text: str) -> bool:
    """Whether a label or heading says that what stands under it is not wanted."""
    return bool(_EXCLUDING_HEADING.search(text)) and len(text.split()) <= 8


def excludes(sentence: str) -> bool:
    """Whether the sentence puts things out of scope."""
    if re.search(r",\s*(?:and|but)\s+(?:please\s+)?no\s+\w+", sentence, re.I) and not re.search(r"[(:]", sentence):
        return True
    return bool(_EXCLUDING.search(sentence)) and not _NOT_AN_EXCLUSION.search(sentence)


def is_chatter(sentence: str) -> bool:
    """Whether the sentence is a greeting, thanks or a signature."""
    return bool(_CHATTER.match(sentence.strip())) and "(" not in sentence
