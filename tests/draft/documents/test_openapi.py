"""The OpenAPI document: valid, complete, and the same contract as the Design."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import JsonValue

from assistant.blueprint.text import from_yaml
from assistant.draft.design import Design, design
from assistant.draft.documents.openapi import openapi, openapi_yaml
from assistant.draft.operation import OperationKind
from assistant.draft.refusal import refusals
from tests.draft.documents.plans import NAMES, everything, example_design

DESIGNS = {**{name: example_design(name) for name in NAMES}, "everything": everything()}
each_design = pytest.mark.parametrize("plan", DESIGNS.values(), ids=list(DESIGNS))


def _at(document: JsonValue, *path: str) -> JsonValue:
    for step in path:
        assert isinstance(document, dict), path
        document = document[step]
    return document


def _object(document: JsonValue, *path: str) -> dict[str, JsonValue]:
    found = _at(document, *path)
    assert isinstance(found, dict), path
    return found


def _operation(plan: Design, id_: str) -> dict[str, JsonValue]:
    op = next(op for op in plan.operations if op.id == id_)
    return _object(openapi(plan), "paths", op.path, op.method.lower())


def _references(node: JsonValue) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(target := node.get("$ref"), str):
            yield target
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


@each_design
def test_it_is_valid_openapi_3_1(plan: Design) -> None:
    OpenAPIV31SpecValidator(yaml.safe_load(openapi_yaml(plan))).validate()


@each_design
def test_it_reads_back_as_it_was_derived(plan: Design) -> None:
    assert yaml.safe_load(openapi_yaml(plan)) == openapi(plan)


@each_design
def test_every_operation_is_there_with_its_statuses_and_no_other(plan: Design) -> None:
    document = openapi(plan)
    found = {
        (method.upper(), path): set(_object(document, "paths", path, method, "responses"))
        for path, item in _object(document, "paths").items()
        for method in _object(item)
        if method != "parameters"
    }
    expected = {
        (op.method, op.path): {str(op.status), "default", *map(str, refusals(plan, op))} for op in plan.operations
    }
    assert found == expected


@each_design
def test_every_component_is_used_and_every_reference_leads_to_one(plan: Design) -> None:
    document = openapi(plan)
    components = _object(document, "components")
    defined = {
        f"#/components/{kind}/{name}"
        for kind in components
        if kind != "securitySchemes"
        for name in _object(components, kind)
    }
    assert set(_references(document)) == defined


@each_design
def test_every_body_made_of_its_examples_is_valid(plan: Design) -> None:
    document = openapi(plan)
    for op in plan.operations:
        if op.body_schema is None:
            continue
        schema = _object(document, "components", "schemas", op.body_schema)
        body: JsonValue = {
            name: examples[0]
            for name, field in _object(schema, "properties").items()
            if isinstance(examples := _at(field, "examples"), list)
        }
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        assert [error.message for error in validator.iter_errors(body)] == []
        assert _at(schema, "additionalProperties") is False
        assert set(_object(schema, "properties")) == {each.name for each in op.body or ()}


@each_design
def test_answers_hold_every_column_that_is_not_secret_and_require_all(plan: Design) -> None:
    document = openapi(plan)
    schemas = _object(document, "components", "schemas")
    for entity in plan.entities:
        if entity.pascal in schemas:
            schema = _object(schemas, entity.pascal)
            shown = {column.name for column in entity.columns if column.answered} | {link.name for link in entity.links}
            required = _at(schema, "required")
            assert isinstance(required, list)
            assert set(_object(schema, "properties")) == shown == set(required)


def test_secrets_are_nowhere_in_an_answer() -> None:
    plan = DESIGNS["stay-booking"]
    user = _object(openapi(plan), "components", "schemas", "User", "properties")
    assert {"passwordHash", "phone", "deletedAt"} & set(user) == set()
    assert "phone" in _object(openapi(plan), "components", "schemas", "UserChanges", "properties")


def test_a_token_is_needed_unless_the_rules_say_otherwise() -> None:
    plan = DESIGNS["stay-booking"]
    assert openapi(plan)["security"] == [{"bearer": []}]
    assert _operation(plan, "listReviews")["security"] == []
    assert _operation(plan, "listListings")["security"] == [{}, {"bearer": []}]
    assert "security" not in _operation(plan, "updateListing")


def test_without_sign_in_there_is_no_talk_of_tokens() -> None:
    text = openapi_yaml(DESIGNS["todo-tags"])
    assert "bearer" not in text
    assert "401" not in text
    assert "403" not in text


def test_what_is_created_tells_where_it_is_if_it_can_be_read() -> None:
    plan = DESIGNS["library-lending"]
    created = _object(_operation(plan, "createBook"), "responses", "201")
    assert _at(created, "headers", "Location", "required") is True
    assert "headers" not in _object(_operation(plan, "register"), "responses", "201")


def test_refused_sign_in_carries_its_headers() -> None:
    responses = _object(openapi(DESIGNS["library-lending"]), "components", "responses")
    assert _at(responses, "Unauthenticated", "headers", "WWW-Authenticate", "schema") == {"const": "Bearer"}
    assert _at(responses, "TooManyAttempts", "headers", "Retry-After", "required") is True
    assert {"Allow", "Retry-After"} == set(_object(responses, "Other", "headers"))


def test_a_conflict_names_its_types() -> None:
    conflict = _object(_operation(DESIGNS["library-lending"], "createLoan"), "responses", "409")
    assert conflict["description"] == "loan-member-limit, loan-book-limit"


def test_passwords_are_bounded_at_registration_and_merely_capped_at_login() -> None:
    schemas = _object(openapi(DESIGNS["library-lending"]), "components", "schemas")
    assert _at(schemas, "Registration", "properties", "password", "minLength") == 12
    assert _at(schemas, "Credentials", "properties", "password", "minLength") == 1


def test_defaults_are_told_for_creation_alone() -> None:
    schemas = _object(openapi(DESIGNS["stay-booking"]), "components", "schemas")
    assert _at(schemas, "NewListing", "properties", "currency", "default") == "EUR"
    assert "default" not in _object(schemas, "ListingChanges", "properties", "currency")
    assert _at(schemas, "ListingChanges", "minProperties") == 1


def test_lists_take_pages_orders_and_filters() -> None:
    parameters = _operation(DESIGNS["stay-booking"], "listListings")["parameters"]
    assert isinstance(parameters, list)
    names = [_object(each).get("name", _object(each).get("$ref")) for each in parameters]
    shared = ["#/components/parameters/Limit", "#/components/parameters/Cursor"]
    ranges = ["nightlyPriceMin", "nightlyPriceMax", "maxGuestsMin", "maxGuestsMax"]
    assert names == [*shared, "sort", "city", "status", "hostId", *ranges]
    assert _at(parameters[2], "schema", "enum") == ["nightlyPrice", "-nightlyPrice", "title", "-title"]


@each_design
def test_every_list_is_a_page(plan: Design) -> None:
    schemas = _object(openapi(plan), "components", "schemas")
    for op in plan.operations:
        if op.kind is OperationKind.LIST and op.answer_schema and op.entity:
            page = _object(schemas, op.answer_schema, "properties")
            assert _at(page, "items", "items") == {"$ref": f"#/components/schemas/{op.entity.pascal}"}
            assert _at(page, "items", "maxItems") == plan.blueprint.conventions.max_page_size


def test_models_may_be_called_as_the_documents_own_schemas() -> None:
    text = """
        title: Help desk
        models:
        - name: User
          fields: [{name: email, type: String, unique: true}]
        - name: Problem
          fields: [{name: subject, type: String}]
          access: {read: [{kind: authenticated}]}
        - name: Token
          fields: [{name: label, type: String}]
          access: {read: [{kind: authenticated}]}
        auth: {kind: jwt}
        endpoints:
        - {model: Problem, path: /problems, operations: [read]}
        - {model: Token, path: /tokens, operations: [read]}
    """
    schemas = _object(openapi(design(from_yaml(text))), "components", "schemas")
    assert {"subject"} < set(_object(schemas, "Problem", "properties"))
    assert {"label"} < set(_object(schemas, "Token", "properties"))
    assert "requestId" in _object(schemas, "ProblemBody", "properties")
    assert "accessToken" in _object(schemas, "TokenBody", "properties")
