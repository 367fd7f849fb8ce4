"""Turns of phrase that hide a thing and what belongs to it -> 'Thing: owner, attribute, attribute'."""

from __future__ import annotations

import re

from assistant.blueprint.names import singular
from assistant.blueprint.read.wording import START, Rule, choices, links, lists


def _topic(found: re.Match[str]) -> str:
    return ("\n" if found["apart"] else "") + found["what"].capitalize() + ": "


def _apiece(found: re.Match[str]) -> str:
    more = "We need " if found["more"] else ""
    return f"\n{found['what'].capitalize()}: {found['whole']}, {found['parts']}\n\n{more}"


def _flowing(found: re.Match[str]) -> str:
    more = re.match(r"(?:,? or [a-z_]+ → [a-z_]+(?: ?/ ?[a-z_]+)*)+", found["rest"])
    flow = found["flow"] + (more[0] if more else "")
    values = dict.fromkeys(w for w in re.findall(r"[a-z_]+", flow) if w != "or")
    rest = found["rest"][len(more[0]) if more else 0 :]
    return f"{found['lead']}{found['name']} ({', '.join(values)}){rest}"


def _kinds(found: re.Match[str]) -> str:
    return f"type ({', '.join(re.split(r',? or an? |, an? ', found['values']))})"


def _joining(found: re.Match[str]) -> str:
    roles = " | ".join(r.strip().upper() for r in re.split(r",? or |, ", found["roles"]))
    return f"A {found['who']} joins a {found['whole']} through a {found['what']}: role {roles}"


def _once(found: re.Match[str]) -> str:
    return f"{found['lead']}\n\nOne {singular(found['what'].lower())} per {found['one']} per {found['two']}."


