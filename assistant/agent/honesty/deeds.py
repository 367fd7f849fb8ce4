"""What an answer says was done to the plan, and what was done to it that no answer says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.names import label, plural
from assistant.tools.desk import Work

_VERBS = "added|changed|created|drafted|dropped|moved|removed|renamed|replaced|updated"
_DEED = re.compile(
    rf"(?:^|[.!?:]\s+)(?:done\b|(?:{_VERBS})\b)|\bI(?:'ve| have)?(?: \w+ly| now| also| just)? (?:{_VERBS})\b", re.I
)
_EARLIER = re.compile(r"\b(?:v|version )\d", re.I)


def deed_notes(text: str, began: Work, work: Work) -> Iterator[str]:
    """What has to be said beside `text` after a turn that led from `began` to `work`."""
    untouched = not work.drafted and work.plan == began.plan and work.version == began.version
    if untouched and _DEED.search(_own_words(text, work)) and not _EARLIER.search(text):
        where = "there is no plan yet" if work.plan is None else f"the plan is still version {work.version}"
        yield f"Nothing was changed in this turn: {where}."
    if began.plan is not None and (gone := [name for name in work.dropped if _is_gone(name, work, text)]):
        yield f"Gone from the plan, with all records: {', '.join(gone)}."


def _own_words(text: str, work: Work) -> str:
    """The text without what it repeats of the plan: an assumption that tells of an account added is an old deed."""
    plan = work.plan
    for said in (*plan.assumptions, *plan.questions) if plan else ():
        text = text.replace(said, "")
    return text


def _is_gone(name: str, work: Work, text: str) -> bool:
    """Whether a dropped model is still missing, and not spoken of."""
    named = (name, label(name), plural(label(name)))
    return not (work.plan and work.plan.model(name)) and not any(each.casefold() in text.casefold() for each in named)
