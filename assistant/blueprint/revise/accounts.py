"""Sign-in for a plan in which nobody signed in so far, and new roles."""

from __future__ import annotations

import re
from difflib import get_close_matches

from assistant.blueprint.access import Access, Operation, Owner, Rule
from assistant.blueprint.field import Field, Format, Scalar
from assistant.blueprint.names import article, label, singular, words
from assistant.blueprint.operations.operation import AddModel, ChangeField, SetAccess, SetAuth
from assistant.blueprint.operations.operation import Operation as Change
from assistant.blueprint.operations.patch import AuthPatch, FieldPatch
from assistant.blueprint.plan import AuthKind, Model
from assistant.blueprint.read.field_type import enum_value
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.revise.sheet import Sheet, UnclearError

_GENERIC = frozenset("User Account Member Person Employee Profile StaffMember Customer".split())
_SELF: tuple[Rule, ...] = (Owner(path="self"),)


def ensure_account(sheet: Sheet, people: tuple[str, ...]) -> None:
    """Lets people sign in where nobody did, as the model of people that there is, else as a new User."""
    if sheet.plan.auth.kind is not AuthKind.NONE:
        return
    fit = [m for m in sheet.plan.models if _has_email(m) and nouns.is_person(words(m.name)[-1])]
    named = [m for m in fit if any(enum_value(who) == enum_value(label(m.name)) for who in people)]
    generic = [m for m in fit if m.name in _GENERIC]
    chosen = next(iter([*named, *generic]), None) if len(named or generic) == 1 else None
    if chosen is not None:
        sheet.do(*_becoming(chosen))
        sheet.assumptions.append(
            f"People sign in as {chosen.name} with their email; each changes and deletes their own."
        )
    elif sheet.plan.model("User") is None:
        sheet.do(AddModel(model=_user()), SetAuth(set=AuthPatch(kind=AuthKind.JWT, model="User", identifier="email")))
        sheet.assumptions.append("People sign in as User (email, name), which is new.")
    else:
        raise UnclearError("Nobody signs in yet, and User has no email to sign in with. As what do people sign in?")
    sheet.questions.append(
        "So far nobody had to sign in, and whatever was not named now stays open to everybody. Is the "
        "rest to be closed, too?"
    )


def _has_email(model: Model) -> bool:
    field = model.field("email")
    return field is not None and field.required and field.scalar is Scalar.STRING


def _becoming(model: Model) -> list[Change]:
    """What a model needs to be the account: nobody but its owner changes it, and registering makes it."""
    made: list[Change] = []
    email = model.field("email")
    if email is not None and not email.unique:
        made.append(ChangeField(model=model.name, field="email", set=FieldPatch(unique=True)))
    made.append(SetAuth(set=AuthPatch(kind=AuthKind.JWT, model=model.name, identifier="email")))
    made.append(SetAccess(model=model.name, operation=Operation.CREATE, rules=()))
    made += [SetAccess(model=model.name, operation=o, rules=_SELF) for o in (Operation.UPDATE, Operation.DELETE)]
    return made


def _user() -> Model:
    text = Scalar.STRING.value
    fields = (
        Field(name="email", type=text, unique=True, format=Format.EMAIL, max_length=254),
        Field(name="name", type=text, min_length=1, max_length=200),
    )
    return Model(name="User", fields=fields, access=Access(read=_SELF, update=_SELF, delete=_SELF))


def with_known_roles(text: str, sheet: Sheet) -> str:
    """The text with people called by the role that they have: 'receptionists' where there is the role RECEPTION."""
    roles = sheet.plan.auth.roles
    for word in re.findall(r"[A-Za-z]+", text):
        one = singular(word.lower())
        if enum_value(one) in roles or not nouns.is_person(one) or sheet.known.model(word) is not None:
            continue
        near = get_close_matches(enum_value(one), roles, n=1, cutoff=0.8)
        if near:
            text = re.sub(rf"\b{word}\b", near[0].lower().replace("_", " ") + word[len(one) :], text)
    return text


def roles_to(sheet: Sheet, wanted: tuple[str, ...], base: str) -> list[Change]:
    """What brings roles into being that there are not yet; newcomers get `base` where nothing was said."""
    auth = sheet.plan.auth
    fresh = tuple(role for role in wanted if role not in auth.roles)
    if not fresh:
        return []
    low = auth.default_role or base
    roles = tuple(dict.fromkeys((*(auth.roles or (low,)), *fresh)))
    told = f"{fresh[0]} is a role" if len(fresh) == 1 else f"{' and '.join(fresh)} are roles"
    sheet.assumptions.append(f"{told}, given in the database; whoever registers is {article(low)}.")
    return [SetAuth(set=AuthPatch(roles=roles, default_role=low))]
