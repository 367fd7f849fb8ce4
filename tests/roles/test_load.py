"""Role files: what is read from a good one, and every finding in a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from roles.load import SHIPPED, check, load, role_files
from roles.metrics import METRICS
from roles.role import Stage

GOOD = """---
name: Reviewer
description: Reviews
author: Us
version: 1.0
metrics: [api_response_time_ms]
---

# Reviewer

## Role

You review.

## Core Expertise

- Reading
- Writing

## Workflow

1. **Read the code**: All of it,
   slowly.
2. Judge: kindly.
3. Report

## Expected Output

* A verdict
* Its reasons
"""


def findings(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in check(text)]


def test_the_parts_of_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "reviewer.md"
    path.write_text(GOOD)
    role = load(path)
    assert (role.name, role.description, role.author, role.version) == ("Reviewer", "Reviews", "Us", "1.0")
    assert role.metrics == ("api_response_time_ms",)
    assert role.workflow == (
        Stage(title="Read the code", detail="All of it, slowly."),
        Stage(title="Judge", detail="kindly."),
        Stage(title="Report"),
    )
    assert role.expertise == ("Reading", "Writing")
    assert role.expected_output == ("A verdict", "Its reasons")
    assert role.instructions.startswith("# Reviewer\n\n## Role")


def test_every_finding_is_reported_at_once_with_its_line() -> None:
    text = GOOD.replace("version: 1.0", "version: soon").replace("author: Us\n", "")
    text = text.replace("[api_response_time_ms]", "[api_response_time_ms, beauty]")
    text = text.replace("1. **Read", "- **Read").replace("2. Judge", "- Judge").replace("3. Report", "- Report")
    text = text.replace("## Expected Output", "## Output")
    assert findings(text) == [
        (1, "`author` is missing"),
        (4, "`soon` is not a version"),
        (5, "no metric is called `beauty`"),
        (7, "the section `Expected Output` is missing"),
        (19, "the Workflow has no numbered steps"),
    ]


def test_an_unknown_metric_is_told_the_known_ones() -> None:
    (finding,) = check(GOOD.replace("api_response_time_ms", "api_response_time"))
    assert finding.line == 6
    assert all(name in finding.mend for name in METRICS)
    assert "did you mean `api_response_time_ms`" in finding.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("---\nname", "name", 1, "the file does not begin with front matter"),
        ("metrics: [api_response_time_ms]\n---", "", 1, "the front matter that begins here never ends"),
        ("name: Reviewer", "name: 'Reviewer", 2, "the front matter is not YAML"),
        ("name: Reviewer", "name: Reviewer\nname: Twice", 3, "the front matter gives `name` twice"),
        ("name: Reviewer", "- name", 3, "the front matter is not YAML"),
        ("name: Reviewer", "name:", 2, "`name` is not a text"),
        ("name: Reviewer", "name: [a]", 2, "`name` is not a text"),
        ("[api_response_time_ms]", "api_response_time_ms", 6, "`metrics` is not a list of names"),
        ("[api_response_time_ms]", "[{a: b}]", 6, "`metrics` is not a list of names"),
        ("You review.\n", "", 11, "the section `Role` is empty"),
    ],
)
def test_one_finding(old: str, new: str, line: int, message: str) -> None:
    (finding,) = check(GOOD.replace(old, new, 1))
    assert finding.message.startswith(message)
    assert finding.line == line
    assert finding.mend


def test_a_misspelled_key_and_heading_are_told_what_was_meant() -> None:
    mends = [each.mend for each in check(GOOD.replace("metrics:", "metric:").replace("Core Expertise", "Expertise"))]
    assert mends == ["rename `metric` on line 6 to `metrics`", "rename `Expertise` to `Core Expertise`"]


def test_headings_inside_code_fences_are_text() -> None:
    text = GOOD.replace("You review.", "```\n## Workflow\n```")
    assert check(text) == []


def test_steps_may_be_numbered_headings() -> None:
    steps = "### 1. Read\n\nAll of it.\n\n### Step 2: Judge\n\nKindly.\n"
    start, end = GOOD.index("1. **Read"), GOOD.index("## Expected")
    assert check(GOOD[:start] + steps + GOOD[end:]) == []


def test_no_metrics_is_a_choice(tmp_path: Path) -> None:
    path = tmp_path / "role.md"
    path.write_text(GOOD.replace("[api_response_time_ms]", "[]"))
    assert load(path).metrics == ()


def test_a_bad_file_is_refused_with_every_place(tmp_path: Path) -> None:
    path = tmp_path / "role.md"
    path.write_text("---\nname: x\n---\n")
    with pytest.raises(InputError) as refusal:
        load(path)
    assert str(refusal.value).count(f"{path}:") == 8


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 200_001])
def test_what_is_no_text_or_too_long_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "role.md"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"UTF-8|200,000"):
        load(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(InputError, match="can't be read"):
            load(path)


def test_the_shipped_roles_are_good() -> None:
    shipped = role_files()
    assert "backend-developer" in shipped
    for path in shipped.values():
        assert load(path).workflow


def test_the_backend_developer_measures_and_works_in_six_stages() -> None:
    role = load(SHIPPED / "backend-developer.md")
    assert role.metrics == tuple(METRICS)
    assert [stage.title for stage in role.workflow] == [
        "Receive the task",
        "Design and model",
        "Implement securely",
        "Manage migrations",
        "Test the endpoints",
        "Submit for review",
    ]


def test_a_file_in_the_folder_replaces_a_shipped_one(tmp_path: Path) -> None:
    mine = tmp_path / "backend-developer.md"
    mine.write_text(GOOD)
    (tmp_path / "reviewer.md").write_text(GOOD)
    found = role_files(tmp_path)
    assert found["backend-developer"] == mine
    assert set(found) == {*role_files(), "reviewer"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_checked_without_failing(front: str, body: str) -> None:
    assert all(each.line >= 1 for each in check(f"---\n{front}\n---\n{body}"))
