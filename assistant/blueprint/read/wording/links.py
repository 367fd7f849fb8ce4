"""How things are tied to each other."""

from __future__ import annotations

import re

from assistant.blueprint.names import plural, singular
from assistant.blueprint.read.wording import PART, Rule


def _both(found: re.Match[str]) -> str:
    what = singular(found["what"].lower())
    return f"{found['one']} (a {what}) and {found['two']} (a {what})"


def _through(found: re.Match[str]) -> str:
    return f"\nAn {found['by']} has several {plural(found['what'])}.\n{found['by'].capitalize()}: "


def _pairing(found: re.Match[str]) -> str:
    more = " and " if found[0].endswith(("to ", "until ")) else ""
    first = found["first"] if found["first"].split()[-1] not in {"to", "until"} else found["first"].rsplit(" ", 1)[0]
    return (
        f"{found['start']}{found['what']} belongs to one {found['one']} and to one {found['two']}. It has {first}{more}"
    )


def _which_has(found: re.Match[str]) -> str:
    return f"{found['before']}.\nEach {singular(found['what'])} has "


def _rated(found: re.Match[str]) -> str:
    low, high = re.findall(r"\d+", found["range"])
    return f"rate {found['what']} with stars ({low}-{high})" + (" and " if found["more"] else "")


def _one_of(found: re.Match[str]) -> str:
    return f"one {singular(found['what'])}"


def _become(found: re.Match[str]) -> str:
    return f"{found['start']}{found['what'].capitalize()}: {found['one'].lower()}, "


def _ends(found: re.Match[str]) -> str:
    what = found["what"]
    return f"has {found['lead1'] or 'a'} start {what} and an end {what}"


