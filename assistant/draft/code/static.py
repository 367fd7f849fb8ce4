"""What is the same in every draft but for a few values: the ground under routes and queries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.blueprint.plan import IdType
from assistant.draft.code.module import Module
from assistant.draft.code.scope import gate
from assistant.draft.code.template import Template, Wanted, shake, template
from assistant.draft.code.words import plain
from assistant.draft.design import Design
from assistant.draft.listing import orders
from assistant.draft.operation import OperationKind
from assistant.draft.refusal import knows_forbidden

_EVERYWHERE = (
    "lib/data/db.ts",
    "lib/env.ts",
    "lib/fields.ts",
    "lib/http/handle.ts",
    "lib/http/request.ts",
    "lib/page.ts",
    "lib/problem.ts",
)
_SUITE: Wanted = {
    "@/lib/auth/password": {"hashPassword"},
    "@/lib/auth/token": {"issueToken"},
    "@/lib/data/db": {"connect", "db"},
    "@/lib/env": {"env"},
}
"""What the tests of a draft import beside routes."""
_SIGN_IN = ("lib/auth/password.ts", "lib/auth/throttle.ts", "lib/auth/token.ts", "lib/policy/actor.ts")


def static_files(design: Design, written: Iterable[Module]) -> dict[str, str]:
    """Path -> text of the files that do not belong to one entity; only what the written modules reach."""
    flags, values = _flags(design), _values(design)
    paths = (*_EVERYWHERE, *(_SIGN_IN if design.account else ()))
    templates = {path: template(path, flags, values) for path in paths}
    catch_all = f"app{design.blueprint.conventions.base_path}/[...path]/route.ts"
    whole = {
        catch_all: template("app/missing.ts", flags, values),
        "instrumentation.ts": template("instrumentation.ts", flags, values),
    }
    wanted = _wanted(written, whole.values())
    for module, names in _SUITE.items():
        wanted.setdefault(module, set()).update(names)
    return shake(templates, wanted) | shake(whole, {"@/instrumentation": {"register"}} | _all(catch_all))


def _all(path: str) -> Wanted:
    return {f"@/{path.removesuffix('.ts')}": {"missing"}}


def _wanted(written: Iterable[Module], whole: Iterable[Template]) -> Wanted:
    wanted: Wanted = {}
    for module in written:
        for name, found in module.imports.items():
            wanted.setdefault(name, set()).update(found)
    for each in whole:
        for one in each.imports:
            wanted.setdefault(one.module, set()).add(one.name)
    return wanted


def _flags(design: Design) -> frozenset[str]:
    auth = design.account is not None
    found = {
        "auth": auth,
        "roles": auth and bool(design.blueprint.auth.roles),
        "uuid": design.blueprint.conventions.id is IdType.UUID,
        "sorted": any(op.kind is OperationKind.LIST and op.entity and orders(op.entity) for op in design.operations),
    }
    return frozenset(name for name, holds in found.items() if holds)


def _values(design: Design) -> dict[str, str]:
    conventions = design.blueprint.conventions
    return {
        "ACCOUNT_FILE": design.account.file if design.account else "",
        "BASE_PATH": conventions.base_path,
        "CATALOGUE": _catalogue(design),
        "ID": "string" if design.blueprint.conventions.id is IdType.UUID else "number",
        "MAX_PAGE_SIZE": str(conventions.max_page_size),
        "PAGE_SIZE": str(conventions.page_size),
        "ROLES": _roles(design),
        "SLUG": design.slug,
    }


def _catalogue(design: Design) -> str:
    identifier = design.blueprint.auth.identifier
    found = [
        (400, "malformed-json", "The body is not valid JSON"),
        (404, "not-found", "There is nothing here"),
        (405, "method-not-allowed", "This path does not support that method"),
        (413, "body-too-large", "The body is too large"),
        (415, "not-json", "The body must be application/json"),
        (422, "invalid", "Some fields are not acceptable"),
        (500, "internal", "Something went wrong on our side"),
        (503, "busy", "The service is busy; try again"),
    ]
    if design.account:
        found += [
            (401, "unauthenticated", "A valid access token is needed"),
            (401, "bad-credentials", f"The {identifier} or password is wrong"),
            (429, "too-many-attempts", "Too many failed attempts; try again later"),
        ]
    if knows_forbidden(design):
        found.append((403, "forbidden", "You may not do this"))
    found += [(problem.status, problem.type, problem.title) for problem in design.conflicts]
    ordered = sorted(found, key=lambda each: (each[0], each[1]))
    return "\n".join(f"  {_key(type_)}: [{status}, {plain(title)}]," for status, type_, title in ordered)


def _key(type_: str) -> str:
    return type_ if re.fullmatch(r"[a-z]\w*", type_) else f'"{type_}"'


def _roles(design: Design) -> str:
    """A policy for each set of roles that some route asks for."""
    gates = {gate(op.rules) for op in design.operations if gate(op.rules).roles}
    ordered = sorted(gates, key=lambda each: each.policy)
    return "\n\n".join(
        f"export const {each.policy} = only({', '.join(plain(role) for role in each.roles)});" for each in ordered
    )
