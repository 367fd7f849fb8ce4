"""The Blueprint with every derived name and decision spelled out.

The code, the tests, the OpenAPI document and the docs of a draft are written from the Design, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, Public, Rule
from assistant.blueprint.access import Operation as Basic
from assistant.blueprint.behaviour import Action, Limit, NoOverlap
from assistant.blueprint.checks import require_sound
from assistant.blueprint.custom import Custom
from assistant.blueprint.plan import AuthKind, Blueprint, Provider
from assistant.blueprint.relation import Kind, OnDelete
from assistant.blueprint.who import who
from assistant.draft import caps
from assistant.draft.custom import answer_name, taken
from assistant.draft.entity import ROLE_ENUM, Entity, Input, Origin, entity
from assistant.draft.operation import Operation, OperationKind, Problem
from assistant.errors import BlueprintError


@dataclass(frozen=True)
class Design:
    """Everything that a draft is written from."""

    blueprint: Blueprint
    slug: str
    entities: tuple[Entity, ...]
    operations: tuple[Operation, ...]

    @property
    def account(self) -> Entity | None:
        """The account, where there is sign-in."""
        return next((each for each in self.entities if each.is_account), None)

    def entity(self, model: str) -> Entity:
        """The entity of a model that exists."""
        return next(each for each in self.entities if each.model.name == model)

    def of(self, entity: Entity) -> tuple[Operation, ...]:
        """The operations on an entity, sign-in left out."""
        signing = (OperationKind.REGISTER, OperationKind.LOGIN, OperationKind.ME)
        return tuple(op for op in self.operations if op.entity is entity and op.kind not in signing)

    @property
    def conflicts(self) -> tuple[Problem, ...]:
        """Every problem that is particular to this draft, by type."""
        found = {problem.type: problem for op in self.operations for problem in op.conflicts}
        return tuple(found[type_] for type_ in sorted(found))

    @property
    def enums(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(name, values) of every enum of the schema, the account's roles included."""
        roles = self.blueprint.auth.roles
        derived = ((ROLE_ENUM, roles),) if self.account and roles else ()
        return (*derived, *((enum.name, enum.values) for enum in self.blueprint.enums))


def design(blueprint: Blueprint) -> Design:
    """The Design of a Blueprint.

    Raises BlueprintError if the Blueprint is not sound, or plans what drafts do not offer.
    """
    require_sound(blueprint)
    if blueprint.provider is not Provider.POSTGRESQL:
        raise BlueprintError(
            f"Drafts for {blueprint.provider} are not offered; only the plan is.", mend="Set provider to postgresql."
        )
    if blueprint.auth.kind is AuthKind.OAUTH:
        raise BlueprintError("Drafts with OAuth sign-in are not offered; only the plan is.", mend="Set auth.kind: jwt.")
    entities = tuple(entity(blueprint, model) for model in blueprint.models)
    draft = Design(blueprint, names.kebab(blueprint.title) or "backend", entities, ())
    resources = (op for each in entities for op in _operations(draft, each))
    operations = (*_sign_in(draft), *resources, *(_custom(draft, each) for each in blueprint.custom))
    return Design(blueprint, draft.slug, entities, operations)


def _sign_in(draft: Design) -> Iterator[Operation]:
    account, base = draft.account, draft.blueprint.conventions.base_path
    if account is None:
        return
    identifier = Input(draft.blueprint.auth.identifier, True, False, account.column(draft.blueprint.auth.identifier))
    password = Input("password", required=True, nullable=False)
    if draft.blueprint.auth.registration:
        others = tuple(i for i in account.creation() if i.name != identifier.name and i.required)
        yield Operation(
            "register", OperationKind.REGISTER, "POST", f"{base}/auth/register",
            f"Become {names.article(account.label)}",
            (Public(),), 201, account, (identifier, password, *others), free_schema(draft, "Registration"),
            account.pascal, tuple(_taken(account)),
        )  # fmt: skip
    yield Operation(
        "login", OperationKind.LOGIN, "POST", f"{base}/auth/login", "Get an access token", (Public(),), 200, account,
        (identifier, password), free_schema(draft, "Credentials"), free_schema(draft, "Token"),
    )  # fmt: skip
    yield Operation(
        "getMe", OperationKind.ME, "GET", f"{base}/auth/me", "Who the access token belongs to", (Authenticated(),), 200,
        account, None, None, account.pascal, who="anyone signed in",
    )  # fmt: skip


