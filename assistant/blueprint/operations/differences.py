"""What changed between two plans, in sentences with places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.carried import carries
from assistant.blueprint.operations.compared import (
    Difference,
    attributes,
    model_differences,
    relation_differences,
    served_differences,
)
from assistant.blueprint.operations.wording import a_relation, listed
from assistant.blueprint.plan import Blueprint, Model

__all__ = ["Difference", "differences"]


def differences(old: Blueprint, new: Blueprint, operations: Sequence[op.Operation] = ()) -> tuple[Difference, ...]:
    """Every difference, none where the plans are equal: models first, then relations, endpoints, sign-in and the rest.

    `operations` are those that led from `old` to `new`: with them a rename is told as one. Without them it is told as
    something that went and something that came.
    """
    base = old
    told: list[Difference] = []
    for carry in carries(old, operations):
        told += _renames(carry.before, carry.after)
        base = carry.after
    told += [
        *_models(base, new),
        *_relations(base, new),
        *_endpoints(base, new),
        *_custom(base, new),
        *_enums(base, new),
        *_rest(base, new),
    ]
    return tuple(dict.fromkeys(told))


def _renames(before: Blueprint, after: Blueprint) -> Iterator[Difference]:
    """The two plans hold the same things in the same places."""
    for old_enum, new_enum in zip(before.enums, after.enums, strict=True):
        if old_enum.name != new_enum.name:
            yield Difference(place=new_enum.name, text=f"The enum {old_enum.name} is now called {new_enum.name}.")
        for was, now in zip(old_enum.values, new_enum.values, strict=True):
            if was != now:
                yield Difference(place=f"{new_enum.name}.{now}", text=f"The value {was} is now called {now}.")
    for old, new in zip(before.models, after.models, strict=True):
        if old.name != new.name:
            yield Difference(place=new.name, text=f"{old.name} is now called {new.name}.")
        for field, renamed in zip(old.fields, new.fields, strict=True):
            if field.name != renamed.name:
                text = f"{field.name} is now called {renamed.name}."
                yield Difference(place=f"{new.name}.{renamed.name}", text=text)
    for was_, now_ in zip(before.relations, after.relations, strict=True):
        if was_.name != now_.name:
            yield Difference(place=f"{now_.model}.{now_.name}", text=f"{was_.name} is now called {now_.name}.")
        if was_.inverse != now_.inverse:
            text = f"{was_.inverse} is now called {now_.inverse}."
            yield Difference(place=f"{now_.target}.{now_.inverse}", text=text)


def _models(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    for model in old.models:
        if new.model(model.name) is None:
            yield Difference(place=model.name, text=f"{model.name} is gone, with all its records.")
    for model in new.models:
        before = old.model(model.name)
        if before is None:
            yield from _new_model(model)
        else:
            yield from model_differences(before, model)


def _new_model(model: Model) -> Iterator[Difference]:
    yield Difference(place=model.name, text=f"{model.name} is new.")
    empty = Model(
        name=model.name,
        description=model.description,
        timestamps=model.timestamps,
        soft_delete=model.soft_delete,
    )
    yield from model_differences(empty, model)


def _relations(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    kept = {model.name for model in new.models}
    for relation in old.relations:
        gone = new.relation(relation.model, relation.name) is None
        if gone and {relation.model, relation.target} <= kept:  # else it went with its model
            yield Difference(place=f"{relation.model}.{relation.name}", text=f"The relation {relation.name} is gone.")
    for relation in new.relations:
        before = old.relation(relation.model, relation.name)
        if before is None:
            text = f"{relation.name} is new: {a_relation(relation)}."
            yield Difference(place=f"{relation.model}.{relation.name}", text=text)
        else:
            yield from relation_differences(before, relation)


def _endpoints(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    for resource in old.endpoints:
        if new.resource(resource.model) is None and new.model(resource.model) is not None:
            yield Difference(place=resource.model, text=f"{resource.path} is no longer served.")
    for resource in new.endpoints:
        yield from served_differences(old.resource(resource.model), resource)


def _custom(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    before = {custom.name: custom for custom in old.custom}
    after = {custom.name: custom for custom in new.custom}
    for name, custom in before.items():
        if name not in after:
            yield Difference(place=name, text=f"{custom.method} {custom.path} is no longer served.")
    for name, custom in after.items():
        if name not in before:
            yield Difference(place=name, text=f"{custom.method} {custom.path} is new, its work written by hand.")
        elif before[name] != custom:
            yield Difference(place=name, text=f"{custom.method} {custom.path} was written anew.")


def _enums(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    for enum in old.enums:
        if new.enum(enum.name) is None:
            yield Difference(place=enum.name, text=f"The enum {enum.name} is gone.")
    for enum in new.enums:
        before = old.enum(enum.name)
        if before is None:
            yield Difference(place=enum.name, text=f"The enum {enum.name} is new: {listed(enum.values)}.")
            continue
        if came := [value for value in enum.values if value not in before.values]:
            yield Difference(place=enum.name, text=f"{listed(came)} {'are' if len(came) > 1 else 'is'} new.")
        if went := [value for value in before.values if value not in enum.values]:
            yield Difference(place=enum.name, text=f"{listed(went)} {'are' if len(went) > 1 else 'is'} gone.")
        if not came and not went and enum.values != before.values:
            yield Difference(place=enum.name, text=f"Its values are in another order: {listed(enum.values)}.")
        if enum.description != before.description:
            yield Difference(place=enum.name, text=f"Its description is now {enum.description!r}.")


def _rest(old: Blueprint, new: Blueprint) -> Iterator[Difference]:
    yield from attributes("auth", old.auth, new.auth)
    yield from attributes("conventions", old.conventions, new.conventions)
    for place, was, now in (
        ("title", old.title, new.title),
        ("description", old.description, new.description),
        ("provider", old.provider.value, new.provider.value),
    ):
        if was != now:
            yield Difference(place=place, text=f"It is now {now!r}; it was {was!r}.")
    yield from _said("assumptions", "assumed", old.assumptions, new.assumptions)
    yield from _said("questions", "asked", old.questions, new.questions)
    for sentence in old.not_understood:
        if sentence not in new.not_understood:
            yield Difference(place="not understood", text=f"No longer left out: {sentence.sentence}")


def _said(place: str, how: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Difference]:
    for text in new:
        if text not in old:
            yield Difference(place=place, text=f"{how.capitalize()}: {text}")
    for text in old:
        if text not in new:
            yield Difference(place=place, text=f"No longer {how}: {text}")
