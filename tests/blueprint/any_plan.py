"""Hypothesis strategies for plans of any content, sound or not."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant.blueprint.access import Access, Authenticated, Condition, HasRole, Operation, Owner, Public, Tense
from assistant.blueprint.behaviour import (
    Action,
    Distinct,
    Effect,
    Lifecycle,
    Limit,
    NoOverlap,
    Ordered,
    Transition,
)
from assistant.blueprint.field import Enum, Field, Format, Scalar, Write
from assistant.blueprint.plan import (
    Auth,
    AuthKind,
    Blueprint,
    Conventions,
    IdType,
    Model,
    NotUnderstood,
    Provider,
    Resource,
)
from assistant.blueprint.relation import Kind, OnDelete, Relation

# Few names, so that they refer to each other, and any text, so that quoting is tried.
_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_name = (
    st.sampled_from(["User", "Loan", "State", "id", "email", "state", "owner", "owner.loans", "self", "OPEN", ""])
    | _text
)
_names = st.lists(_name, max_size=3).map(tuple)
_finite = st.floats(allow_nan=False, allow_infinity=False)
_literal = _name | st.integers() | _finite | st.booleans() | st.sampled_from(["now()", "1", "true", "2026-01-31"])

_condition = st.one_of(
    st.builds(Condition, field=_name, one_of=st.lists(_literal, max_size=2).map(tuple)),
    st.builds(Condition, field=_name, null=st.booleans()),
    st.builds(Condition, field=_name, tense=st.sampled_from(Tense)),
)
_conditions = st.lists(_condition, max_size=2).map(tuple)
_rule = st.one_of(
    st.builds(Public, when=_conditions),
    st.builds(Authenticated, when=_conditions),
    st.builds(HasRole, roles=_names, when=_conditions),
    st.builds(Owner, path=_name, having=_conditions, when=_conditions),
)
_rules = st.lists(_rule, max_size=2).map(tuple)
_access = st.builds(Access, read=_rules, create=_rules, update=_rules, delete=_rules, list=st.none() | _rules)

_field = st.builds(
    Field,
    name=_name,
    type=_name | st.sampled_from(Scalar).map(str),
    many=st.booleans(),
    required=st.booleans(),
    unique=st.booleans(),
    default=st.none() | _literal,
    min=st.none() | st.integers() | _finite,
    max=st.none() | st.integers() | _finite,
    min_length=st.none() | st.integers(0, 9),
    max_length=st.none() | st.integers(1, 9),
    format=st.none() | st.sampled_from(Format),
    precision=st.none() | st.integers(1, 38),
    scale=st.none() | st.integers(0, 20),
    secret=st.booleans(),
    write=st.sampled_from(Write),
    write_roles=_names,
    description=_text,
)
_constraint = st.one_of(
    st.builds(Ordered, before=_name, after=_name, or_equal=st.booleans()),
    st.builds(Limit, per=_name, max=st.none() | st.integers(0, 9), max_field=st.none() | _name, counting=_conditions),
    st.builds(NoOverlap, per=_name, start=_name, end=_name, counting=_conditions),
    st.builds(Distinct, first=_name, second=_name),
)
_effects = st.lists(st.builds(Effect, field=_name, value=st.none() | _literal), max_size=2).map(tuple)
_transition = st.builds(Transition, source=_name, to=_name, rules=_rules, requires=_names, effects=_effects)
_lifecycle = st.builds(Lifecycle, field=_name, initial=_name, transitions=st.lists(_transition, max_size=2).map(tuple))
_action = st.builds(
    Action, name=_name, guard=_conditions, effects=_effects, accepts=_names, rules=_rules, description=_text
)
_model = st.builds(
    Model,
    name=_name,
    description=_text,
    fields=st.lists(_field, max_size=3).map(tuple),
    unique_together=st.lists(_names, max_size=2).map(tuple),
    indexes=st.lists(_names, max_size=2).map(tuple),
    soft_delete=st.booleans(),
    timestamps=st.booleans(),
    access=_access,
    constraints=st.lists(_constraint, max_size=2).map(tuple),
    lifecycle=st.none() | _lifecycle,
    actions=st.lists(_action, max_size=2).map(tuple),
)
_relation = st.builds(
    Relation,
    model=_name,
    name=_name,
    target=_name,
    inverse=_name,
    kind=st.sampled_from(Kind),
    required=st.booleans(),
    on_delete=st.sampled_from(OnDelete),
    write=st.sampled_from(Write),
    description=_text,
)
_resource = st.builds(
    Resource,
    model=_name,
    path=_name,
    operations=st.lists(st.sampled_from(Operation), max_size=3).map(tuple),
    parent=st.none() | _name,
    filters=_names,
    sort=_names,
)
_auth = st.builds(
    Auth,
    kind=st.sampled_from(AuthKind),
    model=_name,
    identifier=_name,
    registration=st.booleans(),
    roles=_names,
    default_role=st.none() | _name,
    providers=_names,
)
any_plan = st.builds(
    Blueprint,
    title=_text,
    description=_text,
    provider=st.sampled_from(Provider),
    enums=st.lists(st.builds(Enum, name=_name, values=_names, description=_text), max_size=2).map(tuple),
    models=st.lists(_model, max_size=3).map(tuple),
    relations=st.lists(_relation, max_size=3).map(tuple),
    auth=_auth,
    endpoints=st.lists(_resource, max_size=2).map(tuple),
    conventions=st.builds(
        Conventions,
        base_path=_name,
        id=st.sampled_from(IdType),
        page_size=st.integers(1, 500),
        max_page_size=st.integers(1, 500),
    ),
    assumptions=_names,
    questions=_names,
    not_understood=st.lists(st.builds(NotUnderstood, sentence=_text, why=_text), max_size=2).map(tuple),
)
