"""Every scope of a draft, each with one name, and the policy files that hold them."""

from __future__ import annotations

from assistant.blueprint import names
from assistant.blueprint.access import Authenticated, Owner, Rule
from assistant.blueprint.behaviour import Transition
from assistant.draft.code.module import Module
from assistant.draft.code.scope import NOBODY, Gate, Scope, gate, scope_expression, uses_actor
from assistant.draft.code.words import ACTOR, CLIENT, camels, policy_of
from assistant.draft.design import Design
from assistant.draft.entity import Column, Entity, Input
from assistant.draft.operation import Operation, OperationKind

ALIVE = "{ deletedAt: null }"
"""The condition that a record was not deleted softly."""


class Policies:
    """Names scopes as they are asked for, so that a policy file holds just what some query uses."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._found: dict[tuple[str, str, str], Scope] = {}
        self._reserved: dict[str, tuple[Entity, tuple[Column, ...]]] = {}
        self._used: set[Scope] = set()
        self._strangers = _seen_by_strangers(design)
        for it in design.entities:
            self._name_all(it)

    def _name_all(self, it: Entity) -> None:
        """Gives the plainest names first, so that a condition which serves several operations carries the widest."""
        if it.model.access.read:
            self.visible(it)
        for op in self.design.of(it):
            if op.kind in (OperationKind.READ, OperationKind.UPDATE, OperationKind.DELETE):
                self.of(op)

    def use(self, scope: Scope) -> None:
        """Says that some query speaks of a scope; what none speaks of is not written."""
        self._used.add(scope)

    def visible(self, it: Entity) -> Scope | None:
        """What a caller may read, whoever they are; None for every record. For use by the other operations."""
        return self._scope(it, it, it.model.access.read, "visible", f"{camels(it)}VisibleTo", None)

    def reachable(self, it: Entity, by: Gate) -> Scope | None:
        """What a caller past a gate may refer to: what they may read, or everything where reading has no rules."""
        if it.is_account or not it.model.access.read:
            return self.existing(it)
        nullable = by.actor_type != "Actor"
        left = scope_expression(self.design, it, it.model.access.read, nullable=nullable, roles=by.roles)
        return self.existing(it) if left in (None, ALIVE) else self.visible(it)

    def existing(self, it: Entity) -> Scope | None:
        """What is not deleted softly."""
        if not it.model.soft_delete:
            return None
        return self._named(it, it, ALIVE, f"existing{it.pascals}", "")

    def of(self, op: Operation) -> Scope | None:
        """The records that an operation of an entity reaches, past its gate."""
        it = op.entity
        assert it is not None
        passive, active = _purpose(op, it)
        return self._scope(it, it, op.rules, passive, active, gate(op.rules))

    def step(self, op: Operation, step: Transition) -> Scope | None:
        """The records on which a caller may take a step of the lifecycle, past the gate of all steps."""
        it = op.entity
        assert it is not None
        name = f"{camels(it)}Allowing{names.pascal(step.to)}"
        return self._scope(it, it, step.rules or it.model.access.update, name, name, gate(op.rules))

    def taking(self, op: Operation, relation: str) -> Scope | None:
        """What the record that `relation` names must be for the caller to create something that refers to it.

        A path of one step asks nothing of it: the caller becomes the owner.
        """
        it = op.entity
        assert it is not None
        key = it.key(relation)
        assert key is not None
        target = self.design.entity(key.relation.target)
        name = f"{camels(target)}Taking{it.pascals}"
        return self._scope(it, target, taking_rules(op, relation), name, name, gate(op.rules))

    def entering(self, op: Operation, relation: str) -> Scope | None:
        """The records below which a caller may create by the rules that start at `relation`, and those alone."""
        it = op.entity
        assert it is not None
        key = it.key(relation)
        assert key is not None
        rules = tuple(
            rule.model_copy(update={"path": rule.path.partition(".")[2]})
            for rule in op.rules
            if isinstance(rule, Owner) and rule.path.startswith(f"{relation}.")
        )
        target = self.design.entity(key.relation.target)
        name = f"{camels(target)}Taking{it.pascals}"
        return self._scope(it, target, rules, name, name, gate(op.rules))

    def writers(self, op: Operation) -> str | None:
        """The function that says whether the caller may set the fields they sent; None where no field asks."""
        it = op.entity
        assert it is not None
        passed = gate(op.rules).roles
        limited = tuple(each.column for each in op.body or () if _asks(each, passed))
        columns = tuple(column for column in limited if column is not None)
        if not columns:
            return None
        name = f"maySet{it.pascal}Fields"
        known = self._reserved.get(name, (it, ()))[1]
        self._reserved[name] = (it, tuple(dict.fromkeys((*known, *columns))))
        return name

    def _scope(
        self, owner: Entity, it: Entity, rules: tuple[Rule, ...], passive: str, active: str, by: Gate | None
    ) -> Scope | None:
        nullable = it.pascal in self._strangers if by is None else by.actor_type != "Actor"
        nullable = nullable or (by is None and gate(rules).actor_type == "Actor | null")
        expression = scope_expression(self.design, it, rules, nullable=nullable, roles=by.roles if by else ())
        if expression is None:
            return None
        if expression == ALIVE:
            return self.existing(it)
        takes = ("Actor | null" if nullable else "Actor") if uses_actor(expression) else ""
        return self._named(owner, it, expression, active if takes else _adjective(passive, it), takes)

    def _named(self, owner: Entity, it: Entity, expression: str, name: str, takes: str) -> Scope:
        key = (policy_of(owner), it.pascal, expression)
        if key not in self._found:
            taken = {scope.name for scope in self._found.values()}
            free = next(each for each in (name, *(f"{name}{n}" for n in range(2, 99))) if each not in taken)
            self._found[key] = Scope(free, policy_of(owner), it, takes, expression)
        return self._found[key]

    def modules(self) -> list[Module]:
        """The policy files."""
        found: dict[str, Module] = {}
        for scope in self._found.values():
            if scope not in self._used:
                continue
            module = found.setdefault(scope.module, Module(f"{scope.module.removeprefix('@/')}.ts"))
            module.add(_function(module, scope))
        for name, (it, columns) in self._reserved.items():
            module = found.setdefault(policy_of(it), Module(f"{policy_of(it).removeprefix('@/')}.ts"))
            module.add(_writers(module, it, name, columns))
        return list(found.values())


def _function(module: Module, scope: Scope) -> str:
    kind = f"{module.use_type(CLIENT, 'Prisma')}.{scope.entity.pascal}WhereInput"
    if scope.takes:
        module.use_type(ACTOR, "Actor")
    if NOBODY in scope.expression:
        module.use(ACTOR, NOBODY)
    parameter = f"actor: {scope.takes}" if scope.takes else ""
    body = f"({scope.expression})" if scope.expression.startswith("{") else scope.expression
    return f"{_comment(scope)}\nexport const {scope.name} = ({parameter}): {kind} => {body};"


def _comment(scope: Scope) -> str:
    it = scope.entity
    if scope.name.startswith("existing"):
        return f"/** {it.labels.capitalize()} that were deleted do not exist for anyone. */"
    if "VisibleTo" in scope.name or scope.name.startswith("visible"):
        return f"/** Which {it.labels} the caller may see. What this leaves out does not exist for them. */"
    if "Taking" in scope.name:
        new = names.label(scope.name.split("Taking", 1)[1])
        return f"/** Where the caller may add {new}. */"
    if "Allowing" in scope.name:
        step = names.label(scope.name.split("Allowing", 1)[1])
        return f"/** Which {it.labels} the caller may take this step on: {step}. */"
    words = {"EditableBy": "edit", "RemovableBy": "remove", "ListedFor": "list"}
    verb = next((verb for word, verb in words.items() if word in scope.name), "change")
    return f"/** Which {it.labels} the caller may {verb}. */"


def _writers(module: Module, it: Entity, name: str, columns: tuple[Column, ...]) -> str:
    module.use_type(ACTOR, "Actor")
    sent = "; ".join(f"{column.name}?: unknown" for column in columns)
    tests = " && ".join(f"(body.{column.name} === undefined || {_has_role(column)})" for column in columns)
    return (
        f"/** Some fields of {names.article(it.label)} are for some roles alone. */\n"
        f"export const {name} = (actor: Actor | null, body: {{ {sent} }}): boolean =>\n  {tests};"
    )


def _has_role(column: Column) -> str:
    tests = " || ".join(f'actor?.role === "{role}"' for role in column.field.write_roles)
    return f"({tests})" if len(column.field.write_roles) > 1 else tests


def _asks(each: Input, passed: tuple[str, ...]) -> bool:
    roles = each.column.field.write_roles if each.column else ()
    return bool(roles) and not (passed and set(passed) <= set(roles))


def _purpose(op: Operation, it: Entity) -> tuple[str, str]:
    """The name of an operation's scope: where it does not depend on the caller, and where it does."""
    match op.kind:
        case OperationKind.LIST:
            return "listed", f"{camels(it)}ListedFor"
        case OperationKind.READ:
            return "visible", f"{camels(it)}VisibleTo"
        case OperationKind.UPDATE:
            return "editable", f"{camels(it)}EditableBy"
        case OperationKind.DELETE:
            return "removable", f"{camels(it)}RemovableBy"
        case _:
            step = names.pascal(op.action.name) if op.action else "Transition"
            return f"{camels(it)}Allowing{step}", f"{camels(it)}Allowing{step}"


