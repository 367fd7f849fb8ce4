"""read_blueprint: the plan, whole or one part of it, as YAML."""

from __future__ import annotations

from difflib import get_close_matches

import yaml
from pydantic import Field, JsonValue

from assistant.blueprint.plan import Blueprint
from assistant.blueprint.relation import Relation
from assistant.blueprint.text import from_yaml
from assistant.conversation import Record
from assistant.tools.desk import Desk
from assistant.tools.marking import clipped
from assistant.tools.outline import outline
from assistant.tools.tool import Phase, Result, Tool, ToolError

WHOLE = 6000
"""Characters of YAML up to which a plan is given whole; beyond it, its outline and the names of its parts."""


class ReadBlueprint(Record):
    """Without `version`, the plan under work."""

    version: int | None = Field(None, description="The plan under work when left out")
    part: str | None = Field(None, description="A model's name, or relations, enums, auth, endpoints, conventions")


async def _run(arguments: ReadBlueprint, desk: Desk) -> Result:
    plan = desk.plan if arguments.version is None else await version_plan(desk, arguments.version)
    data = plan.model_dump(mode="json", exclude_defaults=True)
    if arguments.part is not None:
        text = clipped(_yaml(_part(plan, data, arguments.part)))
    elif len(whole := _yaml(data)) <= WHOLE:
        text = whole
    else:
        text = f"{outline(plan)}\nEvery detail of a part: read_blueprint(part), one of {', '.join(_parts(plan))}."
    return Result(text=text, data=plan.model_dump(mode="json"))


async def version_plan(desk: Desk, number: int) -> Blueprint:
    """The plan of a version. Raises InputError where the thread has no such version."""
    version = await desk.store.versions.get(desk.thread, number)
    return from_yaml(version.plan)


def _part(plan: Blueprint, data: dict[str, JsonValue], name: str) -> JsonValue:
    model = plan.model(name)
    if model is not None:
        relations = [_relation(each) for each in plan.relations if name in (each.model, each.target)]
        resource = plan.resource(name)
        return {
            "model": model.model_dump(mode="json", exclude_defaults=True),
            "relations": list(relations),
            "endpoint": resource.model_dump(mode="json", exclude_defaults=True) if resource else None,
        }
    if name == "relations":
        return [_relation(each) for each in plan.relations]
    if name in Blueprint.model_fields:
        return data.get(name, [])
    known = _parts(plan)
    near = get_close_matches(name, known, n=1)
    raise ToolError(
        f"{name!r} is no part of the plan.", mend=f"Did you mean {near[0]}?" if near else f"Parts: {', '.join(known)}."
    )


def _relation(relation: Relation) -> dict[str, JsonValue]:
    """What happens on deletion is what is asked for most, also where it is the default."""
    return {**relation.model_dump(mode="json", exclude_defaults=True), "on_delete": relation.on_delete.value}


def _parts(plan: Blueprint) -> list[str]:
    return [*(model.name for model in plan.models), *Blueprint.model_fields]


def _yaml(value: JsonValue) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)


READ_BLUEPRINT = Tool(
    name="read_blueprint",
    description="Read the plan (the Blueprint) as YAML: whole, one part of it, or that of an earlier version.",
    arguments=ReadBlueprint,
    run=_run,
    example=ReadBlueprint(part="Book"),
    phase=Phase.PLAN,
)
