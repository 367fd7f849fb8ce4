"""A large plan as ordered tasks: what stands on nothing first, each task ending in a plan that can be drafted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.blueprint.access import Owner
from assistant.blueprint.names import label, plural
from assistant.blueprint.operations.apply import apply
from assistant.blueprint.operations.operation import DropModel
from assistant.blueprint.plan import AuthKind, Blueprint, Model
from assistant.conversation import Record
from assistant.errors import BlueprintError

MOST_MODELS = 3
"""What can be read in one sitting."""


class Task(Record):
    """One step: the models it adds, the models of earlier tasks that these build on, and the plan after it."""

    title: str
    models: tuple[str, ...]
    builds_on: tuple[str, ...]
    plan: Blueprint


def split(plan: Blueprint) -> tuple[Task, ...]:
    """The tasks of a sound plan, in order; the plan after the last is `plan` itself.

    A task adds at most three models, more only where these cannot be drafted without each other.
    """
    tasks: list[Task] = []
    done: list[str] = []
    for group in _groups(plan):
        now = {*done, *group}
        part = _part(plan, now) or plan
        needs = {name for model in group for name in _needs(plan, model)} & {*done}
        tasks.append(
            Task(
                title=_title(group),
                models=tuple(group),
                builds_on=tuple(name for name in done if name in needs),
                plan=part,
            )
        )
        done += group
    return tuple(tasks)


def _title(group: Collection[str]) -> str:
    *rest, last = (label(plural(name)) for name in group)
    words = f"{', '.join(rest)} and {last}" if rest else last
    return words[:1].upper() + words[1:]


def _groups(plan: Blueprint) -> Iterator[list[str]]:
    """The models in order, in groups that each make a sound plan with those before."""
    waiting = [model.name for model in plan.models]
    waiting.sort(key=lambda name: name != plan.auth.model)
    done: set[str] = set()
    group: list[str] = []
    while waiting:
        ready = next((n for n in waiting if _needs(plan, n) - {n} <= done | {*group}), waiting[0])
        waiting.remove(ready)
        group.append(ready)
        full = len(group) >= MOST_MODELS or not waiting
        if full and (not waiting or _part(plan, done | {*group})):
            yield group
            done |= {*group}
            group = []


def _needs(plan: Blueprint, name: str) -> set[str]:
    """The models without which this one can't be drafted: required targets, parents, and those its rules go through."""
    found = {r.target for r in plan.keys_of(name) if r.required}
    resource = plan.resource(name)
    if resource and resource.parent:
        found |= {r.target for r in plan.relations if r.model == name and r.name == resource.parent}
    model = plan.model(name)
    for path in _paths(model) if model else ():
        found |= {*_along(plan, name, path)}
    if plan.auth.kind is not AuthKind.NONE:
        found.add(plan.auth.model)
    return found - {name}


def _paths(model: Model) -> Iterator[str]:
    access = model.access
    rules = [*access.read, *access.create, *access.update, *access.delete, *(access.list or ())]
    rules += [rule for action in model.actions for rule in action.rules]
    rules += [rule for step in (model.lifecycle.transitions if model.lifecycle else ()) for rule in step.rules]
    yield from dict.fromkeys(rule.path for rule in rules if isinstance(rule, Owner))


def _along(plan: Blueprint, start: str, path: str) -> Iterator[str]:
    """The models that a path of relation names leads through."""
    here = start
    for step in path.split("."):
        for relation in plan.relations:
            if relation.model == here and relation.name == step:
                here = relation.target
                break
            if relation.target == here and relation.inverse == step:
                here = relation.model
                break
        else:
            return
        yield here


def _part(plan: Blueprint, kept: Collection[str]) -> Blueprint | None:
    """The plan of these models alone, or None where what they say of others can't be left out.

    What was assumed, asked and not understood is of the whole, so only the last task says it.
    """
    others = [DropModel(model=model.name) for model in reversed(plan.models) if model.name not in kept]
    if not others:
        return plan
    bare = plan.model_copy(update={"assumptions": (), "questions": (), "not_understood": ()})
    try:
        return apply(bare, others)
    except BlueprintError:
        return None
