"""States that a record goes through, as a status field."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.names import singular
from assistant.blueprint.read.attributes import give
from assistant.blueprint.read.clause import Clause
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.item import Item, items, looks_like_fields
from assistant.blueprint.read.notebook import Entity, Notebook
from assistant.blueprint.read.phrase import phrase
from assistant.blueprint.read.statement import Statement
from assistant.blueprint.read.steps import steps_of
from assistant.blueprint.read.tag import is_plural

_STATES = r"(?:status(?:es)?|states?|life\s*cycle|workflow|flow|stages?|transitions?)"
_MACHINE = rf"(?:{_STATES}(?:\s+(?:machine|flow|diagram|values|transitions?|changes))?|state\s+machine)"
_TOPIC = (
    re.compile(rf"^(?:the\s+)?(?P<what>[A-Za-z][\w -]*?)(?:'s|s')?\s+{_MACHINE}$", re.I),
    re.compile(rf"^{_MACHINE}\s+(?:of|for)\s+(?:(?:an?|the|each|every|all)\s+)?(?P<what>[A-Za-z][\w -]*)$", re.I),
)
_START = re.compile(
    r"\b(?:starts?|begins?|is\s+created|enters?)\s+(?:out\s+)?(?:as|in|at)\s+(?:an?\s+)?(?P<rest>\w+\b.*)$", re.I | re.S
)
_FLOW = re.compile(
    r"^.*\b(?:goes|go|moves?|runs?|flows?|status(?:es)?(?:\s+(?:is|are|can\s+be))?|"
    r"passes)\b\s*(?:from|through|:)?\s*:?\s*",
    re.I | re.S,
)
_INTRO = re.compile(
    r"^(?:status|state)s?\s*(?:is|are|can\s+be|:|one\s+of|=)?\s*(?:either\s+|one\s+of\s+)?(?P<rest>.+)$", re.I | re.S
)


def state_topic(label: str) -> str | None:
    """'envelope' of 'envelope states' or 'Lifecycle of an envelope'; '' for 'States' alone, None for another label."""
    label = label.strip()
    if re.fullmatch(_MACHINE, label, re.I):
        return ""
    return next((found["what"] for pattern in _TOPIC if (found := pattern.match(label))), None)


def is_state_chain(text: str, label: str) -> bool:
    """Whether the arrows of a text lead from state to state rather than from thing to thing."""
    links = [re.sub(r"\([^()]*\)", "", link).strip() for link in re.split(r"→|;", text)]
    named = [link for link in links if link]
    return state_topic(label) is not None or all(re.fullmatch(r"[A-Z][A-Z0-9_ /|,]*", link) for link in named)


def read_states(notebook: Notebook, topic: Entity | None, statement: Statement) -> bool:
    """Reads a sentence of states for the topic; False where the statement is none."""
    if topic is None:
        return False
    text = re.sub(r"\([^()]*\)", "", statement.text)
    labelled = state_topic(statement.label) is not None and (statement.own_label or "→" in text)
    if labelled and "→" not in text and looks_like_fields(items(text)):
        return False
    if not labelled:
        topic = (notebook.exact(phrase(text).words) if phrase(text).words else None) or topic
    arrows = "→" in text
    start = _START.search(text)
    intro = _INTRO.match(text)
    through = re.search(
        r"\b(?P<name>stage|state|status|phase|step)(?:s|es)?\s*:?\s+(?P<rest>\w+(?:[ "
        r"-]\w+)?(?:,\s*\w+(?:[ -]\w+)?)+,?\s+(?:or|and)\s+\w+(?:[ -]\w+)?)",
        text,
    )
    if through and re.search(r"\bthrough\b|\bbetween\b", text[: through.start()]):
        values = list(dict.fromkeys(enum_value(v) for v in state_names(through["rest"])))
        give(
            notebook,
            _moved(notebook, text[: through.start()]) or topic,
            [Item(text=through["name"], words=(through["name"],), values=tuple(values))],
        )
        return True
    if start and re.search(r"\bthen\b|→|,", start["rest"]):
        body = start["rest"]
    elif arrows:
        body = _FLOW.sub("", text)
    elif labelled:
        body = text
    elif intro and re.search(r"[/|,]|\bor\b", intro["rest"]):
        body = intro["rest"]
    else:
        return False
    values = state_names(body)
    extra = re.findall(
        r"\b(\w+(?:ed|en|wn))\s+is\s+possible\b|\b(?:can|may)\s+be\s+(\w+(?:ed|en|wn))\b(?!\s+(?:by|to|on|in|with))",
        text,
        re.I,
    )
    values += [word for pair in extra for word in pair if word]
    values = list(dict.fromkeys(enum_value(v) for v in values))
    if len(values) < 2:
        return False
    name = next(
        (n for n, typed in topic.fields.items() if typed.values and n in {"status", "state", "stage"}), "status"
    )
    old = topic.fields.get(name)
    if old is not None and old.values:
        more = tuple(v for v in values if v not in old.values) if arrows else ()
        topic.fields[name] = replace(old, values=(*old.values, *more))
    else:
        topic.fields.pop(name, None)
        give(notebook, topic, [Item(text=name, words=(name,), values=tuple(values))])
    return True


def _moved(notebook: Notebook, text: str) -> Entity | None:
    """What is moved through states: the last entity named before them."""
    named = [
        e
        for part in re.split(r"\b(?:move|moves|through|can|goes|an?|the)\b", text)
        if (e := notebook.find(phrase(part).words)) is not None
    ]
    return named[-1] if named else None


def read_steps(topic: Entity | None, text: str) -> None:
    """Notes the steps between states that a sentence tells of the topic."""
    if topic is None:
        return
    for name, typed in list(topic.fields.items()):
        if typed.values and name in {"status", "state", "stage"}:
            given_up = re.search(r"\bcan\s+(cancel|withdraw)\b[^.;]*\b(?:until|before)\b", text, re.I)
            past = {"cancel": "CANCELLED", "withdraw": "WITHDRAWN"}.get(given_up[1].lower(), "") if given_up else ""
            if past and not any(v.startswith(past[:6]) for v in typed.values):
                typed = replace(typed, values=(*typed.values, past))
                topic.fields[name] = typed
            topic.steps += [s for s in steps_of(text, typed.values) if s not in topic.steps]


def state_names(text: str) -> list[str]:
    """The states in 'pending → confirmed → completed, or cancelled from pending'."""
    text = re.split(r"\.(?:\s|$)" if "→" in text else r"[.;]", text)[0]
    found: list[str] = []
    for part in re.split(r"\s*(?:→|,|;|/|\|)\s*|\s+(?:or|and|then)\s+", text):
        part = re.sub(
            r"^(?:(?:or|and|then|either|finally|an?|the|it|is|are|goes|to|be|can|may|one|gets?|"
            r"under(?=\s+under)|accepted\s+one|\w+ed\s+one)\s+)+",
            "",
            f"{part} ",
        ).strip(" .!?")
        part = re.sub(r"\s+(?:from|by|any|when|if|once|after|before|until|at|is\s+possible)\b.*$", "", part).strip()
        if (
            part
            and 1 <= len(part.split()) <= 2
            and re.fullmatch(r"[A-Za-z][\w -]*", part)
            and part.lower() not in _NO_STATES
        ):
            found.append(part)
        elif len(part.split()) > 3 and found:
            break
    return found


_NO_STATES = frozenset(
    "it then finally from to possible eg etc so on the rest again back any anything all each everything that".split()
)


def states_of(notebook: Notebook, subject: Entity, clause: Clause) -> bool:
    """'is either booked, checked in or done', 'can be out of service'; True where it was one of these."""
    text = re.sub(r"\([^()]*\)", "", clause.object).strip()
    if clause.verb == "be":
        text = re.sub(
            r"^(?:in\s+(?:one\s+of\s+)?(?:the\s+)?(?:following\s+)?states?:?|one\s+of:?|marked\s+as|marked|either)\s+",
            "",
            text,
        )
    not_ = re.fullmatch(r"(?:either\s+)?(\w+)\s+or\s+not", text, re.I)
    if not_ and clause.verb == "be":
        give(notebook, subject, [Item(text=not_[1], words=(not_[1].lower(),), boolean=True)])
        return True
    values = [v for v in state_names(text) if v.lower() not in {"unique", "optional"}]
    if (
        clause.verb == "be"
        and not clause.passive
        and len(values) >= 2
        and len(values) == len(re.split(r",\s*(?:or\s+)?|\s+or\s+|/", text))
        and (" or " in text or "/" in text)
    ):
        name = "type" if re.match(r"an?\s", text, re.I) else "status"
        if all(is_plural(v.lower()) for v in values):
            name, values = "type", [singular(v) for v in values]
        give(notebook, subject, [Item(text=name, words=(name,), values=tuple(values))])
        return True
    out = re.fullmatch(
        r"(out of (?:service|stock|order|print|office)|archived|featured|pinned|private|public|active|"
        r"inactive|disabled|hidden|locked|blocked|verified)",
        text,
        re.I,
    )
    if out and clause.modal in {"can", "may", "could"}:
        give(notebook, subject, [Item(text=out[1], words=tuple(out[1].lower().split()), boolean=True)])
        return True
    quality = re.fullmatch(r"[a-z]{4,}(?<!ed)(?<!ing)(?<!ly)", text)
    if quality and clause.verb == "be" and clause.modal in {"can", "may"} and text not in _NO_QUALITIES:
        give(notebook, subject, [Item(text=text, words=(text,), boolean=True)])
        return True
    if clause.passive and clause.modal in {"can", "may"} and clause.verb in _FLAGS and not text:
        give(notebook, subject, [Item(text=clause.verb, words=(_FLAGS[clause.verb],), boolean=True)])
        return True
    return False


_NO_QUALITIES = frozenset(
    """empty null blank missing unknown optional absent different several many more less zero negative possible
    necessary there free long short none late early open sure able identical equal wrong right unique""".split()
)
"""What 'may be' says that is no quality of its own."""

_FLAGS = {
    "archive": "archived",
    "pin": "pinned",
    "feature": "featured",
    "publish": "published",
    "lock": "locked",
    "hide": "hidden",
    "disable": "disabled",
}
