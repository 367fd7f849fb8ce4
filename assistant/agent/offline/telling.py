"""A change in words: what is different, what it means for rows there are, and what was not done."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.agent.offline import texts
from assistant.blueprint.access import Operation as Verb
from assistant.blueprint.names import label
from assistant.blueprint.operations.differences import Difference, differences
from assistant.blueprint.operations.hazards import hazards
from assistant.blueprint.operations.operation import Operation
from assistant.blueprint.operations.wording import listed
from assistant.blueprint.plan import Blueprint, Model
from assistant.blueprint.revise.revision import Revision
from assistant.blueprint.who import who

_UNSAID = ("assumptions", "questions", "description")
"""Places of differences that are told apart from the changes."""
_ALREADY = "already."
"""How the reviser ends a remark that the plan says so as it is."""


def changes(old: Blueprint, new: Blueprint, operations: tuple[Operation, ...]) -> Iterator[str]:
    """A line a difference; what belongs to a new model in one line."""
    found = differences(old, new, operations)
    fresh = [model for model in new.models if any(each == _newness(model) for each in found)]
    yield from (f"- {_new_model(model, new)}" for model in fresh)
    places = tuple(model.name for model in fresh)
    for each in found:
        if each.place not in _UNSAID and not _inside(each, places):
            yield f"- {each.place}: {each.text}"


def _newness(model: Model) -> Difference:
    return Difference(place=model.name, text=f"{model.name} is new.")


def _inside(difference: Difference, models: tuple[str, ...]) -> bool:
    return any(difference.place == name or difference.place.startswith((f"{name}.", f"{name} ")) for name in models)


def _new_model(model: Model, plan: Blueprint) -> str:
    """'Review is new: stars, comment?, booking; at /reviews (read: anyone; create: the guest …).'"""
    held = [field.name + ("" if field.required else "?") for field in model.fields]
    held += [r.name + ("" if r.required else "?") for r in plan.relations if r.model == model.name]
    resource = plan.resource(model.name)
    rights: dict[str, list[str]] = {}
    for verb in Verb:
        if verb is not Verb.LIST:
            rights.setdefault(who(model.access.rules(verb), label(model.name)), []).append(verb.value)
    may = "; ".join(f"{listed(verbs)}: {people}" for people, verbs in rights.items())
    served = f", at {resource.path} ({may})" if resource else ", without endpoints"
    return f"{model.name} is new, with {listed(held) or 'no fields'}{served}."


def rows(plan: Blueprint, operations: tuple[Operation, ...]) -> Iterator[str]:
    """What the operations mean for rows there are, and how to go about it."""
    found = hazards(plan, operations)
    if found:
        yield texts.ROWS
        yield from (f"- {each.place}: {each.text} {each.mend}" for each in found)


def assumed(revision: Revision) -> tuple[str, ...]:
    """What a revision took for granted, without what was so as it is."""
    return tuple(each for each in revision.assumptions if not each.endswith(_ALREADY))


def remarks(revision: Revision) -> Iterator[str]:
    """What was assumed, was so already, is asked, and was not understood."""
    yield from (f"Assumed: {each}" for each in assumed(revision))
    if not revision.operations:
        yield from (each for each in revision.assumptions if each.endswith(_ALREADY))
    yield from revision.questions
    for each in revision.not_understood:
        yield texts.NOT_UNDERSTOOD.format(sentence=each.sentence, why=each.why.rstrip("."))
