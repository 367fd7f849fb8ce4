"""What is laid over a draft to measure it."""

from __future__ import annotations

import yaml

from assistant.draft.measure import measure_files
from tests.draft.documents.plans import example_design
from tests.draft.measure.test_seed import crew


def _endpoints(name: str) -> dict[str, dict[str, object]]:
    plan = yaml.safe_load(measure_files(example_design(name))["measure/endpoints.yaml"])
    return {each["name"]: each for each in plan["endpoints"]}


def test_everything_lies_in_a_folder_of_its_own() -> None:
    files = measure_files(example_design("library-lending"))
    assert "measure/measure.test.ts" in files
    assert all(path.startswith("measure/") for path in files)


def test_every_operation_is_measured_but_those_that_hash_a_password() -> None:
    plan = example_design("stay-booking")
    expected = {f"{op.method} {op.path}" for op in plan.operations if op.id not in ("register", "login")}
    assert set(_endpoints("stay-booking")) == expected


def test_deletions_come_last_and_reads_first() -> None:
    methods = [name.split()[0] for name in _endpoints("library-lending")]
    assert methods.index("DELETE") == len(methods) - 1
    assert "GET" not in methods[methods.index("POST") :]


def test_the_row_of_a_nested_path_is_the_parents() -> None:
    design = example_design("team-projects")
    endpoints = _endpoints("team-projects")
    tables = [each.pascal for each in design.entities]
    assert endpoints["GET /api/projects/{id}/tasks"]["of"] == tables.index("Project")
    assert endpoints["GET /api/tasks/{id}"]["of"] == tables.index("Task")
    assert endpoints["GET /api/projects"]["of"] is None


def test_bodies_refer_to_seeded_rows_and_number_what_is_unique() -> None:
    design = example_design("library-lending")
    books = [each.pascal for each in design.entities].index("Book")
    (loan,) = _bodies("library-lending", "POST /api/loans")
    assert loan["bookId"] == {"row": books}
    (book,) = _bodies("library-lending", "POST /api/books")
    assert "{n}" in str(book["isbn"])
    assert book["title"] == {"value": "A title"}


def _bodies(plan: str, name: str) -> list[dict[str, object]]:
    found = _endpoints(plan)[name]["bodies"]
    assert isinstance(found, list)
    return found


def test_each_step_of_a_lifecycle_is_a_body_with_what_it_needs() -> None:
    bodies = _bodies("stay-booking", "POST /api/bookings/{id}/transition")
    assert [body["to"] for body in bodies] == [{"value": to} for to in ("CONFIRMED", "DECLINED", "CANCELLED")]
    assert [body for body in bodies if "declineReason" in body] == [bodies[1]]


def test_each_order_and_filter_of_a_list_is_explained_too() -> None:
    variants = _endpoints("stay-booking")["GET /api/reviews"]["variants"]
    assert variants == [
        {"parameter": "sort", "value": "rating"},
        {"parameter": "sort", "value": "-rating"},
        {"parameter": "bookingId", "field": "bookingId"},
    ]


def test_callers_need_tokens_only_where_there_is_sign_in() -> None:
    assert "issueToken(rowId(0, account))" in measure_files(example_design("library-lending"))["measure/rows.ts"]
    assert "issueToken" not in measure_files(example_design("todo-tags"))["measure/rows.ts"]


def test_rows_have_the_ids_that_the_seed_gives_them() -> None:
    assert "01900000-0000-7000-8" in measure_files(crew("uuid"))["measure/rows.ts"]
    assert "): number => row" in measure_files(crew("int"))["measure/rows.ts"]
