"""Who may do what: 'only the owner of a project can delete it', 'customers only see their own tickets'."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.access import Authenticated, Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Scalar
from assistant.blueprint.names import article, camel, label, plural, singular, words
from assistant.blueprint.operations.operation import ChangeField, SetAccess
from assistant.blueprint.operations.operation import Operation as Change
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.plan import AuthKind, Model, NotUnderstood
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.permission import NOBODY, PUBLIC, SIGNED_IN, Permission, people_of, read_permissions
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.tag import lemma
from assistant.blueprint.revise.accounts import ensure_account, roles_to
from assistant.blueprint.revise.bridge import notebook_of, policy_of, source_of
from assistant.blueprint.revise.known import Column, Tie, bare, said
from assistant.blueprint.revise.right_words import VERB, told_plainly
from assistant.blueprint.revise.rights import tidy
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_GATE = re.compile(
    rf"\b(?:can|may|must|should|could|cannot|can't|mustn't|shouldn't|only|nobody|anyone|anybody|everyone|"
    rf"everybody|public(?:ly)?|private|visible|accessible|restricted|access|allowed|sees?|reads?|manages?|"
    rf"forbidden|login|log\s+in|signed?[- ]in|logged[- ]in|{VERB}s)\b",
    re.I,
)

_NOBODY = re.compile(
    r"^(?:nobody|no\s+one|noone|none)\s+(?:can|may|must|should|is\s+allowed\s+to)\s+(?:ever\s+)"
    r"?(?P<verbs>\w+(?:(?:\s*,\s*|\s+(?:or|and)\s+)\w+)*)\s+(?P<what>.+)$",
    re.I,
)

_FIELDWISE = re.compile(
    r"^only\s+(?P<who>.+?)\s+(?:can|may|should|must|is\s+allowed\s+to|are\s+allowed\s+to)\s+(?:set|change|"
    r"edit|write|update|modify|assign|fill(?:\s+in)?|touch)\s+(?:the\s+)?(?P<what>.+)$",
    re.I,
)

_BUT_OWN = re.compile(
    r"^(?P<who>[\w ]+?)\s+(?:can|may|should|must)\s+(?P<wide>\w+\s+.+?)\s*,?\s+but\s+(?:can\s+|may\s+)"
    r"?only\s+(?P<verb>\w+)\s+(?P<own>their\s+own.*|theirs.*|his\s+own.*)$",
    re.I,
)
_SHORT = re.compile(
    r"^(?P<who>[\w ]+?)\s+(?:(?P<not>cannot|can't|must\s+not|mustn't|shouldn't|should\s+not|may\s+not)|"
    r"can|may|should)(?:\s+too)?$",
    re.I,
)

_RIGHT = re.compile(r"\b(?:can|may|should|must)\s+(?:only\s+)?(?P<right>(?!not\b|be\b)\w+\s+.+)$", re.I)

_FIELD_DENIED = re.compile(
    r"^(?P<who>.+?)\s+(?:cannot|can't|must\s+not|mustn't|shouldn't|should\s+not|may\s+not)"
    r"\s+(?:be\s+(?:able|allowed)\s+to\s+)?"
    r"(?:set|change|edit|write|update|modify|touch)\s+(?:the\s+)?(?P<what>.+)$",
    re.I,
)


def read(request: Request, sheet: Sheet) -> bool:
    """Sets who may do what."""
    text = request.text
    if not _GATE.search(text):
        return False
    if _fieldwise(text, sheet):
        return True
    if both := _BUT_OWN.match(text):
        wide = replace(request, text=f"{both['who']} can {both['wide']}")
        own = replace(request, text=f"{both['who']} can only {both['verb']} {both['own']}")
        return read(wide, sheet) and read(own, sheet)
    if (short := _SHORT.match(text)) and sheet.right:
        text = f"{short['who']} {'cannot' if short['not'] else 'can'} {sheet.right}"
    elif told := _RIGHT.search(text):
        sheet.right = told["right"]
    text = told_plainly(text, sheet)
    notebook = notebook_of(sheet.plan)
    heard = [p for p in read_permissions(source_of(text), notebook) if p.who and p.operations]
    permissions = [p for one in heard if _is_told(p := _narrowed(one, text, sheet), text) and not _of_another(p)]
    permissions = permissions or _forbidden(text, sheet)
    if not permissions:
        return False
    people = tuple(w for p in permissions for w in p.who)
    if any(w not in {PUBLIC, NOBODY} for w in people):
        ensure_account(sheet, people)
    return _apply(sheet, list(dict.fromkeys(permissions)))


def _of_another(permission: Permission) -> bool:
    """Whether it speaks of making something else: who reserves a book makes no book."""
    noun = verbs.NOUN_OF_ACTION.get(permission.verb, "")
    names = {words(name)[-1] for name in permission.entities}
    return bool(noun) and permission.verb not in verbs.CREATING | verbs.READING and bool(names) and noun not in names


def _forbidden(text: str, sheet: Sheet) -> list[Permission]:
    """'nobody may delete tasks', 'tasks can't be deleted at all'."""
    found = _NOBODY.match(text)
    if found is None:
        return []
    models = tuple(m for m in sheet.known.models_in(found["what"])[:3])
    operations = tuple(
        dict.fromkeys(o for word in re.findall(r"\w+", found["verbs"]) if (o := _operation(word)) is not None)
    )
    if not models or not operations:
        return []
    return [Permission((NOBODY,), operations, models, denied=True)]


