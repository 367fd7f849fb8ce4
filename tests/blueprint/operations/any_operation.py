"""Hypothesis strategies for operations that fit the lending plan more or less."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant.blueprint.access import Access, Authenticated, HasRole, Operation, Owner, Public
from assistant.blueprint.field import Enum, Field, Scalar
from assistant.blueprint.operations import operation as op
from assistant.blueprint.operations.patch import (
    AuthPatch,
    ConventionsPatch,
    FieldPatch,
    ModelPatch,
    PlanPatch,
    RelationPatch,
    ResourcePatch,
)
from assistant.blueprint.plan import IdType, Model
from assistant.blueprint.relation import Kind, Relation
from tests.blueprint.plans import lending

_PLAN = lending()
_model = st.sampled_from([model.name for model in _PLAN.models]) | st.sampled_from(["Fine", "loan"])
_field = st.sampled_from(sorted({field.name for model in _PLAN.models for field in model.fields})) | st.just("colour")
_relation = st.sampled_from(sorted({name for r in _PLAN.relations for name in (r.name, r.inverse)})) | st.just("owner")
_new = st.sampled_from(["colour", "price", "dueAt", "class", "Fine", "member"])
_value = st.sampled_from(["REQUESTED", "OPEN", "RETURNED", "LOST"])
_names = st.lists(_field | _relation, min_size=2, max_size=2).map(tuple)
_type = st.sampled_from([*(scalar.value for scalar in Scalar), "LoanState", "Colour"])
_rule = st.sampled_from(
    [Public(), Authenticated(), HasRole(roles=("librarian",)), Owner(path="member"), Owner(path="loan.member")]
)
_rules = st.lists(_rule, max_size=2, unique=True).map(tuple)
_relations = st.builds(Relation, model=_model, name=_new, target=_model, inverse=_new, kind=st.sampled_from(Kind))


def _some(of: type, /, **keys: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.fixed_dictionaries({}, optional=keys).map(lambda given: of(**given))


any_operation = st.one_of(
    st.builds(
        op.AddModel,
        model=st.builds(Model, name=_new, access=st.builds(Access, read=_rules, create=_rules)),
        relations=st.lists(_relations, max_size=1).map(tuple),
        expose=st.booleans(),
    ),
    st.builds(op.RenameModel, model=_model, to=_new | st.just("Loans")),
    st.builds(op.ChangeModel, model=_model, set=_some(ModelPatch, soft_delete=st.booleans(), timestamps=st.booleans())),
    st.builds(op.DropModel, model=_model),
    st.builds(op.AddField, model=_model, field=st.builds(Field, name=_new, type=_type, required=st.booleans())),
    st.builds(op.RenameField, model=_model, field=_field, to=_new),
    st.builds(
        op.ChangeField,
        model=_model,
        field=_field,
        set=_some(FieldPatch, type=_type, many=st.booleans(), required=st.booleans(), secret=st.booleans()),
    ),
    st.builds(op.DropField, model=_model, field=_field),
    st.builds(op.AddEnum, enum=st.just(Enum(name="Colour", values=("RED",)))),
    st.builds(op.AddEnumValue, enum=st.just("LoanState"), value=_value),
    st.builds(op.RenameEnumValue, enum=st.just("LoanState"), value=_value, to=_value),
    st.builds(op.DropEnumValue, enum=st.just("LoanState"), value=_value),
    st.builds(op.DropEnum, enum=st.sampled_from(["LoanState", "Colour"])),
    st.builds(op.AddRelation, relation=_relations),
    st.builds(op.RenameRelation, model=_model, relation=_relation, to=_new),
    st.builds(
        op.ChangeRelation,
        model=_model,
        relation=_relation,
        set=_some(RelationPatch, kind=st.sampled_from(Kind), required=st.booleans(), target=_model, inverse=_new),
    ),
    st.builds(op.DropRelation, model=_model, relation=_relation),
    st.builds(op.AddUnique, model=_model, names=_names),
    st.builds(op.DropUnique, model=_model, names=_names),
    st.builds(op.AddIndex, model=_model, names=_names),
    st.builds(op.DropIndex, model=_model, names=st.just(("title",))),
    st.builds(op.SetAccess, model=_model, operation=st.sampled_from(Operation), rules=_rules),
    st.builds(op.ChangeEndpoint, model=_model, set=_some(ResourcePatch, sort=_names, path=st.just("/things"))),
    st.builds(op.DropEndpoint, model=_model),
    st.builds(op.DropAction, model=_model, action=st.sampled_from(["extend", "cancel"])),
    st.builds(op.SetLifecycle, model=_model, lifecycle=st.none()),
    st.builds(op.SetConstraints, model=_model, constraints=st.just(())),
    st.builds(op.SetAuth, set=_some(AuthPatch, roles=st.just(("member",)), identifier=_field)),
    st.builds(op.SetConvention, set=_some(ConventionsPatch, id=st.sampled_from(IdType))),
    st.builds(op.SetPlan, set=_some(PlanPatch, title=st.sampled_from(["Lending", ""]))),
)
"""One operation; about half of them can be made."""
