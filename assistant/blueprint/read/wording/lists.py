"""How lists of attributes are introduced."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.item import items, looks_like_fields
from assistant.blueprint.read.lexicon import function_words as fw
from assistant.blueprint.read.wording import PART, Rule

_RECORDED = (
    "registered|recorded|stored|kept|captured|listed|saved|held|tracked|entered|documented|maintained|"
    "described|characteri[sz]ed|defined|identified"
)
_NO_THINGS = fw.PRONOUNS | fw.DETERMINERS | fw.ADVERBS | fw.CONJUNCTIONS


def _headed(found: re.Match[str]) -> str:
    entries = items(found["rest"])
    if set(found["what"].lower().split()) & _NO_THINGS:
        return found[0]
    if len(entries) < 3 or not looks_like_fields(entries) or re.search(r"\bor\b", found["rest"]):
        return found[0]
    return f"{found['start']}{found['what'].capitalize()}: {found['rest']}"


def _ranged(found: re.Match[str]) -> str:
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", found["list"])
    return ", ".join(f"{name.strip()} ({found['low']}-{found['high']})" for name in names if name.strip())


def _topic(found: re.Match[str]) -> str:
    return f"\n{found['what'].capitalize()}: "


def _flagged(found: re.Match[str]) -> str:
    return f"{found['start']}Each {singular(found['what'])} has a {found['flag'].lower()} flag"


def _for_each(found: re.Match[str]) -> str:
    return f"{found['start']}For each {singular(found['what'].lower())} we keep "


def _about(found: re.Match[str]) -> str:
    return f".\n{found['what'].capitalize()}: "


RULES: tuple[Rule, ...] = (
    # 'first + last name'
    (re.compile(r"\bfirst (?:name )?(?:\+|and|&|/) last ?names?\b", re.I), "first name, last name"),
    (re.compile(r"\bfirst ?name last ?name\b", re.I), "first name, last name"),
    # '... from a doctor. On it: date issued, ...'
    (
        re.compile(
            r"\.\s+(?:on|in|for|about|to|with) (?:it|them|this|that|each(?: one| of them)?)(?: we (?:keep|"
            r"store|note|need))?: ",
            re.I,
        ),
        ", each with ",
    ),
    # 'A donor shall be registered with full name, ...'
    (
        re.compile(
            rf"\b(?:(?:shall|must|should|will|can|may)(?: each)? be|is|are|get|gets)(?: each)? (?:{_RECORDED}) "
            r"(?:with|by)(?: means of)?:? (?=[^.\n]*(?:,| and ))(?!(?:the )?(?:system|us)\b)(?!one\b)",
            re.I,
        ),
        "has ",
    ),
    # 'episodes belong to a show → number, title, ...'
    (
        re.compile(
            rf"{PART}(?P<head>[^\n→:.]*\b[a-z]+ [^\n→:.]*) → (?P<rest>[^\n→.]*,[^\n→.]*,[^\n→.]*)(?=\.(?:\s|$)|$)", re.M
        ),
        r"\g<start>\g<head>: \g<rest>",
    ),
    # 'guest is name, short bio, optional twitter handle'
    (
        re.compile(
            rf"{PART}(?:[Aa]n? |[Ee]ach |[Ee]very )?(?P<what>[A-Za-z]+(?: [a-z]+)?) (?:is|are|means) (?:just |simply )?"
            r"(?!(?:on|in|at|for|of|with|by|to|from|under|between|about|not|always|usually)\b)"
            r"(?P<rest>[a-z]+(?: [a-z]+){0,2}, [^.;:\n]*)",
            re.M,
        ),
        _headed,
    ),
    # 'of each we know the full name'
    (
        re.compile(
            rf"{PART}of (?:each(?: one)?|every one|them|each of them) (?:we|I) "
            r"(?:need to |want to |have to |must )?(?P<verb>keep|know|store|note|record|track|need|want|save)\b",
            re.I | re.M,
        ),
        r"\g<start>we \g<verb>",
    ),
    # 'we agreed what the new system keeps about boats: name, ...'
    (
        re.compile(
            r"(?:^|(?<=[.!?-] ))[^.:\n]*\bwhat (?:(?:the|our) (?:[a-z]+ )?[a-z]+|we|it|you) (?:should |must |"
            r"needs? to |wants? to |"
            r"has to |have to |will |shall )?(?:keeps?|stores?|knows?|tracks?|records?|saves?|needs?|wants?) "
            r"(?:about|of|for|on) (?:an? |each |every |the |our )?(?P<what>[a-z]+(?: [a-z]+)?): ",
            re.M | re.I,
        ),
        _topic,
    ),
    # 'Optionally we store the phone number'
    (
        re.compile(
            r"\b(?:optionally|if known|where known|if possible|ideally),? (?:we|I) (?:also )?(?P<verb>store|"
            r"keep|note|record|save|track) "
            r"(?:the |an? )?",
            re.I,
        ),
        r"we \g<verb> optionally ",
    ),
    # 'content, style and strategy points, all 0 to 40'
    (
        re.compile(
            r"(?<=: )(?P<list>[^:.()\n]+?),? (?:all|each)(?: of them)?(?: from| between)? (?P<low>\d+) ?(?:to|"
            r"and|-) ?(?P<high>\d+)\b"
        ),
        _ranged,
    ),
    # 'from when to when'
    (re.compile(r"\bfrom when to when\b"), "a start date and an end date"),
    (re.compile(r"\bwhat (?P<what>the [a-z]+(?: [a-z]+)?) (?:is|was|are)\b(?=[,.;)]| and |$)", re.M), r"\g<what>"),
    (re.compile(r"\bit has (?P<what>[a-z]+) or (?:it )?(?:does not|doesn't|not)\b"), r"it has a \g<what> flag"),
    # 'investigators are persons with a name, ...'
    (
        re.compile(
            r"\b(?P<what>[a-z]+s) are (?:people|persons|companies|firms) (?:with|having|who "
            r"have) ",
            re.I,
        ),
        r"\g<what> have ",
    ),
    # 'ticket types: adult, child, student with a discount each'
    (
        re.compile(
            r"^(?P<what>\s*(?:[-*] )?[a-zA-Z]+ (?:types|kinds|categories|classes|levels)): (?:[a-z]+, )+(?:and "
            r")?[a-z]+(?: and [a-z]+)?"
            r",? (?:each )?with (?P<list>an? [a-z ,]+?)(?: each)?(?=\.|$)",
            re.M,
        ),
        r"\g<what>: name, \g<list>",
    ),
    # 'a log is written, containing the weather'
    (
        re.compile(
            r"\b(?P<what>an? [a-z]+(?: [a-z]+)?) is (?:written|created|made|added|opened|kept|issued),? "
            r"(?:containing|listing|stating|showing|noting|with|recording) ",
        ),
        r"\g<what> has ",
    ),
    # 'costs so much per season'
    (re.compile(r"\bcosts? (?:so much|a certain amount|an amount|money|something)\b"), "has a price"),
    # 'junior members are flagged as such'
    (
        re.compile(
            rf"{PART}(?P<flag>[A-Za-z]+) (?P<what>[a-z]+s) (?:are|get) (?:flagged|marked|tagged)(?: as "
            rf"such)?(?=[.;,\n]|$)",
            re.M,
        ),
        _flagged,
    ),
    # 'which languages they speak'
    (
        re.compile(
            r"\bwhich (?P<what>[a-z]+s) (?:they|he|she|it) (?:has|have|speaks?|knows?|offers?|uses?|"
            r"teach(?:es)?|plays?|"
            r"covers?|can [a-z]+)\b"
        ),
        r"several \g<what>",
    ),
    # '... (there is a fixed list of skills, each with a code)'
    (
        re.compile(
            r" \((?P<inside>(?:there (?:is|are)|it has|they have|we (?:keep|store|record|note|track)|"
            r"an? [a-z]+ has) [^()\n]*)\)(?=\.|\n|$)",
            re.M,
        ),
        r". \g<inside>",
    ),
    # 'Of our tenants we need to know the name, ...'
    (
        re.compile(
            rf"{PART}of (?:our|the|all|all our|every|each|an?) (?P<what>[a-z]+(?: [a-z]+)?),? (?:we|I) "
            r"(?:need to |want to |have to |must )?(?:keep|know|store|note|record|track|need|want|save) ",
            re.I | re.M,
        ),
        _for_each,
    ),
    # 'Of a vessel, the number shall be known, together with its name and its flag.'
    (
        re.compile(
            rf"{PART}[Oo]f (?:an?|each|every|the) (?P<what>[a-z]+(?: [a-z]+)?), (?P<first>[^.,;\n]+?) (?:shall|"
            rf"must|should|will|has to) be "
            r"(?:known|kept|stored|recorded|noted)(?P<note> \([^()]*\))?,? (?:together|along) with ",
            re.M,
        ),
        r"\g<start>For each \g<what> we keep \g<first>\g<note>, ",
    ),
    # 'a company, for which name and address are kept'
    (
        re.compile(
            r"(?P<before>\b(?:an?|one) (?P<what>[a-z]+(?: [a-z]+)?)), (?:for|of) (?:which|whom) (?P<list>[^.;\n]+?) "
            r"(?:are|is|shall be|must be|should be|will be) (?:kept|stored|recorded|known|noted|saved)\b"
        ),
        r"\g<before>.\nEach \g<what> has \g<list>",
    ),
    # 'a priority between 1 and 5'
    (
        re.compile(r"(?<=[a-z]),? (?:between|from) (?P<low>\d+) (?:and|to) (?P<high>\d+)\b(?! [a-z]+s\b)"),
        r" (\g<low>-\g<high>)",
    ),
    # 'and, later, the actual volume'
    (
        re.compile(
            r"(?P<before>,|\band),? (?:later|afterwards|eventually|in the end|finally),? (?=(?:the|an?|its|their) )"
        ),
        r"\g<before> optionally ",
    ),
    # 'The client makes orders, in the order we need: the product, ...'
    (
        re.compile(
            r",? (?:and )?(?:in|on|for|with|of|about) (?:the|each|an?|every) (?P<what>[a-z]+),? (?:we|they|you|I) "
            r"(?:also )?(?:need|want|have|keep|store|note|record|save)(?: to know)?: (?=[^.\n]*,)"
        ),
        _about,
    ),
    # 'and we say if it is approved or no'
    (
        re.compile(
            r"\bwe (?:say|mark|see|tick|write) (?:if|whether) (?:it |they |he |she )?(?:is|are|was|has been) "
            r"(?P<what>[a-z]+)(?: or (?:no|not)\b)?"
        ),
        r"whether it is \g<what>",
    ),
    # 'for an enrolment keep when they enrolled'
    (
        re.compile(
            r"\b(?P<per>per|for an?|for each|for every) (?P<what>[a-z]+),? "
            r"(?P<verb>note|store|record|keep|track|save|log)"
            r"(?= (?:the|its|their|an?|how|whether|when|who|if|which)\b)",
            re.I,
        ),
        r"for each \g<what> we \g<verb>",
    ),
    # 'Members log ascents of routes - the style, the date, number of tries - and can ...'
    (
        re.compile(r" - (?P<inside>[^.\n→]*?,[^.\n→]*?) - and (?P<verb>can|may|must|have|are) "),
        r": \g<inside>. They \g<verb> ",
    ),
    # 'Category - excavators, generators and so on; just a name'
    (
        re.compile(
            r"^(?P<what>\s*(?:[-*] )?[A-Z]\w*(?: \w+)?)(?: -|:) (?:[a-z][a-z ]*, )+?[a-z ]+? "
            r"(?:and so on|and the like|and such|and more|etc\.?)[;,.] (?:just )?",
            re.M,
        ),
        r"\g<what>: ",
    ),
    # 'membership types are Basic / Plus / Premium, each has a monthly price'
    (
        re.compile(
            rf"{PART}(?P<what>(?:[A-Za-z]+ )?[A-Za-z]+s) (?:are|come as) "
            r"[A-Z]\w*(?:(?:, | ?/ ?| and | or |, (?:and|or) )[A-Z]\w*)+"
            r"(?:,| -|;|\.|,? and) (?:each|every one|they all|all|they) (?:has|have|with|having|comes? with) ",
            re.M,
        ),
        r"\g<start>\g<what> have a name and ",
    ),
    # 'how many people we need'
    (
        re.compile(r"\bhow many (?P<what>[a-z]+(?: [a-z]+)?) (?:we|you|they|it|one) (?:needs?|requires?)\b"),
        r"the \g<what> needed",
    ),
    # 'how many copies of the sheet music we own'
    (
        re.compile(
            r"\bhow many (?P<what>[a-z]+) of (?:the |an? )?[a-z ]+? "
            r"(?:we|they|it|there) (?:own|have|hold|has|are|keep)\b"
        ),
        r"the number of \g<what>",
    ),
    # 'a programme, meaning pieces in a certain order'
    (
        re.compile(
            r"\b(?:an?|the|its) [a-z]+,? (?:meaning|which means|that is|ie) (?:the |some |several )?(?=[a-z]+s\b)", re.I
        ),
        "several ",
    ),
    # '..., and as a coordinator I want to mark it'
    (
        re.compile(r",? and as an? (?P<who>[a-z]+(?: [a-z]+)?),? [Ii] (?=(?:want|need|can|would)\b)"),
        r".\nAs a \g<who> I ",
    ),
)
