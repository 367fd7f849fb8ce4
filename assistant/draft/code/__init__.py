"""Design -> the TypeScript of a draft: routes, schemas, policies, queries and what they stand on."""

from __future__ import annotations

from assistant.draft.code.custom import custom_modules
from assistant.draft.code.data import data_modules
from assistant.draft.code.policies import Policies
from assistant.draft.code.routes import route_modules
from assistant.draft.code.schemas import schema_module
from assistant.draft.code.static import static_files
from assistant.draft.design import Design
from assistant.draft.entity import Entity
from assistant.draft.operation import Operation

__all__ = ["code_files"]


def code_files(design: Design) -> dict[str, str]:
    """Path -> text of app/**, lib/** and instrumentation.ts, sorted by path, not yet formatted."""
    policies = Policies(design)
    data, functions = data_modules(design, policies)
    routes = route_modules(design, functions)
    schemas = [module for it in design.entities if (module := schema_module(design, it, _about(design, it)))]
    ruled = policies.modules()
    custom = custom_modules(design, ruled)
    written = [*routes, *schemas, *data, *ruled, *custom]
    found = {module.path: module.render() for module in written}
    found |= static_files(design, written)
    return dict(sorted(found.items()))


def _about(design: Design, it: Entity) -> tuple[Operation, ...]:
    return tuple(op for op in design.operations if op.entity is it)