def _operation(word: str) -> Operation | None:
    base = lemma(word.lower()) or word.lower()
    for known, operation in (
        (verbs.DELETING, Operation.DELETE),
        (verbs.UPDATING, Operation.UPDATE),
        (verbs.CREATING, Operation.CREATE),
        (verbs.READING, Operation.READ),
    ):
        if base in known:
            return operation
    return None


def _is_told(permission: Permission, text: str) -> bool:
    return bool(
        permission.told
        or permission.denied
        or permission.own
        or PUBLIC in permission.who
        or re.search(r"\b(?:see|read|manage|do|edit|delete)s?\b", text, re.I)
    )


def _narrowed(permission: Permission, text: str, sheet: Sheet) -> Permission:
    """Where a sentence names no model, what was talked about is meant; 'everything' alone means every model."""
    if (
        not permission.entities
        and sheet.model is not None
        and not re.search(r"\beverything|anything|all\b", text, re.I)
    ):
        return replace(permission, entities=(sheet.model,))
    if "only" in text.lower().split() and re.match(r"^only\b", text, re.I) and not permission.denied:
        return replace(permission, only=True)
    return permission


def _apply(sheet: Sheet, permissions: list[Permission]) -> bool:
    notebook = notebook_of(sheet.plan)
    policy = policy_of(sheet.plan, notebook)
    operations: list[Change] = []
    told = False
    for permission in permissions:
        names = permission.entities or tuple(m.name for m in sheet.plan.models)
        for name in names:
            model = _as_told(sheet.find(name), operations)
            for operation in permission.operations:
                rules = _rules(policy, model, permission, operation, sheet)
                if rules is None:
                    continue
                told = True
                if set(rules) == set(model.access.rules(operation)):
                    if not permission.entities:
                        continue
                    sheet.assumptions.append(
                        f"{_doing(operation)} {label(plural(name))} is open to the same people already."
                    )
                    continue
                operations.append(SetAccess(model=name, operation=operation, rules=rules))
                model = _as_told(model, operations[-1:])
        if len(permission.entities) == 1:
            sheet.about(permission.entities[0])
    if not told:
        return False
    used = tuple(
        dict.fromkeys(
            role
            for o in operations
            if isinstance(o, SetAccess)
            for r in o.rules
            if isinstance(r, HasRole)
            for role in r.roles
        )
    )
    sheet.do(*roles_to(sheet, used, policy.base), *operations)
    return True


