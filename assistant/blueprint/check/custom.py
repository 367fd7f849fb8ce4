"""Custom endpoints: names and paths of their own, rules asked before the code runs, and a test."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.blueprint.access import HasRole, Owner, Public
from assistant.blueprint.check.finding import Finding, Findings, Scope, repeated, unknown
from assistant.blueprint.custom import Custom, Method
from assistant.blueprint.field import Field, Scalar
from assistant.blueprint.names import camel, pascal

LONGEST = 20_000
"""Characters of code or of a test: what is longer is a module of its own, not the work of an endpoint."""
_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_TYPE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PATH = re.compile(r"(/[a-z][a-z0-9]*(-[a-z0-9]+)*)+")
_TEST = re.compile(r"\b(test|it)(\.each\b[^;]*)?\s*\(")
_QUERIED = (Scalar.STRING, Scalar.INT, Scalar.BOOLEAN, Scalar.DATE, Scalar.DATE_TIME, Scalar.UUID)


def custom_names(scope: Scope) -> Findings:
    """Every name and path is well formed and used once."""
    plan = scope.blueprint
    taken = {*scope.models, *scope.enums}
    for custom in plan.custom:
        place = f"custom.{custom.name}"
        if not _NAME.fullmatch(custom.name):
            yield Finding(
                f"{place}.name", f"{custom.name!r} is not camelCase.", f"Write {camel(custom.name) or 'run'!r}."
            )
        elif pascal(custom.name) in taken:
            yield Finding(
                f"{place}.name", f"{pascal(custom.name)!r} is a model or enum already.", "Choose another name."
            )
        if not _PATH.fullmatch(custom.path):
            yield Finding(f"{place}.path", f"{custom.path!r} is no path.", "Write it like /reports/overdue-loans.")
        elif (first := f"/{custom.path.split('/')[1]}") in {each.path for each in plan.endpoints} | {"/auth"}:
            yield Finding(
                f"{place}.path", f"{first!r} is served already.", "Begin it with another segment, such as /reports."
            )
    for name in repeated(custom.name for custom in plan.custom):
        yield Finding(f"custom.{name}", f"There are two custom endpoints called {name!r}.", "Rename one.")
    for path in repeated(custom.path for custom in plan.custom):
        yield Finding("custom", f"Two custom endpoints share the path {path!r}.", "Change one.")


def custom_rules(scope: Scope) -> Findings:
    """Who may call can be told before the code runs."""
    auth = scope.blueprint.auth
    for custom in scope.blueprint.custom:
        place = f"custom.{custom.name}.rules"
        if not custom.rules:
            yield Finding(place, "Nobody may call it.", "Add a rule.")
        for number, rule in enumerate(custom.rules):
            at = f"{place}.{number}"
            if isinstance(rule, Owner) or rule.when:
                yield Finding(
                    at,
                    "There is no record yet whose owner or fields could be asked.",
                    "Use public, authenticated or role here, and narrow the records inside the code.",
                )
            elif not isinstance(rule, Public) and scope.account is None:
                yield Finding(at, f"{rule.kind!r} needs to know who calls, but nobody signs in.", "Set auth.kind.")
            elif isinstance(rule, HasRole):
                yield from (
                    unknown(at, "a role of the account", r, auth.roles) for r in rule.roles if r not in auth.roles
                )


def custom_fields(scope: Scope) -> Findings:
    """What is taken fits the method, and can be told apart by name."""
    for custom in scope.blueprint.custom:
        place = f"custom.{custom.name}"
        if custom.method is Method.GET and custom.body:
            yield Finding(f"{place}.body", "A GET has no body.", "Use query, or make it a POST.")
        if custom.method is Method.POST and custom.query:
            yield Finding(f"{place}.query", "A POST takes its values in the body.", "Use body, or make it a GET.")
        if custom.many and not custom.answer:
            yield Finding(f"{place}.answer", "It answers with many of nothing.", "Say what an item holds.")
        for field in custom.query:
            known = field.scalar in _QUERIED or (field.scalar is None and scope.typed(field))
            if field.many or not known:
                mend = "Use String, Int, Boolean, Date, DateTime, Uuid or an enum, one value each."
                yield Finding(f"{place}.query.{field.name}", "A query can't carry it.", mend)
            elif field.required:
                yield Finding(f"{place}.query.{field.name}", "A query may always be left out.", "Set required: false.")
        for part in ("query", "body", "answer"):
            fields: tuple[Field, ...] = getattr(custom, part)
            for name in repeated(field.name for field in fields):
                yield Finding(f"{place}.{part}.{name}", f"{name!r} is there twice.", "Rename one.")
            for field in fields:
                if not _NAME.fullmatch(field.name):
                    yield Finding(f"{place}.{part}.{field.name}", f"{field.name!r} is not camelCase.", "Rename it.")


def custom_code(scope: Scope) -> Findings:
    """There is code, a test that runs it, and conflicts that no other has."""
    for custom in scope.blueprint.custom:
        place = f"custom.{custom.name}"
        if not custom.code.strip():
            yield Finding(f"{place}.code", "There is no code.", "Write the body of the function.")
        if not _TEST.search(custom.test):
            yield Finding(
                f"{place}.test", "There is no test of what it does.", 'Write at least one test("…", async () => …).'
            )
        for part, text in _texts(custom):
            if len(text) > LONGEST:
                yield Finding(
                    f"{place}.{part}", f"It has more than {LONGEST:,} characters.", "Say less in one endpoint."
                )
            if re.search(r"^\s*(import|export)\b", text, re.MULTILINE):
                yield Finding(f"{place}.{part}", "It imports or exports.", "Leave that out: known names are imported.")
        for conflict in custom.conflicts:
            if not _TYPE.fullmatch(conflict.type):
                yield Finding(
                    f"{place}.conflicts", f"{conflict.type!r} is not kebab-case.", "Write it like import-running."
                )
    for type_ in repeated(each.type for custom in scope.blueprint.custom for each in custom.conflicts):
        yield Finding("custom", f"Two conflicts are called {type_!r}.", "Rename one.")


def _texts(custom: Custom) -> Iterator[tuple[str, str]]:
    yield from (("code", custom.code), ("arrange", custom.arrange), ("test", custom.test))
