"""What was decided without being told, in the words of a colleague; and what is worth asking."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.blueprint.access import Authenticated, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.behaviour import Limit, Ordered
from assistant.blueprint.field import Write
from assistant.blueprint.names import article, label, plural
from assistant.blueprint.plan import Auth, AuthKind, Model
from assistant.blueprint.read.deeds import DONE, Deed
from assistant.blueprint.read.lexicon.nouns import PUBLISHED
from assistant.blueprint.read.notebook import Notebook
from assistant.blueprint.read.permission import Permission
from assistant.blueprint.relation import Kind, Relation

_SIGNED: tuple[Rule, ...] = (Authenticated(),)


def assumptions(
    notebook: Notebook,
    models: tuple[Model, ...],
    relations: tuple[Relation, ...],
    auth: Auth,
    permissions: list[Permission],
    deeds: tuple[Deed, ...] = (),
) -> tuple[str, ...]:
    """One short sentence a decision."""
    if not models:
        return ()
    found = [
        *notebook.assumptions,
        *_sign_in(notebook, auth),
        *_deeds(models, auth, deeds),
        *_rights(models, relations, auth, permissions, frozenset(d.entity for d in deeds if d.ends)),
        *_creators(models, auth),
        *_limits(models, relations),
        *_values(notebook, models),
        *_links(relations),
    ]
    return tuple(dict.fromkeys(found))


def _sign_in(notebook: Notebook, auth: Auth) -> Iterator[str]:
    if auth.kind is AuthKind.NONE:
        yield "Nothing speaks of signing in, so there are no accounts and every endpoint is open to anyone."
        return
    account = notebook.by_name(auth.model)
    if account is not None and account.inferred:
        yield f"The brief describes no account, so I added a {auth.model} with an email address and a password."
    else:
        who = article(label(auth.model)).capitalize()
        yield f"{who} signs in with {label(auth.identifier)} and a password, and gets a JWT."
    others = [r for r in auth.roles if r != auth.default_role]
    if others:
        yield (
            f"Whoever registers is {article(str(auth.default_role))}. {_listed(others)} can't be registered for: "
            f"that role is given in the database."
        )


def _deeds(models: tuple[Model, ...], auth: Auth, deeds: tuple[Deed, ...]) -> Iterator[str]:
    for deed in deeds:
        model = next(m for m in models if m.name == deed.entity)
        action = next((a for a in model.actions if a.name == deed.verb), None)
        field = model.field(deed.field)
        if action is None or field is None:
            continue
        noun = label(model.name)
        kept = f"the server then sets {field.name}" if field.scalar is not None else f"its {field.name} then changes"
        whom = "" if deed.people or auth.kind is AuthKind.NONE else f" by {_people(action.rules)}"
        yield f"{article(noun).capitalize()} can be {DONE[deed.verb]} once{whom}; {kept}."
    for name in dict.fromkeys(d.entity for d in deeds if d.ends):
        model = next(m for m in models if m.name == name)
        done = _listed([DONE[d.verb] for d in deeds if d.entity == name and d.ends], "or")
        if not model.access.delete and auth.kind is not AuthKind.NONE:
            changing = (
                f"only {_people(model.access.update)} may change one" if model.access.update else "nobody edits one"
            )
            yield f"{plural(label(name)).capitalize()} are kept: they are {done}, never deleted, and {changing}."


_DEEDS = {Operation.READ: "read", Operation.CREATE: "create", Operation.UPDATE: "change", Operation.DELETE: "delete"}


def _rights(
    models: tuple[Model, ...],
    relations: tuple[Relation, ...],
    auth: Auth,
    permissions: list[Permission],
    ended: frozenset[str],
) -> Iterator[str]:
    """What nobody stated, models of the same answer together."""
    if auth.kind is AuthKind.NONE:
        return
    told = {
        (name, operation)
        for p in permissions
        for name in p.entities or tuple(m.name for m in models)
        for operation in p.operations
    }
    kin: dict[tuple[str, str, tuple[Operation, ...]], list[str]] = {}
    alike: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for model in models:
        made = any(r.write is Write.SERVER for r in relations if r.model == model.name)
        by_rules: dict[tuple[Rule, ...], list[Operation]] = {}
        for operation in _DEEDS:
            rules = model.access.rules(operation)
            left = operation in {Operation.UPDATE, Operation.DELETE} and model.name in ended
            obvious = operation is Operation.CREATE and (model.name == auth.model or (made and rules == _SIGNED))
            if (model.name, operation) not in told and not left and not obvious:
                by_rules.setdefault(rules, []).append(operation)
        by_people: dict[str, list[str]] = {}
        for rules, operations in by_rules.items():
            belonging = _belonging(model, relations, rules)
            if belonging is not None:
                kin.setdefault((*belonging, tuple(operations)), []).append(model.name)
            else:
                by_people.setdefault(_people(rules), []).extend(_DEEDS[op] for op in operations)
        for people, verbs in by_people.items():
            alike.setdefault((tuple(verbs), people), []).append(label(model.name))
    yield from _told_of_kin(kin)
    for (done, people), names in alike.items():
        things = _listed([plural(n) for n in names])
        who = people if people.startswith(("nobody", "anyone", "everyone")) else f"only {people}"
        yield f"Not stated, so {who} may {_listed(list(done), 'or')} {things}."


def _belonging(model: Model, relations: tuple[Relation, ...], rules: tuple[Rule, ...]) -> tuple[str, str] | None:
    """Where records are one person's, the model that says whose, and that person in words: 'the user it belongs to'."""
    owners = [r for r in rules if isinstance(r, Owner)]
    roles = [article(role) for r in rules if isinstance(r, HasRole) and not r.when for role in r.roles]
    plain = all(not r.when for r in rules) and len(owners) == 1 and not owners[0].having
    if not plain or len(rules) > 1 + any(isinstance(r, HasRole) for r in rules) or owners[0].path == "self":
        return None
    *way, last = owners[0].path.split(".")
    here = model.name
    for name in way:
        step = next((r for r in relations if r.model == here and r.name == name), None)
        if step is None:
            return None
        here = step.target
    step = next((r for r in relations if r.model == here and r.name == last), None)
    if step is None or step.kind is Kind.MANY_TO_MANY:
        return None
    owner = f"the {label(last)} it belongs to" if label(last) == label(step.target) else f"its {label(last)}"
    return here, _listed([owner, *roles], "or")