def free_schema(draft: Design, name: str) -> str:
    """A component's name that no model has: 'Token', or 'TokenBody' beside a model of that name."""
    return f"{name}Body" if any(each.pascal == name for each in draft.entities) else name


def _operations(draft: Design, it: Entity) -> Iterator[Operation]:
    if it.resource is None:
        return
    for basic in it.resource.operations:
        rules = it.model.access.rules(basic)
        empty = basic is Basic.UPDATE and not it.changes()  # nothing that a body could edit
        if rules and not empty and not (basic is Basic.CREATE and it.is_account):
            yield _basic(draft, it, basic, rules)
    changing = it.model.access.update
    lifecycle = it.model.lifecycle
    one = f"{draft.blueprint.conventions.base_path}{it.resource.path}/{{id}}"
    if lifecycle and (steps := [rule for step in lifecycle.transitions for rule in step.rules or changing]):
        rules = tuple(dict.fromkeys(steps))
        written = {name: value for step in lifecycle.transitions for name, value in caps.on_step(it, step).items()}
        yield Operation(
            f"transition{it.pascal}", OperationKind.TRANSITION, "POST", f"{one}/transition",
            f"Move {names.article(it.label)} to another {names.label(lifecycle.field)}", rules, 200, it,
            _transition_body(it), f"{it.pascal}Transition", it.pascal,
            (Problem(f"{names.kebab(it.pascal)}-transition-refused", 409,
                     f"The {it.label} cannot go there from its present {names.label(lifecycle.field)}"),
             *_taken(it, written), *_caps(it, *(caps.on_step(it, step) for step in lifecycle.transitions))),
            who=who(rules, it.label),
        )  # fmt: skip
    for action in it.model.actions:
        if rules := action.rules or changing:
            yield _action(it, action, rules, one)


def _custom(draft: Design, custom: Custom) -> Operation:
    it = taken(custom)
    conflicts = tuple(Problem(each.type, 409, each.title) for each in custom.conflicts)
    body = it.creation() if custom.body else None
    return Operation(
        custom.name, OperationKind.CUSTOM, custom.method.value, f"{draft.blueprint.conventions.base_path}{custom.path}",
        custom.summary.rstrip("."), custom.rules, 200 if custom.answer else 204, it, body, it.pascal if body else None,
        answer_name(custom), conflicts, custom=custom, who=who(custom.rules, ""),
    )  # fmt: skip


def _basic(draft: Design, it: Entity, basic: Basic, rules: tuple[Rule, ...]) -> Operation:
    assert it.resource is not None
    path = f"{draft.blueprint.conventions.base_path}{it.resource.path}"
    parent = it.key(it.resource.parent) if it.resource.parent else None
    above = draft.entity(parent.relation.target) if parent else None
    nested = path
    if above and above.resource:
        nested = f"{draft.blueprint.conventions.base_path}{above.resource.path}/{{id}}/{path.rsplit('/', 1)[-1]}"
    of_parent = f" of {names.article(above.label)}" if above else ""
    an, text = names.article(it.label), who(rules, it.label, alone=basic is not Basic.LIST)
    match basic:
        case Basic.LIST:
            return Operation(
                f"list{it.pascals}", OperationKind.LIST, "GET", nested, f"The {it.labels}{of_parent}, newest first",
                rules, 200, it, answer_schema=f"{it.pascal}Page", parent=parent, who=text,
            )  # fmt: skip
        case Basic.READ:
            return Operation(
                f"get{it.pascal}", OperationKind.READ, "GET", f"{path}/{{id}}", f"One {it.label}", rules, 200, it,
                answer_schema=it.pascal, who=text,
            )  # fmt: skip
        case Basic.CREATE:
            return Operation(
                f"create{it.pascal}", OperationKind.CREATE, "POST", nested, f"Add {an}{of_parent}", rules, 201, it,
                it.creation(), f"New{it.pascal}", it.pascal,
                (*_taken(it), *_caps(it, caps.on_create(it))), parent, who=text,
            )  # fmt: skip
        case Basic.UPDATE:
            return Operation(
                f"update{it.pascal}", OperationKind.UPDATE, "PATCH", f"{path}/{{id}}",
                f"Edit {an}; fields left out keep their value", rules, 200, it, it.changes(), f"{it.pascal}Changes",
                it.pascal, (*_taken(it, caps.on_update(it)), *_caps(it, caps.on_update(it))), who=text,
            )  # fmt: skip
        case Basic.DELETE:
            return Operation(
                f"delete{it.pascal}", OperationKind.DELETE, "DELETE", f"{path}/{{id}}", f"Remove {an}", rules, 204, it,
                conflicts=tuple(_in_use(draft, it)), who=text,
            )  # fmt: skip