_RULES: tuple[Rule, ...] = (
    *lists.RULES,
    *choices.RULES,
    *links.RULES,
    # 'tblOrder' is named by its kind, not by what it holds.
    (re.compile(r"\btbl_?(?=[A-Z])"), ""),
    # 'Price rules per court: label, ...'
    (
        re.compile(
            rf"{START}(?P<what>[A-Za-z]\w+(?: \w+)?s) "
            r"(?:per|within an?|inside an?|of each|of every|for each|for every) "
            r"(?P<whole>[a-z]\w+)(?: -|:) (?=[^.\n]*,)",
            re.M,
        ),
        r"\g<start>\g<what>: \g<whole>, ",
    ),
    # 'Prizes: per category a rank, ...'
    (
        re.compile(
            r"(?<=\w: )per (?P<whole>[a-z]+)(?: per day)?,? (?!(?:and|or|per)\b)(?:an? |the |its )?(?=[^.\n]*,)"
        ),
        r"\g<whole>, ",
    ),
    # 'a release = title, ...' and '..., and it has a plan; plan = start date, ...'
    (
        re.compile(
            r"(?:(?<=^- )|(?<=^)|(?P<apart>[;,.] ))(?:an? )?(?P<what>[a-z]+(?: [a-z]+)?) = (?=[^.\n]*[,+])", re.M
        ),
        _topic,
    ),
    # 'lending: a copy goes to another user, lent on, ...'
    (
        re.compile(
            r"(?:(?<=\w: )|(?<=\w - ))an? (?P<one>[a-z]+(?: member)?) (?!is\b|has\b|can\b|may\b|belongs\b|"
            r"per\b)[a-z]+s "
            r"(?:(?:to|for|into|in|on|from|with|at) )?(?:an?|another|one) (?P<two>[a-z]+)"
            r"(?: once)?(?:,| -| \+|:) (?=[^.\n]+)"
        ),
        r"\g<one>, \g<two>, ",
    ),
    # 'whether it is a shop, a farm or a private person'
    (
        re.compile(
            r"\bwhether (?:it is|it's|they are|he is|she is) an? "
            r"(?P<values>[a-z]+(?: [a-z]+)?(?:, an? [a-z]+(?: [a-z]+)?)*"
            r",? or an? [a-z]+(?: [a-z]+)?)(?=[,.;)]|$)",
            re.M,
        ),
        _kinds,
    ),
    # 'A rental is one boat for one customer: start, end'
    (
        re.compile(
            rf"{START}[Aa]n? (?P<what>[a-z]+) is (?:one|an?) (?P<one>[a-z]+) (?:for|to|of|in|at|on|with|and) "
            r"(?:one|an?) (?P<two>[a-z]+): (?=[^.\n]*,)",
            re.M,
        ),
        r"\g<start>\g<what>: \g<one>, \g<two>, ",
    ),
    # 'Inspections happen twice a year: plot, date, remarks'
    (
        re.compile(
            rf"{START}(?P<what>[A-Z][a-z]+s) (?:happen|take place|occur|are done|are made|are held|are paid|"
            rf"are issued|are sent)"
            r"[^:.,()\n]{0,40}: (?=[^.\n]*,)",
            re.M,
        ),
        r"\g<start>\g<what>: ",
    ),
    # 'Tenants are companies: name, ...'
    (re.compile(r"\bTenants are (?:the |our )?(?P<what>[a-z]+): (?=[^.\n]*,)"), r"\g<what>: "),
    # 'A copy is the thing on the shelf: which release, ...'
    (
        re.compile(
            rf"{START}[Aa]n? (?P<what>[a-z]+) is (?:the|what|one|an?) [^,:()\n.]{{5,70}}: (?=[^.\n]*,)",
            re.M,
        ),
        r"\g<start>\g<what>: ",
    ),
    # 'Companies register themselves: name, ...'
    (
        re.compile(rf"{START}(?P<what>[A-Za-z]\w+s) (?:sign up|register|log in)(?: themselves)?: (?=[^.\n]*,)", re.M),
        r"\g<start>\g<what>: ",
    ),
    # 'Drugs are identified by their code (unique). We keep name, ...'
    (
        re.compile(
            rf"{START}(?P<what>[A-Za-z]\w+s) are identified by (?:their|an?|the) "
            r"(?P<key>\w+(?: \w+)?(?: \([^()]*\))?)\. "
            r"(?:we|I) (?:keep|store|need|note|record|track) (?=[^.\n]*,)",
            re.M | re.I,
        ),
        r"\g<start>\g<what>: \g<key>, ",
    ),
    # 'name, channel: bank, card; ended on'
    (
        re.compile(
            r"(?<=[,;] )(?P<what>[a-z]+(?: [a-z]+)?): (?P<values>[a-z-]+(?:(?:, | ?/ ?)[a-z-]+)+)(?=;|\.|\s*\||$)", re.M
        ),
        r"\g<what> (\g<values>)",
    ),
    # 'Reports: title, state new → read → closed, remark': a flow inside a list
    (
        re.compile(
            r"^(?P<lead>\s*(?:[-*+] )?(?P<what>[A-Za-z]\w+(?: \w+)?): [^.\n→]*?, )(?P<name>state|status) "
            r"(?P<flow>[a-z_]+(?: → [a-z_]+)+)(?P<rest>[^\n]*)$",
            re.M,
        ),
        _flowing,
    ),
    # 'A cook makes menus for a guest'
    (
        re.compile(
            rf"{START}[Aa]n? (?P<one>[a-z]+) (?:makes|creates|writes|prepares|builds|draws up) "
            r"(?:several |many )?(?P<what>[a-z]+)s for an? (?P<two>[a-z]+)(?=[.;\n])",
            re.M,
        ),
        r"\g<start>Each \g<what> belongs to a \g<one>.\nEach \g<what> belongs to a \g<two>",
    ),
    # 'Bounties: a report can get several (main and bonus): amount, paid at'
    (
        re.compile(
            r"(?<=\w: )an? (?P<whole>[a-z]+) (?:can|may) (?:get|have|receive|hold) several"
            r"(?: \([^()]*\))?: (?=[^.\n]*,)"
        ),
        r"\g<whole>, ",
    ),
    # 'A user belongs to a club via a membership with the role cook, guest or host.'
    (
        re.compile(
            r"(?:\b[A-Z][a-z]+ [a-z]+: )?\b[Aa]n? (?P<who>user|person|member) (?:belongs to|is in|joins) "
            r"an? (?P<whole>[a-z]+) (?:via|through|by) an? (?P<what>[a-z]+) (?:with|having) (?:the |an? )?role:? "
            r"(?P<roles>[a-z]+(?:,? or |, )[^.\n]+)",
        ),
        _joining,
    ),
    # 'Weighings: date, kg, one per client per day'
    (
        re.compile(
            r", (?:only |at most |exactly )?one per (?P<whole>[a-z]+) (?:per|and|a) (?:day|week|month|year|date)\b"
        ),
        r", \g<whole>",
    ),
    # 'Grade: thesis, examiner, value -- one per thesis and examiner'
    (
        re.compile(
            r"^(?P<lead>\s*(?:[-*+] )?(?P<what>[A-Za-z]\w+(?: \w+)?): [^\n]*?)(?:,| -+|;) (?:only |at most |exactly )?"
            r"one per (?P<one>[a-z]+) (?:and|per) (?P<two>[a-z]+)\.?$",
            re.M,
        ),
        _once,
    ),
    # 'Stock is held in batches: batch number, ...'
    (
        re.compile(
            rf"{START}[A-Za-z]\w+ (?:is|are) (?:held|kept|stored|tracked|organi[sz]ed|managed) (?:in|as|by) "
            r"(?P<what>[a-z]+s): (?=[^.\n]*,)",
            re.M,
        ),
        r"\g<start>\g<what>: ",
    ),
    # 'Interactions between medicines: one medicine, another medicine, ...'
    (
        re.compile(rf"{START}(?P<what>[A-Za-z]\w+s) between (?P<sides>[a-z]+s): ", re.M),
        r"\g<start>\g<what>: ",
    ),
    # 'For each meeting and member there is at most one vote: ...'
    (
        re.compile(
            rf"{START}(?:for|per) (?:each|every) (?P<one>[a-z]+) and (?P<two>[a-z]+),? (?:there|we) "
            r"(?:shall be|should be|must be|is|are|can be|keep|store) (?:at most |exactly |only )?(?:one|an?) "
            r"(?P<what>[a-z]+): ",
            re.M | re.I,
        ),
        r"\g<start>\g<what>: \g<one>, \g<two>, ",
    ),
    # 'The system records at most one result per registration: ...'
    (
        re.compile(
            rf"{START}(?:the system|we|there) (?:shall |should |must |will )?(?:records?|stores?|keeps?|is|be) "
            r"(?:at most|exactly|only|up to) one (?P<what>[a-z]+) (?:per|for each|for every) (?P<whole>[a-z]+): ",
            re.M | re.I,
        ),
        r"\g<start>\g<what>: \g<whole> (unique), ",
    ),
    # 'We need the harvest per hive (date, kilograms) and the ...'
    (
        re.compile(
            r"\bwe (?:keep|need|store|track|record|log|note|want) (?:the |an? )?(?P<what>[a-z]+(?: [a-z]+)?) "
            r"(?:per|for each|for every) (?P<whole>[a-z]+) \((?!eg\b)(?P<parts>[^():]*,[^():]*)\)"
            r"(?P<more> and (?=the ))?",
            re.I,
        ),
        _apiece,
    ),
    # 'A user has one membership per club' says what may exist once, not what a user has.
    (
        re.compile(
            r"(?:(?<=\. )|^)(?:an?|each|every) (?P<one>[a-z]+) (?:has|have|gets|can have|may have) "
            r"(?:at most |exactly |only )?one (?P<what>[a-z]+) per (?P<two>[a-z]+)(?=\.|$)",
            re.M | re.I,
        ),
        r"\nOne \g<what> per \g<one> per \g<two>",
    ),
    # 'Hearts: ... one heart per person per photo, ...' likewise stands for itself.
    (
        re.compile(
            r"(?<=[a-z)][.;,:] )(?:only |exactly |at most )?[Oo]ne (?P<rest>[a-z]+ per [a-z]+ (?:per|and) [a-z]+)"
            r"(?:,(?P<more>[^.\n]*))?(?:\.|$)",
            re.M,
        ),
        r"\nOne \g<rest>.\n",
    ),
    # 'each assignment combines exactly one teacher, one subject'
    (
        re.compile(r"\b(?:combines|pairs|ties together|brings together) (?:exactly )?(?=(?:one|an?) )", re.I),
        "has ",
    ),
    # 'Each batch came from a supplier'
    (
        re.compile(
            r"\b(?P<who>(?:each|every|an?) \w+(?: \w+)?) (?P<may>can |may )?(?:came|comes?|stems?|originates?) from "
            r"(?=(?:an?|one|exactly one) )",
            re.I,
        ),
        r"\g<who> \g<may>belongs to ",
    ),
    (
        re.compile(r"\b(?:be|is|are) (?:credited to|earmarked for|made out to|charged to|booked on) (?=(?:an?|one) )"),
        "belongs to ",
    ),
    # 'a name and so many berths'
    (re.compile(r"\bso many (?=[a-z]+s\b)"), "a number of "),
    # 'which release, ...' in a list of what is kept
    (re.compile(r"(?<=[,:] )which (?P<what>[a-z]+)(?=,| and )"), r"\g<what>"),
    (re.compile(r"(?<=[,:] )who owns it(?=[,.]|$)"), "owner"),
    (re.compile(r"(?<=[,:] )who (?P<did>[a-z]+ed) it(?=[,.]|$)"), r"\g<did> by"),
)


def rephrased(text: str) -> str:
    """The cleaned brief with each such turn written as a topic and its list."""
    for pattern, new in _RULES:
        text = pattern.sub(new, text)
    return text
