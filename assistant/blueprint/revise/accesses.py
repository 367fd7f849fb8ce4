"""Who may do what: 'only the owner of a project can delete it', 'customers only see their own tickets'."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.blueprint.access import Authenticated, Condition, HasRole, Operation, Owner, Public, Rule
from assistant.blueprint.field import Scalar
from assistant.blueprint.names import camel, label, plural, singular, words
from assistant.blueprint.operations.operation import ChangeField, SetAccess
from assistant.blueprint.operations.operation import Operation as Change
from assistant.blueprint.operations.patch import FieldPatch
from assistant.blueprint.plan import AuthKind, Model, NotUnderstood
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.lexicon import verbs
from assistant.blueprint.read.permission import NOBODY, PUBLIC, SIGNED_IN, Permission, people_of, read_permissions
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.tag import lemma
from assistant.blueprint.revise.accounts import ensure_account, roles_to, with_known_roles
from assistant.blueprint.revise.bridge import notebook_of, policy_of, source_of
from assistant.blueprint.revise.known import Column, Tie, bare, said
from assistant.blueprint.revise.rights import tidy
from assistant.blueprint.revise.sheet import Sheet, UnclearError
from assistant.blueprint.revise.wording import Request

_VERB = (
    r"(?:see|read|view|list|browse|access|edit|update|change|modify|delete|remove|create|add|write|"
    r"post|manage|make|publish|do|approve|reject|close|submit|cancel|open|upload|book|place|rate|grade|assign|"
    r"moderate|administer|handle|download|find|search|look)"
)
_GATE = re.compile(
    rf"\b(?:can|may|must|should|could|cannot|can't|mustn't|shouldn't|only|nobody|anyone|anybody|everyone|"
    rf"everybody|public(?:ly)?|private|visible|accessible|restricted|access|allowed|sees?|reads?|manages?|"
    rf"forbidden|login|log\s+in|signed?[- ]in|logged[- ]in|{_VERB}s)\b",
    re.I,
)
_REWRITES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), new)
    for pattern, new in (
        (
            r"^(?:let|allow|permit|enable)\s+(?P<who>.+?)\s+(?:to\s+)?(?P<rest>(?:also\s+|only\s+)*"
            + _VERB
            + r"\b.*)$",
            r"\g<who> can \g<rest>",
        ),
        (
            r"^(?:don't|do\s+not|never|no\s+longer)\s+(?:let|allow|permit)\s+(?P<who>.+?)\s+(?:to\s+)?(?P<rest>"
            + _VERB
            + r"\b.*)$",
            r"\g<who> cannot \g<rest>",
        ),
        (r"\b(?:should|shall|must|may)\s+(?:not|never)\s+(?:be\s+(?:able|allowed)\s+to\s+)?", "cannot "),
        (
            r"\b(?:shouldn't|mustn't|aren't\s+allowed\s+to|isn't\s+allowed\s+to|are\s+not\s+allowed\s+to|"
            r"no\s+longer\s+(?:can|may))\s+(?:be\s+(?:able|allowed)\s+to\s+)?",
            "cannot ",
        ),
        (r"\b(?:can|may|should)\s+no\s+longer\s+", "cannot "),
        (
            r"\b(?:cannot|can't|must\s+not|mustn't)\s+(?P<verb>\w+)\s+(?:each\s+other's|one\s+another's|"
            r"other\s+\w+(?:'s|s')|others'|(?:other\s+people|somebody\s+else|someone\s+else|anyone\s+else)'s)\s+",
            r"can only \g<verb> their own ",
        ),
        (
            r"\b(?:should|shall|must|ought\s+to|need\s+to|has\s+to|have\s+to)\s+(?P<only>only\s+|also\s+|just\s+)?(?="
            + _VERB
            + r"\b)",
            r"can \g<only>",
        ),
        (r"\bshould\s+(?P<only>only\s+)?be\s+(?:able|allowed)\s+to\s+", r"can \g<only>"),
        (r"\b(?:can|may)\s+(?:just|solely|exclusively)\s+", "can only "),
        (
            r"^(?:restrict|limit|reserve|lock(?:\s+down)?)\s+(?P<verb>\w+?)ing\s+(?P<what>.+?)\s+(?:to|"
            r"for)\s+(?P<who>.+)$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<verb>\w+?)ing\s+(?P<what>.+?)\s+(?:is|should\s+be|must\s+be)\s+(?:only\s+)?(?:for|"
            r"allowed\s+(?:for|to)|restricted\s+to|reserved\s+(?:for|to)|limited\s+to)\s+(?P<who>.+?)"
            r"(?:\s+only)?$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:can|may|must|should)\s+only\s+be\s+(?P<verb>\w+?)(?:ed|n)?\s+by\s+(?P<who>.+)$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:can|may|must|should)\s+be\s+(?P<verb>\w+)\s+(?:only\s+)?by\s+(?P<who>.+?)\s+only$",
            r"only \g<who> can \g<verb> \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:is|are|should\s+be|must\s+be)\s+(?:only\s+)?(?:for|restricted\s+to|"
            r"reserved\s+for|limited\s+to|accessible\s+(?:to|by|for)|visible\s+(?:to|for)|open\s+to|"
            r"available\s+to)\s+(?P<who>(?!everyone|everybody|anyone|anybody|all\b|the\s+public|public)"
            r".+?)(?:\s+only)?$",
            r"only \g<who> can see \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:should\s+be|must\s+be|is|are|be)\s+(?:visible|readable|accessible|"
            r"available|open|viewable)\s+(?:to|for|by)\s+(?:everyone|everybody|anyone|anybody|all|"
            r"the\s+(?:public|world)|visitors|guests)\b.*$",
            r"anyone can see \g<what>",
        ),
        (r"^(?:make|keep)\s+(?P<what>.+?)\s+(?:publicly\s+(?:visible|readable)|public)$", r"anyone can see \g<what>"),
        (
            r"^(?P<what>.+?)\s+(?:should|must|can|shall)\s+be\s+(?:publicly\s+(?:visible|readable|accessible)|public)$",
            r"anyone can see \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:is|are)\s+(?:publicly\s+(?:visible|readable|accessible)|public)$",
            r"anyone can see \g<what>",
        ),
        (r"^(?:make|keep)\s+(?P<what>.+?)\s+private(?:\s+to\b.*)?$", r"the owner can only see their own \g<what>"),
        (
            r"^(?P<what>.+?)\s+(?:should\s+be|must\s+be|is|are)\s+private(?:\s+to\b.*)?$",
            r"the owner can only see their own \g<what>",
        ),
        (
            r"^(?P<what>.+?)\s+(?:should\s+|must\s+)?(?:needs?|requires?|require)\s+(?:a\s+)"
            r"?(?:log\s*-?in|sign\s*-?in|authentication|auth|an?\s+account)$",
            r"only logged-in users can see \g<what>",
        ),
        (
            r"^(?:you|people|users|one|visitors|they)\s+(?:must|have\s+to|need\s+to|should)\s+(?:be\s+)"
            r"?(?:logged|signed|log|sign)[- ]in\s+(?:in\s+order\s+)?(?:to|for)\s+(?P<rest>.+)$",
            r"only logged-in users can \g<rest>",
        ),
        (
            r"\bonly\s+(?:the\s+)?(?P<who>owner|author|creator|requester|reporter|host|organi[sz]er|"
            r"sender|assignee|guest|writer|poster|uploader|\w+er|\w+or)s?\s+of\s+(?:an?|the|each|every|"
            r"that)\s+(?P<what>\w+(?:\s\w+)?)\s+(?P<can>can|may|should|must|is\s+allowed\s+to)"
            r"\s+(?P<verb>[\w ]+?)\s+(?:it|them|that)\b",
            r"only the \g<who> can \g<verb> the \g<what>",
        ),
        (
            r"^(?:the\s+)?(?P<who>owner|author|creator|requester|reporter|host|organi[sz]er|assignee|"
            r"\w+er|\w+or)s?\s+of\s+(?:an?|the|each|every|that)\s+(?P<what>\w+(?:\s\w+)?)\s+(?:can|may|"
            r"should|must)\s+(?P<only>also\s+|only\s+)?(?P<verb>[\w ]+?)\s+(?:it|them|that)\b",
            r"the \g<who> can \g<only>\g<verb> the \g<what>",
        ),
        (
            r"\b(?P<v>see|sees|read|reads|view|views)\s+(?:everything|all\s+of\s+(?:it|them)|anything)$",
            r"\g<v> all of them",
        ),
        (r"\bnobody\s+but\s+|\bno\s+one\s+(?:but|except)\s+|\bnobody\s+except\s+", "only "),
        (
            r"^(?P<what>.+?)\s+(?:can|may|should|must)(?:not|n't|\s+not|\s+never)\s+be\s+(?P<verb>\w+ed|"
            r"seen|read|written)\s+by\s+(?P<who>.+)$",
            r"\g<who> cannot \g<verb> \g<what>",
        ),
    )
)
_BY_NOUN = re.compile(
    r"\b(?P<what>[\w-]+(?:\s[\w-]+)?)\s+(?:catalogue|catalog|list|directory|listing|collection|table|"
    r"records?|data)s?\b",
    re.I,
)
_OBJECT = re.compile(
    r"(?P<before>\b(?:can|cannot|may|should|must|only|not|to|and|or|also|see|sees|read|reads|edit|edits|"
    r"delete|deletes|update|change|manage|manages|remove|create|add|of)\s+(?:only\s+)?)(?P<it>it|them|"
    r"those|these|that|theirs|all\s+of\s+them|everything)(?=\s*(?:$|[,.;]|and\b|or\b|but\b|until|before|"
    r"if\b|when\b))",
    re.I,
)
_WHICH = {"everything": "all ", "all of them": "all ", "theirs": "their own "}
_NOBODY = re.compile(
    r"^(?:nobody|no\s+one|noone|none)\s+(?:can|may|must|should|is\s+allowed\s+to)\s+(?:ever\s+)"
    r"?(?P<verbs>\w+(?:(?:\s*,\s*|\s+(?:or|and)\s+)\w+)*)\s+(?P<what>.+)$",
    re.I,
)
_PAST = {"seen": "see", "read": "read", "written": "write"}
_FIELDWISE = re.compile(
    r"^only\s+(?P<who>.+?)\s+(?:can|may|should|must|is\s+allowed\s+to|are\s+allowed\s+to)\s+(?:set|change|"
    r"edit|write|update|modify|assign|fill(?:\s+in)?|touch)\s+(?:the\s+)?(?P<what>.+)$",
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
    if (short := _SHORT.match(text)) and sheet.right:
        text = f"{short['who']} {'cannot' if short['not'] else 'can'} {sheet.right}"
    elif told := _RIGHT.search(text):
        sheet.right = told["right"]
    text = _plain(text, sheet)
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


def _plain(text: str, sheet: Sheet) -> str:
    """The wish in the words that the reader of permissions knows best."""

    def named(found: re.Match[str]) -> str:
        model = sheet.known.model(found["what"])
        return plural(label(model)) if model else found[0]

    text = _BY_NOUN.sub(named, text)
    for pattern, new in _REWRITES:
        text = re.sub(r"\\g<only>", "", pattern.sub(lambda m, n=new: _expanded(m, n), text))  # type: ignore[misc]
    text = re.sub(r"\bcannot\s+(seen|written)\b", lambda m: f"cannot {_PAST[m[1].lower()]}", text)
    text = re.sub(
        r"\bcan\s+(delet|creat|updat|manag|clos|mov|writ|approv|mak|remov|chang|not)\s",
        lambda m: f"can {m[1]}e " if m[1] != "not" else "cannot ",
        text,
    )
    text = _OBJECT.sub(lambda m: _spoken_of(m, sheet), text)
    return re.sub(r"\s{2,}", " ", with_known_roles(text, sheet)).strip()


def _spoken_of(found: re.Match[str], sheet: Sheet) -> str:
    """'agents see everything' after 'their own tickets': all tickets."""
    named = [m for m in sheet.known.models_in(found.string[: found.start()]) if m != sheet.plan.auth.model]
    about = named[-1] if named else sheet.model
    if about is None:
        return found[0]
    return f"{found['before']}{_WHICH.get(found['it'].lower(), '')}{plural(label(about))}"


def _expanded(found: re.Match[str], template: str) -> str:
    return re.sub(r"\\g<(\w+)>", lambda m: found[m[1]] or "", template)


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
    return [r for r in policy.rules(model, permission, who, operation) if not isinstance(r, HasRole) or r.roles]


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
