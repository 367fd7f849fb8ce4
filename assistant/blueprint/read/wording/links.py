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


def _ends(found: re.Match[str]) -> str:
    what = found["what"]
    return f"has {found['lead1'] or 'a'} start {what} and an end {what}"


RULES: tuple[Rule, ...] = (
    # 'every time a car drives in we create a ticket'
    (
        re.compile(r"\b(?:every|each) time (?P<what>an? [^,.;:\n]{3,40}?),? (?=(?:we|you|they) )", re.I),
        r"when \g<what>, ",
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