def _told_of_kin(kin: dict[tuple[str, str, tuple[Operation, ...]], list[str]]) -> Iterator[str]:
    """'a project and its tasks are seen and changed only by the user it belongs to'."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for (root, people, operations), names in kin.items():
        groups.setdefault((root, people, _passive(operations)), []).extend(names)
    for (root, people, done), names in groups.items():
        parts = [plural(label(n)) for n in names if n != root]
        whole = article(label(root))
        if root in names:
            things = f"{whole} and its {_listed(parts)}" if parts else whole
        else:
            things = f"the {_listed(parts)} of {whole}"
        verb = "are" if parts else "is"
        yield f"Not stated, so {things} {verb} {_listed(list(done))} only by {people}."


def _passive(operations: tuple[Operation, ...]) -> tuple[str, ...]:
    """Adding to something and deleting it are changes of it, where the same people do them all."""
    done = ["seen"] if Operation.READ in operations else []
    if Operation.UPDATE in operations:
        return (*done, "changed") if Operation.DELETE in operations else (*done, "edited")
    said = {Operation.CREATE: "created", Operation.DELETE: "deleted"}
    return (*done, *(word for operation, word in said.items() if operation in operations))


def _people(rules: tuple[Rule, ...]) -> str:
    """The rules in words: 'its author or ADMIN'."""
    found: list[str] = []
    for rule in rules:
        if isinstance(rule, Public):
            found.append("anyone" if not rule.when else "anyone, where it is public,")
        elif isinstance(rule, Authenticated):
            found.append("everyone who is signed in")
        elif isinstance(rule, HasRole):
            found += [article(role) for role in rule.roles]
        elif rule.path == "self":
            found.append("the person concerned")
        else:
            steps = [label(step) for step in rule.path.split(".")]
            whole = "'s ".join(steps[:-1])
            found.append(f"the {steps[-1]} of its {whole}" if whole else f"the {steps[-1]}")
    return _listed(list(dict.fromkeys(found)), "or") if found else "nobody"


def _creators(models: tuple[Model, ...], auth: Auth) -> Iterator[str]:
    others = [r for r in auth.roles if r != auth.default_role]
    for model in models:
        only = model.access.create == (HasRole(roles=(auth.default_role,)),) if auth.default_role else False
        if only and others:
            yield (
                f"Only {article(str(auth.default_role))} creates {plural(label(model.name))}; "
                f"{article(others[0])} would need a second account for that."
            )
        due = next((f.name for f in model.fields if f.required and f.name.startswith("due") and not f.default), None)
        if due is not None and model.actions and auth.kind is not AuthKind.NONE:
            later = f", and only {_people(model.access.update)} may move it" if model.access.update else ""
            yield f"Whoever creates {article(label(model.name))} says its {due}{later}: the brief gives no period."


def _has(field: str) -> str:
    return f"its {label(field)} says" if field.startswith(("max", "capacity")) else f"it has {label(field)}"


def _limits(models: tuple[Model, ...], relations: tuple[Relation, ...]) -> Iterator[str]:
    for model in models:
        for constraint in model.constraints:
            if isinstance(constraint, Limit):
                nouns = plural(label(model.name))
                target = next(r.target for r in relations if r.model == model.name and r.name == constraint.per)
                open_ = next((c.field for c in constraint.counting if c.null), None)
                state = next((c for c in constraint.counting if c.one_of), None)
                counted = f" without {open_}" if open_ else ""
                counted = f" that are {_listed([str(v) for v in state.one_of or ()], 'or')}" if state else counted
                if constraint.max_field is not None:
                    whole = article(label(target)).capitalize()
                    yield f"{whole} has at most as many {nouns}{counted} as {_has(constraint.max_field)}."
                elif counted:
                    per = label(constraint.per)
                    yield f"Only {nouns}{counted} count towards the limit of {constraint.max} per {per}."


def _values(notebook: Notebook, models: tuple[Model, ...]) -> Iterator[str]:
    for model in models:
        for constraint in model.constraints:
            if isinstance(constraint, Ordered):
                order = f"{constraint.after} lies after {constraint.before}"
                yield f"In {article(label(model.name))}, {order} (not stated)."
        entity = notebook.by_name(model.name)
        if entity is not None and entity.words[-1] in PUBLISHED and model.field("author") is not None:
            yield f"The author of {article(label(model.name))} is a name, neither an account nor a table of its own."
        for name, typed in entity.fields.items() if entity else ():
            status = name in {"status", "state", "stage"} and typed.values
            if status and model.lifecycle is None and typed.field.default is None:
                yield (
                    f"{article(label(model.name)).capitalize()} starts as {typed.values[0]}, and its {name} may "
                    f"change from any value to any other."
                )


def _links(relations: tuple[Relation, ...]) -> Iterator[str]:
    by_name: dict[str, list[str]] = {}
    for relation in relations:
        if relation.write is Write.SERVER:
            by_name.setdefault(label(relation.name), []).append(label(relation.model))
    for name, models in by_name.items():
        made = _listed([article(m) for m in models], "or")
        yield f"Whoever creates {made} is stored as its {name}; nobody creates one for another."
    both = [f"{label(r.model)} and {label(r.target)}" for r in relations if r.kind is Kind.MANY_TO_MANY]
    if both:
        yield f"These go both ways, several to several: {_listed(both)}."


def _listed(names: list[str], joint: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def questions(models: tuple[Model, ...], auth: Auth, deeds: tuple[Deed, ...] = ()) -> tuple[str, ...]:
    """What only the author of the brief can answer."""
    if not models:
        return (
            "What should the backend keep? Name the things and what you want to know about each, such as "
            "'books with title and ISBN, borrowed by members'.",
        )
    found: list[str] = []
    personal = [m for m in models if any(f.name.lower().endswith(("email", "phone")) for f in m.fields)]
    if auth.kind is AuthKind.NONE and personal:
        found.append(
            f"{plural(label(personal[0].name)).capitalize()} have contact details, but nobody signs in: "
            f"should anyone be able to read them?"
        )
    for model in models:
        first = next((r for r in model.access.create if isinstance(r, Owner) and len(r.path.split(".")) > 2), None)
        if first is not None and model.name.endswith(("Membership", "Member")):
            noun, whole = label(model.name), label(first.path.split(".")[0])
            found.append(
                f"How does {article(whole)} get its first {noun}? Members add {plural(noun)}, so the first one is now "
                f"given in the database."
            )
    for model in models:
        due = next((f.name for f in model.fields if f.required and f.name.startswith("due") and not f.default), None)
        if due is not None and any(d.entity == model.name and d.ends for d in deeds):
            noun = label(model.name)
            found.append(
                f"How long is {article(noun)}, and who may extend it? Its {due} is now sent when it is created."
            )
    return tuple(found)