def _doing(operation: Operation) -> str:
    return {
        Operation.READ: "Reading",
        Operation.LIST: "Listing",
        Operation.CREATE: "Creating",
        Operation.UPDATE: "Changing",
        Operation.DELETE: "Deleting",
    }[operation]


def _as_told(model: Model, operations: list[Change]) -> Model:
    """The model with what this message has set for it so far."""
    for one in operations:
        if isinstance(one, SetAccess) and one.model == model.name:
            model = model.model_copy(
                update={"access": model.access.model_copy(update={one.operation.value: one.rules})}
            )
    return model


def _rules(
    policy: Policy, model: Model, permission: Permission, operation: Operation, sheet: Sheet
) -> tuple[Rule, ...] | None:
    """The rules of an operation after a permission; None where it says nothing about it."""
    old = model.access.rules(operation)
    if permission.denied:
        return _without(policy, model, permission, old, sheet)
    new = tuple(dict.fromkeys(r for who in permission.who for r in _of(policy, model, permission, who, operation)))
    if not new:
        if permission.own or {"owner", "author", "creator"} & set(permission.who):
            if not permission.entities:
                return None
            raise UnclearError(
                f"Nothing says to whom a {label(model.name)} belongs. Is whoever creates one to be its owner?"
            )
        return None
    wide = any(isinstance(r, Public | Authenticated) and not r.when for r in old)
    if sheet.start.auth.kind is AuthKind.NONE and permission.entities and PUBLIC not in permission.who:
        # Where nobody signed in, everything was open to all: naming who may says that others may not.
        mine = [r for r in model.access.update if isinstance(r, Owner)] if operation is Operation.READ else []
        return tidy((*new, *mine, *(r for r in old if not isinstance(r, Public))))
    if permission.only or (permission.own and wide):
        others = _others(policy, permission, old, operation)
        if not permission.only:
            sheet.assumptions.append(
                f"{_doing(operation)} {label(plural(model.name))} of others is closed to "
                f"{' and '.join(plural(w) for w in permission.who)}."
            )
        return tidy((*new, *others))
    if permission.who == (PUBLIC,) and operation is not Operation.READ and operation is not Operation.CREATE:
        return tidy((*old, *new))
    return tidy((*old, *new))


def _of(policy: Policy, model: Model, permission: Permission, who: str, operation: Operation) -> list[Rule]:
    if who == PUBLIC and operation in {Operation.UPDATE, Operation.DELETE}:
        return [Authenticated()] if policy.account is not None else [Public()]
    if policy.account is None:
        return [Public()]
    if (
        permission.only
        and not permission.own
        and operation is Operation.CREATE
        and who not in {SIGNED_IN, PUBLIC}
        and not policy.is_base(who)
        and enum_value(who) not in _OWNERS
    ):
        return [HasRole(roles=(enum_value(who),))]
    own = [p for p in policy.paths(model.name) if camel(who) == p.split(".")[-1]]
    if own and operation is not Operation.CREATE and enum_value(who) not in policy.roles:
        return [Owner(path=own[0])]
    entity = policy.notebook.exact(tuple(words(who)))
    apart = entity is not None and entity.name != policy.account and not policy.is_base(who)
    if entity is not None and apart and permission.own and not _leads_through(policy, model, entity.name):
        raise UnclearError(f"Nothing says which account is that of {article(label(entity.name))}. How do they sign in?")
    return [r for r in policy.rules(model, permission, who, operation) if not isinstance(r, HasRole) or r.roles]


def _leads_through(policy: Policy, model: Model, entity: str) -> bool:
    """Whether a way from a record to its people passes these: a booking to its host."""
    for path in policy.paths(model.name):
        here = model.name
        for name in path.split("."):
            here = next(r.target for r in policy.relations if (r.model, r.name) == (here, name))
            if here == entity:
                return True
    return False


_OWNERS = frozenset({"OWNER", "AUTHOR", "CREATOR"})