RULES: tuple[Rule, ...] = (
    # 'every time a car drives in we create a ticket'
    (
        re.compile(r"\b(?:every|each) time (?P<what>an? [^,.;:\n]{3,40}?),? (?=(?:we|you|they|there) )", re.I),
        r"when \g<what>, ",
    ),
    # 'a report leads to at most one repair'
    (
        re.compile(
            r"\b(?:leads?|results?|gives? rise) (?:to|in) (?=(?:at most|exactly|several|one|up to|many|"
            r"an?)\b)",
            re.I,
        ),
        "can have ",
    ),
    # 'Tests are carried out on samples'
    (
        re.compile(
            r"\b(?P<be>is|are|was|were) (?:carried out|conducted|performed) (?=(?:on|in|by|for|at|with|"
            r"under|during)\b)",
            re.I,
        ),
        r"\g<be> done ",
    ),
    # 'several judges can sit on one debate'
    (
        re.compile(
            rf"{PART}(?:several|many) (?P<what>[a-z]+s) (?:can|may|could|might) (?:sit|work|be|take part|play|"
            rf"serve|appear|stand) "
            r"(?:on|in|at|for) (?:one|an?|the same|each) (?P<whole>[a-z]+)",
            re.I | re.M,
        ),
        r"\g<start>one \g<whole> can have several \g<what>",
    ),
    # 'the insured object concerned'
    (
        re.compile(r"(?P<what>\b(?:the|an?|each) [a-z]+(?: [a-z]+)?) (?:concerned|in question)(?=[.,;\n]|$)", re.M),
        r"\g<what>",
    ),
    # 'For each prop used in a production we want to know the scene'
    (
        re.compile(
            r"\bwe (?:want|need|would like|like|have|wish) to (?P<verb>know|keep|store|record|track|note|"
            r"save|log)\b"
        ),
        r"we \g<verb>",
    ),
    (
        re.compile(
            r"\b(?P<lead>for (?:each|every) [a-z]+) (?:[a-z]+ed|taking part|working|sold|held|sung|shown) "
            r"(?:to|in|on|for|by|at|during) "
            r"(?P<whole>(?:an?|the|each) [a-z]+),? (?=(?:we|the|its|there)\b)",
            re.I,
        ),
        r"\g<lead> in \g<whole> ",
    ),
    # 'who each give a grade and a comment'
    (
        re.compile(
            r",? (?:who|which) each (?:give|gives|write|writes|submit|provide|provides|get|gets|receive|"
            r"have|has|carry) "
        ),
        ". For each of them we note ",
    ),
    # 'a schedule entry assigns a proposal to a telescope'
    (
        re.compile(
            r"(?P<what>\b(?:an?|each|every) [a-z]+(?: [a-z]+)?) (?:assigns|links|connects|ties|matches|maps|attaches) "
            r"(?=(?:an?|one|exactly one) [a-z]+(?: [a-z]+)? (?:to|with|and) )",
            re.I,
        ),
        r"\g<what> belongs to ",
    ),
    # '1 ticket = 1 seat'
    (re.compile(r"\b(?:1|one) (?P<one>[a-z]+) = (?:1|one) (?P<two>[a-z]+)\b"), r"each \g<one> is for one \g<two>"),
    # 'Review of a tutor by a student, stars 1-5'
    (
        re.compile(
            r"^(?P<lead>\s*(?:[-*] )?)(?P<what>[A-Z][a-z]+) (?:of|for|on) an? (?P<one>[a-z]+) (?:by|from|with) "
            r"an? (?P<two>[a-z]+)[,:] ",
            re.M,
        ),
        r"\g<lead>\g<what>: \g<one>, \g<two>, ",
    ),
    # 'Request: from a student to a tutor, ...'
    (re.compile(r"(?<=: )from (?P<one>an? [a-z]+) to (?P<two>an? [a-z]+)(?=,)"), r"\g<one>, \g<two>"),
    # 'subjects they teach'
    (
        re.compile(
            r"(?P<before>(?:[,:]|\band) )(?:the )?(?P<what>[a-z]+s) (?:they|he|she) (?:teach|offer|speak|play|"
            r"know|cover|master)(?:es|s)?\b"
        ),
        r"\g<before>several \g<what>",
    ),
    # 'Accepted manuscripts become books: ISBN, ...' and 'one manuscript can appear as several books'
    (
        re.compile(rf"{PART}(?:[A-Za-z]+ed )?(?P<one>[A-Za-z]+)s become (?P<what>[a-z]+s): (?=[^.\n]*,)", re.M),
        _become,
    ),
    (re.compile(r"\b(?:can|may) (?:appear|be published|be issued|occur|exist|be sold) as (?=several\b)"), "can have "),
    # 'although some have none'
    (
        re.compile(
            r"\bbelongs? to (?:exactly )?one (?P<what>[a-z]+(?: [a-z]+)?),? (?:but|(?:al)?though|even if) "
            r"[^.;\n]*?\b(?:none|no|without)\b"
            r"[^.;\n]*"
        ),
        r"may belong to one \g<what>",
    ),
    (re.compile(r",? (?:al|even )?though [^.,;:\n]*"), ""),
    # 'it takes place in one of our docks'
    (
        re.compile(r"\b(?P<one>it|they|(?:each|every|an?) [a-z]+) takes? place (?:in|on|at) (?=(?:an?|one) )", re.I),
        r"\g<one> belongs to ",
    ),
    (re.compile(r"\band takes? place (?:in|on|at) (?=(?:an?|one) )"), "and belongs to "),
    (
        re.compile(
            r"\bone of (?:our|their|its|the|two|three|four|several|\d+) (?!following|values|states|statuses|"
            r"options|types|"
            r"users)(?P<what>(?:[a-z]+ )?[a-z]+s)\b(?! (?:who|is|are)\b)"
        ),
        _one_of,
    ),
    # 'For each worker assigned to a job the hours are booked'
    (
        re.compile(
            r"\b(?P<lead>for (?:each|every) [a-z]+) (?:[a-z]+ed|taking part|working) (?:to|in|on|for|by) "
            r"(?P<whole>(?:an?|the|each) [a-z]+),? "
            r"(?P<list>[^.;:\n]+?) (?:is|are|shall be) (?:booked|noted|logged|tracked|recorded|stored|kept)\b",
            re.I,
        ),
        r"\g<lead> in \g<whole> \g<list> are recorded",
    ),
    # 'Some jobs depend on other jobs'
    (
        re.compile(
            r"\b(?:some |many )?(?P<what>[A-Za-z]+)s (?:can |may |might )?(?:depend|rely|build) on (?:several "
            r")?other (?P=what)s\b",
            re.I,
        ),
        r"A \g<what> can have other \g<what>s as dependencies",
    ),
    (
        re.compile(
            r"\b(?:an?|one|each|every) (?P<what>[a-z]+) (?:can |may |might )?depends? on (?:several )?other "
            r"(?P=what)s\b",
            re.I,
        ),
        r"A \g<what> can have other \g<what>s as dependencies",
    ),
    # '2-3 volunteers per day'
    (
        re.compile(
            r"(?<![\w-])\d+ ?(?:-|to|or) ?\d+ (?P<what>[a-z]+s) (?:per|for each|for every|each) (?P<whole>[a-z]+)\b"
        ),
        r"each \g<whole> has several \g<what>",
    ),
    # 'In a concert several pieces are sung in a fixed order'
    (
        re.compile(
            rf"{PART}(?:in|on|at|during) (?P<whole>an?|each|every) (?P<of>[a-z]+),? (?:several |many |the |"
            rf"some )?(?P<what>[a-z]+s) "
            r"are (?:[a-z]+ed|sung|shown|run|held|drawn|read|built|taken|given|told) in (?:an? |the "
            r")?(?:[a-z]+ )?order",
            re.I | re.M,
        ),
        r"\g<start>\g<whole> \g<of> has several \g<what>",
    ),
    # 'a sender and a recipient, both are customers'
    (
        re.compile(
            r"\b(?P<one>an? [a-z]+) and (?P<two>an? [a-z]+)(?: \(|, | - )(?:who are |which are )?both (?:of them )?"
            r"(?:are |being )?(?:also |registered )?(?P<what>[a-z]+s)\)?(?=[,.;\n]|$)",
            re.M,
        ),
        _both,
    ),
    # 'People buy tickets through an order: buyer name, ...'
    (
        re.compile(
            rf"{PART}(?:[A-Za-z]+ ){{1,3}}(?:buy|book|order|get|request|reserve|purchase|rent)s? (?P<what>[a-z]+s) "
            r"(?:through|via|with|using|in|as part of) an? (?P<by>[a-z]+(?: [a-z]+)?): ",
            re.M,
        ),
        _through,
    ),
    # 'A performance is one artist on one stage, from a start time ...'
    (
        re.compile(
            rf"{PART}(?P<what>(?:[Aa]n?|[Ee]ach|[Ee]very) [a-z]+(?: [a-z]+)?) is (?:exactly )?one "
            r"(?P<one>[a-z]+(?: [a-z]+)?) (?:on|at|in|for|to|with|of|by) (?:exactly )?one "
            r"(?P<two>[a-z]+(?: [a-z]+)?),? (?:from|with|at|between|on) "
            r"(?P<first>an? [a-z]+(?: [a-z]+)?)(?: (?:to|until) (?=an? ))?",
            re.M,
        ),
        _pairing,
    ),
    # 'from which row it came', 'which piece it is of'
    (
        re.compile(
            r"(?P<before>, |\band )(?:(?:from|in|on|at|to|for|with|by|of) )?which (?P<what>[a-z]+) "
            r"(?:it|they|he|she) (?:[a-z]+)(?: (?:from|in|on|at|to|for|of|with))?(?=[,.;\n]| and |$)",
            re.M,
        ),
        r"\g<before>the \g<what>",
    ),
    # 'give a route a star rating from 1 to 5 with a comment'
    (
        re.compile(
            r"\b(?:give|leave|award)s? (?P<what>an? [a-z]+|[a-z]+s) (?:an? )?(?:star )?(?:rating|score)s? "
            r"(?:of |from |between )?(?P<range>\d+ (?:to|and|-) \d+)(?: stars?)?(?P<more>,? (?:with|and) )?"
        ),
        _rated,
    ),
    # 'part of a tournament, which has a name and a start date'
    (
        re.compile(
            r"\b(?P<before>(?:an?|one|some|several) (?P<what>[a-z]+(?: [a-z]+)?)), (?:which|who|that) "
            r"(?:each )?(?:then )?(?:has|have|carries|carry|contains?|consists? of) (?=[a-z])"
        ),
        _which_has,
    ),
    # 'it starts at one pier and ends at another'
    (
        re.compile(
            r"\b(?:starts|begins|departs|leaves|goes|runs|sails|flies|drives) (?:at|from|in) "
            r"(?P<lead1>one|an?) (?P<what>[a-z]+) (?:and|to) (?:(?:ends|arrives|finishes|stops|goes) (?:at|in|to) )?"
            r"another(?: one| (?P=what))?\b"
        ),
        _ends,
    ),
)
