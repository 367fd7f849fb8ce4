"""A plan as the notebook that the brief reader works on, so that it can read a sentence about a plan there is."""

from __future__ import annotations

from assistant.blueprint.field import Write
from assistant.blueprint.names import words
from assistant.blueprint.plan import AuthKind, Blueprint
from assistant.blueprint.read.clean import clean
from assistant.blueprint.read.field_type import Typed
from assistant.blueprint.read.lexicon import nouns
from assistant.blueprint.read.lexicon.verbs import NOUN_OF_ACTION
from assistant.blueprint.read.notebook import Entity, Link, Notebook, key
from assistant.blueprint.read.policy import Policy
from assistant.blueprint.read.statement import Source, read_statements
from assistant.blueprint.relation import OnDelete

_EVENTS = frozenset(NOUN_OF_ACTION.values()) | nouns.OCCURRENCES


def notebook_of(plan: Blueprint) -> Notebook:
    """Every model with its fields and links; people named by relations or roles stand for the account."""
    notebook = Notebook()
    for model in plan.models:
        said = tuple(words(model.name))
        entity = Entity(model.name, said, said=9, soft_delete=model.soft_delete)
        for field in model.fields:
            enum = plan.enum(field.type)
            entity.fields[field.name] = Typed(field, enum.values if enum else ())
        entity.unique = [*model.unique_together]
        notebook.entities[key(said)] = entity
        if said[-1] in _EVENTS:
            notebook.events.add(model.name)
    notebook.links = [
        Link(r.model, r.target, r.name, r.kind, r.required, r.write is Write.SERVER, r.on_delete is OnDelete.CASCADE)
        for r in plan.relations
    ]
    notebook.roles = [role.lower() for role in plan.auth.roles]
    notebook.signed_in = plan.auth.kind is not AuthKind.NONE
    notebook.registrant = (plan.auth.default_role or "").lower().replace("_", " ")
    if notebook.signed_in:
        _name_people(plan, notebook)
    return notebook


def _name_people(plan: Blueprint, notebook: Notebook) -> None:
    account = notebook.by_name(plan.auth.model)
    if account is None:
        return
    notebook.user = account
    named = {r.name for r in plan.relations if r.target == account.name} | {role.lower() for role in plan.auth.roles}
    for name in {*named, "user", "person", "people", "account"}:
        said = tuple(words(name))
        if (
            said
            and key(said) not in notebook.entities
            and (nouns.is_person(said[-1]) or name in {"people", "account", "person"} or name in nouns.ROLE_RELATIONS)
        ):
            notebook.aliases.setdefault(key(said), key(account.words))


def policy_of(plan: Blueprint, notebook: Notebook) -> Policy:
    """What turns permissions into rules over this plan."""
    account = plan.auth.model if plan.auth.kind is not AuthKind.NONE else None
    return Policy(notebook, plan.models, plan.relations, account, list(plan.auth.roles))


def source_of(text: str) -> Source:
    """The statements of a sentence, as the brief reader takes them."""
    return read_statements(clean(text))
