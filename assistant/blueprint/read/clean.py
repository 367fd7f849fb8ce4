"""A brief as typed -> the same words in one plain spelling, line by line."""

from __future__ import annotations

import re
import unicodedata

_CHARACTERS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "\u00a0": " ",
        "\t": "    ",
        "•": "-",
        "●": "-",
        "▪": "-",
        "◦": "-",
        "‣": "-",
        "…": "...",
        "⟶": "→",
        "➜": "→",
        "➔": "→",
        "⇒": "→",
        "×": "x",
        "\u200b": "",
    }
)

_MARKUP = (
    (re.compile(r"!?\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"\s*(?:->|=>|-->)\s*"), " → "),
    (re.compile(r" [—–] |—"), " - "),
    (re.compile(r"(?<=\d)–(?=\d)"), "-"),
)

_PHRASES = (
    (re.compile(r"\b(?:have|has|get) (?:full|complete|unrestricted) access(?= to)", re.I), "can manage"),
    (re.compile(r"\b(?:have|has|get) (?:full|complete|unrestricted) access\b", re.I), "can manage everything"),
    (re.compile(r"\bcan manage to\b", re.I), "can manage"),
    (re.compile(r"\bnumber of (\w+) and (\w+s|children|people)\b", re.I), r"number of \1, number of \2"),
    (
        re.compile(
            r"\bgets? (?=(?:invited|assigned|enrolled|notified|added|created|paid|approved|rejected|"
            r"linked|attached|booked|sent|registered|signed|graded|reviewed|shared|grouped|issued)\b)",
            re.I,
        ),
        "are ",
    ),
    (
        re.compile(
            r"\b(?!takes? place)(?P<verb>book|reserve|get|take|grab)(?P<s>s?) (?:an? |the |their |one )?"
            r"(?:spot|place|seat|slot)s? (?:in|on|at|for) ",
            re.I,
        ),
        r"\g<verb>\g<s> ",
    ),
    (re.compile(r"\b(?P<verb>(?:send|give|tell|offer|bring|show)s?) (?:us|me|them)\b", re.I), r"\g<verb>"),
    (
        re.compile(
            r"\b(?P<per>per|for each|for every) (?P<what>\w+) "
            r"(?P<verb>note|store|record|keep|track|save|log)(?= (?:the|its|their|an?|how|whether)\b)",
            re.I,
        ),
        r"\g<per> \g<what> we \g<verb>",
    ),
    (re.compile(r"\bseveral them\b", re.I), "several of them"),
    (re.compile(r" with us\b(?! (?:to|that))", re.I), ""),
    (re.compile(r" - (?P<said>unique|optional|required|nullable|mandatory) - (?=\w)", re.I), r" (\g<said>), "),
    (
        re.compile(
            r" - (?!(?:one|each|every|never|no|not|just|only)\b)"
            r"(?P<said>(?:unique|optional|required|nullable|mandatory)|[^-()\n:]*(?:,| or )[^-()\n:]*?) -(?=[\s,.;])"
        ),
        r" (\g<said>)",
    ),
    (
        re.compile(
            r"\ban? (?P<who>guest|member|participant|attendee|customer|client|contact|player|user|staff|"
            r"employee|student|patient) list\b",
            re.I,
        ),
        r"several \g<who>s",
    ),
    (
        re.compile(r"\ban? (?P<whole>\w+) with (?P<part>items|lines|entries|positions)(?=\s*[:(])", re.I),
        r"several \g<whole> \g<part>",
    ),
    (re.compile(r"\b(?:the |an? |full )+(?:history|log|list|record) of (?=\w+s\b)", re.I), ""),
)
"""Roundabout ways to say it -> plain ones."""

_SPELLINGS = {
    r"w/o": "without",
    r"w/": "with ",
    r"b/c|bc|cuz|coz": "because",
    r"e\.\s?g\.?|eg\.?|such as|for example|for instance": "eg",
    r"i\.\s?e\.?": "ie",
    r"etc\.": "etc",
    r"dont": "don't",
    r"doesnt": "doesn't",
    r"cant": "can't",
    r"isnt": "isn't",
    r"wont": "won't",
    r"theres": "there is",
    r"there's": "there is",
    r"it's": "it is",
    r"who's": "who is",
    r"that's": "that is",
    r"they're": "they are",
    r"(they|we|you|i)(?:'ve| have) got": r"\1 have",
    r"(it|he|she)(?:'s| has) got": r"\1 has",
    r"(they|we|you|i)'ve": r"\1 have",
    r"thats": "that is",
    r"its(?= (?:either|just|only|one of|always|usually|a|an)\b)": "it is",
    r"heres|here's": "here is",
    r"we're": "we are",
    r"we'd": "we would",
    r"i'd": "i would",
    r"we'll": "we will",
    r"(?:shall|should|must|can|may|will)\s+be\s+(?:able|allowed|permitted)\s+to|(?:is|"
    r"are)\s+(?:able|allowed|permitted)\s+to": "can",
    r"date\s+(?:and|&|/)\s+time|date/time": "datetime",
    r"shall not|may not": "must not",
    r"nrs|nos": "numbers",
    r"rn|right now|atm|at the moment": "now",
    r"aswell": "as well",
    r"lenght": "length",
    r"cancled|canceld|cancelld": "cancelled",
    r"recieved": "received",
    r"begining": "beginning",
    r"maximal|maximaly": "maximum",
    r"nr|nr\.|(?<!or )(?<!but )(?<!is )(?<!: )(?<!, )no\.(?= ?[a-z])": "number",
    r"appts": "appointments",
    r"appt": "appointment",
    r"ppl": "people",
    r"qty": "quantity",
    r"desc": "description",
    r"dob": "date of birth",
    r"mins": "minutes",
    r"pls|plz": "please",
    r"approx\.": "about",
    r"(dr|mr|mrs|ms|prof|st|vs|incl|resp)\.": r"\1",
    r"basicaly": "basically",
    r"thru": "through",
    r"addr": "address",
    r"msgs": "messages",
    r"msg": "message",
    r"one or more|one or several|one or many|one to many|zero or more|zero or many|at least one|"
    r"more than one|a bunch of|"
    r"lots of|a lot of|any number of|a couple of|a set of|a collection of|a series of|a handful of|0\.\.n|1\.\.n|"
    r"as many .{1,20}? as they (?:want|like)": "several",
    r"max(?:imum|\.)? one|zero or one|at most one|up to one": "at most one",
    r"his or her|his/her": "their",
    r"log(?:ged)? on": "log in",
    r"a(?:n)? list of(?! names)": "several",
    r"and/or": "or",
    r"optionnal|optionaly": "optional",
    r"adress": "address",
    r"recieve": "receive",
    r"seperate": "separate",
    r"calender": "calendar",
    r"catagory": "category",
    r"catagories": "categories",
    r"apointment": "appointment",
    r"apointments": "appointments",
    r"managment": "management",
    r"reciept": "receipt",
    r"comission": "commission",
    r"accomodation": "accommodation",
    r"enviroment": "environment",
    r"lisence": "licence",
    r"availible": "available",
    r"infomation": "information",
    r"adn": "and",
    r"teh": "the",
}
"""Abbreviations, missing apostrophes and frequent slips. Order matters where one contains another."""

_FILLERS = re.compile(
    r"(?<![\w-])(?:also|obviously|basically|actually|really|of course|lol|haha+|obvs|btw|ofc|fyi|imho|"
    r"i think|i guess|you know|kind of|sort of)(?![\w-])[ ]?",
    re.I,
)

_SPELLING_PATTERNS = tuple(
    (
        re.compile(
            rf"(?<![\w@/.'-])(?:{pattern})(?![\w'])" if not pattern.endswith("/") else rf"(?<![\w/])(?:{pattern})", re.I
        ),
        new,
    )
    for pattern, new in _SPELLINGS.items()
)


def clean(text: str) -> str:
    """The brief with one kind of quote, dash, bullet and line end, without markup and pictures."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_CHARACTERS)
    text = _CHAT.sub("", text)
    text = "".join(" " if _is_picture(character) else character for character in text)
    for pattern, new in _MARKUP:
        text = pattern.sub(new, text)
    for pattern, new in _SPELLING_PATTERNS:
        text = pattern.sub(new, text)
    for pattern, new in _PHRASES:
        text = pattern.sub(new, text)
    text = _FILLERS.sub("", text)
    text = re.split(r"^--\s*$", text, maxsplit=1, flags=re.M)[0] if "\n--" in text[len(text) // 2 :] else text
    if _shouts(text):
        text = text.lower()
    return "\n".join(re.sub(r"(?<=\S) {2,}", " ", line.rstrip()) for line in text.split("\n"))


_CHAT = re.compile(
    r"^[ \t]*(?:>[ \t]*)?(?:\[?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?[ \t]+-?[ \t]*"
    r"<?@?[A-Za-z][\w. ]{0,20}>?:[ \t]+|>[ \t]+)",
    re.M | re.I,
)
"""Who said it when, before each line of a chat, and the marks of a quotation."""


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Cs", "Co", "Cf"} or "\U0001f000" <= character <= "\U0001faff"


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