def _adjective(word: str, it: Entity) -> str:
    return f"{word}{it.pascals}" if word.islower() else word


def taking_rules(op: Operation, relation: str) -> tuple[Rule, ...]:
    """The rules of a creation, as rules on the record that `relation` names."""
    return tuple(_onwards(rule, relation) for rule in op.rules)


def _onwards(rule: Rule, relation: str) -> Rule:
    """A rule on a new record as a rule on what it refers to; whatever asks nothing of it becomes `authenticated`."""
    if not isinstance(rule, Owner):
        return rule
    first, _, rest = rule.path.partition(".")
    if first != relation or not rest:
        return Authenticated()
    return rule.model_copy(update={"path": rest})


def _seen_by_strangers(design: Design) -> frozenset[str]:
    """Entities whose visible records are asked for by operations whose caller may be nobody."""
    found: set[str] = set()
    for op in design.operations:
        if op.entity is None or gate(op.rules).actor_type == "Actor":
            continue
        if op.kind in _CHANGES:
            found.add(op.entity.pascal)
        found |= {each.link.relation.target for each in op.body or () if each.link}
        relations = [each.column.relation for each in op.body or () if each.column and each.column.relation]
        sent = [op.entity.key(relation.name) for relation in relations]
        for key in (op.parent, *sent):
            if key and not op.reaches_all(key, design.entity(key.relation.target)):
                found.add(key.relation.target)
    return frozenset(found)


_CHANGES = (OperationKind.UPDATE, OperationKind.DELETE, OperationKind.TRANSITION, OperationKind.ACTION)
