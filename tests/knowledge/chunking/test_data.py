"""YAML and JSON by key, OpenAPI by operation, Prisma and GraphQL by type."""

from __future__ import annotations

import json

from tests.knowledge.chunking.cutting import cut, headings, long, outline


def test_small_keys_share_a_chunk_and_large_ones_have_their_own() -> None:
    large = "\n".join(f"  - words and more words {number}" for number in range(20))
    text = f"# About\nname: a\nversion: 1\nsteps:\n{large}\nlast: 2\n"
    assert outline("a.yaml", text) == [(1, 3, None), (4, 24, "steps"), (25, 25, "last")]


def test_keys_of_a_long_mapping_are_cut_below_it() -> None:
    service = "\n".join(f"    option_{number}: words and words {number}" for number in range(20))
    found = outline("compose.yml", f"services:\n  web:\n{service}\n  db:\n{service}\nvolumes: x\n")
    assert found == [(1, 22, "services.web"), (23, 43, "services.db"), (44, 44, "volumes")]


def test_json_is_cut_by_key() -> None:
    text = json.dumps({"name": "a", "scripts": {f"run{n}": "words and words" for n in range(20)}, "b": 1}, indent=2)
    assert [symbol for _, _, symbol in outline("package.json", text)] == ["name", "scripts", "b"]


def test_several_documents_in_one_file() -> None:
    text = "kind: Service\nname: a\n---\nkind: Deployment\nname: b\n"
    assert outline("k8s.yaml", text) == [(1, 3, None), (4, 5, None)]


OPENAPI = """\
openapi: 3.1.0
info:
  title: Shop
paths:
  /orders:
    get:
      summary: List
    patch:
      summary: Change
  /users/{id}:
    parameters:
      - name: id
    delete:
      summary: Remove
components:
  schemas:
    User:
      type: object
    Order:
      type: object
"""


def test_openapi_by_operation() -> None:
    assert outline("api.yaml", OPENAPI) == [
        (1, 1, "openapi"),
        (2, 3, "info"),
        (4, 7, "GET /orders"),
        (8, 9, "PATCH /orders"),
        (10, 12, "/users/{id}"),
        (13, 14, "DELETE /users/{id}"),
        (15, 18, "User"),
        (19, 20, "Order"),
    ]
    assert {each.kind for each in cut("api.yaml", OPENAPI)} == {"openapi"}
    assert headings("api.yaml", OPENAPI)[-1][2] == ("components", "schemas")


def test_openapi_as_json() -> None:
    text = json.dumps(
        {"openapi": "3.0.0", "paths": {"/a": {"get": {"summary": "x"}, "post": {"summary": "y"}}}}, indent=2
    )
    assert [symbol for _, _, symbol in outline("api.json", text)] == ["openapi", "GET /a", "POST /a"]


def test_prisma_by_model() -> None:
    text = 'generator client {\n  provider = "x"\n}\n\n/// A user.\nmodel User {\n  id Int @id\n}\nenum Role { A }\n'
    assert outline("schema.prisma", text) == [(1, 3, "client"), (5, 8, "User"), (9, 9, "Role")]


def test_a_long_model_is_split_and_keeps_its_name() -> None:
    found = outline("schema.prisma", long("model User {", '  field_{number} String @default("words")', "}"))
    assert len(found) > 1
    assert {symbol for _, _, symbol in found} == {"User"}


def test_graphql_by_type() -> None:
    text = (
        '"""\nA user.\n"""\ntype User {\n  id: ID!\n}\n"Short."\n# note\nextend type Query { me: User }\n\n'
        "directive @auth on FIELD\nschema { query: Query }\n"
    )
    assert [symbol for _, _, symbol in outline("a.graphql", text)] == ["User", "Query", "auth", "schema"]
    assert outline("a.graphql", text)[0][:2] == (1, 7)