def _others(policy: Policy, permission: Permission, old: tuple[Rule, ...], operation: Operation) -> tuple[Rule, ...]:
    """Whoever is not among those narrowed to their own keeps what they had: 'customers only see their own'."""
    if not permission.own or not policy.roles or {"owner", "author", "creator"} & set(permission.who):
        return ()
    mine = {policy.base if policy.is_base(who) else enum_value(who) for who in permission.who}
    wide = any(isinstance(r, Public | Authenticated) and not r.when for r in old)
    left = tuple(r for r in policy.roles if r not in mine)
    kept: list[Rule] = [HasRole(roles=left)] if wide and left else []
    for rule in old:
        if isinstance(rule, HasRole) and (roles := tuple(r for r in rule.roles if r not in mine)):
            kept.append(rule.model_copy(update={"roles": roles}))
    return tuple(kept) if operation is not Operation.CREATE else ()


def _without(
    policy: Policy, model: Model, permission: Permission, old: tuple[Rule, ...], sheet: Sheet
) -> tuple[Rule, ...]:
    """The rules without those people."""
    if NOBODY in permission.who:
        rest = _otherwise(model, permission.states, sheet)
        return tuple(rule.model_copy(update={"when": (*rule.when, *rest)}) for rule in old) if rest else ()
    kept: list[Rule] = []
    gone = {policy.base if policy.is_base(who) else enum_value(who) for who in permission.who}
    if PUBLIC in permission.who:
        return tuple(r if not isinstance(r, Public) else Authenticated(when=r.when) for r in old)
    for rule in old:
        if isinstance(rule, HasRole):
            if roles := tuple(r for r in rule.roles if r not in gone):
                kept.append(rule.model_copy(update={"roles": roles}))
        elif isinstance(rule, Owner):
            if not gone & {policy.base}:
                kept.append(rule)
        elif roles := tuple(r for r in policy.roles if r not in gone):
            kept.append(HasRole(roles=roles, when=rule.when))
    return tidy(tuple(kept))


def _otherwise(model: Model, states: tuple[str, ...], sheet: Sheet) -> tuple[Condition, ...]:
    """The condition that a record is in none of these states."""
    for field in model.fields:
        enum = sheet.plan.enum(field.type)
        if enum is not None and states and set(states) <= set(enum.values):
            return (Condition(field=field.name, one_of=tuple(v for v in enum.values if v not in states)),)
        if field.scalar is Scalar.BOOLEAN and enum_value(field.name) in states:
            return (Condition(field=field.name, one_of=(False,)),)
    return ()


def _fieldwise(text: str, sheet: Sheet) -> bool:
    """'only admins may set the price': a rule for one field."""
    found = _FIELDWISE.match(text) or _FIELD_DENIED.match(text)
    if found is None or (
        sheet.known.model(found["what"]) is not None and not re.search(r"\s(?:of|on)\s", found["what"])
    ):
        return False
    refs = sheet.known.refer(found["what"], sheet.model, things=False)
    if len(refs) == 1 and isinstance(refs[0], Tie):
        why = f"{said(refs[0])} is a relation, and only fields can be kept for some roles."
        sheet.unplaced.append(NotUnderstood(sentence=text, why=why))
        return True
    if len(refs) != 1 or not isinstance(refs[0], Column):
        return False
    ref = refs[0]
    who = people_of(found["who"], notebook_of(sheet.plan)) or tuple(
        singular(w.lower()) for w in re.findall(r"[A-Za-z_]+", bare(found["who"])) if w.isupper()
    )
    if not who or {PUBLIC, SIGNED_IN} & set(who):
        return False
    ensure_account(sheet, who)
    policy = policy_of(sheet.plan, notebook_of(sheet.plan))
    named = {policy.base if policy.is_base(w) else enum_value(w) for w in who}
    roles = tuple(r for r in policy.roles if r not in named) if found.re is _FIELD_DENIED else tuple(sorted(named))
    if not roles or (found.re is _FIELDWISE and policy.base in named):
        return False
    change = ChangeField(model=ref.model, field=ref.name, set=FieldPatch(write_roles=roles))
    sheet.do(*roles_to(sheet, roles, policy.base), change)
    sheet.about(ref.model, ref)
    return True
