"""Projects are kept, found again, and never half-written."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.errors import InputError, KnowledgeError
from knowledge.source.project import Folder, Project, Repository, Upload
from knowledge.source.projects import Projects


def test_a_project_is_found_with_its_sources(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    projects.put("shop", Folder(path="/srv/shop"))
    projects.put("shop", Repository(url="https://example.org/web.git", ref="main", audience=("staff",)))
    assert Projects(tmp_path).find("shop") == Project(
        name="shop",
        sources=(
            Folder(path="/srv/shop"),
            Repository(url="https://example.org/web.git", ref="main", mount="web/", audience=("staff",)),
        ),
    )
    assert [each.name for each in projects.all()] == ["shop"]


def test_the_same_source_is_there_once_where_it_was() -> None:
    project = Project(name="p")
    for source in (Folder(path="/a/docs"), Folder(path="/b/docs"), Folder(path="/c/docs")):
        project, _ = project.with_source(source)
    changed, placed = project.with_source(Folder(path="/b/docs", audience=("staff",)))
    assert [each.mount for each in changed.sources] == ["", "docs/", "docs-2/"]
    assert changed.sources[1] == placed == Folder(path="/b/docs", mount="docs/", audience=("staff",))
    assert [each.key for each in changed.without(placed.key).sources] == ["folder:/a/docs", "folder:/c/docs"]


def test_adding_again_keeps_what_is_there(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    projects.put("shop", Folder(path="/a"))
    assert len(projects.add("shop").sources) == 1


@pytest.mark.parametrize("name", ["", "../x", "A", "a/b", "-x", "x" * 65, ".hidden"])
def test_a_name_that_can_not_be_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no name for a project"):
        Projects(tmp_path).add(name)
    with pytest.raises(InputError, match="no project"):
        Projects(tmp_path).find(name)


def test_a_missing_project_is_told_with_those_there_are(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    with pytest.raises(InputError, match="There are: shop"):
        projects.find("shpo")


def test_uploads_are_kept_under_a_plain_name(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    placed = projects.upload("shop", "../../etc/notes<1>.md", b"one")
    assert placed == Upload(name="notes-1-.md", mount="uploads/")
    projects.upload("shop", "notes-1-.md", b"two")
    assert [path.read_bytes() for path in projects.uploads("shop").iterdir()] == [b"two"]
    projects.drop("shop", placed.key)
    assert not list(projects.uploads("shop").iterdir())
    with pytest.raises(InputError):
        projects.upload("shop", "..", b"x")


def test_removing_deletes_all_that_is_kept(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    projects.upload("shop", "a.md", b"x")
    projects.remove("shop")
    assert projects.all() == ()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["projects.lock"]


def test_two_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    Projects(tmp_path).add("shop")
    put = [
        threading.Thread(target=Projects(tmp_path).put, args=("shop", Folder(path=f"/srv/{number}")))
        for number in range(12)
    ]
    for thread in put:
        thread.start()
    for thread in put:
        thread.join()
    assert len(Projects(tmp_path).find("shop").sources) == 12


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    projects = Projects(tmp_path)
    projects.add("shop")
    (projects.folder("shop") / "project.json").write_text("{")
    with pytest.raises(KnowledgeError, match=r"project\.json can't be read"):
        projects.find("shop")


def test_a_password_is_in_no_label_and_no_key() -> None:
    source = Repository(url="https://me:hunter2@example.org/a.git", ref="v1")
    assert source.label == "https://example.org/a.git@v1"
    assert "hunter2" not in source.key
