"""Who may do what: rules that let in more people than the model of the data suggests."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.access import Authenticated, Operation, Public
from assistant.blueprint.field import Field, Format
from assistant.blueprint.names import article, label
from assistant.blueprint.plan import AuthKind, Model
from assistant.conversation import Remark, Severity
from assistant.review.subject import Subject

CHANGING = (Operation.UPDATE, Operation.DELETE)
DONE = {Operation.CREATE: "create", Operation.UPDATE: "change", Operation.DELETE: "delete"}
PERSONAL = (Format.EMAIL, Format.PHONE)


def public_writes(subject: Subject) -> Iterator[Remark]:
    """Anyone on the internet may write."""
    if subject.plan.auth.kind is AuthKind.NONE:
        return
    for model in subject.plan.models:
        for operation, verb in DONE.items():
            if any(isinstance(rule, Public) for rule in model.access.rules(operation)):
                yield Remark(
                    place=f"{model.name} access.{operation}",
                    rule="access",
                    message=f"Anyone may {verb} {article(label(model.name))} without signing in.",
                    why="There is nobody to hold to account, and a script can fill or empty the table.",
                    mend="Allow signed-in callers, a role or the owner; keep public creation for forms that need it.",
                    severity=Severity.MAJOR if operation is Operation.CREATE else Severity.BLOCKER,
                )


def strangers(subject: Subject) -> Iterator[Remark]:
    """Any signed-in caller may change records that belong to somebody."""
    account = subject.plan.auth.model
    for model in subject.plan.models:
        owners = [r.name for r in subject.plan.keys_of(model.name) if r.target == account]
        for operation in CHANGING if owners else ():
            loose = [r for r in model.access.rules(operation) if isinstance(r, Authenticated) and not r.when]
            if loose:
                yield Remark(
                    place=f"{model.name} access.{operation}",
                    rule="access",
                    message=f"Anyone signed in may {DONE[operation]} {article(label(model.name))}, whosever it is.",
                    why="The record names a person, and every other user can overwrite or remove it.",
                    mend=f"Make it `owner` along `{owners[0]}`, or a role.",
                    severity=Severity.MAJOR,
                )


def personal_data(subject: Subject) -> Iterator[Remark]:
    """Addresses and numbers of people that anyone can list."""
    for model in subject.plan.models:
        exposed = [field.name for field in model.fields if _personal(field)]
        if exposed and any(isinstance(r, Public) for r in model.access.rules(Operation.LIST)):
            yield Remark(
                place=f"{model.name} access.list",
                rule="personal data",
                message=f"Anyone can list {_listed(exposed)} of every {label(model.name)}.",
                why="Lists of addresses are harvested; personal data needs a reason to be public.",
                mend=f"Restrict reading {model.name}, or mark {_listed(exposed)} as secret.",
                severity=Severity.MAJOR,
            )


def unreachable(subject: Subject) -> Iterator[Remark]:
    """A table that nobody can fill over the API."""
    for model in subject.plan.models:
        if model.name != subject.plan.auth.model and not _fillable(subject, model):
            yield Remark(
                place=model.name,
                rule="access",
                message=f"Nobody can create {article(label(model.name))} over the API.",
                why="Its list stays empty unless the rows come from somewhere else, such as a seed.",
                mend="Give `create` a rule and an endpoint, or say where the rows come from.",
                severity=Severity.MINOR,
            )


def _fillable(subject: Subject, model: Model) -> bool:
    resource = subject.plan.resource(model.name)
    return bool(resource and Operation.CREATE in resource.operations and model.access.create)


def _personal(field: Field) -> bool:
    return field.format in PERSONAL and not field.secret


def _listed(names: list[str]) -> str:
    return " and ".join(names) if len(names) < len("abc") else f"{', '.join(names[:-1])} and {names[-1]}"