def _action(it: Entity, action: Action, rules: tuple[Rule, ...], one: str) -> Operation:
    verb = names.kebab(action.name)
    inputs = tuple(Input(c.name, True, False, c) for name in action.accepts if (c := it.column(name)))
    written = caps.on_action(action)
    refused = Problem(f"{names.kebab(it.pascal)}-{verb}-refused", 409, f"The {it.label} cannot take this step now")
    return Operation(
        f"{names.camel(action.name)}{it.pascal}", OperationKind.ACTION, "POST", f"{one}/{verb}",
        action.description or f"{names.label(action.name).capitalize()} {names.article(it.label)}", rules, 200, it,
        inputs or None, f"{names.pascal(action.name)}{it.pascal}" if inputs else None, it.pascal,
        (*((refused,) if action.guard else ()), *_taken(it, written), *_caps(it, written)), action=action,
        who=who(rules, it.label),
    )  # fmt: skip


def _transition_body(it: Entity) -> tuple[Input, ...]:
    """`to`, a value of the lifecycle's enum, and what some step requires."""
    assert it.model.lifecycle is not None
    required = dict.fromkeys(name for step in it.model.lifecycle.transitions for name in step.requires)
    sent = (Input(c.name, False, False, c) for name in required if (c := it.column(name)))
    return (Input("to", required=True, nullable=False), *sent)


def _taken(it: Entity, written: caps.Values | None = None) -> Iterator[Problem]:
    """What unique constraints can refuse: all of them, or those over something that is `written`."""
    model = names.kebab(it.pascal)
    for column in it.columns:
        name = column.relation.name if column.relation else column.name
        held = column.field.unique and column.origin in (Origin.FIELD, Origin.KEY)
        if held and (written is None or name in written):
            words = names.label(name)
            title = f"There is {names.article(it.label)} with this {words} already"
            yield Problem(f"{model}-{names.kebab(name)}-taken", 409, title)
    for group in it.model.unique_together:
        if written is None or not written.keys().isdisjoint(group):
            words = " and ".join(names.label(each) for each in group)
            type_ = f"{model}-{'-'.join(names.kebab(each) for each in group)}-taken"
            yield Problem(type_, 409, f"There is {names.article(it.label)} with this {words} already")


def _caps(it: Entity, *writes: caps.Values) -> Iterator[Problem]:
    """What constraints over several rows can refuse, of any of these writes."""
    model = names.kebab(it.pascal)
    for constraint in dict.fromkeys(each for written in writes for each in caps.endangered(it, written)):
        assert isinstance(constraint, Limit | NoOverlap)
        per = names.label(constraint.per)
        if isinstance(constraint, Limit):
            title = f"The {per} has as many {it.labels} as allowed"
            yield Problem(f"{model}-{names.kebab(constraint.per)}-limit", 409, title)
        else:
            title = f"Another {it.label} of this {per} lies in that time"
            yield Problem(f"{model}-{names.kebab(constraint.per)}-overlap", 409, title)


def _in_use(draft: Design, it: Entity) -> Iterator[Problem]:
    """Deleting is refused while others refer to it or to what would go with it; a soft delete removes nothing."""
    if it.model.soft_delete:
        return
    relations = [r for r in draft.blueprint.relations if r.kind is not Kind.MANY_TO_MANY]
    gone, found = {it.pascal}, {it.pascal}
    while found:
        found = {r.model for r in relations if r.target in found and r.on_delete is OnDelete.CASCADE} - gone
        gone |= found
    users = {draft.entity(r.model).labels for r in relations if r.target in gone and r.on_delete is OnDelete.RESTRICT}
    if users:
        yield Problem(f"{names.kebab(it.pascal)}-in-use", 409, f"The {it.label} still has {' or '.join(sorted(users))}")
